"""How the house stands, for a beheerder: read from what backups, the keyring and the audit left, if anything is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from assistant.audit import AuditBroken, Watch
from assistant.backup.copying import standing
from assistant.backup.places import backups_in, known_places, made_at
from assistant.keys import CommandKey, FileKey, Keyring
from ui.consulent.moments import on_the_clock

BACKUP_WITHIN = timedelta(hours=26)
RETENTION_WITHIN = timedelta(hours=26)
COPY_WITHIN = timedelta(minutes=5)
KEY_WITHIN = timedelta(days=366)


@dataclass(frozen=True)
class Row:
    """One line of the page. ``attention``: a beheerder should do something; ``help`` says what; ``again``: a button."""

    title: str
    text: str
    help: str = ""
    attention: bool = False
    again: str = ""


def state_of(house: Any, watch: Watch, *, whole: bool = False) -> list[Row]:
    """The lines of the page, in the order in which they matter. ``whole``: read all of the audit, also what was read today."""
    now: datetime = house.now()
    return [
        _backup(house, now), _copy(house, now), *_keys(house.keyring, now), _audit(watch, now, whole=whole),
        _retention(house.audit.last("bewaartermijn"), now), _second_factor(house),
    ]  # fmt: skip


def _backup(house: Any, now: datetime) -> Row:
    title, times = "Laatste reservekopie", []
    for place in known_places(house.data):
        try:
            times += [made for one in backups_in(place) if (made := made_at(one)) is not None]
        except OSError:
            continue  # the place is not there now
    if not times:
        return Row(title, "Er is nog geen reservekopie gevonden.", "Maak er een met: intake backup", True)
    old = now - max(times) > BACKUP_WITHIN
    return Row(title, on_the_clock(max(times), now), "Ouder dan een dag: kijk of de dagelijkse taak loopt." if old else "", old)


def _copy(house: Any, now: datetime) -> Row:
    title, found = "Kopie op een tweede plek", standing(house.data)
    at = _time(found.point) if found is not None else None
    if at is None:
        return Row(title, "Er loopt geen kopie naar een tweede plek.", "Zie docs/running.md.", True)
    late = now - at > COPY_WITHIN
    return Row(title, f"Bijgewerkt {on_the_clock(at, now)}", "De kopie loopt achter." if late else "", late)


def _keys(keyring: Keyring, now: datetime) -> list[Row]:
    outer = keyring.outer
    kinds = ((FileKey, "een bestand"), (CommandKey, "een opdracht"))
    where = next((name for kind, name in kinds if isinstance(outer, kind)), "de instellingen")
    beside = isinstance(outer, FileKey) and keyring.path.parent.parent in outer.path.parents
    made = _time(keyring.current.made_at)
    old = made is not None and now - made > KEY_WITHIN
    return [
        Row(
            "Buitenste sleutel", f"Komt uit {where}",
            "De sleutel ligt bij de gegevens zelf. Bewaar hem ergens anders (INTAKE_KEY_FILE of INTAKE_KEY_COMMAND)."
            if beside else "", beside,
        ),
        Row(
            "Gegevenssleutel", f"Gemaakt {on_the_clock(made, now)}" if made else "Onbekend",
            "Ouder dan een jaar: vernieuw hem met intake key renew." if old else "", old,
        ),
    ]  # fmt: skip


def _audit(watch: Watch, now: datetime, *, whole: bool) -> Row:
    title, again = "Logboek (audit)", "Alle regels opnieuw nakijken"
    try:
        found = watch.look(whole=whole)
    except AuditBroken as fault:
        wrong = "is weg" if fault.gone else "klopt niet"
        help = "Meld dit meteen bij uw CISO en privacyfunctionaris."
        return Row(title, f"NIET heel: regel {fault.line} {wrong}.", help, True, again)
    read = f"Alle regels nagekeken: {on_the_clock(found.whole_at, now)}."
    if found.since:
        one = found.since == 1
        new = "1 nieuwe regel; alleen die is" if one else f"{found.since} nieuwe regels; alleen die zijn"
        read += f" Daarna {new} nog nagekeken."
    compare = "Vergelijk ook met een eerder bewaard einde: intake audit verify --head"
    return Row(title, f"Heel: {found.lines} {'regel' if found.lines == 1 else 'regels'}", f"{read} {compare}", again=again)


def _retention(line: Any, now: datetime) -> Row:
    title = "Bewaartermijnen toegepast"
    at = _time(line.at) if line is not None else None
    if at is None:
        return Row(title, "Nog niet gedaan.", "Laat dagelijks lopen: intake retention run", True)
    late = now - at > RETENTION_WITHIN
    return Row(title, on_the_clock(at, now), "Langer dan een dag geleden." if late else "", late)


def _second_factor(house: Any) -> Row:
    required = house.access.policy.second_factor
    return Row(
        "Tweede stap bij inloggen", "Verplicht" if required else "Niet verplicht",
        "" if required else "Zet INTAKE_SECOND_FACTOR op required.", not required,
    )  # fmt: skip


def _time(at: Any) -> datetime | None:
    if isinstance(at, datetime):
        return at
    try:
        return datetime.fromisoformat(str(at)) if at else None
    except ValueError:
        return None


__all__ = ["Row", "state_of"]
