"""Files made to do harm, each with its reader: for the cage, which watches what the reading of them does."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from fuzzing.files import PO, TBX, TMX, XLIFF

from assistant.catalogue import load
from assistant.documents.docx import BrokenTemplate, lacking
from assistant.importing.faults import ImportFault
from assistant.importing.files import read_rows
from assistant.importing.mapping import mappings, read_mapping
from assistant.plain_yaml import BrokenYaml, read_yaml
from tests.attack import test_hostile_files as files
from tests.attack.test_parsers import BOMB
from translations.exchange.faults import BadExchangeFile
from translations.machine.installing import install

TAGS = (
    "!!python/object/apply:os.system ['id']",
    "!!python/object/new:os.system ['id']",
    "!!python/module:os",
    BOMB,
    "a: &a [*a]",
    "[" * 10_000,
)


def read_all() -> int:
    """Read every one of them; returns how many. A refusal with the reader's own fault is what is expected."""
    count = 0
    for read, faults in _readings():
        with suppress(*faults):
            read()
        count += 1
    return count


def _readings() -> Iterator[tuple[Callable[[], object], tuple[type[Exception], ...]]]:
    catalogue = load()
    for form, xml in (("XLIFF", XLIFF), ("TMX", TMX), ("TBX", TBX)):
        for declared in (files.LAUGHS, files.READS, files.OUTSIDE):
            yield (
                lambda form=form, xml=xml, declared=declared: files._read(form, files._headed(xml, declared)),
                (BadExchangeFile,),
            )
    for po in files.HOSTILE_PO:
        yield lambda po=po: files._read(".po", po.encode()), (BadExchangeFile,)
    yield lambda: files._read(".po", PO.encode()), (BadExchangeFile,)
    for text in TAGS:
        yield lambda text=text: read_yaml(text), (BrokenYaml,)
        yield lambda text=text: read_mapping(text, catalogue), (ImportFault,)
        for mapping in mappings(catalogue).values():
            yield lambda text=text, mapping=mapping: read_rows(text, mapping), (ImportFault,)
    folder = Path(tempfile.mkdtemp())
    pickled = pickle.dumps(files.Runs(folder / "ran"))
    for name in ("../out.txt", "/var/tmp/out.txt", "p/model/weights.pkl", "p/x.py", "p/model/../../../out.txt"):
        made = files.package(folder, {name: pickled})
        yield lambda made=made: install(made, folder / "packages", loads=lambda inside: None), ()
    made = files.package(folder, {}, link="/etc/passwd")
    yield lambda: install(made, folder / "packages", loads=lambda inside: None), ()
    grows = files.package(folder, {"p/model/shared_vocabulary.txt": bytes(15_000_000)})
    yield lambda: install(grows, folder / "packages", loads=lambda inside: None), ()
    for declared in (files.LAUGHS, files.READS):
        template = files.template(
            folder, files._into("word/document.xml", b"<w:document", declared.encode() + b"<w:document")
        )
        yield lambda template=template: lacking(template), (BrokenTemplate,)
    if (folder / "ran").exists():
        raise AssertionError("a file from outside was run")
