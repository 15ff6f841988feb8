from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from assistant.municipality import BrokenMunicipality, Municipality, load_municipality
from assistant.municipality.loading import DEFAULTS, FILES
from assistant.municipality.model import UnknownSetting
from assistant.pip.sections import sections

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "municipality.md"
SHIPPED = load_municipality()


def own(folder: Path, **files: str) -> Municipality:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return load_municipality(folder)


# --- what ships -------------------------------------------------------------------------------------------------------


def test_every_setting_names_its_source() -> None:
    for versions in SHIPPED.rules.values():
        for rule in versions:
            assert rule.label and len(rule.source) > 5, rule.id
    for text in SHIPPED.texts.values():
        assert text.title and len(text.source) > 5, text.id
    for partner in SHIPPED.partners:
        assert partner.task and len(partner.basis) > 5, partner.id


@pytest.mark.parametrize("on, score", [("2022-12-31", 31), ("2023-01-01", 28), ("2026-11-22", 28), (None, 28)])
def test_the_score_that_the_lbt_needed_depends_on_the_day(on: str | None, score: int) -> None:
    assert SHIPPED.rule("lbt_benodigde_score", date.fromisoformat(on) if on else None).value == score


def test_local_rules_say_so() -> None:
    local = {name for name, versions in SHIPPED.rules.items() if versions[-1].local}
    assert {"eerste_gesprek_termijn", "lbt_termijn", "warme_overdracht_termijn", "leeftijdsgrenzen"} <= local
    assert not local & {"pip_termijn", "inburgeringstermijn", "bezwaar_termijn", "ontzorgen_duur"}


def test_no_age_limit_ships() -> None:
    assert SHIPPED.rule("leeftijdsgrenzen").value == []


@pytest.mark.parametrize(
    ("rule", "amount"),
    [
        ("pip_termijn", "10 weken"),
        ("participatie_uren", "800 uur"),
        ("inburgeringstermijn", "3 jaar"),
        ("voortgangsgesprekken", ""),
    ],
)
def test_an_amount_reads_as_dutch(rule: str, amount: str) -> None:
    assert SHIPPED.rule(rule).amount == amount


def test_every_text_that_a_section_shows_is_there() -> None:
    assert {text for section in sections() for text in section.texts} <= set(SHIPPED.texts)


def test_the_texts_are_filled_in() -> None:
    for text in SHIPPED.texts.values():
        assert not re.search(r"[{}]", text.text), text.id
    assert "binnen 6 weken" in SHIPPED.text("bezwaar").text
    assert "600 uur taalles" in SHIPPED.text("wisselen").text
    assert "minstens 12 uur" in SHIPPED.text("pvt").text


def test_the_text_about_objection_has_what_the_law_asks() -> None:
    text = SHIPPED.text("bezwaar").text
    asked = ("uw naam en uw adres", "de datum", "tegen welk besluit", "waarom u het niet eens bent", "uw handtekening")
    for part in (*asked, "Iemand anders mag"):
        assert part in text


def test_no_text_names_an_amount_of_money() -> None:
    """Fines differ per person and change: none is shown before a jurist approved and dated it."""
    for text in SHIPPED.texts.values():
        assert not re.search(r"€|euro|boete", text.text, re.IGNORECASE), text.id


@pytest.mark.parametrize("text", list(SHIPPED.texts.values()), ids=lambda text: text.id)
def test_the_texts_are_plain(text: object) -> None:
    """B1: short sentences. The average is what a reader feels; no single sentence is long."""
    from assistant.municipality import StandardText

    assert isinstance(text, StandardText)
    said = re.sub(r"\n- ", ". ", text.text)
    lengths = [len(one.split()) for one in re.split(r"[.?:;]\s+", said) if one.strip()]
    assert max(lengths) <= 26
    assert sum(lengths) / len(lengths) <= 12


FIELDS = {
    "naam", "geboortedatum", "telefoon", "taal", "talen", "alfabetisering", "onderwijs", "werk", "leerroute", "taalles",
    "beschikbaar", "kinderen", "doelen", "participatie", "begeleiding", "contactpersoon", "wensen", "woonplek", "tolk",
}  # fmt: skip


def test_partners_get_only_fields_of_the_list() -> None:
    assert {one.id for one in SHIPPED.partners} == {
        "taalschool", "maatschappelijke_begeleiding", "coa", "werk_en_inkomen", "schuldhulp", "lbt_afnemer",
    }  # fmt: skip
    for partner in SHIPPED.partners:
        assert set(partner.fields) <= FIELDS and len(partner.fields) == len(set(partner.fields)), partner.id


def test_consent_is_asked_only_where_it_is_the_basis() -> None:
    assert [one.id for one in SHIPPED.partners if one.consent] == ["schuldhulp"]
    for partner in SHIPPED.partners:
        assert ("oestemming" in partner.basis) is partner.consent, partner.id


def test_enforcement_gets_nothing() -> None:
    partner = SHIPPED.partner("werk_en_inkomen")
    assert partner is not None and "niet voor handhaving" in partner.task
    assert not {"wensen", "doelen", "kinderen", "werk", "onderwijs"} & set(partner.fields)


