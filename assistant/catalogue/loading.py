"""Reads the topic files and refuses what is wrong in them, naming file, question and fault."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.catalogue.conditions import Condition, UnreadableCondition, read_condition
from assistant.catalogue.faults import CatalogueFault
from assistant.catalogue.local import LOCAL_FILE, RawTopic, lay_over, read_local
from assistant.catalogue.model import PATHS, TYPES, Catalogue, Derived, Question, Topic
from assistant.plain_yaml import BrokenYaml, read_yaml

HERE = Path(__file__).parent
REQUIRED = ("id", "type", "label", "text", "legal_basis", "pip")
OPTIONAL = (
    "why", "help", "readback", "options", "sensitive", "core", "when", "unless", "settled", "asked_again_after",
    "minimum", "maximum", "more", "entry", "max_entries", "fields", "path", "alone", "follows", "entry_when",
    "entry_unless", "translated",
)  # fmt: skip
QUESTION_ID = re.compile(r"^[a-z_]+\.[a-z0-9_]+$")
FIELD_ID = re.compile(r"^[a-z0-9_]+$")
PIP_SECTIONS = range(1, 25)


def load(folder: Path = HERE, local: Path | None = None) -> Catalogue:
    """Load the catalogue in ``folder``, with a municipality's own question set laid over it.

    Args:
        folder: the topic files and ``catalogue.yml``.
        local: folder of the municipality (see ``assistant.catalogue.local``), or None.

    Raises:
        CatalogueFault: a file is missing, is no YAML, or holds something the catalogue guide does not allow.
    """
    index_file = folder / "catalogue.yml"
    index = _read_yaml(index_file)
    for key in ("name", "version", "topics", "legal_basis"):
        if key not in index:
            raise CatalogueFault(index_file, None, f"'{key}' is missing")
    legal_basis = index["legal_basis"]
    raw = {name: RawTopic(file := folder / f"{name}.yml", _read_yaml(file)) for name in index["topics"]}
    name, version, order = str(index["name"]), str(index["version"]), list(raw)
    limit: int | None = None
    if local is not None:
        own = read_local(local, _read_yaml)
        order, limit = lay_over(own, raw), own.age_limit_onderwijsroute
        name, version = f"{name}+{own.name}", f"{version}+{own.version}"
    topics = tuple(_read_topic(raw[topic].file, raw[topic].data, topic, legal_basis) for topic in order)
    for file in sorted(folder.glob("*.yml")):
        if file.name != "catalogue.yml" and file.stem not in index["topics"]:
            raise CatalogueFault(
                file, None, "this topic is not in the list 'topics' of catalogue.yml: add or remove it"
            )
    derived = _read_derived(index_file, index.get("derived") or {})
    catalogue = Catalogue(name, version, topics, legal_basis, derived, limit)
    _check_whole(folder if local is None else local, catalogue)
    _check_legal_cover(index_file if local is None else local / LOCAL_FILE, catalogue, index.get("must_be_asked") or ())
    return catalogue


def _read_yaml(file: Path) -> dict[str, Any]:
    try:
        data = read_yaml(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueFault(file, None, f"the file does not exist in {file.parent.name}/") from None
    except UnicodeDecodeError:
        raise CatalogueFault(file, None, "the file is not UTF-8 text: save it as UTF-8") from None
    except BrokenYaml as fault:
        where = f" at line {fault.line}" if fault.line else ""
        raise CatalogueFault(file, None, f"this is not valid YAML{where}: {fault.problem}") from None
    if not isinstance(data, dict):
        raise CatalogueFault(file, None, "the file must hold a mapping (key: value)")
    return data


def _check_legal_cover(file: Path, catalogue: Catalogue, must_be_asked: Sequence[str]) -> None:
    """What the law wants to be asked stays asked, whatever a municipality hides."""
    asked = {question.legal_basis for question in catalogue.questions() if question.path != "off"}
    for basis in must_be_asked:
        if basis not in asked:
            law = catalogue.legal_basis.get(basis, basis)
            raise CatalogueFault(file, None, f"nothing is asked any more for: {law}. Put one of its questions back.")


def _read_topic(file: Path, data: dict[str, Any], name: str, legal_basis: Mapping[str, str]) -> Topic:
    if unknown := set(data) - {"topic", "title", "intro", "questions", "sensitive"}:
        known = "topic, title, intro, questions, sensitive"
        raise CatalogueFault(file, None, f"unknown key {_listed(unknown)}; known are {known}")
    if data.get("topic") != name:
        raise CatalogueFault(file, None, f"'topic' must be '{name}', as the file is named")
    if not isinstance(data.get("title"), str):
        raise CatalogueFault(file, None, "'title' is missing")
    questions = data.get("questions")
    if not isinstance(questions, list) or not questions:
        raise CatalogueFault(file, None, "'questions' must be a list with at least one question")
    read = tuple(_read_question(file, name, question, legal_basis, group=None) for question in questions)
    if data.get("sensitive") and not data.get("intro"):
        raise CatalogueFault(file, None, "a sensitive topic has an 'intro': its gentle opening")
    intro = data["intro"].strip() if data.get("intro") else None
    return Topic(name, data["title"], intro, read, bool(data.get("sensitive", False)))


def _read_derived(file: Path, data: Any) -> tuple[Derived, ...]:
    found = []
    for name, rule in data.items() if isinstance(data, dict) else ():
        kinds = [kind for kind in rule if kind in {"age_of", "least_of", "script_of"}] if isinstance(rule, dict) else []
        if len(kinds) != 1 or set(rule) - {*kinds, "entry_unless"}:
            raise CatalogueFault(
                file,
                str(name),
                "a derived value is {age_of: …}, {script_of: …} or {least_of: group.field, entry_unless: …}",
            )
        try:
            left_out = read_condition(rule["entry_unless"]) if "entry_unless" in rule else None
        except UnreadableCondition as problem:
            raise CatalogueFault(file, str(name), str(problem)) from None
        found.append(Derived(str(name), kinds[0], str(rule[kinds[0]]), left_out))
    return tuple(found)


def _read_question(
    file: Path, topic: str, data: Any, legal_basis: Mapping[str, str], *, group: Question | str | None
) -> Question:
    named = data.get("id") if isinstance(data, dict) else None
    group_id = group if isinstance(group, str) else None
    question_id = f"{group_id}.{named}" if group_id else str(named)

    def fault(text: str) -> CatalogueFault:
        return CatalogueFault(file, question_id if named else None, text)

    if not isinstance(data, dict) or not isinstance(named, str):
        raise fault("every question is a mapping with an 'id'")
    if group_id is None and (not QUESTION_ID.match(named) or not named.startswith(f"{topic}.")):
        raise fault(f"the id must look like '{topic}.short_name' (small letters, digits, _)")
    if group_id is not None and not FIELD_ID.match(named):
        raise fault("the id of a field is one short name (small letters, digits, _)")
    if unknown := set(data) - set(REQUIRED) - set(OPTIONAL):
        raise fault(f"unknown key {_listed(unknown)}")
    if missing := [key for key in REQUIRED if key not in data]:
        raise fault(f"{_listed(missing)} is missing")
    kind = data["type"]
    if kind not in TYPES or (group_id is not None and kind in {"group", "notice"}):
        raise fault(f"type '{kind}' does not exist here; known are {', '.join(TYPES)}")
    for key in ("label", "text", "why", "help", "more", "entry"):
        if key in data and (not isinstance(data[key], str) or not data[key].strip()):
            raise fault(f"'{key}' must be a text")
    if data["legal_basis"] not in legal_basis:
        raise fault(f"legal_basis '{data['legal_basis']}' is not in catalogue.yml")
    if not isinstance(data["pip"], list) or any(section not in PIP_SECTIONS for section in data["pip"]):
        raise fault("'pip' is a list of PIP section numbers, 1 to 24")
    if not data.get("why"):
        raise fault("'why' is missing: every question tells the person why it is asked")
    path = {False: "off"}.get(data.get("path", "short"), data.get("path", "short"))
    if path not in PATHS:
        raise fault(f"'path' is one of {', '.join(PATHS)}")
    follows = data.get("follows")
    if follows is not None and (kind != "group" or not isinstance(follows, str)):
        raise fault("'follows' names another group, and only a group can follow one")
    for key in ("sensitive", "core", "alone", "translated"):
        if not isinstance(data.get(key, False), bool):
            raise fault(f"'{key}' is true or false")
    return Question(
        id=question_id,
        topic=topic,
        type=kind,
        label=data["label"],
        text=data["text"].strip(),
        legal_basis=data["legal_basis"],
        pip=tuple(data["pip"]),
        why=data["why"].strip(),
        help=data["help"].strip() if data.get("help") else None,
        readback=_read_readback(data, kind, fault) if not follows else {},
        options=_read_options(data, kind, fault),
        sensitive=data.get("sensitive", False),
        core=data.get("core", False),
        path=path,
        alone=data.get("alone", False),
        translated=data.get("translated", True),
        when=_read_when(data.get("when"), fault),
        unless=_read_when(data.get("unless"), fault),
        settled=_read_settled(data.get("settled", []), fault),
        asked_again_after=_read_ids(data.get("asked_again_after", []), fault),
        minimum=_read_limit(data, "minimum", fault),
        maximum=_read_limit(data, "maximum", fault),
        more=data.get("more"),
        entry=data.get("entry"),
        max_entries=data.get("max_entries", 20),
        fields=_read_fields(file, topic, question_id, data, kind, legal_basis, fault),
        group=group_id,
        follows=follows,
        entry_when=_read_when(data.get("entry_when"), fault),
        entry_unless=_read_when(data.get("entry_unless"), fault),
    )


def _read_readback(data: Mapping[str, Any], kind: str, fault: Any) -> dict[str, str]:
    readback = data.get("readback")
    if readback is None:
        if kind != "notice":
            raise fault("'readback' is missing: the sentence that reads the answer back to the person")
        return {}
    if isinstance(readback, str):
        if kind in {"yesno", "group"}:
            raise fault("'readback' of this type is a mapping: yes: ..., no: ...")
        if "{value}" not in readback:
            raise fault("'readback' must hold {value}")
        return {"value": readback}
    if not isinstance(readback, dict) or kind not in {"yesno", "group"}:
        raise fault("'readback' must be a text with {value}")
    # YAML reads bare yes/no as booleans: accept both, so that nobody has to know
    read = {("yes" if key is True else "no" if key is False else str(key)): text for key, text in readback.items()}
    wanted = {"yes", "no"} if kind == "yesno" else {"no"}
    if set(read) != wanted:
        raise fault(f"'readback' must have {_listed(wanted)}")
    return read


def _read_options(data: Mapping[str, Any], kind: str, fault: Any) -> dict[str, str]:
    options = data.get("options")
    if kind != "choice":
        if options is not None:
            raise fault("only a question of type choice has options")
        return {}
    if not isinstance(options, dict) or len(options) < 2:
        raise fault("a choice needs at least two options (id: label)")
    for option, label in options.items():
        if not isinstance(option, str) or not isinstance(label, str):
            raise fault(f"option '{option}' must be a short name with a text as label (quote yes, no and numbers)")
    return dict(options)


def _read_when(data: Any, fault: Any) -> Condition | None:
    if data is None:
        return None
    try:
        return read_condition(data)
    except UnreadableCondition as problem:
        raise fault(str(problem)) from None


def _read_settled(data: Any, fault: Any) -> tuple[tuple[Condition, Any], ...]:
    if not isinstance(data, list):
        raise fault("'settled' is a list of {if: condition, value: value}")
    found = []
    for rule in data:
        if not isinstance(rule, dict) or set(rule) != {"if", "value"}:
            raise fault("'settled' is a list of {if: condition, value: value}")
        condition = _read_when(rule["if"], fault)
        assert condition is not None
        found.append((condition, rule["value"]))
    return tuple(found)


def _read_ids(data: Any, fault: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(name, str) for name in data):
        raise fault("'asked_again_after' is a list of question ids")
    return tuple(data)


def _read_limit(data: Mapping[str, Any], key: str, fault: Any) -> float | None:
    limit = data.get(key)
    if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int | float)):
        raise fault(f"'{key}' must be a number")
    return limit


def _read_fields(
    file: Path,
    topic: str,
    group_id: str,
    data: Mapping[str, Any],
    kind: str,
    legal_basis: Mapping[str, str],
    fault: Any,
) -> tuple[Question, ...]:
    fields = data.get("fields")
    if kind != "group":
        if fields is not None:
            raise fault("only a question of type group has fields")
        return ()
    if not isinstance(fields, list) or not fields:
        raise fault("a group needs a list of fields")
    for key in ("more", "entry") if not data.get("follows") else ("entry",):
        if not data.get(key):
            raise fault(f"a group needs '{key}'")
    read = tuple(_read_question(file, topic, part, legal_basis, group=group_id) for part in fields)
    names = [part.id for part in read]
    if twice := {name for name in names if names.count(name) > 1}:
        raise fault(f"field {_listed(twice)} stands here twice")
    return read


def _check_whole(folder: Path, catalogue: Catalogue) -> None:
    seen: set[str] = set()
    for topic in catalogue.topics:
        file = folder / f"{topic.id}.yml"
        for question in topic.questions:
            if question.id in seen:
                raise CatalogueFault(file, question.id, "this id stands in the catalogue twice")
            for earlier in sorted(question.rests_on):
                if catalogue.source_of(earlier) not in seen:
                    raise CatalogueFault(
                        file, question.id, f"it rests on '{earlier}', which is not asked before it or does not exist"
                    )
            seen.add(question.id)


def _listed(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names))
