"""What a case of ``benchmarks/fuzzing`` once broke, each as the smallest input that did it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fuzzing import kept, pages
from fuzzing.requests import request_of
from starlette.datastructures import Headers

from assistant.backup import copying, making, places, restoring, unfinished
from assistant.backup.proving import NotProven
from assistant.backup.segments import read_segment
from assistant.commands.opening import BadInput
from assistant.commands.restore import _moment
from assistant.keys import BrokenKeyring, read_keyring
from assistant.municipality.model import Rule
from assistant.plain_json import BrokenJson, read_json
from assistant.plain_number import whole_number
from assistant.retention.policy import BrokenRules, last_day
from assistant.supervisor import settings
from assistant.supervisor.settings import BadSetting
from assistant.supervisor.watch import _readable
from assistant.understanding.languages import BrokenLanguageData, language
from translations.machine.tried import TriedPackages
from ui.consulent.new_case import looks_like_bsn
from ui.oidc import oidc_settings
from ui.protection import from_elsewhere
from ui.recordings import _in_part

DEEP = "[" * 100_000
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", [DEEP, '{"a":' * 50_000, "", "x", "9" * 5_000, b"\xff"])
def test_what_is_no_json_is_refused_in_one_way(text: str | bytes) -> None:
    with pytest.raises(BrokenJson):
        read_json(text)


def test_json_is_read_as_it_is() -> None:
    assert read_json('{"a": [1, "ገዛ", null]}') == {"a": [1, "ገዛ", None]}


def test_a_keyring_of_brackets_is_a_broken_keyring(tmp_path: Path) -> None:
    (tmp_path / "keyring.json").write_text(DEEP)
    with pytest.raises(BrokenKeyring):
        read_keyring(tmp_path / "keyring.json", kept.OUTER)


def test_a_manifest_of_brackets_is_not_proven(tmp_path: Path) -> None:
    (tmp_path / "keyring.json").write_bytes(kept._keyring().wrapped())
    (tmp_path / making.MANIFEST).write_text(DEEP)
    assert not restoring.is_backup(tmp_path)
    with pytest.raises(NotProven):
        making.read_manifest(tmp_path, kept.OUTER)


def test_a_segment_with_a_head_of_brackets_is_not_proven(tmp_path: Path) -> None:
    head = DEEP.encode()
    foot = (0).to_bytes(8, "big") + len(head).to_bytes(8, "big") + bytes(32) + b"IC1\n"
    (tmp_path / "00000001.segment").write_bytes(b"IC1\n" + head + foot)
    with pytest.raises(NotProven):
        read_segment(tmp_path / "00000001.segment", {kept.KEY.id: kept.KEY})


@pytest.mark.parametrize("text", [DEEP, "1", "null", '{"a": 1}', "[1, null]"])
def test_places_of_backups_that_nobody_wrote_are_no_places(tmp_path: Path, text: str) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "backup-places.json").write_text(text)
    assert places.known_places(tmp_path) == [places.default_place(tmp_path)]


def test_a_note_of_begun_work_that_cannot_be_read_asks_for_a_restore(tmp_path: Path) -> None:
    (tmp_path / unfinished.FILE).write_text(DEEP)
    assert unfinished.standing(tmp_path) == {"what": "restore"}


@pytest.mark.parametrize(
    ("told", "behind"),
    [
        ({"point": "2026-11-22T08:59:00+00:00"}, 60.0),
        ({"point": "2026-11-22T08:59:00", "segments": 1}, None),
        ({"point": 5, "segments": 1}, None),
        ({"point": "gisteren", "segments": 1}, None),
        ({"point": [], "fault": {}, "segments": 1}, None),
    ],
)
def test_the_standing_of_the_copy_has_a_moment_or_none(
    tmp_path: Path, told: dict[str, Any], behind: float | None
) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "copy.json").write_text(json.dumps(told))
    found = copying.standing(tmp_path)
    assert found is not None
    assert found.behind(NOW) == behind


def test_packages_that_were_tried_are_forgotten_when_their_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / ".tried.json").write_text(DEEP)
    assert TriedPackages(tmp_path)._read() == {}


@pytest.mark.parametrize(
    "name", ["backup-99999999T999999Z-0000", "backup-00000000T000000Z-ffff", "backup-20260230T000000Z-abcd"]
)
def test_a_folder_named_after_no_moment_is_no_backup(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert places.made_at(tmp_path / name) is None
    assert places.backups_in(tmp_path) == []


@pytest.mark.parametrize("text", ["0001-01-01T00:00+14:00", "9999-12-31T23:59-23:59", "gisteren", ""])
def test_a_moment_that_no_clock_shows_is_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        _moment(text)


@pytest.mark.parametrize("unit", ["dagen", "weken", "maanden", "jaar"])
@pytest.mark.parametrize("value", [10**9, 10**30])
def test_a_term_beyond_the_calendar_is_told_to_the_beheerder(unit: str, value: int) -> None:
    with pytest.raises(BrokenRules, match="te lang"):
        last_day(NOW.date(), Rule("bewaren_dossier", "x", value, unit, "verzonnen", None, False))


@pytest.mark.parametrize("line", [DEEP, '{"event": "x", "fault": 5}', '{"event": "x", "fault": null}', '{"event": {}}'])
def test_any_line_of_a_part_can_be_read_by_people(line: str) -> None:
    assert _readable(line)


@pytest.mark.parametrize("origin", ["http://[", "http://[x]", "http://[::1"])
def test_an_origin_that_is_no_address_is_another_site(origin: str) -> None:
    assert from_elsewhere(Headers({"origin": origin, "host": "intake.gemeente.invalid"}), "intake.gemeente.invalid")


@pytest.mark.parametrize(
    "value", ["bytes=\xb2-", "bytes=0-\xb3", "bytes=" + "9" * 5_000 + "-", "bytes=0-" + "9" * 5_000]
)
def test_a_range_of_strange_digits_gets_the_whole_sound(value: str) -> None:
    answer = _in_part(request_of([(b"range", value.encode("latin-1"))]), b"OggS" + bytes(96), "audio/ogg", "no-store")
    assert (answer.status_code, len(bytes(answer.body))) == (200, 100)


def test_a_range_gets_its_part() -> None:
    answer = _in_part(request_of([(b"range", b"bytes=0-3")]), b"OggS" + bytes(96), "audio/ogg", "no-store")
    assert (answer.status_code, answer.body) == (206, b"OggS")


def test_an_issuer_that_is_no_address_is_a_bad_setting() -> None:
    with pytest.raises(BadSetting, match="INTAKE_OIDC_ISSUER"):
        oidc_settings({"INTAKE_OIDC_ISSUER": "http://["})


def test_a_secret_in_a_file_that_cannot_be_is_a_bad_setting() -> None:
    found = {"INTAKE_OIDC_ISSUER": "https://aanmelden.invalid", "INTAKE_OIDC_CLIENT_ID": "intake"}
    with pytest.raises(BadSetting, match="cannot be read"):
        oidc_settings({**found, "INTAKE_OIDC_CLIENT_SECRET_FILE": "x\x00y"})


@pytest.mark.parametrize("also", ["also_reads: 7", "also_reads: [7]", "also_reads: {ti: 1}", "also_reads: ti"])
def test_languages_that_are_no_list_are_broken_data(tmp_path: Path, also: str) -> None:
    (tmp_path / "xx").mkdir()
    facts = f"direction: ltr\nscript: Latn\nnative_name: X\nspacy_code: nl\n{also}\n"
    (tmp_path / "xx" / "language.yml").write_text(facts, encoding="utf-8")
    with pytest.raises(BrokenLanguageData, match="also_reads"):
        language("xx", tmp_path)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("007", 7),
        ("\u00b2", None),
        ("\u0663", None),
        ("9" * 5_000, None),
        ("-1", None),
        ("", None),
        (None, None),
        (5, None),
    ],
)
def test_a_whole_number_is_written_with_the_digits_of_a_page(text: object, number: int | None) -> None:
    assert whole_number(text) == number


def test_a_label_of_raised_digits_is_no_bsn() -> None:
    assert not looks_like_bsn("\u00b2" * 9)
    assert looks_like_bsn("zaak 111222333")


@pytest.fixture(scope="module", autouse=True)
def _a_house() -> None:
    pages.anew()


@pytest.mark.parametrize(
    ("mount", "name", "asked"),
    [
        ("/vertaler", "decide", {"source": 1 << 63, "what": "approve"}),
        ("/vertaler", "decide", {"source": 1, "what": ["approve"]}),
        ("/vertaler", "keep", {"source": 1, "draft": {"text": "x", "acknowledged": "nan"}}),
        ("/vertaler", "keep", {"source": 1, "draft": {"text": "\ud800", "note": "\udfff"}}),
        ("/vertaler", "take", {"skip": 5}),
        ("/vertaler", "take", {"skip": [10**30]}),
        ("/vertaler", "text_decide", {"language": "ti", "text_id": "talk.yes", "what": ["approve"]}),
        ("/vertaler", "text_undo", {"id": "approved:ti:talk.yes::" + "9" * 5_000}),
        ("/vertaler", "text_undo", {"id": "approved:ti:talk.yes:1." + "9" * 5_000 + ":1"}),
        ("/consulent", "send_back", {"case": "CASE", "source": 10**30, "reason": "x"}),
        ("/consulent", "act", {"case": "CASE", "room": "besluit", "act": "antwoord", "opmerking": "9" * 5_000}),
        (
            "/consulent",
            "act",
            {"case": "CASE", "room": "besluit", "act": "erkennen", "nummer": "\u0663", "versie": "9" * 30},
        ),
        ("/consulent", "create", {"label": "\u00b2" * 9, "language": "ti"}),
    ],
)
def test_what_a_page_of_staff_never_sends_is_refused(mount: str, name: str, asked: dict[str, Any]) -> None:
    who = "cultuurvertaler" if mount == "/vertaler" else "consulent"
    pages._act((who, mount, name, asked))


@pytest.mark.parametrize("query", ["weg=%C2%B2", "weg=" + "9" * 5_000, "weg=3"])
def test_any_number_in_an_address_of_the_person_is_an_address(query: str) -> None:
    pages._request(pages.Asked("person", "GET", "/gesprek/gegevens", query.encode(), ((b"host", b"x.invalid"),), b""))


@pytest.mark.parametrize("field", ["button", "message_id", "prompt_id"])
def test_half_a_character_in_a_message_is_kept_as_a_sign(field: str) -> None:
    message = {
        "message_id": "m-half",
        "prompt_id": None,
        "button": "state:later",
        "language": "ti",
        field: "state:\ud800",
    }
    headers = ((b"host", b"x.invalid"), (b"content-type", b"application/json"))
    pages._request(pages.Asked("person", "POST", "/gesprek/beurt", b"", headers, json.dumps(message).encode()))


@pytest.mark.parametrize(
    "button", ["confirm:\u00b2", "change:gezin.kinderen:\u00b2", "change:gezin.kinderen:" + "9" * 5_000]
)
def test_a_button_with_strange_digits_is_an_old_button(button: str) -> None:
    pages._turn(("nl", -6, button, "", None, "right", True))
    assert pages._talks["nl"].screen["prompt"]


def test_a_page_that_breaks_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guards the tests above: what is not caught counts as broken, also behind a kind message."""

    def fails(*about: object, **more: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(pages.world().house.conversation, "screen", fails)
    with pytest.raises(pages.Broke):
        pages._request(pages.Asked("person", "GET", "/gesprek/scherm", b"", ((b"host", b"x.invalid"),), b""))


@pytest.mark.parametrize("value", ["9" * 5_000, "\u00b2", "\u0668", "-1"])
@pytest.mark.parametrize("name", ["INTAKE_PORT", "INTAKE_IDLE_MINUTES", "INTAKE_BACKUP_DAYS"])
def test_a_setting_that_is_no_such_number_is_named(name: str, value: str) -> None:
    read = {
        "INTAKE_PORT": settings.port,
        "INTAKE_IDLE_MINUTES": settings.idle_minutes,
        "INTAKE_BACKUP_DAYS": settings.backup_days,
    }
    with pytest.raises(BadSetting, match=name):
        read[name]({name: value})


def test_a_folder_with_a_name_that_no_disk_can_have_is_not_there() -> None:
    with pytest.raises(BadSetting, match="there is no such folder"):
        settings.questions_folder({"INTAKE_QUESTIONS": "x/" * 5_000})
