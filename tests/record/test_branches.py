"""The path fits the person: what is asked of whom, what is not, and the reason in the record."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.catalogue import Question
from assistant.commands.opening import wording_of
from assistant.house import House
from assistant.not_asked import reason
from assistant.wording import Wording
from tests.record.walking import CATALOGUE, STATUSHOUDER, Walk, walk

YOUNG_CHILD = {"gezin.kinderen": [{"leeftijd": 2, "woont": "bij_mij", "school": "thuis"}, {"leeftijd": 9}]}

BRANCHES: list[tuple[str, dict[str, Any], set[str], set[str]]] = [
    # who, what differs from the median person, asked beside it, not asked
    (
        "gezinsmigrant",
        {"persoon.status": "gezinsmigrant"},
        {"persoon.partner_erbij", "onderwijs.a1_buitenland", "financien.lesgeld"},
        {"financien.hulp"},
    ),
    (
        "asielstatushouder",
        {},
        {"financien.hulp"},
        {"persoon.partner_erbij", "onderwijs.a1_buitenland", "financien.lesgeld"},
    ),
    (
        "22 years old, was at the ISK",
        {"persoon.geboortedatum": "2004-02", "onderwijs.isk": True},
        {"onderwijs.isk", "onderwijs.isk_advies", "netwerk.begeleider", "onderwijs.verder_leren"},
        set(),
    ),
    (
        "22 years old, never at the ISK",
        {"persoon.geboortedatum": "2004-02", "onderwijs.isk": False},
        {"onderwijs.isk", "netwerk.begeleider"},
        {"onderwijs.isk_advies"},
    ),
    (
        "27 years old and no further than primary school",
        {"persoon.geboortedatum": "1999-02", "onderwijs.hoogste": 1},
        {"onderwijs.verder_leren"},
        {"onderwijs.isk", "netwerk.begeleider"},
    ),
    (
        "50 years old and no further than primary school",
        {"persoon.geboortedatum": "1976-02", "onderwijs.hoogste": 1, "onderwijs.diploma": True},
        set(),
        {"onderwijs.verder_leren", "onderwijs.isk", "netwerk.begeleider", "onderwijs.gewaardeerd"},
    ),
    (
        "never went to school and cannot read",
        {"onderwijs.jaren": 0, "taal.leest_moedertaal": False},
        {"taal.leest_moedertaal", "taal.latijns_schrift"},
        {
            "onderwijs.hoogste", "onderwijs.diploma", "onderwijs.papieren", "onderwijs.land", "onderwijs.vakken",
            "onderwijs.waarom_gestopt", "onderwijs.gewaardeerd",
        },
    ),
    (
        "university with a diploma",
        {"onderwijs.jaren": 16, "onderwijs.hoogste": 7, "onderwijs.diploma": True},
        {"werk.eigen_beroep", "onderwijs.gewaardeerd", "onderwijs.verder_leren"},
        set(),
    ),
    (
        "secondary school without a diploma",
        {"onderwijs.hoogste": 3, "onderwijs.diploma": False},
        {"onderwijs.verder_leren"},
        {"onderwijs.gewaardeerd", "werk.eigen_beroep"},
    ),
    ("works now", {"werk.nu": True}, {"werk.diensten", "werk.avondles", "werk.uren"}, set()),
    ("does not work now", {"werk.nu": False}, {"werk.uren"}, {"werk.diensten", "werk.avondles"}),
    (
        "in an azc",
        {"persoon.woonplek": "azc"},
        {"persoon.azc_reistijd", "persoon.azc_beginnen"},
        {"wonen.afstand"},
    ),
    (
        "in the municipality",
        {"persoon.woonplek": "gemeente"},
        {"wonen.afstand"},
        {"persoon.azc_reistijd", "persoon.azc_beginnen"},
    ),
    (
        "mother of a child of 2 and one of 9",
        YOUNG_CHILD,
        {"kinderen_vve.kind.wens", "kinderen_vve.oplossing", "kinderen_vve.bezwaar", "gezin.zorg_verdeling"},
        {"kinderen_vve.kind.dagen"},
    ),
    (
        "wants child care",
        {**YOUNG_CHILD, "kinderen_vve.kind.wens": True},
        {"kinderen_vve.kind.dagen", "kinderen_vve.kind.wachtlijst"},
        set(),
    ),
    (
        "child of 12 only",
        {"gezin.kinderen": [{"leeftijd": 12}]},
        {"kinderen_vve.oplossing", "gezin.zorg_verdeling"},
        {"kinderen_vve.kind.wens", "kinderen_vve.bezwaar"},
    ),
    (
        "grown-up child only",
        {"gezin.kinderen": [{"leeftijd": 20}]},
        set(),
        {"kinderen_vve.kind.wens", "kinderen_vve.oplossing", "kinderen_vve.bezwaar", "gezin.zorg_verdeling"},
    ),
    (
        "no children",
        {"gezin.kinderen": []},
        set(),
        {
            "gezin.kinderen.leeftijd", "gezin.kinderen.school", "kinderen_vve.kind.wens", "kinderen_vve.oplossing",
            "kinderen_vve.bezwaar", "gezin.zorg_verdeling",
        },
    ),
    ("never worked", {"werk.banen": []}, {"werk.droombaan"}, {"werk.banen.beroep", "werk.banen.jaren"}),
]  # fmt: skip


@pytest.mark.parametrize(("who", "differs", "asked", "not_asked"), BRANCHES, ids=[branch[0] for branch in BRANCHES])
def test_a_branch(who: str, differs: dict[str, Any], asked: set[str], not_asked: set[str]) -> None:
    done = walk({**STATUSHOUDER, **differs}, more=True)
    assert asked <= set(done.asked), asked - set(done.asked)
    assert not not_asked & set(done.asked)


def test_only_the_young_child_is_asked_about_child_care() -> None:
    done = walk({**STATUSHOUDER, **YOUNG_CHILD, "kinderen_vve.kind.wens": True}, more=True)
    asked = [(ask.question, ask.entry) for ask in done.asks if ask.topic == "kinderen_vve" and ask.entry]
    assert {entry for _, entry in asked} == {1}
    assert ("kinderen_vve.kind.wens", 1) in asked
    assert len(done.record.values(CATALOGUE)["kinderen_vve.kind"]) == 1


def test_nobody_is_asked_about_child_care_of_a_young_child_that_lives_elsewhere() -> None:
    elsewhere = {"gezin.kinderen": [{"leeftijd": 2, "woont": "elders"}]}
    done = walk({**STATUSHOUDER, **elsewhere}, more=True)
    assert not [ask for ask in done.asks if ask.topic == "kinderen_vve"]
    assert "kinderen_vve.kind" not in done.record.values(CATALOGUE)


EXPLAINED: list[tuple[dict[str, Any], str, bool]] = [
    ({"persoon.status": "gezinsmigrant"}, "persoon.waarom_inburgeren", True),
    ({}, "persoon.waarom_inburgeren", False),
    (YOUNG_CHILD, "kinderen_vve.kosten", True),
    ({}, "kinderen_vve.kosten", False),
]


@pytest.mark.parametrize(("differs", "notice", "shown"), EXPLAINED)
def test_an_explanation_for_whom_it_concerns(differs: dict[str, Any], notice: str, shown: bool) -> None:
    assert (notice in walk({**STATUSHOUDER, **differs}, more=False).explained) is shown


REASONS: list[tuple[str, dict[str, Any], bool, str, int | None, str | None]] = [
    # who, what differs, told more, question, entry, the reason in the record
    ("no schooling", {"onderwijs.jaren": 0}, True, "onderwijs.diploma", None, "want Jaren school: 0"),
    (
        "asylum", {}, True, "onderwijs.a1_buitenland", None,
        "want Reden van verblijf: Ik heb asiel gekregen",
    ),
    ("no children", {"gezin.kinderen": []}, True, "gezin.kinderen.leeftijd", 1, "want Kinderen: geen"),
    ("child of 8", {}, True, "kinderen_vve.kind", None, "want Kinderen: geen die hieronder vallen"),
    ("child of 8", {}, True, "kinderen_vve.bezwaar", None, "want jongste kind: 8"),
    ("36 years old", {}, True, "onderwijs.isk", None, "want leeftijd: 36"),
    (
        "no diploma", {"onderwijs.diploma": False}, True, "onderwijs.gewaardeerd", None,
        "want Diploma: Nee",
    ),
    ("no work now", {}, True, "werk.avondles", None, "want Werkt nu: Nee"),
    ("azc", {"persoon.woonplek": "azc"}, True, "wonen.afstand", None, "want Woonplek: In een azc"),
    (
        "no wish for child care", {**YOUNG_CHILD, "kinderen_vve.kind.wens": False}, True, "kinderen_vve.kind.dagen", 1,
        "want Wil opvang of voorschool: Nee",
    ),
    (
        "short core only", {}, False, "werk.uren", None,
        "hoort niet bij de korte vragenlijst en is nog niet aangeboden",
    ),
    ("for the talk", {}, True, "gezondheid.protectvragen", None, "hoort bij het gesprek met de consulent"),
    ("off", {}, True, "vrije_tijd.graag", None, "staat uit in deze vragenlijst"),
    ("answered", {}, True, "werk.nu", None, None),
    ("answered", {}, True, "werk.banen.land", 1, None),
]  # fmt: skip


@pytest.fixture
def wording(house: House) -> Wording:
    return wording_of(house.catalogue, house.store)


def why_not(done: Walk, wording: Wording, question: Question, entry: int | None = None) -> str | None:
    return reason(CATALOGUE, done.record, done.course, wording, question, entry)


@pytest.mark.parametrize(
    ("who", "differs", "more", "name", "entry", "because"), REASONS, ids=[f"{row[0]}: {row[3]}" for row in REASONS]
)
def test_the_record_says_why_it_was_not_asked(
    wording: Wording, who: str, differs: dict[str, Any], more: bool, name: str, entry: int | None, because: str | None
) -> None:
    done = walk({**STATUSHOUDER, **differs}, more=more)
    assert why_not(done, wording, CATALOGUE.question(name), entry) == because


def test_every_question_without_an_answer_has_its_reason(wording: Wording) -> None:
    for more in (False, True):
        done = walk({**STATUSHOUDER, "persoon.status": "gezinsmigrant"}, more=more)
        for question in CATALOGUE.questions():
            if question.type == "notice":
                continue
            asked = done.record.state(CATALOGUE, question) not in {"niet_gevraagd", "niet_van_toepassing"}
            assert bool(why_not(done, wording, question)) is not asked, question.id
