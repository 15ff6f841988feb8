"""The parsers of everything that comes as a file, a body or a row: what feeds each, and the faults each may raise."""

from __future__ import annotations

import ast
import csv
import io
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from random import Random
from typing import Any

from assistant.catalogue import load
from assistant.catalogue.faults import CatalogueFault
from assistant.commands.opening import BadInput
from assistant.commands.tsv import read_rows as read_tsv
from assistant.conversation.cursor import read_cursor
from assistant.conversation.value_checks import fits, problem_of
from assistant.documents.docx import SHIPPED as TEMPLATE
from assistant.documents.docx import BrokenTemplate, lacking
from assistant.documents.tree import BrokenTree, Document, Grid, Heading, Paragraph, Run, as_json, from_json
from assistant.dossier.forms import BadEntry, forms
from assistant.importing.faults import BadValue, ImportFault
from assistant.importing.files import read_rows
from assistant.importing.mapping import SHIPPED as MAPPINGS
from assistant.importing.mapping import mappings, read_mapping
from assistant.importing.values import value_of
from assistant.municipality.loading import DEFAULTS, BrokenMunicipality, load_municipality
from assistant.plain_yaml import BrokenYaml, read_yaml
from assistant.recordings.media import NotASound, TooLarge, media_type_of
from assistant.replay.persona import PersonaFault, read_personas
from assistant.understanding.esco import NotEscoOccupations, load_esco
from assistant.understanding.languages import FOLDER, BrokenLanguageData, MissingLanguageData
from assistant.understanding.languages import language as language_of
from fuzzing.texts import LANGUAGES, mutated_bytes, text
from fuzzing.words import TODAY
from translations.exchange.faults import BadExchangeFile
from translations.exchange.glossary import read_glossary
from translations.exchange.memory import read_memory
from translations.exchange.texts import read_texts
from translations.machine.archive import inspect, unpack
from translations.machine.faults import BadPackage
from translations.machine.metadata import read_metadata
from translations.memory.masking import mask


@dataclass(frozen=True)
class FileParser:
    """One parser.

    Attributes:
        name: of the parser.
        make: gives a case. run: reads it.
        faults: what it may raise; anything else is a crash.
        share: how many cases of it, beside one of a cheap parser.
        begin: makes things as they are at the beginning, before the first case.
    """

    name: str
    make: Callable[[Random], Any]
    run: Callable[[Any], Any]
    faults: tuple[type[Exception], ...]
    share: float = 1.0
    begin: Callable[[], None] = lambda: None


TMX = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="nl" \
datatype="plaintext" segtype="block" adminlang="en" creationtool="x" creationtoolversion="1" o-tmf="x"/><body><tu srclang="nl" \
tuid="1"><tuv xml:lang="nl"><seg>een huis, 3 kamers</seg></tuv><tuv xml:lang="ti"><seg>ገዛ 3 ክፍሊ</seg></tuv></tu></body></tmx>"""
XLIFF = """<?xml version="1.0" encoding="utf-8"?><xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file \
original="x" source-language="nl" target-language="ti" datatype="plaintext"><body><trans-unit id="page.send" resname="page.send" \
approved="no"><source>Verstuur</source><target state="needs-review-translation">ስደድ</target><note>a</note></trans-unit></body>\
</file></xliff>"""
TBX = """<?xml version="1.0"?><martif type="TBX" xml:lang="nl"><text><body><termEntry id="gemeente"><langSet xml:lang="nl"><tig>\
<term>gemeente</term></tig></langSet>\
<langSet xml:lang="ti"><tig><term>ምምሕዳር</term></tig></langSet></termEntry></body></text></martif>"""
PO = """msgid ""
msgstr ""
"Language: ti\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. context
#, fuzzy
#| msgid "Stuur"
msgctxt "page.send"
msgid "Verstuur"
msgstr "ስደድ"
"""
METADATA = json.dumps(
    {"package_version": "1.0", "from_code": "ti", "from_name": "T", "to_code": "en", "to_name": "E", "type": "translate"}
)
SOUNDS = (b"\x1a\x45\xdf\xa3" + bytes(80), b"OggS" + bytes(80),
          b"\0\0\0\x20ftypM4A " + bytes(80), b"RIFF\0\0\0\0WAVE" + bytes(80),
          b"ID3" + bytes(80), b"\xff\xfb\x90\x00" + bytes(80))  # fmt: skip
ESCO = 'conceptUri,iscoGroup,preferredLabel,altLabels\nx,5120,kok,"chef\nkeukenhulp"\n'
PERSONA = "id: ti-1\nlanguage: ti\nsays:\n  persoon.naam: Test\n  werk.banen: [{beroep: kok}]\nbefore: {persoon.naam: hallo}\n"
CURSOR = {
    "number": 3, "ask": {"kind": "question", "question": "persoon.naam", "entry": None, "topic": None, "event": None},
    "mode": "ask", "attempts": 0, "tried": ["a"], "words": None, "readings": [], "move": None, "correcting": False,
    "corrected_with": None, "moved_with": None, "handed_over": False, "last": ["persoon.naam", None], "back_to": "ask",
    "entries": [], "infos": [], "own_question": None, "sitting_since": None, "sitting_answered": 0,
}  # fmt: skip
TREE = as_json(
    Document("pip", "Plan", (Heading("Kop", 1), Paragraph((Run("Woorden"),)), Grid("a", ("b",), (("c",),))))
)
TURN = {"sender": "abc", "message": "hallo", "metadata": {"case": "x", "language": "ti"}}


@cache
def _catalogue() -> Any:
    return load()


@cache
def scratch() -> Path:
    """A folder of this process for what parsers read; it is gone with the process."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    Finalize(None, shutil.rmtree, (folder, True), exitpriority=1)
    return folder


