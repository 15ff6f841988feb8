"""``intake texts``: the texts of the product, the translation memory and the glossary, to and from translation tools."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands.opening import BadInput, open_here

if TYPE_CHECKING:
    from assistant.house import House
    from assistant.understanding.languages import Language
    from translations.texts import LiveTexts

HELP = "Exchange texts with translators: export or import .po, XLIFF, TMX and TBX (Weblate, Poedit, OmegaT)."
FORMS = ("po", "xliff", "tmx", "tbx")
SUFFIXES = {".po": "po", ".xlf": "xliff", ".xliff": "xliff", ".tmx": "tmx", ".tbx": "tbx"}
SHOWN = 20
"""Ids that are named per group; the rest is counted."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    actions = parser.add_subparsers(dest="action", metavar="export|import", required=True)
    out = actions.add_parser(
        "export", help="write a file for a translator", description="Write a file for a translator."
    )
    out.add_argument("--language", required=True, help="language code: ar, ti, prs")
    out.add_argument(
        "--format", choices=FORMS, default="po",
        help="po or xliff: the texts; tmx: the translation memory; tbx: the glossary",
    )  # fmt: skip
    out.add_argument("--out", type=Path, required=True, help="file to write")
    out.add_argument("--local-only", action="store_true", help="only texts that were corrected at the desk")
    out.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")
    into = actions.add_parser(
        "import", help="take a translator's file over",
        description="Take a translator's file over. Texts are shown at once and wait for an approval at the desk.",
    )  # fmt: skip
    into.add_argument("file", type=Path, help="file to read (.po, .xlf, .xliff, .tmx, .tbx)")
    into.add_argument("--language", required=True, help="language code: ar, ti, prs")
    into.add_argument("--by", required=True, help="login of the staff account that takes the file over")
    into.add_argument("--dry-run", action="store_true", help="only say what would change")
    into.add_argument(
        "--as-approved", action="store_true", help="tmx only: a cultuurvertaler vouches for these translations"
    )
    into.add_argument("--data", type=Path, help="data folder (setting INTAKE_DATA)")


def run(arguments: argparse.Namespace) -> int:
    """Write or read the file and say what was done; raises BadInput."""
    from assistant.understanding.languages import available, language
    from translations.texts import SOURCE_LANGUAGE, LiveTexts

    codes = [code for code in available() if code != SOURCE_LANGUAGE]
    if arguments.language not in codes:
        raise BadInput(f"{arguments.language} is not one of the languages of translation: {', '.join(codes)}")
    house = open_here(arguments.data)
    try:
        texts = house.wording
        assert isinstance(texts, LiveTexts)
        chosen = language(arguments.language)
        if arguments.action == "export":
            return _export(arguments, house, texts, chosen)
        return _import(arguments, house, texts, chosen)
    finally:
        house.store.close()


def _export(arguments: argparse.Namespace, house: House, texts: LiveTexts, language: Language) -> int:
    from translations.approvals.standing import standings
    from translations.exchange import exchange_texts, glossary_file, memory_file, texts_file
    from translations.glossary import load_glossary

    form, translation = arguments.format, house.store.translation
    if arguments.local_only and form not in {"po", "xliff"}:
        raise BadInput("--local-only is for texts: use it with --format po or xliff")
    if form == "tmx":
        data = memory_file(house.store, language)
    elif form == "tbx":
        data = glossary_file(load_glossary(), language)
    else:
        only = set(translation.local_texts().get(language.code, {})) if arguments.local_only else None
        now = texts.refresh()
        states = standings(now, language.code, translation.text_approvals(language.code), {})
        found = exchange_texts(now, language.code, states, only)
        data = texts_file(form, found, language, _now())
        approved = sum(one.approved for one in found)
        print(f"{len(found)} texts, {approved} approved, {sum(not one.text for one in found)} without a translation")
    try:
        arguments.out.write_bytes(data)
    except OSError as fault:
        raise BadInput(f"{arguments.out} cannot be written ({fault.strerror}): choose another file") from None
    print(f"written: {arguments.out}")
    return 0


def _import(arguments: argparse.Namespace, house: House, texts: LiveTexts, language: Language) -> int:
    from translations.exchange import BadExchangeFile, NotApprovedHere

    file: Path = arguments.file
    form = SUFFIXES.get(file.suffix.lower())
    if form is None:
        raise BadInput(f"{file.name}: give a file that ends in {', '.join(SUFFIXES)}")
    if house.store.staff(arguments.by) is None:
        raise BadInput(f"there is no staff account {arguments.by}: make one with intake staff add")
    if arguments.as_approved and form != "tmx":
        raise BadInput("--as-approved is for a translation memory (.tmx); texts are approved at the desk")
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise BadInput(f"{file} cannot be read ({fault.strerror})") from None
    try:
        if form == "tmx":
            return _import_memory(arguments, data, house, language)
        if form == "tbx":
            return _compare_glossary(data, file.name, language)
        return _import_texts(arguments, form, data, house, texts, language)
    except (BadExchangeFile, NotApprovedHere) as fault:
        raise BadInput(f"{fault} Nothing was taken over.") from None


def _import_texts(
    arguments: argparse.Namespace, form: str, data: bytes, house: House, texts: LiveTexts, language: Language
) -> int:
    from translations.exchange import compare, keep_texts, read_texts

    name = arguments.file.name
    found = read_texts(form, data, name, language)
    if arguments.dry_run:
        result = compare(found, name, language.code, texts, house.store)
    else:
        result = keep_texts(found, name, language.code, texts, house.store, arguments.by, _now())
    for group, said in {
        "new": "new, wait for an approval",
        "changed": "changed, wait for an approval",
        "approved": "approved here with another wording: kept as it is, change it at the desk",
        "earlier": "as they were here earlier: kept as it is",
        "unfinished": "changed but not finished (fuzzy): passed over",
        "copied": "the same as the Dutch: passed over",
        "other_dutch": "made from other Dutch than that of today: passed over, export again",
        "unknown": "not a text of this version: passed over",
    }.items():
        ids: list[str] = getattr(result, group)
        if ids:
            more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
            print(f"{len(ids)} {said}\n  {', '.join(ids[:SHOWN])}{more}")
    print(f"{len(result.same)} the same, {len(result.empty)} without a translation")
    if arguments.dry_run:
        print("Nothing was changed (--dry-run).")
    return 0


def _import_memory(arguments: argparse.Namespace, data: bytes, house: House, language: Language) -> int:
    from translations.exchange import keep_memory, read_memory

    found = read_memory(data, arguments.file.name, language)
    if arguments.dry_run:
        print(f"{len(found)} pairs. Nothing was changed (--dry-run).")
        return 0
    result = keep_memory(found, house.store, arguments.by, _now(), as_approved=arguments.as_approved)
    print(
        f"{result.kept} pairs kept, {result.same} there already, {result.personal} passed over (names or numbers in them)"
    )
    return 0


def _compare_glossary(data: bytes, name: str, language: Language) -> int:
    from translations.exchange import differences, read_glossary
    from translations.glossary import load_glossary

    found = read_glossary(data, name, language)
    differing = differences(found, load_glossary(), language.code)
    for one in differing:
        ours = ", ".join(one.ours) if one.ours else "(not in our glossary)"
        print(f"line {one.line}: {one.dutch}: ours {ours}; in the file {', '.join(one.theirs)}")
    print(
        f"{len(found)} terms read, {len(differing)} differ. The glossary itself is not changed: see docs/glossary.md."
    )
    return 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
