"""Makes the screenshots of the documentation from the running product: ``.venv/bin/python docs/make_screenshots.py``.

Starts everything on free ports with a temporary data folder and constructed people, walks through the screens in headless
Chromium (Debian's package ``chromium``), and writes ``docs/screenshots/``; ``--only desk`` makes just those of the consulent's
desk (``desk_pictures.py``), ``--only trust`` those of the beheerder and of "Mijn gegevens". With ``--all FOLDER`` it writes every
screen in every language at both sizes into that folder, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pyotp
from desk_pictures import COLOURS, DRAFT, PASSWORD, Sizes, draft_by_machine, overview
from desk_pictures import walk as walk_over_the_desk
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.access import COMMAND_LINE
from assistant.commands import main as intake
from assistant.commands.opening import open_here
from assistant.examples import make_examples
from assistant.house import House
from assistant.store.translation import Reviewer
from assistant.supervisor.serve import RunningHouse, running

OUT = Path(__file__).parent / "screenshots"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
NOTE = "Zij bedoelt een naaiatelier waar zij ook verkoopt: in Eritrea is dat één zaak."
# where the walk stops to take a picture, and what is typed there
STOPS = (
    "welkom.uitleg",
    "persoon.naam",
    "persoon.geboortedatum",
    "persoon.woonplek",
    "gezin.kinderen",
    "onderwijs.hoogste",
    "opening gezondheid",
)
NAMES = {"ti": "ሰላም ተስፋይ", "prs": "فریده Ahmadi", "ar": "عمر الخطيب", "nl": "Sara Haile"}


def walk(house: House, case_id: str, question: str, language: str) -> dict[str, Any]:
    """Answer by button, straight in the core, until this question (or the read-back of this topic) is asked."""
    for _ in range(120):
        reply = house.conversation.screen(case_id)
        prompt = reply["prompt"]
        if question in {prompt["question"], f"{prompt['kind']} {prompt['topic']}"}:
            return reply
        if reply["finished"]:
            return reply
        kinds = {
            "language": f"language:{language}",
            "notice": "answer:true",
            "readback": "readback:right",
            "gate": "answer:true",
            "opening": "opening:go",
            "offer": "offer:enough",
            "rest": "go_on",
            "confirm": "confirm:0",
        }
        button = kinds.get(prompt["kind"])
        if prompt["kind"] == "more":
            button = "answer:false"
        if prompt["kind"] == "question" and prompt["question"] in {
            "persoon.naam",
            "werk.droombaan",
            "wensen.drie_jaar",
            "werk.banen.beroep",
        }:
            house.conversation.take_turn(case_id, str(uuid.uuid4()), text=NAMES[language], intent="answer")
            continue
        if button is None:
            numbers = {"number": "answer:8", "date": 'answer:"1994-05"'}
            button = numbers.get(prompt["input"]) or (prompt["buttons"] or [{"payload": "state:later"}])[0]["payload"]
        house.conversation.take_turn(case_id, str(uuid.uuid4()), button=button)
    raise RuntimeError(f"{question} was never asked")


def phone(browser: Browser, servers: RunningHouse, code: str, size: dict[str, int]) -> Page:
    """A browser of its own in which the code was entered."""
    context = browser.new_context(viewport=size, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{servers.ui_url}/#{code}")
    page.wait_for_timeout(700)
    return page


def take(page: Page, file: Path) -> None:
    """One picture, when nothing moves any more."""
    page.wait_for_selector(".bezig", state="detached")
    page.wait_for_timeout(250)
    page.screenshot(path=str(file))


def every_screen(browser: Browser, servers: RunningHouse, house: House, folder: Path) -> None:
    """Every screen of the person in every language at both sizes."""
    for language in house.wording.languages():
        for size_name, size in (("phone", PHONE), ("desk", DESK)):
            case = house.access.new_case(language=None, label="beeld", created_by="screenshots", constructed=True)
            if language == "ti":
                page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]
                page.goto(servers.ui_url)
                page.wait_for_timeout(700)
                take(page, folder / f"language-{size_name}.png")
            house.conversation.take_turn(case.case_id, str(uuid.uuid4()), button=f"language:{language}")
            for number, stop in enumerate(
                [*STOPS, "readback persoon", "readback gezin", "afsluiting.teach_back", "end"]
            ):
                walk(house, case.case_id, stop, language)
                page = phone(browser, servers, case.code, size)
                take(page, folder / f"{language}-{number:02}-{stop.replace(' ', '-')}-{size_name}.png")
                page.context.close()


def vertaler(browser: Browser, servers: RunningHouse, house: House, file: Path, chrome: str = "nl") -> None:
    """The cultuurvertaler's desk with an answer in Tigrinya, a constructed machine draft and a note being written."""
    store = house.store.translation
    house.access.add_staff("selam", "Selam (demo)", "cultuurvertaler", PASSWORD)
    store.set_reviewer(Reviewer("selam", ("ti",)))
    draft_by_machine(house)
    context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    context.add_init_script(f"localStorage.setItem('vertaler.taal', '{chrome}')")
    page = context.new_page()
    page.goto(f"{servers.ui_url}/inloggen")
    page.fill("#naam", "selam")
    page.fill("#wachtwoord", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-begin]:focus")
    page.click("[data-begin]:focus")
    page.wait_for_selector("[data-item]")
    for _ in range(20):
        if page.locator("#vt-text").input_value() == DRAFT:
            break
        page.click("[data-do=not_for_me]")
        page.wait_for_timeout(800)
    page.fill("#vt-note", NOTE)
    page.wait_for_selector("[data-saved][data-state=saved]")
    page.wait_for_timeout(10_500)  # until the last "undo" is gone
    page.screenshot(path=str(file))
    page.keyboard.press("Control+Enter")
    page.wait_for_function("draft => document.querySelector('#vt-text')?.value !== draft", arg=DRAFT)
    context.close()