def of(*seeds: str | bytes) -> Callable[[Random], bytes]:
    """One of these seeds, damaged."""
    given = [seed.encode() if isinstance(seed, str) else seed for seed in seeds]
    return lambda random: mutated_bytes(random.choice(given), random)


def words_of(*seeds: str) -> Callable[[Random], str]:
    """A file as the page sends it: already text, now and then with halves of characters."""
    made = of(*seeds)
    return lambda random: made(random).decode("utf-8", random.choice(("replace", "surrogateescape")))


def odd_value(random: Random, deep: int = 0) -> Any:
    """Any JSON value; deep ones too."""
    choice = random.randrange(14 if deep < 5 else 11)
    if choice < 5:
        return text(random, random.choice(LANGUAGES)) if random.random() < 0.5 else random.choice(
            ("", "1", "true", "2024-13-01", "٢٠٢٤", "2_024", "-1", "nan", "../x", "ja", "NL", "SY", "a" * 300)
        )  # fmt: skip
    if choice < 9:
        return random.choice((0, -1, 1, 8, 9.5, 1e308, float("nan"), float("inf"), 10**30, True, False, None, 2**63, -0.0))
    if choice < 11:
        return None
    if choice == 11:
        return [odd_value(random, deep + 1) for _ in range(random.randrange(4))]
    return {str(odd_value(random, 9))[:20]: odd_value(random, deep + 1) for _ in range(random.randrange(4))}


def json_like(seed: dict[str, Any]) -> Callable[[Random], Any]:
    """The object ``seed`` with keys taken out, added or given other values, also further down."""

    def change(part: Any, random: Random) -> Any:
        if random.random() < 0.12:
            return odd_value(random)
        if isinstance(part, dict):
            made = {key: change(value, random) for key, value in part.items() if random.random() > 0.06}
            if random.random() < 0.1:
                made[random.choice(("type", "words", "event", "x", ""))] = odd_value(random)
            return made
        if isinstance(part, list):
            return [change(value, random) for value in part]
        return part

    return lambda random: change(seed, random)


def written(name: str, read: Callable[[Path], Any]) -> Callable[[bytes], Any]:
    """Writes the case to a file and reads that."""

    def run(data: bytes) -> Any:
        file = scratch() / name
        file.write_bytes(data)
        return read(file)

    return run


