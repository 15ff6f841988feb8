"""Where a case stands on the way to a decision, what may be done next by whom, and why something cannot be done yet."""

from __future__ import annotations

from assistant.access import Staff
from assistant.case_file import CaseFile
from assistant.pip.model import Plan
from assistant.pip.plan import plan_of
from assistant.pip.sections import sections
from assistant.pip.workflow.facts import Facts
from assistant.pip.workflow.faults import AuthorChecks, NotNow, NotYours
from assistant.pip.workflow.steps import (
    AKKOORD,
    DAGTEKENEN,
    ONTDAGTEKENEN,
    OPMERKING,
    TERUGSTUREN,
    VASTSTELLEN,
    WHO,
    Option,
    Stage,
)
from assistant.pip.workflow.why_not import WHY_NOT
from assistant.roles import CONSULENT, ROLES, TOETSER


def stage(file: CaseFile, plan: Plan | None = None) -> Stage:
    """Where a case stands now. ``plan`` is that of ``plan_of(file)`` when the caller has it already."""
    facts = Facts(file, plan if plan is not None else plan_of(file))
    brought = facts.brought
    return Stage(
        name=facts.name, step=facts.step, words=_words(facts), since=brought.at if brought else None,
        by=brought.by if brought else None, waits_for=_waits_for(facts), version=facts.version,
        revising=facts.revision is not None, submitted=facts.submitted, verdict=facts.verdict, talk=facts.talk,
        lapsed=facts.lapsed, moved=facts.moved, hold=facts.hold,
        options=tuple(Option(act, *WHO[act], why_not=WHY_NOT[act](facts)) for act in WHO),
    )  # fmt: skip


def _words(facts: Facts) -> str:
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
        said += " Er staan nog punten open." if WHY_NOT[VASTSTELLEN](facts) else " Het kan nu worden vastgesteld."
    if facts.lapsed is not None:
        said += " Het akkoord van de toetser geldt niet meer, want het plan is daarna veranderd. Leg het opnieuw voor."
    elif facts.step == "voorgelegd" and facts.moved:
        said += " De tekst is veranderd sinds het voorleggen. Leg het plan opnieuw voor."
    return said


def _waits_for(facts: Facts) -> str:
    if facts.name in {"gearchiveerd", "verhuisd", "bekendgemaakt"}:
        return ""
    if facts.name == "in_bezwaar":
        return "ander"
    return TOETSER if facts.step == "voorgelegd" and not facts.moved else CONSULENT


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