def test_every_phase_says_whose_turn_it_is_and_what_to_do() -> None:
    assert [one.id for one in SHIPPED.phases] == [
        "10", "15", "17", "20", "30", "31", "40", "41", "43", "42", "50", "60", "70", "80", "90", "99",
    ]  # fmt: skip
    assert all(one.what.endswith(".") for one in SHIPPED.phases)


# --- what a municipality changes --------------------------------------------------------------------------------------


def test_one_term_is_changed_and_its_text_follows(tmp_path: Path) -> None:
    found = own(tmp_path, rules="wissel_termijn: {value: 20, source: Verzonnen besluit}\n")
    assert (found.rule("wissel_termijn").value, found.rule("wissel_termijn").source) == (20, "Verzonnen besluit")
    assert found.rule("wissel_termijn").label == SHIPPED.rule("wissel_termijn").label
    assert "in de eerste 20 maanden" in found.text("wisselen").text


def test_a_rule_that_changed_keeps_what_held_before(tmp_path: Path) -> None:
    later = "{value: 3, valid_from: 2027-01-01, source: Nieuw beleid}"
    found = own(tmp_path, rules=f"eerste_gesprek_termijn:\n  versions:\n    - {{value: 4}}\n    - {later}\n")
    assert found.rule("eerste_gesprek_termijn", date(2026, 12, 31)).value == 4
    assert found.rule("eerste_gesprek_termijn", date(2027, 1, 1)).value == 3
    assert found.rule("eerste_gesprek_termijn").source == "Nieuw beleid"


def test_own_words_and_names(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        municipality="name: Verzonnen aan Zee\nbezwaar_adres: Postbus 1, 1234 AB Verzonnen aan Zee\nloket: het Verzonnen loket\n",
        texts="vragen: {text: 'Kom naar {loket} van {gemeente}.'}\n",
    )
    assert found.text("vragen").text == "Kom naar het Verzonnen loket van Verzonnen aan Zee."
    assert "Stuur een brief aan Postbus 1, 1234 AB Verzonnen aan Zee." in found.text("bezwaar").text


def test_a_text_of_its_own_and_a_partner_of_its_own(tmp_path: Path) -> None:
    found = own(
        tmp_path,
        texts="fietsen: {title: Fietsen, text: U leert fietsen., source: Verzonnen beleid}\n",
        partners="fietsclub: {name: Fietsclub, task: Fietsen, basis: Toestemming, consent: true, fields: [naam, telefoon]}\n",
    )
    assert found.text("fietsen").text == "U leert fietsen."
    club = found.partner("fietsclub")
    assert club is not None and club.consent


def test_phases_are_renamed_reordered_and_skipped(tmp_path: Path) -> None:
    found = own(tmp_path, phases='"17": {skipped: true}\n"50": {order: 39, label: Gesprek over het plan}\n')
    ids = [one.id for one in found.phases]
    assert ids.index("50") < ids.index("40")
    phase, skipped = found.phase("50"), found.phase("17")
    assert phase is not None and phase.label == "Gesprek over het plan" and phase.waits_for == "consulent"
    assert skipped is not None and skipped.skipped


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("terms", "a: 1\n", "terms.yml"),
        ("rules", "- a\n- b\n", "rules.yml"),
        ("rules", "a: [\n", "rules.yml"),
        ("texts", "vragen: {text: 'Bel {nummer}.'}\n", "nummer"),
        ("texts", "vragen: {text: 'Binnen {regel.onbekend}.'}\n", "regel.onbekend"),
        ("texts", "nieuw: {title: Nieuw, text: Zonder bron}\n", "source"),
        ("rules", "nieuw: {label: Nieuw, value: 3}\n", "source"),
        ("phases", '"40": {waits_for: baas}\n', "baas"),
    ],
)
def test_a_mistake_is_refused_with_what_is_wrong(tmp_path: Path, file: str, text: str, says: str) -> None:
    with pytest.raises(BrokenMunicipality, match=re.escape(says)):
        own(tmp_path, **{file: text})


def test_an_unknown_setting_is_named() -> None:
    with pytest.raises(UnknownSetting, match="bestaat_niet"):
        SHIPPED.rule("bestaat_niet")


# --- the guide --------------------------------------------------------------------------------------------------------


def test_the_guide_tells_of_every_setting() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    named = [*(one.id for one in SHIPPED.phases), *(one.id for one in SHIPPED.partners)]
    names = [*SHIPPED.rules, *SHIPPED.texts, *named, *SHIPPED.more, *FIELDS]
    assert [name for name in names if f"`{name}`" not in guide] == []


def test_the_guide_tells_the_values_that_ship() -> None:
    """A table that is not kept up would mislead a jurist."""
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*?) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    told = {name: value for name, value in rows if name in SHIPPED.rules}
    assert set(told) == set(SHIPPED.rules)
    for name, value in told.items():
        rule = SHIPPED.rule(name)
        if isinstance(rule.value, int):
            assert value.startswith(rule.amount), name


def test_the_guide_names_every_file() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert all(f"`{name}`" in guide for name in FILES)
    assert {file.name for file in DEFAULTS.glob("*.yml")} == set(FILES)