def _package(random: Random) -> bytes:
    """A zip file like a language package: with names that lead elsewhere, programs, links and lies about sizes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        names = ["p/metadata.json", "p/model/model.bin", "p/sentencepiece.model", "p/model/config.json"]
        odd = ("../x", "p/../../x", "/etc/passwd", "p\\x", "p/model/a.pkl", "p/x.py", "C:/x", "p/stanza/a.pt",
               "q/y", "p/\x01", "p/" + "a" * 400)  # fmt: skip
        for name in names + random.choices(odd, k=random.choice((0, 0, 1, 2))):
            if random.random() < 0.05:
                continue
            entry = zipfile.ZipInfo(name)
            if random.random() < 0.05:
                entry.external_attr = random.choice((0o120777, 0o020666, 0o040755, 0o010644)) << 16
            body = METADATA.encode() if "metadata" in name else b"x" * random.choice((0, 1, 2_000, 200_000))
            packed.writestr(entry, mutated_bytes(body, random) if random.random() < 0.2 else body)
    data = made.getvalue()
    return mutated_bytes(data, random) if random.random() < 0.4 else data


def _read_package(data: bytes) -> None:
    folder = Path(tempfile.mkdtemp(dir=scratch()))
    inside = folder / "inside"
    inside.mkdir()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpack(packed, inspect(packed), inside)
    finally:
        outside = [one for one in folder.rglob("*") if inside not in (one, *one.parents)]
        assert not outside, f"a package wrote outside its folder: {outside}"
        _remove(folder)


def _remove(folder: Path) -> None:
    for one in sorted(folder.rglob("*"), key=lambda path: -len(path.parts)):
        one.rmdir() if one.is_dir() and not one.is_symlink() else one.unlink()
    folder.rmdir()


def _local(data: bytes) -> None:
    file = scratch() / "local" / "question_set.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    load(local=file.parent)


def _municipality(data: tuple[str, bytes]) -> None:
    folder = scratch() / "municipality"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / data[0]).write_bytes(data[1])
    load_municipality(folder)


def _municipality_case(random: Random) -> tuple[str, bytes]:
    file = random.choice(sorted(DEFAULTS.glob("*.yml")))
    whole = file.read_bytes().splitlines(keepends=True)
    start = random.randrange(len(whole))
    return file.name, mutated_bytes(b"".join(whole[start : start + random.randrange(3, 40)]), random)


def _language_data(data: bytes) -> None:
    folder = scratch() / "languages"
    name = f"l{hash(data) & 0xFFFFFF:x}"
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "language.yml").write_bytes(data)
    try:
        language_of(name, folder)
    finally:
        (folder / name / "language.yml").unlink()
        (folder / name).rmdir()


def _esco(data: bytes) -> None:
    folder = scratch() / "esco"
    folder.mkdir(exist_ok=True)
    (folder / "occupations_nl.csv").write_bytes(data)
    load_esco(folder)


def _template(data: bytes) -> None:
    file = scratch() / "template.docx"
    file.write_bytes(data)
    lacking(file)


def _import_rows(case: tuple[str, str]) -> None:
    name, words = case
    mapping = mappings(_catalogue())[name]
    for row in read_rows(words, mapping)[:20]:
        for one in mapping.fields:
            cell = row.cell(one.column)
            if cell is not None:
                with suppress(BadValue):
                    question = _catalogue().question(one.question) if one.question else None
                    value_of(one, question, cell, TODAY)


def _import_case(random: Random) -> tuple[str, str]:
    mapping = random.choice(list(mappings(_catalogue()).values()))
    columns = [one.column for one in mapping.fields] + [column for column in (mapping.case, mapping.label) if column]
    rows = [
        {column: odd_value(random, 9) if random.random() < 0.5 else text(random, "nl", 10) for column in columns}
        for _ in range(random.randrange(1, 4))
    ]
    if mapping.format == "json":
        whole: Any = rows
        for part in reversed(list(filter(None, mapping.rows.split(".")))):
            whole = {part: whole}
        made = json.dumps(whole)
    else:
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, delimiter=mapping.delimiter)
        writer.writeheader()
        writer.writerows([{key: str(value) for key, value in row.items()} for row in rows])
        made = out.getvalue()
    if random.random() < 0.4:
        made = mutated_bytes(made.encode("utf-8", "surrogatepass"), random).decode("utf-8", "replace")
    return mapping.id, made


def _pressed(value: Any) -> None:
    for question in _catalogue().questions():
        if fits(question, "question", value):
            problem_of(question, "question", value, TODAY)
            json.dumps(value, allow_nan=False).encode("utf-8", "surrogatepass")


def _entry(case: tuple[str, Any]) -> None:
    kind, given = case
    kept = forms()[kind].read(given)
    json.dumps(kept, allow_nan=False)


def _entry_case(random: Random) -> tuple[str, Any]:
    kind = random.choice(sorted(forms()))
    fields = forms()[kind].fields
    return kind, {
        one.name: random.choice(sorted(one.options)) if one.options and random.random() < 0.6 else odd_value(random)
        for one in fields if random.random() < 0.85
    }  # fmt: skip


@cache
def _channel() -> Any:
    """``read_turn`` of the dialogue channel, which lives in the other environment: only the function is taken, without Rasa."""
    source = Path(__file__).resolve().parents[2] / "assistant" / "dialogue" / "channel.py"
    tree = ast.parse(source.read_text(encoding="utf-8"))
    wanted = [node for node in tree.body if getattr(node, "name", "") in {"NotATurn", "Turn", "read_turn"}]
    names: dict[str, Any] = {}
    head = "from __future__ import annotations\nimport json\nfrom typing import Any, NamedTuple\n"
    exec(compile(head + "\n".join(map(ast.unparse, wanted)), "channel", "exec"), names)  # noqa: S102 - our own source
    return names


def _turn(data: bytes) -> None:
    names = _channel()
    with suppress(names["NotATurn"]):
        names["read_turn"](data)


def json_bytes(seed: dict[str, Any]) -> Callable[[Random], bytes]:
    """The object ``seed``, changed as ``json_like`` does, as bytes; some of them damaged, or made to be hard to read."""
    like = json_like(seed)

    def make(random: Random) -> bytes:
        if random.random() < 0.02:
            return random.choice((b"[" * 100_000, b'{"a":' * 50_000, b"9" * 6_000, b'"\\ud800"', b"\xff", b"NaN"))
        data = json.dumps(like(random)).encode("utf-8", "surrogatepass")
        return mutated_bytes(data, random) if random.random() < 0.4 else data

    return make


def _yaml(data: bytes) -> None:
    read_yaml(data.decode("utf-8", "replace"))


def _tsv(data: bytes) -> None:
    written("rows.tsv", lambda file: list(read_tsv(file, ("id", "text"))))(data)


def _in_tigrinya(random: Random) -> str:
    return text(random, "ti")


def _mask(words: str) -> None:
    for code in LANGUAGES:
        mask(words, code)


def _exchange(read: Callable[..., Any], *before: Any) -> Callable[[bytes], Any]:
    return lambda data: read(*before, data, "file", language_of("ti"))


@cache
def FILE_PARSERS() -> tuple[FileParser, ...]:
    """Every parser of files, bodies and rows."""
    own = (FOLDER.parent.parent.parent / "docs" / "local-questions.md").read_text(encoding="utf-8")
    questions = "name: gemeente\nversion: '1'\nquestions:\n  persoon.naam: {sensitive: true}\norder: {persoon: [persoon.naam]}\n"
    phrases = "id\ttext\tvalue\n1\tja, graag\ttrue\n2\t\"x\tfalse\n"
    return (
        FileParser("yaml", of(questions, PERSONA, own[:600]), _yaml, (BrokenYaml,), 6),
        FileParser("question set", of(questions), _local, (CatalogueFault,), 0.005),
        FileParser("municipality", _municipality_case, _municipality, (BrokenMunicipality,), 0.02),
        FileParser("language data", of((FOLDER / "ti" / "language.yml").read_bytes()), _language_data,
                   (BrokenLanguageData, MissingLanguageData), 0.3),
        FileParser("personas", of(PERSONA), written("persona.yml", lambda file: read_personas([file])), (PersonaFault,), 0.5),
        FileParser("mapping", words_of(*(one.read_text() for one in sorted(MAPPINGS.glob("*.yml")))),
                   lambda words: read_mapping(words, _catalogue()), (ImportFault,), 0.1),
        FileParser("import", _import_case, _import_rows, (ImportFault,), 0.1),
        FileParser(".po", of(PO), _exchange(read_texts, "po"), (BadExchangeFile,), 0.5),
        FileParser("XLIFF", of(XLIFF), _exchange(read_texts, "xliff"), (BadExchangeFile,), 4),
        FileParser("TMX", of(TMX), _exchange(read_memory), (BadExchangeFile,), 4),
        FileParser("TBX", of(TBX), _exchange(read_glossary), (BadExchangeFile,), 4),
        FileParser("package", _package, _read_package, (BadPackage, zipfile.BadZipFile), 0.1),
        FileParser("package metadata", of(METADATA), read_metadata, (BadPackage,), 10),
        FileParser("DOCX template", of(TEMPLATE.read_bytes()), _template, (BrokenTemplate,), 0.05),
        FileParser("recording", of(*SOUNDS), media_type_of, (NotASound, TooLarge), 20),
        FileParser("ESCO", of(ESCO), _esco, (NotEscoOccupations,), 0.2),
        FileParser("cases (TSV)", of(phrases), _tsv, (BadInput,), 0.3),
        FileParser("dialogue turn", json_bytes(TURN), _turn, (), 10),
        FileParser("cursor", json_like(CURSOR), read_cursor, (KeyError, TypeError, AttributeError, ValueError), 10),
        FileParser("plan from disk", json_like(TREE), from_json, (BrokenTree,), 10),
        FileParser("pressed value", odd_value, _pressed, (), 0.5),
        FileParser("entry of a form", _entry_case, _entry, (BadEntry,), 8),
        FileParser("masking", _in_tigrinya, _mask, (), 0.03),
    )  # fmt: skip
