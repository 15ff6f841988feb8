"""Where a case stands on the way to a decision, what may be done next by whom, and why something cannot be done yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.dossier.entry import Entry
from assistant.dossier.forms import day_nl
from assistant.pip.clocks import clock
from assistant.pip.concept import AFTER_CHECK, concept_digest
from assistant.pip.model import Blocking, Plan
from assistant.pip.moving import handed_over
from assistant.pip.plan import plan_of
from assistant.pip.sections import sections
from assistant.pip.workflow.faults import AuthorChecks, NotNow, NotYours
from assistant.pip.workflow.own_words import own_words
from assistant.roles import CONSULENT, ROLES, TEAMLEIDER, TOETSER
from assistant.store import PlanVersion

Step = Literal[
    "concept", "voorgelegd", "teruggestuurd", "akkoord", "gesprek_gehouden", "vastgesteld", "gedagtekend", "bekendgemaakt"
]  # fmt: skip
"""Where the text of now stands."""

StageName = Literal[
    "concept", "voorgelegd", "teruggestuurd", "akkoord", "gesprek_gehouden", "vastgesteld", "gedagtekend", "bekendgemaakt",
    "in_bezwaar", "in_herziening", "verhuisd", "gearchiveerd",
]  # fmt: skip
"""Where the case stands; above the step of the text stand bezwaar, herziening, verhuizing and archief."""

LABELS: dict[str, str] = {
    "concept": "Concept",
    "voorgelegd": "Bij de toetser",
    "teruggestuurd": "Terug van de toetser",
    "akkoord": "Akkoord van de toetser",
    "gesprek_gehouden": "PIP-gesprek gehouden",
    "vastgesteld": "Vastgesteld",
    "gedagtekend": "Gedagtekend",
    "bekendgemaakt": "Bekendgemaakt",
    "in_bezwaar": "Bezwaar of beroep loopt",
    "in_herziening": "In herziening",
    "verhuisd": "Verhuisd",
    "gearchiveerd": "Gearchiveerd",
}

VOORLEGGEN, TERUGHALEN, OPMERKING, ANTWOORD = "voorleggen", "terughalen", "opmerking", "antwoord"
AKKOORD, TERUGSTUREN, ERKENNEN, GESPREK = "akkoord", "terugsturen", "erkennen", "gesprek"
VASTSTELLEN, DAGTEKENEN, ONTDAGTEKENEN, BEKENDMAKEN = "vaststellen", "dagtekenen", "ontdagtekenen", "bekendmaken"
HERZIEN, BEZWAAR, UITKOMST, VERHUIZEN = "herzien", "bezwaar", "uitkomst", "verhuizen"
ARCHIVEREN, HEROPENEN = "archiveren", "heropenen"

WHO: dict[str, tuple[str, tuple[str, ...]]] = {
    VOORLEGGEN: ("Voorleggen aan de toetser", (CONSULENT,)),
    TERUGHALEN: ("Terughalen bij de toetser", (CONSULENT,)),
    OPMERKING: ("Opmerking maken", (TOETSER,)),
    ANTWOORD: ("Opmerking beantwoorden", (CONSULENT,)),
    AKKOORD: ("Akkoord geven", (TOETSER,)),
    TERUGSTUREN: ("Terugsturen naar de consulent", (TOETSER,)),
    ERKENNEN: ("Toch doorgaan met een open punt", (CONSULENT,)),
    GESPREK: ("PIP-gesprek vastleggen", (CONSULENT,)),
    VASTSTELLEN: ("Vaststellen", (CONSULENT, TEAMLEIDER)),
    DAGTEKENEN: ("Dagtekenen", (CONSULENT, TEAMLEIDER)),
    ONTDAGTEKENEN: ("Dagtekening herstellen", (CONSULENT, TEAMLEIDER)),
    BEKENDMAKEN: ("Bekendmaken", (CONSULENT,)),
    HERZIEN: ("Herziening beginnen", (CONSULENT,)),
    BEZWAAR: ("Bezwaar of beroep vastleggen", (CONSULENT,)),
    UITKOMST: ("Uitkomst van bezwaar of beroep vastleggen", (CONSULENT,)),
    VERHUIZEN: ("Verhuizing vastleggen", (CONSULENT,)),
    ARCHIVEREN: ("Archiveren", (CONSULENT,)),
    HEROPENEN: ("Weer openen", (CONSULENT,)),
}
"""Step -> its name on a button, and the roles that may take it."""

CHECK_PHASE, TALK_PHASE = "42", "50"
"""Phases that a municipality can skip: then no toetser is needed, or no PIP talk."""

OF_WORKFLOW = frozenset({"toets", "pip_gesprek", "teach_back"})
"""Points of the plan that are steps here: nobody can let them through with a reason."""


@dataclass(frozen=True)
class Option:
    """A step that somebody can take from here, now or later.

    Attributes:
        act: names it. label: in Dutch, as on its button. roles: who may.
        why_not: in Dutch why it cannot be done yet; empty when it can.
    """

    act: str
    label: str
    roles: tuple[str, ...]
    why_not: str = ""

    @property
    def open(self) -> bool:
        """Whether it can be done now, by somebody who may."""
        return not self.why_not


@dataclass(frozen=True)
class Stage:
    """Where a case stands.

    Attributes:
        name: of the whole case. step: of the text as it is now.
        words: in Dutch, one or two sentences: where it stands.
        since, by: moment (UTC) and login of the entry that brought it here, or None.
        waits_for: role whose turn it is, ``ander``, or empty.
        version: number of the newest set plan, 0 when there is none. revising: a new version is being made.
        submitted, verdict, talk: entries of this round, or None.
        lapsed: the agreement that no longer holds because the plan changed after it, or None.
        moved: the text changed since it was submitted.
        hold: bezwaar and beroep that run. options: every step in order, whether it can be taken or not.
    """

    name: StageName
    step: Step
    words: str
    since: str | None
    by: str | None
    waits_for: str
    version: int
    revising: bool
    submitted: Entry | None
    verdict: Entry | None
    talk: Entry | None
    lapsed: Entry | None
    moved: bool
    hold: tuple[Entry, ...]
    options: tuple[Option, ...]

    @property
    def label(self) -> str:
        """In Dutch."""
        return LABELS[self.name]

    def option(self, act: str) -> Option:
        """The step with this name; raises KeyError."""
        found = next((one for one in self.options if one.act == act), None)
        if found is None:
            raise KeyError(act)
        return found

    def can(self, act: str, role: str) -> bool:
        """Whether somebody with this role can take the step now; who wrote what and mandates come on top (``hindrance``)."""
        return self.option(act).open and role in self.option(act).roles


# --- what the stage rests on --------------------------------------------------------------------------------------


def concept_now(file: CaseFile) -> str:
    """``concept_digest`` of the plan as it stands now."""
    return concept_digest(plan_of(file))


def running_objections(file: CaseFile) -> tuple[Entry, ...]:
    """Bezwaar and beroep that came in and have no outcome yet, oldest first."""
    running: list[Entry] = []
    for entry in file.dossier.all("bezwaar"):
        if entry.get("stand") == "ingediend":
            running.append(entry)
            continue
        about = entry.get("bij")
        same = [one for one in running if one.id == about or (about is None and one.get("soort") == entry.get("soort"))]
        if same:
            running.remove(same[-1])
    return tuple(running)


def newest_version(file: CaseFile) -> PlanVersion | None:
    """The plan that was set last, or None."""
    return file.versions[-1] if file.versions else None


def of_version(file: CaseFile, kind: str, number: int) -> Entry | None:
    """The entry ``vastgesteld``, ``dagtekening`` or ``bekendgemaakt`` of a version, or None."""
    return file.dossier.latest(kind, versie=number)


def open_points(file: CaseFile, plan: Plan) -> tuple[Blocking, ...]:
    """What stands in the way of setting the plan or was acknowledged: of the plan itself, and of the talk about it."""
    now = _Facts(file, plan)
    given = now.acknowledged
    found = [
        replace(one, acknowledged=given.get(one.id)) if one.acknowledged is not None else one
        for one in plan.blocking
        if one.id not in OF_WORKFLOW
    ]
    talk = now.talk
    if talk is not None and now.needs_talk and talk.get("concept") not in (None, now.digest):
        point = f"gesprek_andere_tekst.{now.digest}"
        found.append(
            Blocking(
                point,
                f"Het plan is veranderd na het PIP-gesprek van {day_nl(talk.get('datum'))}. "
                "Bespreek de verandering en leg het gesprek opnieuw vast.",
                AFTER_CHECK, False, given.get(point),
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True)
class _Facts:
    """What the stage is computed from."""

    file: CaseFile
    plan: Plan

    @cached_property
    def digest(self) -> str:
        return concept_digest(self.plan)

    @cached_property
    def version(self) -> int:
        newest = newest_version(self.file)
        return newest.number if newest else 0

    @cached_property
    def set_entry(self) -> Entry | None:
        return of_version(self.file, "vastgesteld", self.version) if self.version else None

    @cached_property
    def revision(self) -> Entry | None:
        """The revision that is being worked on."""
        newest = self.file.dossier.latest("herziening")
        if newest is None or self.set_entry is None or newest.id < self.set_entry.id:
            return None
        return newest

    @property
    def drafting(self) -> bool:
        return self.version == 0 or self.revision is not None

    def _of_round(self, kind: str) -> tuple[Entry, ...]:
        if not self.drafting:
            return ()
        since = self.revision.id if self.revision else 0
        return tuple(entry for entry in self.file.dossier.all(kind) if entry.id > since)

    @cached_property
    def acknowledged(self) -> dict[str, str]:
        """Id of a point -> the reason it was let through with in this round: a new version is looked at anew."""
        return {str(entry.get("punt")): str(entry.get("reden")) for entry in self._of_round("erkend")}

    @cached_property
    def submitted(self) -> Entry | None:
        return next(reversed(self._of_round("voorgelegd")), None)

    @cached_property
    def verdict(self) -> Entry | None:
        """The toetser's decision on what was submitted last, or None while they are looking."""
        newest = next(reversed(self._of_round("toets")), None)
        if newest is None or (self.submitted is not None and newest.id < self.submitted.id):
            return None
        return newest

    @cached_property
    def talk(self) -> Entry | None:
        told = [one for one in self._of_round("pip_gesprek") if own_words(str(one.get("teach_back") or ""))]
        return told[-1] if told else None

    @cached_property
    def needs_check(self) -> bool:
        return uses(self.file, CHECK_PHASE)

    @cached_property
    def needs_talk(self) -> bool:
        return uses(self.file, TALK_PHASE)

    @cached_property
    def moved(self) -> bool:
        return self.submitted is not None and self.submitted.get("concept") != self.digest

    @cached_property
    def agreed(self) -> bool:
        return self.verdict is not None and self.verdict.get("besluit") == "akkoord" and self.same_text

    @property
    def same_text(self) -> bool:
        return self.verdict is not None and self.verdict.get("concept") == self.digest

    @cached_property
    def lapsed(self) -> Entry | None:
        if self.verdict is None or self.verdict.get("besluit") != "akkoord" or self.same_text:
            return None
        return self.verdict

    @cached_property
    def step(self) -> Step:
        if not self.drafting:
            if of_version(self.file, "bekendgemaakt", self.version):
                return "bekendgemaakt"
            return "gedagtekend" if of_version(self.file, "dagtekening", self.version) else "vastgesteld"
        if self.submitted is not None and self.verdict is None:
            return "voorgelegd"
        if self.verdict is not None and self.verdict.get("besluit") == "terug":
            return "teruggestuurd"
        if self.needs_check and not self.agreed:
            return "concept"
        if self.talk is not None:
            return "gesprek_gehouden"
        return "akkoord" if self.agreed else "concept"

    @cached_property
    def hold(self) -> tuple[Entry, ...]:
        return running_objections(self.file)

    @cached_property
    def archived(self) -> Entry | None:
        return self.file.dossier.latest("gearchiveerd")

    @cached_property
    def moved_away(self) -> Entry | None:
        return self.file.dossier.latest("verhuisd")

    @cached_property
    def open_comments(self) -> tuple[Entry, ...]:
        answered = {entry.get("opmerking") for entry in self.file.dossier.all("toets_antwoord")}
        return tuple(entry for entry in self._of_round("toets_opmerking") if entry.id not in answered)

    @cached_property
    def name(self) -> StageName:
        if self.archived:
            return "gearchiveerd"
        if self.moved_away:
            return "verhuisd"
        if self.hold and not self.drafting:
            return "in_bezwaar"
        if self.revision is not None and self.step == "concept":
            return "in_herziening"
        return self.step

    @cached_property
    def brought(self) -> Entry | None:
        """The entry that brought the case where it stands."""
        by_name: dict[str, Entry | None] = {
            "gearchiveerd": self.archived, "verhuisd": self.moved_away, "in_herziening": self.revision,
            "in_bezwaar": self.hold[-1] if self.hold else None, "voorgelegd": self.submitted,
            "teruggestuurd": self.verdict, "akkoord": self.verdict, "gesprek_gehouden": self.talk,
        }  # fmt: skip
        if self.name in by_name:
            return by_name[self.name]
        kinds = {"vastgesteld": "vastgesteld", "gedagtekend": "dagtekening", "bekendgemaakt": "bekendgemaakt"}
        return of_version(self.file, kinds[self.name], self.version) if self.name in kinds else None


