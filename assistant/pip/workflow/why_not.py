"""Why a step cannot be taken yet: one function per step, each giving a Dutch sentence, or nothing when it can."""

from __future__ import annotations

from collections.abc import Callable

from assistant.dossier.forms import day_nl
from assistant.pip.clocks import clock
from assistant.pip.concept import AFTER_CHECK
from assistant.pip.moving import handed_over
from assistant.pip.workflow.facts import Facts, of_version, open_points
from assistant.pip.workflow.steps import (
    AKKOORD,
    ANTWOORD,
    ARCHIVEREN,
    BEKENDMAKEN,
    BEZWAAR,
    DAGTEKENEN,
    ERKENNEN,
    GESPREK,
    HEROPENEN,
    HERZIEN,
    ONTDAGTEKENEN,
    OPMERKING,
    TERUGHALEN,
    TERUGSTUREN,
    UITKOMST,
    VASTSTELLEN,
    VERHUIZEN,
    VOORLEGGEN,
)

CLOSED_CASE = "Deze zaak is gearchiveerd. Open de zaak eerst weer."
MOVED_CASE = "De persoon is verhuisd. De nieuwe gemeente beslist verder."
NO_PLAN = "Er is nog geen plan vastgesteld."
STANDS = "Dit plan is vastgesteld. Begin eerst een herziening als er iets moet veranderen."


def _gone(facts: Facts) -> str:
    if facts.archived:
        return CLOSED_CASE
    return MOVED_CASE if facts.moved_away else ""


def _drafting(facts: Facts) -> str:
    return _gone(facts) or ("" if facts.drafting else STANDS)


def _submit(facts: Facts) -> str:
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


def _at_toetser(facts: Facts) -> str:
    return _drafting(facts) or ("" if facts.step == "voorgelegd" else "Er ligt nu geen plan bij de toetser.")


def _agree(facts: Facts) -> str:
    if why := _at_toetser(facts):
        return why
    if facts.moved:
        return "De tekst is veranderd sinds het voorleggen. De consulent legt het plan eerst opnieuw voor."
    return ""


def _answer(facts: Facts) -> str:
    return _drafting(facts) or ("" if facts.open_comments else "Er is geen opmerking die nog een antwoord nodig heeft.")


def _acknowledge(facts: Facts) -> str:
    if why := _drafting(facts):
        return why
    open_now = [one for one in open_points(facts.file, facts.plan) if one.blocks and not one.statutory]
    return "" if open_now else "Er is geen open punt dat met een reden door mag."


def _set(facts: Facts) -> str:
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


def _date(facts: Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version:
        return NO_PLAN
    if of_version(facts.file, "dagtekening", facts.version):
        return f"Versie {facts.version} heeft al een dagtekening."
    return ""


def _undate(facts: Facts) -> str:
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


def _announce(facts: Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version:
        return NO_PLAN
    if of_version(facts.file, "bekendgemaakt", facts.version):
        return f"Versie {facts.version} is al bekendgemaakt."
    if not of_version(facts.file, "dagtekening", facts.version):
        return "Het plan heeft nog geen dagtekening."
    return ""


def _revise(facts: Facts) -> str:
    if why := _gone(facts):
        return why
    if not facts.version:
        return f"{NO_PLAN} U kunt het concept gewoon veranderen."
    return "Er loopt al een herziening." if facts.revision else ""


def _object(facts: Facts) -> str:
    if facts.archived:
        return CLOSED_CASE
    return "" if facts.version else f"{NO_PLAN} Bezwaar kan pas tegen een besluit."


def _outcome(facts: Facts) -> str:
    return "" if facts.hold else "Er loopt geen bezwaar of beroep."


def _move_away(facts: Facts) -> str:
    return CLOSED_CASE if facts.archived else ("De verhuizing is al vastgelegd." if facts.moved_away else "")


def _archive(facts: Facts) -> str:
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


def _reopen(facts: Facts) -> str:
    return "" if facts.archived or facts.moved_away else "Deze zaak is open."


WHY_NOT: dict[str, Callable[[Facts], str]] = {
    VOORLEGGEN: _submit, TERUGHALEN: _at_toetser, OPMERKING: _at_toetser, ANTWOORD: _answer, AKKOORD: _agree,
    TERUGSTUREN: _at_toetser, ERKENNEN: _acknowledge, GESPREK: _drafting, VASTSTELLEN: _set, DAGTEKENEN: _date,
    ONTDAGTEKENEN: _undate, BEKENDMAKEN: _announce, HERZIEN: _revise, BEZWAAR: _object, UITKOMST: _outcome,
    VERHUIZEN: _move_away, ARCHIVEREN: _archive, HEROPENEN: _reopen,
}  # fmt: skip
