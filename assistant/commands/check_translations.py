"""``intake check-translations``: is every text there in every language?"""

from __future__ import annotations

import argparse

HELP = "List every text (questions, buttons, errors, reasons) that is missing or wrong in any language."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("--update", action="store_true", help="first bring the .po files in step with the Dutch texts")


def run(arguments: argparse.Namespace) -> int:
    """Print the faults and a count per language; exit code 1 when there is a fault."""
    from assistant.catalogue import load
    from assistant.understanding.languages import available
    from translations import po_files
    from translations.texts import SOURCE_LANGUAGE, dutch_texts

    dutch = dutch_texts(load())
    codes = [code for code in available() if code != SOURCE_LANGUAGE]
    count = 0
    for code in codes:
        if arguments.update:
            po_files.update(code, dutch)
        found = po_files.faults(code, dutch)
        for fault in found:
            print(fault)
        count += len(found)
        print(f"{code}: {len(dutch)} texts, {len(found)} with a fault")
    return 1 if count else 0