def uses(file: CaseFile, phase_id: str) -> bool:
    """Whether the municipality has this phase and does not skip it."""
    phase = file.municipality.phase(phase_id)
    return phase is not None and not phase.skipped


# --- the stage ----------------------------------------------------------------------------------------------------


def stage(file: CaseFile, plan: Plan | None = None) -> Stage:
    """Where a case stands now. ``plan`` is that of ``plan_of(file)`` when the caller has it already."""
    facts = _Facts(file, plan if plan is not None else plan_of(file))
    brought = facts.brought
    return Stage(
        name=facts.name, step=facts.step, words=_words(facts), since=brought.at if brought else None,
        by=brought.by if brought else None, waits_for=_waits_for(facts), version=facts.version,
        revising=facts.revision is not None, submitted=facts.submitted, verdict=facts.verdict, talk=facts.talk,
        lapsed=facts.lapsed, moved=facts.moved, hold=facts.hold,
        options=tuple(Option(act, *WHO[act], why_not=WHY_NOT[act](facts)) for act in WHO),
    )  # fmt: skip


def _words(facts: _Facts) -> str:
    if facts.name == "gearchiveerd" and facts.archived:
        return f"Deze zaak is gearchiveerd. Reden: {facts.archived.get('reden')}."
    if facts.name == "verhuisd" and facts.moved_away:
        return f"De persoon is verhuisd naar {facts.moved_away.get('gemeente')}. De leerroute gaat daar door."
    number = facts.version
    words: dict[str, str] = {
        "concept": "Het plan is een concept. Er is nog niets besloten.",
        "voorgelegd": "De toetser kijkt naar het concept.",
        "teruggestuurd": "De toetser stuurde het concept terug. Verwerk de opmerkingen en leg het opnieuw voor.",
        "akkoord": "De toetser is akkoord met deze tekst. Bespreek het plan nu met de persoon.",
        "gesprek_gehouden": "Het plan is met de persoon besproken.",
        "vastgesteld": f"Versie {number} is vastgesteld. Er is nog geen dagtekening.",
        "gedagtekend": f"Versie {number} heeft een dagtekening en is nog niet bekendgemaakt.",
        "bekendgemaakt": f"Versie {number} is bekendgemaakt en geldt.",
        "in_bezwaar": f"Er loopt bezwaar of beroep. Versie {number} blijft gelden tot er anders is beslist.",
        "in_herziening": f"Versie {number} geldt nog. U werkt aan versie {number + 1}.",
    }
    said = words[facts.name]
    if facts.name == "gesprek_gehouden":
        said += " Er staan nog punten open." if _set(facts) else " Het kan nu worden vastgesteld."
    if facts.lapsed is not None:
        said += " Het akkoord van de toetser geldt niet meer, want het plan is daarna veranderd. Leg het opnieuw voor."
    elif facts.step == "voorgelegd" and facts.moved:
        said += " De tekst is veranderd sinds het voorleggen. Leg het plan opnieuw voor."
    return said


