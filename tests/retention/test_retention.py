"""What goes when, with a clock: the day before, on the day, held, moved, a changed end of the duty."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from assistant.commands import main
from assistant.commands.opening import wording_of
from assistant.documents.pdf import as_pdf
from assistant.dossier.keeping import keep, withdraw
from assistant.erasing.proof import read_declaration
from assistant.house import House, open_house
from assistant.municipality.model import Rule
from assistant.pip.versions import verify
from assistant.recordings import Recordings, Vault
from assistant.retention import retain, rules
from assistant.retention.daily import due_now, run_once
from assistant.retention.due import due_of
from assistant.retention.policy import BrokenRules, last_day
from assistant.rights.requests import ask, decide
from assistant.store.once import once
from tests.conftest import Clock, Person
from tests.documents.conftest import set_as_it_is
from tests.erasing.whole_case import SOUND, tables

ENDED = {"waarom": "voldaan", "datum": "2026-11-23"}


def on(clock: Any, day: str) -> None:
    clock.time = datetime.fromisoformat(f"{day}T09:00:00+00:00").astimezone(UTC)


def enter(house: House, case_id: str, kind: str, **data: Any) -> int:
    return keep(house.store, case_id, kind, data, by="consulent", at=house.now()).id


def with_plan(house: House) -> str:
    case_id = house.store.cases()[0].id
    set_as_it_is(house, case_id)
    return case_id


def erased(house: House, case_id: str) -> str | None:
    return house.store.case(case_id).erased


@pytest.mark.parametrize(
    ("since", "value", "unit", "last"),
    [
        ("2026-11-22", 5, "jaar", "2031-11-22"), ("2028-02-29", 1, "jaar", "2029-02-28"),
        ("2026-08-31", 6, "maanden", "2027-02-28"),
        ("2026-11-22", 90, "dagen", "2027-02-20"), ("2026-11-22", 2, "weken", "2026-12-06"),
    ],
)  # fmt: skip
def test_a_term_ends_on_the_day_with_the_same_number(since: str, value: int, unit: str, last: str) -> None:
    assert last_day(date.fromisoformat(since), Rule("t", "", value, unit, "")) == date.fromisoformat(last)


@pytest.mark.parametrize(("value", "unit"), [("veel", "jaar"), (5, "eeuwen"), (-1, "dagen"), (True, "jaar")])
def test_a_term_that_is_none_is_refused(value: Any, unit: str) -> None:
    with pytest.raises(BrokenRules):
        last_day(date(2026, 11, 22), Rule("t", "", value, unit, ""))


def test_never_started_goes_ninety_days_after_the_code_ran_out(house: House, clock: Clock) -> None:
    made = house.access.new_case(language=None, label="nooit", created_by="anna", constructed=True)
    expires = date.fromisoformat(house.store.case(made.case_id).code_expires_at[:10])
    on(clock, (expires + timedelta(days=90)).isoformat())
    retain(house, dry_run=False)
    assert erased(house, made.case_id) is None, "the last day of the term"
    on(clock, (expires + timedelta(days=91)).isoformat())
    retain(house, dry_run=False)
    assert erased(house, made.case_id) == "alles"


def test_stopped_and_never_taken_up_goes_a_year_after_the_last_activity(house: House, clock: Clock) -> None:
    somebody = Person(house, "ti")
    somebody.step()
    clock.forward(days=40)
    enter(house, somebody.case.case_id, "warme_overdracht", datum="2026-12-30", met="COA")
    on(clock, "2028-01-01")
    assert retain(house, dry_run=False).done.get("niet_verder_gegaan") is None, "the last day of the term"
    on(clock, "2028-01-02")
    assert retain(house, dry_run=True).done == {"niet_verder_gegaan": 1}
    retain(house, dry_run=False)
    assert erased(house, somebody.case.case_id) == "alles" and not house.store.answers(somebody.case.case_id)


def test_somebody_who_goes_on_starts_the_year_again(house: House, clock: Clock) -> None:
    somebody = Person(house, "ti")
    on(clock, "2027-11-20")
    somebody.step()
    on(clock, "2027-12-24")
    assert retain(house, dry_run=False).done.get("niet_verder_gegaan") is None
    assert erased(house, somebody.case.case_id) is None


def test_a_dry_run_changes_nothing_and_reads_like_the_policy(own_house: House) -> None:
    case_id = with_plan(own_house)
    label = own_house.store.case(case_id).label
    enter(own_house, case_id, "bekendgemaakt", versie=1, datum="2026-11-22", hoe="post")
    enter(own_house, case_id, "einde_plicht", **ENDED)
    on(own_house.now, "2032-01-01")
    before = tables(own_house)
    report = retain(own_house, dry_run=True)
    assert tables(own_house) == before
    text = "\n".join(report.lines)
    assert "5 jaar na het einde van de inburgeringsplicht" in text and "verklaring van vernietiging" in text
    assert f"zaak {own_house.store.cases()[0].number}: gaat weg: het hele dossier" in text
    assert "einde van de inburgeringsplicht op 23 november 2026 (Voldaan (diploma of certificaat))" in text
    assert not label or label not in text
    assert [one.sentence(own_house.municipality) in text for one in rules()] == [True] * len(rules())


@pytest.mark.parametrize(("day", "goes"), [("2031-11-23", False), ("2031-11-24", True)])
def test_a_dossier_goes_five_years_after_the_duty_ended(own_house: House, day: str, goes: bool) -> None:
    case_id = with_plan(own_house)
    number = own_house.store.case(case_id).number
    enter(own_house, case_id, "einde_plicht", **ENDED)
    on(own_house.now, day)
    retain(own_house, dry_run=False)
    assert bool(own_house.store.dossier.versions(case_id)) is not goes
    declarations = own_house.store.erasing.declarations()
    assert [one.number for one in declarations] == ([number] if goes else [])
    if goes:
        document = read_declaration(declarations[0])
        text = " ".join(document.texts())
        assert "Verklaring van vernietiging" in text and "5 jaar" in text and "23 november 2031" in text
        assert as_pdf(document)[:5] == b"%PDF-"
        assert own_house.store.case(case_id).label == "" and own_house.audit.verify()


def test_the_term_runs_from_the_end_that_counts_now(own_house: House) -> None:
    case_id = with_plan(own_house)
    wrong = enter(own_house, case_id, "einde_plicht", waarom="vervallen", datum="2020-01-01")
    withdraw(own_house.store, case_id, wrong, "Verkeerd overgenomen.", by="consulent", at=own_house.now())
    assert retain(own_house, dry_run=False).done.get("dossier") is None
    enter(own_house, case_id, "einde_plicht", **ENDED)
    enter(own_house, case_id, "einde_plicht", waarom="ontheffing", datum="2027-06-01")
    on(own_house.now, "2031-12-01")
    retain(own_house, dry_run=False)
    assert own_house.store.dossier.versions(case_id)
    on(own_house.now, "2032-06-02")
    retain(own_house, dry_run=False)
    assert not own_house.store.dossier.versions(case_id)


def test_nothing_goes_while_bezwaar_or_beroep_runs(own_house: House) -> None:
    case_id = with_plan(own_house)
    enter(own_house, case_id, "einde_plicht", **ENDED)
    came = enter(own_house, case_id, "bezwaar", soort="bezwaar", stand="ingediend", datum="2026-11-20")
    on(own_house.now, "2035-01-01")
    report = retain(own_house, dry_run=False)
    assert own_house.store.dossier.versions(case_id) and report.held >= 1
    assert any("er loopt bezwaar of beroep" in line for line in report.lines)
    enter(own_house, case_id, "bezwaar", soort="bezwaar", stand="ongegrond", datum="2035-01-01", bij=came)
    retain(own_house, dry_run=False)
    assert not own_house.store.dossier.versions(case_id)


def test_a_restriction_that_was_granted_holds_everything(own_house: House) -> None:
    case_id = with_plan(own_house)
    enter(own_house, case_id, "einde_plicht", **ENDED)
    asked = ask(own_house.store, own_house.catalogue, case_id, "beperking", words="", language="ti", at=own_house.now())
    decide(own_house.store, case_id, asked.id, decision="toegewezen", reason="", by="anna", at=own_house.now())
    on(own_house.now, "2035-01-01")
    assert retain(own_house, dry_run=False).held and own_house.store.dossier.versions(case_id)


def test_working_material_goes_a_year_after_the_plan_was_announced_and_the_dossier_stays(own_house: House) -> None:
    case_id = with_plan(own_house)
    enter(own_house, case_id, "bekendgemaakt", versie=1, datum="2026-11-22", hoe="post")
    on(own_house.now, "2027-11-22")
    assert retain(own_house, dry_run=False).done.get("werkmateriaal") is None
    on(own_house.now, "2027-11-23")
    assert retain(own_house, dry_run=False).done["werkmateriaal"] == 1
    file = own_house.case_file(case_id)
    version = verify(file.versions[0])
    assert {one.id for one in file.answers} == {one["row"] for one in version.plan["answers"]}
    on(own_house.now, "2027-11-24")
    assert retain(own_house, dry_run=False).done.get("werkmateriaal") is None, "there is nothing left to go"


def test_working_material_stays_while_a_new_version_is_made(own_house: House) -> None:
    case_id = with_plan(own_house)
    enter(own_house, case_id, "bekendgemaakt", versie=1, datum="2026-11-22", hoe="post")
    enter(own_house, case_id, "herziening", reden="voortgang", toelichting="Andere dagen")
    on(own_house.now, "2028-01-01")
    report = retain(own_house, dry_run=False)
    assert report.done.get("werkmateriaal") is None and any("nieuwe versie" in line for line in report.lines)


@pytest.mark.parametrize("handed_over", [True, False])
def test_who_moved_waits_for_the_hand_over(own_house: House, handed_over: bool) -> None:
    case_id = with_plan(own_house)
    enter(own_house, case_id, "verhuisd", datum="2026-12-01", gemeente="Elders", overgedragen=handed_over)
    on(own_house.now, "2027-03-02")
    assert retain(own_house, dry_run=False).done.get("verhuisd") == (1 if handed_over else None)
    on(own_house.now, "2031-12-02")
    retain(own_house, dry_run=False)
    assert bool(own_house.store.dossier.versions(case_id)) is not handed_over


def test_a_recording_goes_when_it_was_written_down(house: House, clock: Clock) -> None:
    somebody = Person(house, "ti")
    case_id = somebody.case.case_id
    vault = Vault(house.data, house.keyring)
    made = Recordings(house.store.translation, vault, house.now).keep_answer(
        SOUND, 1000, case_id=case_id, message_id="m", language="ti"
    )
    clock.forward(days=91)
    somebody.step()
    report = retain(house, dry_run=False)
    assert vault.names() == [made.file] and any("nog niet opgeschreven" in line for line in report.lines)
    from assistant.renditions.model import Rendition, Source

    with house.store.writing(case_id) as writer:
        source = writer.source(
            Source(case_id, "recording", made.id or 0, "answer", None, None, 1, None, False, "ti", "nl", made.at)
        )
    with house.store.translation.writing() as writing:
        writing.rendition(Rendition(
            source_id=source.id or 0, purpose="transcription", text="gehoord", language="ti", origin="person", made_by="v",
            at=made.at,
        ))
    assert retain(house, dry_run=False).done["opnamen"] == 1
    assert vault.names() == [] and erased(house, case_id) is None


@pytest.mark.parametrize(("days", "left"), [(30, 1), (32, 0)])
def test_a_mark_of_what_was_sent_goes_after_thirty_days_and_what_was_kept_stays(
    house: House, clock: Clock, days: int, left: int
) -> None:
    case_id = house.access.new_case(language=None, label="verzonnen", created_by="anna", constructed=True).case_id
    with once("anna", "merkteken-van-de-pagina"):
        enter(house, case_id, "doelgroep", groep="overig")
    clock.forward(days=days)
    retain(house, dry_run=False)
    assert house.store.connect().execute("SELECT count(*) FROM sent_once").fetchone()[0] == left
    assert len(house.store.dossier.entries(case_id)) == 1


def test_without_a_term_nothing_goes(house: House, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "gemeente").mkdir()
    (tmp_path / "gemeente" / "rules.yml").write_text("bewaren_gestopt: {value: null}\nbewaartermijn: {value: 7}\n")
    own = open_house(tmp_path / "eigen", wording_of, clock, municipality=tmp_path / "gemeente")
    somebody = Person(own, "ti")
    clock.forward(days=4000)
    report = retain(own, dry_run=False)
    assert erased(own, somebody.case.case_id) is None
    text = "\n".join(report.lines)
    assert "(geen termijn ingevuld)" in text and "7 jaar na het einde" in text
    own.store.close()


def test_once_a_day_after_three_at_night(house: House, clock: Clock) -> None:
    on(clock, "2026-11-23")
    clock.time = clock.time.replace(hour=1)  # two o'clock in the Netherlands
    assert not due_now(house)
    clock.time = clock.time.replace(hour=2)
    assert due_now(house) and run_once(house) and not due_now(house) and not run_once(house)
    clock.forward(days=1)
    assert run_once(house)
    assert [line.what for line in house.audit.lines()].count("bewaartermijn") == 2


def test_on_the_command_line(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    Person(house, "ti")
    assert main(["retention", "run", "--dry-run", "--data", str(house.data)]) == 0
    text = capsys.readouterr().out
    assert "proef" in text and "Nooit begonnen" in text
    assert main(["retention", "declarations", "--data", str(house.data)]) == 0
    assert main(["rights", "open", "--data", str(house.data)]) == 0
    assert main(["erase", "1", "--dry-run", "--data", str(house.data)]) == 0
    assert main(["erase", "1", "--data", str(house.data)]) == 2, "a reason is needed"
    proof = house.data / "bewijs.pdf"
    assert main(["erase", "1", "--ground", "Op verzoek", "--data", str(house.data), "--proof", str(proof)]) == 0
    assert proof.read_bytes()[:5] == b"%PDF-" and house.store.case(house.store.cases()[0].id).erased == "alles"


def test_what_is_due_needs_only_the_case(own_house: House) -> None:
    file = own_house.case_file(own_house.store.cases()[0].id)
    found = due_of(file, last_turn="2026-11-22T09:00:00+00:00", recordings=(), left=True)
    assert [(one.rule.id, one.goes_on) for one in found] == [("niet_verder_gegaan", date(2027, 11, 23))]
