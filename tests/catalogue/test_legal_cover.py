"""What the law wants to be asked, is asked: each duty beside the questions that answer it."""

from __future__ import annotations

import pytest
import yaml

from assistant.catalogue import load
from assistant.catalogue.loading import HERE

CATALOGUE = load()

# what the text of the law or its explanation names -> the code in catalogue.yml, questions of the short core, questions
# that are asked of who tells more
COVER: list[tuple[str, str, list[str], list[str]]] = [
    (
        "Wi2021 art. 14 lid 3: education in the country of origin",
        "wi2021_14_3_onderwijs_werk",
        ["onderwijs.jaren", "onderwijs.hoogste"],
        ["onderwijs.diploma", "onderwijs.papieren", "onderwijs.land"],
    ),
    (
        "Wi2021 art. 14 lid 3: work experience in the country of origin",
        "wi2021_14_3_onderwijs_werk",
        ["werk.banen", "werk.banen.beroep", "werk.banen.jaren", "werk.banen.land"],
        ["werk.vaardigheden"],
    ),
    (
        "Wi2021 art. 14 lid 3: physical health",
        "wi2021_14_3_omstandigheden",
        ["gezondheid.algemeen", "gezondheid.lichaam"],
        ["gezondheid.behandeling", "gezondheid.horen_zien"],
    ),
    (
        "Wi2021 art. 14 lid 3: mental health",
        "wi2021_14_3_omstandigheden",
        ["gezondheid.zorgen"],
        ["gezondheid.nodig"],
    ),
    (
        "Wi2021 art. 14 lid 3: other personal circumstances",
        "wi2021_14_3_omstandigheden",
        ["persoon.geboortedatum", "persoon.status", "persoon.woonplek"],
        ["wonen.met_wie", "wonen.rustige_plek", "persoon.in_nl_sinds"],
    ),
    (
        "Wi2021 art. 14 lid 3: pre-school education of the children",
        "wi2021_14_3_vve",
        ["gezin.kinderen", "gezin.kinderen.leeftijd", "gezin.kinderen.school", "kinderen_vve.kind.wens"],
        ["kinderen_vve.kind.consultatiebureau", "kinderen_vve.oplossing"],
    ),
    (
        "Nota van toelichting 2.3.2: the family",
        "nvt_2_3_2_gezin",
        ["gezin.partner", "gezin.kinderen.woont"],
        ["gezin.gezinshereniging", "gezin.mantelzorg"],
    ),
    (
        "Nota van toelichting 2.3.2: social network in the Netherlands",
        "nvt_2_3_2_netwerk",
        ["netwerk.hulp"],
        ["netwerk.familie_nl", "netwerk.groepen"],
    ),
    (
        "Besluit inburgering art. 5.2: level of language",
        "besluit_5_2_taalniveau",
        ["taal.moedertaal", "taal.leest_moedertaal", "taal.nederlands"],
        ["taal.latijns_schrift", "taal.talen", "taal.cursus"],
    ),
    (
        "Besluit inburgering art. 5.2: possibilities for work",
        "besluit_5_2_arbeidsparticipatie",
        ["werk.nu", "werk.droombaan", "wensen.drie_jaar"],
        ["werk.broodbaan", "werk.uren"],
    ),
    (
        "Besluit inburgering art. 5.2: self-reliance",
        "besluit_5_2_zelfredzaamheid",
        ["digitaal.formulier_zelf"],
        ["zelfredzaamheid.afspraak", "zelfredzaamheid.hulp_bij", "financien.inkomen", "werk.rijbewijs"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("duty", "code", "short", "more"), COVER, ids=[row[0] for row in COVER])
def test_a_duty_is_covered(duty: str, code: str, short: list[str], more: list[str]) -> None:
    assert code in CATALOGUE.legal_basis
    assert short, "every duty is covered in the short core already"
    for path, questions in (("short", short), ("more", more)):
        for name in questions:
            question = CATALOGUE.question(name)
            whole = CATALOGUE.question(question.group) if question.group else question
            assert (question.path, question.legal_basis) == (path, code), name
            assert whole.path in {"short", path}, name


def test_every_duty_that_must_be_asked_has_a_row(must_be_asked: set[str]) -> None:
    assert {code for _, code, _, _ in COVER} == must_be_asked


def test_the_lbt_is_explained_and_prepared_in_the_own_chat() -> None:
    asked = {question.id for question in CATALOGUE.questions() if question.legal_basis == "wi2021_lbt"}
    assert asked == {"digitaal.oefentoets", "digitaal.scherm_of_muis"}
    assert "LBT" in CATALOGUE.question("inburgering.uitleg").text


FORBIDDEN = [
    "bsn",
    "burgerservicenummer",
    "geloof",
    "religie",
    "godsdienst",
    "etnisch",
    "ras ",
    "gevlucht",
    "vluchtverhaal",
]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_what_may_not_be_asked_is_not_asked(word: str) -> None:
    asked = [text for text_id, text in CATALOGUE.texts() if text_id.endswith((".text", ".more"))]
    assert not [text for text in asked if word in text.casefold()]


@pytest.fixture
def must_be_asked() -> set[str]:
    return set(yaml.safe_load((HERE / "catalogue.yml").read_text(encoding="utf-8"))["must_be_asked"])


def test_the_ground_of_every_question_is_one_that_is_explained() -> None:
    used = {part.legal_basis for question in CATALOGUE.questions() for part in (question, *question.fields)}
    assert used == set(CATALOGUE.legal_basis), "a ground nobody uses, or one that nobody explains"