def _waits_for(facts: _Facts) -> str:
    if facts.name in {"gearchiveerd", "verhuisd", "bekendgemaakt"}:
        return ""
    if facts.name == "in_bezwaar":
        return "ander"
    return TOETSER if facts.step == "voorgelegd" and not facts.moved else CONSULENT


# --- why not ------------------------------------------------------------------------------------------------------

CLOSED_CASE = "Deze zaak is gearchiveerd. Open de zaak eerst weer."
MOVED_CASE = "De persoon is verhuisd. De nieuwe gemeente beslist verder."
NO_PLAN = "Er is nog geen plan vastgesteld."
STANDS = "Dit plan is vastgesteld. Begin eerst een herziening als er iets moet veranderen."


def _gone(facts: _Facts) -> str:
    if facts.archived:
        return CLOSED_CASE
    return MOVED_CASE if facts.moved_away else ""


def _drafting(facts: _Facts) -> str:
    return _gone(facts) or ("" if facts.drafting else STANDS)


def _submit(facts: _Facts) -> str:
    if why := _drafting(facts):
        return why
    if facts.step == "voorgelegd" and not facts.moved:
        return "Het plan ligt al bij de toetser."
    if facts.agreed:
        return "De toetser is al akkoord met deze tekst."
    missing = [one for one in facts.plan.blocking if one.statutory and one.blocks and one.section != AFTER_CHECK]
    if missing:
        return f"Er ontbreekt nog iets dat in het plan moet staan. {missing[0].text}"
    return ""


