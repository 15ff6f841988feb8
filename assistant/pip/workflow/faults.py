"""Why a step is refused. Every message is Dutch and says what to do; nothing was kept."""

from __future__ import annotations

from assistant.dossier.forms import BadEntry, Overtaken


class WorkflowRefusal(BadEntry):
    """A step on the way to a decision cannot be taken."""


class NotNow(WorkflowRefusal):
    """The step does not fit where the case stands now."""


class NotYours(WorkflowRefusal):
    """The step is for somebody with another role or with a mandate."""


class AuthorChecks(WorkflowRefusal):
    """Somebody who wrote the plan would check it."""


class ConceptMoved(WorkflowRefusal, Overtaken):
    """The plan is no longer the one that stood on the screen."""

    def __init__(self, message: str = "") -> None:
        super().__init__(
            message or "Het plan is veranderd sinds u het opende. Lees eerst wat er nu staat. Er is niets bewaard."
        )


class NotOwnWords(WorkflowRefusal):
    """A teach-back is a yes, a no or nothing: it does not show that the person understood."""

    def __init__(self) -> None:
        super().__init__(
            "Schrijf op wat de persoon in eigen woorden vertelt, niet alleen ja of nee. "
            "Vraag bijvoorbeeld: wat gaat u de komende maanden doen, en wie helpt u daarbij?",
            "teach_back",
        )


class OnHold(WorkflowRefusal):
    """Bezwaar or beroep runs: nothing of the dossier may go."""

    def __init__(self) -> None:
        super().__init__(
            "Er loopt bezwaar of beroep. Zolang dat loopt blijft het hele dossier staan: "
            "het kan niet worden gearchiveerd of gewist."
        )
