"""After whole conversations no file of the data folder holds a word of them in the open: no log, no audit, not the database.

The parts run as they do in a municipality: pages, action server, dialogue server. Looked for is every word that was typed, the
codes, the second fact and a password, also written as UTF-16, in JSON and in an address, and in base64.
"""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

import httpx
import pytest

from assistant.house import House
from assistant.supervisor.serve import RunningHouse

SAID = {
    "nl": ("mijn buurvrouw Wilhelmientje", "ik droomde van zeilmakerij", "fietsenstalling Kwakkelbrug"),
    "ar": ("جارتي زينب الفرفورية", "حلمت بصناعة الأشرعة", "موقف الدراجات عند الجسر"),
    "ti": ("ጎረቤተይ ለተብርሃን", "ሕልመይ ምስራሕ ጃልባ", "ኣብ ጥቓ ድልድል"),
    "prs": ("همسایه من گلچهره", "خواب بادبان‌سازی دیدم", "ایستگاه بایسکل نزد پل"),
}
"""What the constructed people type: words that are in no text of ours."""

PASSWORD = "Zeilmakerij-Kwakkel-4711"

def forms_of(text: str) -> Iterator[bytes]:
    """A text as it can stand in a file."""
    for one in {text, text.lower(), json.dumps(text)[1:-1], quote(text), quote_plus(text), quote(text, safe="").lower()}:
        yield one.encode()
        yield one.encode("utf-16-le")
        yield one.encode("utf-16-be")
    for shift in range(3):
        # whatever stands before it, two of every three places of base64 are sure
        coded = base64.b64encode(b"\0" * shift + text.encode())
        inside = coded[4 if shift else 0 : len(coded) // 4 * 4 - 4]
        if len(inside) >= 8:
            yield inside
            yield inside.replace(b"+", b"-").replace(b"/", b"_")


def wanted(secrets: list[str]) -> dict[bytes, str]:
    return {form: secret for secret in secrets for form in forms_of(secret)}


def found_in(folder: Path, looked_for: dict[bytes, str]) -> list[tuple[str, str]]:
    found = []
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        data = file.read_bytes()
        found += [(file.relative_to(folder).as_posix(), secret) for form, secret in looked_for.items() if form in data]
    return found


def _said(client: httpx.Client, message: dict[str, object]) -> dict[str, object]:
    """The answer to a turn; 202 means that the dialogue server is still starting."""
    for _ in range(120):
        answer = client.post("/gesprek/beurt", json=message)
        if answer.status_code != 202:
            assert answer.status_code == 200, answer.text
            reply: dict[str, object] = answer.json()
            return reply
        time.sleep(1)
    raise AssertionError("the dialogue server did not come")


@pytest.mark.parametrize("text", [SAID["nl"][0], SAID["ti"][0], PASSWORD])
def test_the_search_finds_what_is_there(tmp_path: Path, text: str) -> None:
    for name, data in {
        "plain": b"x" + text.encode() + b"y", "wide": ("a" + text).encode("utf-16"), "json": json.dumps({"a": text}).encode(),
        "address": f"/x?y={quote(text)}".encode(), "coded": base64.b64encode(b"ab" + text.encode() + b"cd"),
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    assert {file for file, _ in found_in(tmp_path, wanted([text]))} == {"plain", "wide", "json", "address", "coded"}


def test_no_word_of_a_conversation_is_left_in_the_open(running_house: tuple[RunningHouse, House]) -> None:
    servers, house = running_house
    house.access.add_staff("wilhelm", "Wilhelm", "consulent", PASSWORD)
    secrets = [*(words for said in SAID.values() for words in said), PASSWORD]
    with httpx.Client(base_url=servers.ui_url, timeout=60) as client:
        for language, said in SAID.items():
            case = house.access.new_case(language=language, label=f"Zaak {said[0]}", created_by="wilhelm", constructed=True)
            secrets += [case.code, case.code.replace("-", "")]
            client.cookies.clear()
            reply = client.post("/gesprek/code", json={"code": case.code, "language": language}).json()
            assert client.post("/gesprek/code", json={"code": "KWAK-KELB-RUGG"}).status_code == 403
            client.post("/gesprek/tweede-feit", json={"fact": case.second_fact, "language": language})
            for _ in range(3):
                for words in said:
                    message = {"message_id": str(uuid.uuid4()), "prompt_id": reply["prompt_id"], "language": language}
                    reply = _said(client, {**message, "text": words})
        client.post("/inloggen", data={"naam": "wilhelm", "wachtwoord": PASSWORD})
        client.post("/inloggen", data={"naam": "wilhelm", "wachtwoord": PASSWORD + "fout"})
        assert client.get(f"/consulent/?{quote(SAID['nl'][0])}").status_code < 500
    typed = {turn.words for case in house.store.cases() for turn in house.store.turns(case.id) if turn.kind == "typed"}
    assert {words for said in SAID.values() for words in said} & typed, "the words did come in and are kept"
    assert found_in(house.data, wanted(secrets)) == []
    trail = json.dumps([[line.who, line.what, dict(line.about)] for line in house.audit.lines()], ensure_ascii=False)
    assert [secret for secret in secrets if secret in trail] == []
    logs = [file for file in house.data.rglob("*") if file.suffix == ".log" and file.stat().st_size]
    assert logs, "there are logs to look in"