def _at_toetser(facts: _Facts) -> str:
    return _drafting(facts) or ("" if facts.step == "voorgelegd" else "Er ligt nu geen plan bij de toetser.")


def _agree(facts: _Facts) -> str:
    if why := _at_toetser(facts):
        return why
    if facts.moved:
        return "De tekst is veranderd sinds het voorleggen. De consulent legt het plan eerst opnieuw voor."
    return ""


def _answer(facts: _Facts) -> str:
    return _drafting(facts) or ("" if facts.open_comments else "Er is geen opmerking die nog een antwoord nodig heeft.")


def _acknowledge(facts: _Facts) -> str:
    if why := _drafting(facts):
        return why
    open_now = [one for one in open_points(facts.file, facts.plan) if one.blocks and not one.statutory]
    return "" if open_now else "Er is geen open punt dat met een reden door mag."


def _set(facts: _Facts) -> str:
    if why := _drafting(facts):
        return why
    if facts.step == "voorgelegd":
        return "De toetser kijkt nog naar het plan."
    if facts.step == "teruggestuurd":
        return "De toetser stuurde het plan terug. Verwerk de opmerkingen en leg het opnieuw voor."
    if facts.lapsed is not None and facts.needs_check:
        return "Het akkoord van de toetser geldt niet meer, want het plan is daarna veranderd. Leg het opnieuw voor."
    if facts.needs_check and not facts.agreed:
        return "Leg het plan eerst voor aan de toetser."
    if facts.needs_talk and facts.talk is None:
        return "Het PIP-gesprek is nog niet vastgelegd."
    standing = [one for one in open_points(facts.file, facts.plan) if one.blocks]
    if standing:
        first = next((one for one in standing if one.statutory), standing[0])
        more = f" Daarna {_count(len(standing) - 1)}." if len(standing) > 1 else ""
        return f"{first.text}{more}"
    return ""


