"""What goes out: looked at first, kept in the dossier before it leaves, and only the very bytes that were kept."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from assistant.documents.giving import ChangedSince, NotGiven, fetched, give, given, may_have, seen, version_of
from assistant.documents.outgoing import NotAvailable, Outgoing, file_name, made, own_template
from assistant.documents.registry import OUTGOING, all_outgoing, outgoing
from assistant.documents.tree import Document, paragraph
from assistant.dossier.keeping import keep
from assistant.house import House
from assistant.roles import ROLES
from tests.documents.conftest import set_as_it_is


@pytest.fixture
def case(own_house: House) -> str:
    case_id = own_house.store.cases()[0].id
    set_as_it_is(own_house, case_id)
    return case_id


LETTER = Outgoing(
    id="brief",
    title="Brief aan de proef",
    for_whom="De proef",
    basis="Geen: dit is een proef",
    formats=("pdf", "json"),
    document=lambda file, version: Document(
        "brief",
        "Brief",
        (paragraph(str(file.known.get("persoon.naam"))), paragraph(f"{len(file.dossier.all('doel'))} doelen")),
    ),
    make={"json": lambda file, version: b'{"naam": "verzonnen"}'},
    leaves=True,
    fields=("naam",),
)
"""What a colleague's module would add."""


def test_every_entry_of_the_list_says_for_whom_and_on_which_basis(own_house: House) -> None:
    file = own_house.case_file(own_house.store.cases()[0].id)
    found = all_outgoing(file)
    assert {"concept", "pip", "archief"} <= {one.id for one in OUTGOING}
    assert len({one.id for one in found}) == len(found)
    for one in found:
        assert one.title and one.for_whom and one.basis and one.formats, one.id
        assert all(extension in one.make or one.document for extension in one.formats), one.id
        assert one.versions in {"only", "never"}


def test_a_file_is_named_after_the_case_and_never_after_a_person(own_house: House, case: str) -> None:
    file = own_house.case_file(case)
    one = outgoing("pip", file)
    assert one is not None
    assert file_name(one, file, "pdf", file.versions[0]) == f"pip-{file.case.number}-v1.pdf"
    assert file_name(LETTER, file, "json") == f"brief-{file.case.number}-2026-11-22.json"


def test_what_is_given_is_kept_first_and_fetched_as_it_was(own_house: House, case: str) -> None:
    file, at = own_house.case_file(case), own_house.now()
    entry = give(own_house.store, file, LETTER, "pdf", None, by="anna", at=at, shown=seen(LETTER, file, None))
    own_house.now.forward(minutes=3)  # type: ignore[attr-defined]
    data = fetched(own_house.case_file(case), entry.id, LETTER, "pdf", None, by="anna")
    assert entry.get("kenmerk") == sha256(data).hexdigest()
    left = given(own_house.case_file(case))
    assert [(one.what, one.to, one.by, one.extension, one.fields) for one in left] == [
        ("Brief aan de proef", "De proef", "anna", "pdf", ("naam",))
    ]


def test_the_same_moment_makes_the_same_bytes_however_long_it_takes(own_house: House, case: str) -> None:
    file = own_house.case_file(case)

    def everything() -> dict[tuple[str, str], bytes]:
        found = {}
        for one in (*all_outgoing(file), LETTER):
            for extension in one.formats:
                with suppress(NotAvailable):
                    version = None if one.versions == "never" else file.versions[0]
                    found[one.id, extension] = made(one, file, extension, version)
        return found

    before = everything()
    time.sleep(2.1)  # longer than the coarsest clock in these formats: a ZIP counts two seconds at a time
    after = everything()
    assert {extension for _, extension in before} >= {"pdf", "docx", "html", "json"}
    assert [name for name, data in before.items() if after[name] != data] == []


def test_what_was_not_looked_at_is_not_given(own_house: House, case: str) -> None:
    file = own_house.case_file(case)
    shown = seen(LETTER, file, None)
    keep(own_house.store, case, "doel", {"termijn": "nu", "tekst": "Nieuw doel"}, by="anna", at=own_house.now())
    with pytest.raises(ChangedSince, match="veranderd"):
        give(
            own_house.store, own_house.case_file(case), LETTER, "pdf", None, by="anna", at=own_house.now(), shown=shown
        )
    assert given(own_house.case_file(case)) == []