def documentation(browser: Browser, servers: RunningHouse, house: House) -> None:
    """The few pictures that the documents show."""
    page = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    page.goto(servers.ui_url)
    page.wait_for_timeout(700)
    take(page, OUT / "language-phone.png")
    for language, stop, name in (
        ("ti", "persoon.woonplek", "question-ti-phone"),
        ("ar", "readback persoon", "readback-ar-phone"),
    ):
        case = house.access.new_case(
            language=None, label="Beeld (verzonnen)", created_by="screenshots", constructed=True
        )
        house.conversation.take_turn(case.case_id, str(uuid.uuid4()), button=f"language:{language}")
        walk(house, case.case_id, stop, language)
        take(phone(browser, servers, case.code, PHONE), OUT / f"{name}.png")
    vertaler(browser, servers, house, OUT / "vertaler.png")


COLLEAGUES = (
    ("bea", "Bea de Groot (verzonnen)", "beheerder"),
    ("noor", "Noor Bakker (verzonnen)", "consulent"),
    ("selam", "Selam T. (verzonnen)", "cultuurvertaler"),
    ("sanne@voorbeeld.nl", "Sanne Visser (verzonnen)", "toetser"),
)
"""Login, name and role of the accounts on the pictures of the beheerder; the first is who looks."""