def _count(number: int) -> str:
    return "nog 1 ander punt" if number == 1 else f"nog {number} andere punten"


def _date(facts: _Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version:
        return NO_PLAN
    if of_version(facts.file, "dagtekening", facts.version):
        return f"Versie {facts.version} heeft al een dagtekening."
    return ""


def _undate(facts: _Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version or not of_version(facts.file, "dagtekening", facts.version):
        return "Er is geen dagtekening om te herstellen."
    if of_version(facts.file, "bekendgemaakt", facts.version):
        return (
            "Het besluit is al bekendgemaakt. De dagtekening staat vast. "
            "Begin een herziening met als reden herstel van een fout."
        )
    return ""


def _announce(facts: _Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version:
        return NO_PLAN
    if of_version(facts.file, "bekendgemaakt", facts.version):
        return f"Versie {facts.version} is al bekendgemaakt."
    if not of_version(facts.file, "dagtekening", facts.version):
        return "Het plan heeft nog geen dagtekening."
    return ""


def _revise(facts: _Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version:
        return f"{NO_PLAN} U kunt het concept gewoon veranderen."
    return "Er loopt al een herziening." if facts.revision else ""


def _object(facts: _Facts) -> str:
    if facts.archived:
        return CLOSED_CASE
    return "" if facts.version else f"{NO_PLAN} Bezwaar kan pas tegen een besluit."


def _outcome(facts: _Facts) -> str:
    return "" if facts.hold else "Er loopt geen bezwaar of beroep."


def _move_away(facts: _Facts) -> str:
    return CLOSED_CASE if facts.archived else ("De verhuizing is al vastgelegd." if facts.moved_away else "")


def _archive(facts: _Facts) -> str:
    if facts.archived:
        return "Deze zaak is al gearchiveerd."
    if facts.hold:
        return "Er loopt bezwaar of beroep. Zolang dat loopt blijft het hele dossier staan."
    if facts.moved_away:
        return "" if handed_over(facts.file.dossier) or not facts.version else NOT_HANDED
    if facts.revision:
        return "Er loopt een herziening. Stel het nieuwe plan eerst vast, of trek de herziening in."
    if facts.version and not of_version(facts.file, "bekendgemaakt", facts.version):
        return "Het vastgestelde plan is nog niet bekendgemaakt."
    due = clock(facts.file, "bezwaar").due if facts.version else None
    if due is not None and facts.file.today <= due:
        return f"De bezwaartermijn loopt nog tot en met {day_nl(due)}."
    return ""


NOT_HANDED = "Het dossier is nog niet overgedragen aan de nieuwe gemeente. Verstrek bij Documenten de overdracht."


def _reopen(facts: _Facts) -> str:
    return "" if facts.archived or facts.moved_away else "Deze zaak is open."


WHY_NOT: dict[str, Callable[[_Facts], str]] = {
    VOORLEGGEN: _submit, TERUGHALEN: _at_toetser, OPMERKING: _at_toetser, ANTWOORD: _answer, AKKOORD: _agree,
    TERUGSTUREN: _at_toetser, ERKENNEN: _acknowledge, GESPREK: _drafting, VASTSTELLEN: _set, DAGTEKENEN: _date,
    ONTDAGTEKENEN: _undate, BEKENDMAKEN: _announce, HERZIEN: _revise, BEZWAAR: _object, UITKOMST: _outcome,
    VERHUIZEN: _move_away, ARCHIVEREN: _archive, HEROPENEN: _reopen,
}  # fmt: skip


# --- who ----------------------------------------------------------------------------------------------------------

NEEDS_MANDATE = frozenset({VASTSTELLEN, DAGTEKENEN, ONTDAGTEKENEN})
OF_CHECK = frozenset({OPMERKING, AKKOORD, TERUGSTUREN})


def mandated(file: CaseFile, by: Staff) -> bool:
    """Whether somebody may set plans: who the municipality names, and when it names nobody every consulent."""
    return by.login in file.municipality.mandated if file.municipality.mandated else by.role == CONSULENT


def authors(file: CaseFile) -> frozenset[str]:
    """Logins of everybody who wrote something of the plan, withdrawn or not, and of those whose case it is or was."""
    kinds = {kind for section in sections() for kind in section.forms} | {"sectie", "sectie_af", "voorgelegd", "erkend"}
    wrote = {entry.by for entry in file.dossier.entries if entry.kind in kinds}
    owned = {str(entry.get("login")) for entry in file.dossier.history("toegewezen")}
    return frozenset(wrote | owned | ({file.owner} if file.owner else set()))


def hindrance(file: CaseFile, by: Staff, act: str, where: Stage | None = None) -> WorkflowRefusalOrNone:
    """Why this person cannot take this step now, or None when they can."""
    option = (where or stage(file)).option(act)
    if by.role not in option.roles:
        names = " of ".join(ROLES[role].lower() for role in option.roles)
        return NotYours(f"{option.label}: dat doet een {names}.")
    if act in NEEDS_MANDATE and not mandated(file, by):
        return NotYours("U staat niet in het mandaatregister. Vraag een collega met mandaat om dit te doen.")
    if act in OF_CHECK and by.login in authors(file):
        return AuthorChecks(
            "U schreef zelf mee aan dit plan of het was uw zaak. Een collega die er niet aan schreef toetst het."
        )
    return NotNow(option.why_not) if option.why_not else None


WorkflowRefusalOrNone = NotYours | AuthorChecks | NotNow | None


def refuse_hindered(file: CaseFile, by: Staff, act: str) -> None:
    """Raise NotYours, AuthorChecks or NotNow when this person cannot take this step now."""
    if (fault := hindrance(file, by, act)) is not None:
        raise fault
