"""Giving something to somebody outside: kept in the dossier with the digest of what left, before it leaves.

What was given can be fetched for a short while by who gave it, and is then made again: only the very bytes that the dossier
names go out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from assistant.case_file import CaseFile
from assistant.documents.outgoing import NotAvailable, Outgoing, made
from assistant.dossier.entry import Entry
from assistant.dossier.forms import Overtaken
from assistant.dossier.keeping import keep
from assistant.pip.workflow import may_read_dossier
from assistant.roles import may
from assistant.store import PlanVersion, Store

KIND = "uitgevoerd"
FETCH = timedelta(minutes=15)
"""How long something that was given can be fetched; afterwards it is given again, as a new entry."""


class NotGiven(LookupError):
    """There is no entry that says this was given by this member of staff just now; the message is Dutch."""


class ChangedSince(Overtaken):
    """What is in the case moved between looking and fetching, so that other data would leave; the message is Dutch."""


@dataclass(frozen=True)
class Given:
    """Something that left, as the dossier keeps it.

    Attributes:
        what, to, basis: in Dutch. extension, version: of what kind. by: login. at: UTC time, ISO 8601.
        digest: SHA-256 of the bytes, in hex. fields: names of the data.
    """

    what: str
    to: str
    basis: str
    extension: str
    version: int | None
    by: str
    at: str
    digest: str
    fields: tuple[str, ...]
    entry: int


def may_have(file: CaseFile, role: str, one: Outgoing) -> bool:
    """Whether somebody with this role may have this: a set plan who may read the dossier, a concept who works on it."""
    if not may(role, one.needs):
        return False
    if one.leaves and one.versions == "never":
        return may(role, "send_out")
    if one.versions == "only":
        return may_read_dossier(file, role)
    return one.needs != "read_plan" or may(role, "write_plan") or may(role, "check_plan")


def version_of(file: CaseFile, number: int | None) -> PlanVersion | None:
    """The set version with this number; None for None. Raises NotAvailable."""
    if number is None:
        return None
    found = next((one for one in file.versions if one.number == number), None)
    if found is None:
        raise NotAvailable(f"Versie {number} van het plan bestaat niet.")
    return found


def seen(one: Outgoing, file: CaseFile, version: PlanVersion | None) -> str:
    """Changes when other words would leave than before; the hour at which it is made changes nothing."""
    day = replace(file, now=file.now.replace(hour=0, minute=0, second=0, microsecond=0))
    if one.document is not None:
        return sha256("\0".join(one.document(day, version).texts()).encode("utf-8", "replace")).hexdigest()
    return sha256(made(one, day, one.formats[0], version)).hexdigest()


def give(
    store: Store, file: CaseFile, one: Outgoing, extension: str, version: PlanVersion | None, *, by: str, at: datetime,
    shown: str,
) -> Entry:  # fmt: skip
    """Keep that something is given; returns the entry, with which it can be fetched.

    Args:
        store: where it is kept. file: of the case, read at ``at``.
        one, extension, version: what is given.
        by: login. at: the moment, with its time zone.
        shown: ``seen`` of what they looked at before giving it.

    Raises:
        ChangedSince: it is no longer what they looked at.
        NotAvailable: it cannot be given now. Whatever ``made`` and ``keep`` raise.
    """
    if one.available(file) == "" and seen(one, replace(file, now=at), version) != shown:
        raise ChangedSince("De gegevens zijn intussen veranderd. Kijk eerst na wat er nu weggaat.")
    data = made(one, replace(file, now=at), extension, version)
    kept = {
        "aan": one.for_whom, "soort": one.title, "grondslag": one.basis,
        "velden": {
            "id": one.id, "vorm": extension, "versie": version.number if version else None, "velden": list(one.fields),
        },
        "kenmerk": sha256(data).hexdigest(),
    }  # fmt: skip
    return keep(store, file.id, KIND, kept, by=by, at=at)


def fetched(
    file: CaseFile, entry_id: int, one: Outgoing, extension: str, version: PlanVersion | None, *, by: str
) -> bytes:
    """The bytes that the entry says were given.

    Raises:
        NotGiven: there is no such entry of this member of staff, or it is too long ago. ChangedSince.
    """
    entry = next((each for each in file.dossier.all(KIND) if each.id == entry_id), None)
    about = (one.id, extension, version.number if version else None)
    kept = (entry.get("velden") or {}) if entry else {}
    if entry is None or entry.by != by or (kept.get("id"), kept.get("vorm"), kept.get("versie")) != about:
        raise NotGiven("Dit is niet door u verstrekt. Gebruik de knop Verstrekken bij het document.")
    at = datetime.fromisoformat(entry.at)
    if file.now - at > FETCH:
        raise NotGiven("Dit is te lang geleden verstrekt. Verstrek het opnieuw: dan staat dat ook in het dossier.")
    data = made(one, replace(file, now=at), extension, version)
    if sha256(data).hexdigest() != entry.get("kenmerk"):
        raise ChangedSince("De gegevens zijn intussen veranderd. Bekijk het document opnieuw en verstrek het dan.")
    return data


def given(file: CaseFile) -> Sequence[Given]:
    """Everything that left this case, newest first."""
    found = []
    for entry in reversed(tuple(file.dossier.history(KIND))):
        kept = entry.get("velden")
        kept = kept if isinstance(kept, dict) else {}
        found.append(
            Given(
                str(entry.get("soort")), str(entry.get("aan")), str(entry.get("grondslag")), str(kept.get("vorm") or ""),
                kept.get("versie"), entry.by, entry.at, str(entry.get("kenmerk") or ""),
                tuple(str(name) for name in kept.get("velden") or ()), entry.id,
            )
        )  # fmt: skip
    return found


__all__ = ["ChangedSince", "Given", "NotGiven", "fetched", "give", "given", "may_have", "seen", "version_of"]
