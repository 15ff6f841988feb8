"""The worst inputs, of any length, of what is read as a whole: folders of settings, zip files, forms, and whole requests."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from assistant.dossier.forms import forms
from assistant.municipality.loading import DEFAULTS
from assistant.municipality.model import Rule
from fuzzing.files import CURSOR, ESCO, METADATA, TEMPLATE, TREE
from fuzzing.pages import Asked
from fuzzing.requests import MESSAGE

Shapes = Mapping[str, Callable[[int], Any]]


def worst_wholes(yaml: Mapping[str, Callable[[int], bytes]]) -> Mapping[str, Shapes]:
    """By the name of a parser: its worst inputs.

    Args:
        yaml: the worst YAML, which a question set and the files of a municipality are.
    """
    values: Shapes = {
        "letters": lambda size: "x" * size, "digits": lambda size: "9" * size, "spaces": lambda size: " " * size,
        "list": lambda size: ["x"] * (size // 4), "keys": lambda size: {f"k{number}": 1 for number in range(size // 8)},
        "one in another": _nested,
    }  # fmt: skip
    return {
        "question set": {
            **yaml, "questions": lambda size: b"questions:\n" + b"  - {id: lokaal.x, type: text, text: x}\n" * (size // 40),
        },
        "municipality": {
            f"{file.stem}, {name}": partial(_named, file.name, make)
            for file in sorted(DEFAULTS.glob("*.yml")) for name, make in yaml.items() if name in ("keys", "items", "letters")
        },
        "package": {"entries": _entries, "one file": _one_file, "metadata": _metadata},
        "DOCX template": {
            "letters": partial(_docx, "x"), "fields": partial(_docx, "{{ a }}"), "open fields": partial(_docx, "{{"),
            "loops": partial(_docx, "{% if a %}"), "elements": partial(_docx, "</w:t></w:r><w:r><w:t>"),
            "escapes": partial(_docx, "&amp;"),
        },
        "ESCO": {
            "rows": lambda size: ESCO.encode() + b"x,5120,kok,\n" * (size // 12),
            "other names": lambda size: ESCO.encode() + b'x,5120,kok,"' + b"chef\n" * (size // 5) + b'"\n',
            "quotes": lambda size: ESCO.encode() + b'"' * size, "columns": lambda size: ESCO.encode() + b"," * size,
        },
        "cursor": {
            "tried": lambda size: {**CURSOR, "tried": ["x"] * (size // 4)}, "words": lambda size: {**CURSOR, "words": "x" * size},
            "entries": lambda size: {**CURSOR, "entries": [{"leeftijd": {"value": 1}}] * (size // 24)},
        },
        "plan from disk": {
            "blocks": lambda size: {**TREE, "blocks": TREE["blocks"] * (size // 300)},
            "letters": lambda size: json.loads(json.dumps(TREE).replace("Woorden", "x" * size)),
            "one in another": lambda size: {**TREE, "blocks": _nested(size)},
        },
        "pressed value": values,
        "entry of a form": {
            f"{kind}, {name}": partial(_entry, kind, make)
            for kind in sorted(forms()) for name, make in values.items() if name in ("letters", "digits")
        },
        "backup, name of a folder": {
            "letters": lambda size: "backup-" + "x" * size, "digits": lambda size: "backup-" + "9" * size,
            "strokes": lambda size: "backup" + "-" * size,
        },
        "terms of retention": {
            "unit": lambda size: Rule("bewaren_dossier", "x", 1, "d" * size, "verzonnen", None, False),
        },
        "sign-on, settings": {
            "roles": lambda size: {**_SIGN_ON, "INTAKE_OIDC_ROLES": "a=consulent," * (size // 12)},
            "is": lambda size: {**_SIGN_ON, "INTAKE_OIDC_ROLES": "=" * size},
            "issuer": lambda size: {**_SIGN_ON, "INTAKE_OIDC_ISSUER": "https://" + "a." * (size // 2)},
        },
        "requests to the pages": {
            "path": lambda size: _asked("GET", "/" + "a/" * (size // 2)),
            "query": lambda size: _asked("GET", "/gesprek/scherm", query=b"taal=" + b"x" * size),
            "body": lambda size: _asked("POST", "/gesprek/beurt", body=json.dumps(MESSAGE).replace("hallo", "x" * size).encode()),
        },
        "acts of staff": {
            "letters": lambda size: ("consulent", "/consulent", "write", {"case": "CASE", "words": "x" * size}),
            "keys": lambda size: ("consulent", "/consulent", "look", values["keys"](size)),
        },
        "turns of the conversation": {
            f"{name}, {language}": partial(_turn, piece, language)
            for name, piece in (("letters", "x"), ("words", "x ")) for language in ("nl", "ar", "ti", "prs")
        },
    }  # fmt: skip


DEEP = 300
_SIGN_ON = {"INTAKE_OIDC_ISSUER": "https://gemeente.invalid", "INTAKE_OIDC_CLIENT_ID": "intake"}


def _nested(size: int) -> list[Any]:
    """Lists in lists, as deep as a reader of JSON gives them, beside each other until it is this long."""
    deep: Any = "x"
    for _ in range(DEEP):
        deep = [deep]
    return [deep] * max(1, size // (2 * DEEP))


def _named(name: str, make: Callable[[int], bytes], size: int) -> tuple[str, bytes]:
    return name, make(size)


def _entry(kind: str, make: Callable[[int], Any], size: int) -> tuple[str, dict[str, Any]]:
    return kind, {one.name: make(size) for one in forms()[kind].fields}


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in files.items():
            packed.writestr(name, body)
    return made.getvalue()


def _entries(size: int) -> bytes:
    return _zip({"p/metadata.json": METADATA.encode(), **{f"p/model/{number}": b"" for number in range(size // 100)}})


def _one_file(size: int) -> bytes:
    return _zip({"p/metadata.json": METADATA.encode(), "p/model/model.bin": b"x" * size})


def _metadata(size: int) -> bytes:
    return _zip({"p/metadata.json": METADATA.replace('"T"', '"' + "x" * size + '"').encode()})


def _docx(piece: str, size: int) -> bytes:
    with zipfile.ZipFile(TEMPLATE) as shipped:
        files = {name: shipped.read(name) for name in shipped.namelist()}
    body = files["word/document.xml"].decode()
    paragraph = "<w:p><w:r><w:t>" + piece * (size // len(piece)) + "</w:t></w:r></w:p>"
    at = body.index("<w:body>") + len("<w:body>")
    return _zip({**files, "word/document.xml": (body[:at] + paragraph + body[at:]).encode()})


def _asked(method: str, path: str, *, query: bytes = b"", body: bytes = b"") -> Asked:
    headers = ((b"host", b"x.invalid"), (b"content-type", b"application/json"))
    return Asked("person", method, path, query, headers, body)


def _turn(piece: str, language: str, size: int) -> tuple[str, int, str, str, str, str, bool]:
    return language, 5, "", piece * (size // len(piece)), "answer", "right", True


__all__ = ["worst_wholes"]
