"""Answers that do not seem to go together: each rule on answers for which it holds, and on nearly the same ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.case_file import CaseFile
from assistant.catalogue import load
from assistant.dossier import Entry
from assistant.interviewing.contradictions import FILE, SAID, contradictions, rules
from assistant.interviewing.faults import BrokenRules
from assistant.interviewing.rules import read_rules
from tests.interviewing.folded import known

BORN_1990 = {"persoon.geboortedatum": "1990"}
CHILD = {"gezin.kinderen": True, "gezin.kinderen.leeftijd#1": 3, "gezin.kinderen.woont#1": "bij_mij"}
SCHOOLCHILD = {**CHILD, "gezin.kinderen.leeftijd#1": 8}
ARABIC = {"taal.moedertaal": "ar", "taal.talen": True, "taal.talen.taal#1": "ar"}

# rule, what is known, what makes the difference
TABLE: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "geldzaken_en_brieven",
        {"zelfredzaamheid.geldzaken": "goed", "financien.brieven": True},
        {"financien.brieven": False},
    ),
    ("geen_hulp_en_brieven", {"financien.hulp": False, "financien.brieven": True}, {"financien.hulp": True}),
    (
        "geen_hulp_en_schulden",
        {"financien.hulp": False, "financien.schulden": True},
        {"financien.schulden": ("wil_niet_zeggen",)},
    ),
    (
        "geldzaken_en_schulden",
        {"zelfredzaamheid.geldzaken": "goed", "financien.schulden": True},
        {"zelfredzaamheid.geldzaken": "hulp"},
    ),
    ("loon_zonder_werk", {"financien.inkomen": "loon", "werk.nu": False}, {"werk.nu": True}),
    ("werk_zonder_inkomen", {"financien.inkomen": "geen", "werk.nu": True}, {"financien.inkomen": "loon"}),
    (
        "inkomen_van_partner_zonder_partner",
        {"financien.inkomen": "partner", "gezin.partner": "geen"},
        {"gezin.partner": "in_nl"},
    ),
    ("bijstand_in_azc", {"financien.inkomen": "bijstand", "persoon.woonplek": "azc"}, {"persoon.woonplek": "gemeente"}),
    (
        "lesgeld_zonder_inkomen",
        {"persoon.status": "gezinsmigrant", "financien.lesgeld": True, "financien.inkomen": "geen"},
        {"financien.lesgeld": False},
    ),
    ("werkt_nul_uur", {"werk.nu": True, "werk.uren": 0}, {"werk.uren": 8}),
    ("werkt_maar_nooit_gewerkt", {"werk.nu": True, "werk.banen": False}, {"werk.nu": False}),
    (
        "eigen_beroep_zonder_werkervaring",
        {"onderwijs.jaren": 16, "onderwijs.hoogste": 6, "werk.banen": False, "werk.eigen_beroep": True},
        {"werk.eigen_beroep": False},
    ),
    ("veel_uren_en_mantelzorg", {"werk.uren": 36, "gezin.mantelzorg": True}, {"werk.uren": 12}),
    (
        "meer_werkjaren_dan_leeftijd",
        {**BORN_1990, "werk.banen": True, "werk.banen.jaren#1": 33},
        {"werk.banen.jaren#1": 10},
    ),
    (
        "geen_school_wel_diploma",
        {"onderwijs.jaren": 4, "onderwijs.hoogste": 0, "onderwijs.diploma": True},
        {"onderwijs.hoogste": 1},
    ),
    (
        "weinig_jaren_hoge_opleiding",
        {"onderwijs.jaren": 5, "onderwijs.hoogste": 6},
        {"onderwijs.jaren": 16, "onderwijs.hoogste": 6},
    ),
    ("veel_jaren_niets_afgemaakt", {"onderwijs.jaren": 11, "onderwijs.hoogste": 0}, {"onderwijs.hoogste": 2}),
    (
        "hoge_opleiding_geen_diploma",
        {"onderwijs.jaren": 16, "onderwijs.hoogste": 6, "onderwijs.diploma": False},
        {"onderwijs.diploma": True},
    ),
    (
        "diploma_zonder_papieren",
        {"onderwijs.jaren": 12, "onderwijs.diploma": True, "onderwijs.papieren": False},
        {"onderwijs.papieren": True},
    ),
    (
        "school_afgemaakt_geen_diploma",
        {
            "onderwijs.jaren": 12,
            "onderwijs.diploma": False,
            "onderwijs.scholen": True,
            "onderwijs.scholen.afgemaakt#1": True,
        },
        {"onderwijs.scholen.afgemaakt#1": False},
    ),
    (
        "meer_schooljaren_dan_leeftijd",
        {"persoon.geboortedatum": "2004", "onderwijs.jaren": 22},
        {"onderwijs.jaren": 12},
    ),
    (
        "leest_niet_maar_leest_goed",
        {**ARABIC, "taal.leest_moedertaal": False, "taal.talen.lezen#1": 3},
        {"taal.talen.lezen#1": 0},
    ),
    (
        "leest_maar_leest_niet",
        {**ARABIC, "taal.leest_moedertaal": True, "taal.talen.lezen#1": 0},
        {"taal.talen.taal#1": "en"},
    ),
    (
        "leest_niet_maar_leest_de_chat",
        {"welkom.lezen": "goed", "taal.leest_moedertaal": False},
        {"welkom.lezen": "niet"},
    ),
    ("leest_niet_na_jaren_school", {"onderwijs.jaren": 9, "taal.leest_moedertaal": False}, {"onderwijs.jaren": 2}),
    (
        "geen_latijnse_letters_maar_leest_ze",
        {"taal.latijns_schrift": False, "taal.talen": True, "taal.talen.taal#1": "en", "taal.talen.lezen#1": 2},
        {"taal.talen.taal#1": "ar"},
    ),
    (
        "nederlands_niet_en_wel",
        {"taal.nederlands": 0, "taal.talen": True, "taal.talen.taal#1": "nl", "taal.talen.spreken#1": 2},
        {"taal.talen.spreken#1": 1},
    ),
    (
        "nederlands_wel_en_niet",
        {"taal.nederlands": 3, "taal.talen": True, "taal.talen.taal#1": "nl", "taal.talen.spreken#1": 0},
        {"taal.nederlands": 1},
    ),
    (
        "engels_niet_en_wel",
        {"taal.engels": 0, "taal.talen": True, "taal.talen.taal#1": "en", "taal.talen.spreken#1": 3},
        {"taal.talen.taal#1": "fr"},
    ),
    ("nederlands_thuis_maar_spreekt_het_niet", {"taal.nederlands": 0, "taal.thuis": "nl"}, {"taal.nederlands": 1}),
    ("goed_nederlands_en_tolk", {"welkom.tolk": "vrouw", "taal.nederlands": 3}, {"welkom.tolk": "nee"}),
    ("geen_partner_maar_erbij", {"welkom.aanwezig": "partner", "gezin.partner": "geen"}, {"welkom.aanwezig": "alleen"}),
    (
        "partner_in_buitenland_maar_erbij",
        {"welkom.aanwezig": "partner", "gezin.partner": "buitenland"},
        {"gezin.partner": "in_nl"},
    ),
    (
        "partner_ver_weg_geen_hereniging",
        {"gezin.partner": "buitenland", "gezin.gezinshereniging": False},
        {"gezin.gezinshereniging": True},
    ),
    (
        "nareiziger_zonder_familie",
        {"persoon.status": "nareiziger", "netwerk.familie_nl": False},
        {"netwerk.familie_nl": True},
    ),
    ("familie_maar_niemand_die_helpt", {"netwerk.hulp": False, "netwerk.familie_nl": True}, {"netwerk.hulp": True}),
    (
        "geen_opvang_gewild_wel_les_overdag",
        {
            **CHILD,
            "gezin.kinderen.school#1": "thuis",
            "kinderen_vve.kind.wens#1": False,
            "inburgering.dagen": "maandag",
        },
        {"kinderen_vve.oplossing": "mijn zus"},
    ),
    (
        "geen_opvang_gewild_geen_les_in_de_avond",
        {
            **CHILD,
            "gezin.kinderen.school#1": "thuis",
            "kinderen_vve.kind.wens#1": False,
            "werk.nu": True,
            "werk.avondles": False,
        },
        {"werk.avondles": True},
    ),
    (
        "geen_opvang_gewild_wel_daar",
        {**CHILD, "gezin.kinderen.school#1": "opvang", "kinderen_vve.kind.wens#1": False},
        {"kinderen_vve.kind.wens#1": True},
    ),
    ("te_jong_voor_basisschool", {**CHILD, "gezin.kinderen.school#1": "basisschool"}, {"gezin.kinderen.leeftijd#1": 5}),
    (
        "te_oud_voor_basisschool",
        {**CHILD, "gezin.kinderen.leeftijd#1": 15, "gezin.kinderen.school#1": "basisschool"},
        {"gezin.kinderen.leeftijd#1": 12},
    ),
    ("schoolkind_thuis", {**SCHOOLCHILD, "gezin.kinderen.school#1": "thuis"}, {"gezin.kinderen.leeftijd#1": 4}),
    ("jong_voor_isk", {**SCHOOLCHILD, "gezin.kinderen.school#1": "isk"}, {"gezin.kinderen.leeftijd#1": 13}),
    ("woning_in_gemeente_maar_azc", {"persoon.woonplek": "gemeente", "wonen.soort": "azc"}, {"wonen.soort": "huis"}),
    ("azc_maar_eigen_woning", {"persoon.woonplek": "azc", "wonen.soort": "huis"}, {"wonen.soort": "azc"}),
    ("geen_vaste_plek_wel_rustig", {"wonen.soort": "geen", "wonen.rustige_plek": True}, {"wonen.rustige_plek": False}),
    (
        "in_nederland_voor_geboorte",
        {"persoon.geboortedatum": "2001", "persoon.in_nl_sinds": "1999-05"},
        {"persoon.in_nl_sinds": "2019"},
    ),
    (
        "woont_hier_voor_komst",
        {"persoon.in_nl_sinds": "2023-04", "persoon.woont_sinds": "2022"},
        {"persoon.woont_sinds": "2023"},
    ),
    (
        "brief_duo_voor_komst",
        {"persoon.in_nl_sinds": "2025-02-10", "inburgering.brief_duo": "2025-01"},
        {"inburgering.brief_duo": "2025-02"},
    ),
    (
        "formulier_lukt_maar_scherm_niet",
        {"digitaal.formulier_zelf": True, "digitaal.scherm_of_muis": "geen"},
        {"digitaal.scherm_of_muis": "muis"},
    ),
    ("digid_zonder_formulier", {"digitaal.formulier_zelf": False, "digitaal.digid": True}, {"digitaal.digid": False}),
]


@pytest.mark.parametrize(("rule", "told", "otherwise"), TABLE, ids=[row[0] for row in TABLE])
def test_a_rule_lays_two_answers_side_by_side(
    base: CaseFile, rule: str, told: dict[str, Any], otherwise: dict[str, Any]
) -> None:
    found = [one for one in contradictions(known(base, told)) if one.id.startswith(f"{rule}.")]
    assert len(found) == 1
    assert len(found[0].refs) >= 2
    assert all(ref.shown and ref.row for ref in found[0].refs)
    assert found[0].ask.endswith(("?", "."))
    without = [one.id for one in contradictions(known(base, {**told, **otherwise}))]
    assert f"{rule}.1" not in without


def test_every_rule_stands_in_the_table() -> None:
    assert {rule.id for rule in rules()} == {row[0] for row in TABLE}
    assert len(rules()) >= 20


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_what_is_asked_is_neutral(rule: Any) -> None:
    judging = ("fout", "liegt", "onwaar", "tegenstrijdig", "klopt niet", "verkeerd", "score")
    assert not [word for word in judging if word in f"{rule.text} {SAID}".lower()]


def test_nothing_known_is_no_contradiction(base: CaseFile) -> None:
    assert contradictions(known(base, {})) == ()


def test_each_child_is_looked_at_by_itself(base: CaseFile) -> None:
    told = {
        "gezin.kinderen": True, "gezin.kinderen.leeftijd#1": 8, "gezin.kinderen.school#1": "thuis", "gezin.kinderen#1": True,
        "gezin.kinderen.leeftijd#2": 9, "gezin.kinderen.school#2": "basisschool", "gezin.kinderen#2": True,
        "gezin.kinderen.leeftijd#3": 10, "gezin.kinderen.school#3": "thuis", "gezin.kinderen#3": False,
    }  # fmt: skip
    found = [one for one in contradictions(known(base, told)) if one.id.startswith("schoolkind_thuis")]
    assert [one.refs[0].entry for one in found] == [1, 3]
    assert found[1].refs[0].shown == "Kind 3: Leeftijd: 10"


def test_a_partner_at_the_table_is_a_fact_of_the_talk(base: CaseFile) -> None:
    talk = Entry(
        "gesprek", {"soort": "intakegesprek", "datum": "2026-11-20", "aanwezig": ["partner"], "spreekt": "zelf", "tolk": "geen"},
        "anna", "2026-11-20T10:00:00+00:00", 7,
    )  # fmt: skip
    (found,) = contradictions(known(base, {"gezin.partner": "geen"}, talk))
    assert [(ref.kind, ref.row) for ref in found.refs] == [("answer", 1), ("entry", 7)]
    assert found.refs[1].shown == "Gesprek van 20 november 2026: de partner was erbij"


BROKEN = [
    (
        "- {id: x, text: t, all: [{question: bestaat.niet, is: 1}, {question: werk.nu, is: true}]}",
        "no question bestaat.niet",
    ),
    (
        "- {id: x, text: t, all: [{question: gezin.partner, is: vriend}, {question: werk.nu, is: true}]}",
        "never is 'vriend'",
    ),
    ("- {id: x, text: t, all: [{question: werk.nu, is: ja}, {question: werk.uren, is: 0}]}", "never is 'ja'"),
    ("- {id: x, text: t, all: [{question: taal.nederlands, is: 7}, {question: werk.uren, is: 0}]}", "never is 7"),
    ("- {id: x, text: t, all: [{question: taal.thuis, is: xx}, {question: werk.uren, is: 0}]}", "never is 'xx'"),
    ("- {id: x, text: t, all: [{question: werk.nu, is: true}]}", "at least 2"),
    ("- {id: x, text: t, all: [{question: werk.nu, lijkt_op: true}, {question: werk.uren, is: 0}]}", "no comparison"),
    ("- {id: x, text: t, all: [{question: gezin.kinderen.leeftijd, is: 3}, {question: werk.uren, is: 0}]}", "for_each"),
    ("- {id: x, text: t, all: [{fact: volle_maan}, {question: werk.uren, is: 0}]}", "no fact volle_maan"),
    ("- {id: x, all: [{question: werk.nu, is: true}, {question: werk.uren, is: 0}]}", "text"),
    (
        "- {id: x, text: t, for_each: werk.nu, all: [{question: werk.nu, is: true}, {question: werk.uren, is: 0}]}",
        "no group",
    ),
]


@pytest.mark.parametrize(("text", "fault"), BROKEN)
def test_a_rule_that_names_what_does_not_exist_is_refused_when_it_is_read(
    tmp_path: Path, text: str, fault: str
) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenRules, match=fault):
        read_rules(file, load(), at_least=2)


def test_the_file_of_the_program_is_in_order() -> None:
    assert read_rules(FILE, load(), at_least=2) == rules()