def beheer(browser: Browser, servers: RunningHouse, house: House) -> None:
    """The accounts, and how the house stands after a backup and the daily run of the retention rules."""
    access, tokens = house.access, []
    for login, name, role in COLLEAGUES[:3]:
        access.add_staff(login, name, role, PASSWORD)
        token = access.sign_in(login, PASSWORD, remote="screenshots")
        half = access.half_way(token)
        if half is None:
            raise RuntimeError("the pictures of the beheerder need the second step: INTAKE_SECOND_FACTOR=required")
        tokens.append(access.give_code(token, pyotp.TOTP(half.secret).now(), remote="screenshots"))
    house.store.translation.set_reviewer(Reviewer("selam", ("ti",)))
    access.make_account(*COLLEAGUES[3], by=COMMAND_LINE, municipal=True)
    access.make_account("wim", "Wim Smit (verzonnen)", "consulent", by=COMMAND_LINE)
    access.disable("wim", by=COMMAND_LINE)
    for command in (["backup"], ["retention", "run"]):
        if intake([*command, "--data", str(house.data)]):
            raise RuntimeError(f"intake {' '.join(command)} did not work")
    context = browser.new_context(viewport=DESK, reduced_motion="reduce", locale="nl-NL")  # type: ignore[arg-type]
    context.add_cookies([{"name": "intake_staff", "value": tokens[0], "url": servers.ui_url}])
    page = context.new_page()
    page.goto(f"{servers.ui_url}/beheer/")
    page.locator("summary").first.click()
    take_small(page, OUT / "beheer-accounts.png")
    page.goto(f"{servers.ui_url}/beheer/toestand")
    take_small(page, OUT / "beheer-toestand.png")
    context.close()


def my_data(browser: Browser, servers: RunningHouse, house: House) -> None:
    """What the person sees of what is kept, on the phone, in two languages."""
    for language in ("nl", "ar"):
        case = house.access.new_case(
            language=None, label="Beeld (verzonnen)", created_by="screenshots", constructed=True
        )
        house.conversation.take_turn(case.case_id, str(uuid.uuid4()), button=f"language:{language}")
        walk(house, case.case_id, "onderwijs.hoogste", language)
        page = phone(browser, servers, case.code, PHONE)
        page.goto(f"{servers.ui_url}/gesprek/gegevens")
        take_small(page, OUT / f"my-data-{language}-phone.png")
        page.context.close()


def take_small(page: Page, file: Path) -> None:
    """One picture of a page at rest, in few colours."""
    page.wait_for_load_state("networkidle")
    Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS).save(file, optimize=True)


def the_desk(browser: Browser, folder: Path, sizes: Sizes) -> None:
    """The walk over the consulent's desk, and the overview, each in a house of its own."""
    with demo() as (house, servers):
        make_examples(house)
        walk_over_the_desk(browser, servers.ui_url, house, folder, sizes)
    with demo() as (house, servers):
        overview(browser, servers.ui_url, house, folder, sizes)


@contextmanager
def demo(second_factor: str = "optional") -> Iterator[tuple[House, RunningHouse]]:
    """The product with an empty data folder, which is gone afterwards."""
    os.environ["INTAKE_SECOND_FACTOR"] = second_factor  # of the parts that are started as well
    with tempfile.TemporaryDirectory() as folder:
        house = open_here(Path(folder))
        with running(Path(folder), names=("ui",)) as servers:
            yield house, servers


def main() -> int:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every screen in every language, into this folder")
    parser.add_argument("--only", choices=("desk", "trust", "rest"), help="only these pictures")
    arguments = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        print("needs Debian's chromium: apt-get install chromium", file=sys.stderr)
        return 2
    folder = arguments.all or OUT
    folder.mkdir(parents=True, exist_ok=True)
    with (
        sync_playwright() as play,
        play.chromium.launch(executable_path=chromium, args=OPTIONS) as browser,
    ):
        if arguments.only in {None, "desk"}:
            the_desk(browser, folder, {"": DESK, "-phone": PHONE} if arguments.all else {"": DESK})
        if arguments.only in {None, "trust"} and not arguments.all:
            with demo("required") as (house, servers):
                beheer(browser, servers, house)
                my_data(browser, servers, house)
        if arguments.only in {None, "rest"}:
            with demo() as (house, servers):
                make_examples(house)
                if arguments.all:
                    every_screen(browser, servers, house, folder)
                    vertaler(browser, servers, house, folder / "vertaler.png")
                else:
                    documentation(browser, servers, house)
    return 0


if __name__ == "__main__":
    sys.exit(main())