def test_other_bytes_than_were_given_do_not_leave(own_house: House, case: str) -> None:
    file = own_house.case_file(case)
    entry = give(
        own_house.store, file, LETTER, "pdf", None, by="anna", at=own_house.now(), shown=seen(LETTER, file, None)
    )
    keep(own_house.store, case, "doel", {"termijn": "nu", "tekst": "Nieuw doel"}, by="anna", at=own_house.now())
    with pytest.raises(ChangedSince):
        fetched(own_house.case_file(case), entry.id, LETTER, "pdf", None, by="anna")


@pytest.mark.parametrize(
    ("by", "extension", "minutes", "words"),
    [
        ("bert", "pdf", 0, "niet door u"),
        ("anna", "json", 0, "niet door u"),
        ("anna", "pdf", 16, "te lang geleden"),
    ],
)
def test_who_did_not_give_it_just_now_does_not_get_it(
    own_house: House, case: str, by: str, extension: str, minutes: int, words: str
) -> None:
    file = own_house.case_file(case)
    entry = give(
        own_house.store, file, LETTER, "pdf", None, by="anna", at=own_house.now(), shown=seen(LETTER, file, None)
    )
    own_house.now.forward(minutes=minutes)  # type: ignore[attr-defined]
    with pytest.raises(NotGiven, match=words):
        fetched(own_house.case_file(case), entry.id, LETTER, extension, None, by=by)


@pytest.mark.parametrize(
    ("outgoing_id", "roles"),
    [
        ("concept", {"consulent", "toetser"}),
        ("pip", {"consulent", "toetser"}),
        ("archief", {"consulent", "toetser"}),
    ],
)
def test_who_may_have_what(own_house: House, case: str, outgoing_id: str, roles: set[str]) -> None:
    file = own_house.case_file(case)
    one = outgoing(outgoing_id, file)
    assert one is not None
    assert {role for role in ROLES if may_have(file, role, one)} == roles


def test_a_bezwaarbehandelaar_reads_the_set_plan_while_bezwaar_runs_and_never_the_concept(
    own_house: House, case: str
) -> None:
    data = {"soort": "bezwaar", "stand": "ingediend", "datum": "2026-11-22"}
    keep(own_house.store, case, "bezwaar", data, by="anna", at=own_house.now())
    file = own_house.case_file(case)
    found = {one.id for one in OUTGOING if may_have(file, "bezwaarbehandelaar", one)}
    assert {"pip", "archief"} <= found and "concept" not in found


@pytest.mark.parametrize(
    ("outgoing_id", "extension", "version", "words"),
    [
        ("concept", "zip", None, "niet als zip"),
        ("concept", "pdf", 1, "geen versies"),
        ("pip", "pdf", None, "Kies eerst"),
    ],
)
def test_what_cannot_be_made_says_why(
    own_house: House, case: str, outgoing_id: str, extension: str, version: int | None, words: str
) -> None:
    file = own_house.case_file(case)
    one = outgoing(outgoing_id, file)
    assert one is not None
    with pytest.raises(NotAvailable, match=words):
        made(one, file, extension, version_of(file, version))


def test_a_version_that_is_not_there_says_so(own_house: House, case: str) -> None:
    with pytest.raises(NotAvailable, match="Versie 9"):
        version_of(own_house.case_file(case), 9)


def test_nothing_is_given_of_a_case_without_a_set_plan(own_house: House) -> None:
    file = own_house.case_file(own_house.store.cases()[0].id)
    one = outgoing("pip", file)
    assert one is not None and one.available(file) == "Er is nog geen plan vastgesteld."


@pytest.mark.parametrize(
    ("files", "setting", "found"),
    [
        ((), None, None),
        (("pip.docx",), None, "pip.docx"),
        (("huisstijl.docx", "pip.docx"), "huisstijl.docx", "huisstijl.docx"),
        (("pip.docx",), "../elders/pip.docx", "pip.docx"),
    ],
)
def test_the_template_of_the_municipality(
    own_house: House, case: str, tmp_path: Path, files: tuple[str, ...], setting: str | None, found: str | None
) -> None:
    folder = tmp_path / "gemeente"
    folder.mkdir()
    for name in files:
        template = docx.Document()
        template.add_paragraph(f"Briefhoofd van {name}")
        template.save(str(folder / name))
    file = own_house.case_file(case)
    more = {**file.municipality.more, **({"docx_template": setting} if setting else {})}
    file = replace(file, municipality=replace(file.municipality, folder=folder, more=more))
    own = own_template(file)
    assert (own.name if own else None) == found
    one = outgoing("concept", file)
    assert one is not None
    assert (b"PK" in made(one, file, "docx")[:2]) is True
    assert own is None or own.parent == folder
