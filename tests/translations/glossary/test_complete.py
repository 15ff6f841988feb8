"""Every term stands in every language of the conversation, once, with an explanation in plain words."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.script import script_of
from assistant.understanding.languages import available, language
from assistant.understanding.normalise import fold
from translations.glossary import BrokenGlossary, load_glossary

GLOSSARY = load_glossary()
LANGUAGES = available()
EVERYBODY_MEETS = [
    "inburgeren", "inburgeringsplicht", "pip", "brede_intake", "leerbaarheidstoets", "b1_route", "onderwijsroute",
    "z_route", "map", "pvt", "knm", "duo", "coa", "azc", "gemeente", "consulent", "klantmanager", "taalschool",
    "isk", "mbo", "hbo", "universiteit", "diplomawaardering", "nuffic_idw", "bijstand", "uitkering", "ontzorgen",
    "toeslag", "huurtoeslag", "zorgtoeslag", "kinderopvangtoeslag", "vve", "peuteropvang", "consultatiebureau",
    "basisschool", "groep_school", "leerplicht", "schuldhulpverlening", "deurwaarder", "incasso", "digid", "bsn",
    "zorgverzekering", "eigen_risico", "huisarts", "ggd", "ggz", "verwijzing", "mantelzorg", "gezinshereniging",
    "nareis", "statushouder", "verblijfsvergunning", "vrijstelling", "ontheffing", "boete", "termijn",
    "dagtekening", "bezwaar", "geheimhouding", "tolk", "cultuurvertaler", "toetser", "participatieverklaring",
    "vrijwilligerswerk", "stage", "werkervaringsplaats", "loonkostensubsidie", "arbeidscontract", "minimumloon",
    "fulltime", "parttime", "uitzendbureau", "rijbewijs", "inburgeringstermijn", "inburgeringsdiploma",
    "staatsexamen_nt2", "alfabetisering", "anders_gealfabetiseerd", "analfabeet", "woordenlijst", "huiswerk",
    "portaal", "brief", "afspraak",
]  # fmt: skip


def test_there_are_at_least_a_hundred_and_thirty_terms() -> None:
    assert len(GLOSSARY.terms) >= 130


@pytest.mark.parametrize("term_id", EVERYBODY_MEETS)
def test_the_terms_that_everybody_meets_are_there(term_id: str) -> None:
    assert GLOSSARY.term(term_id) is not None


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_term_lacks_a_language(code: str) -> None:
    assert GLOSSARY.missing(code) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_for_two_terms(code: str) -> None:
    wordings = [wording for term in GLOSSARY.terms if (wording := term.wording(code))]
    forms = Counter(fold(form) for wording in wordings for form in set(map(fold, wording.forms)))
    assert [form for form, count in forms.items() if count > 1] == []
    assert all(len(set(map(fold, wording.forms))) == len(wording.forms) or code != "nl" for wording in wordings)


@pytest.mark.parametrize("code", LANGUAGES)
def test_explanations_are_plain_short_and_in_their_own_script(code: str) -> None:
    for term in GLOSSARY.terms:
        wording = term.wording(code)
        assert wording is not None
        assert script_of(wording.explanation) == language(code).script, term.id
        assert wording.explanation.rstrip().endswith((".", "።")), term.id
        assert len(wording.explanation.split()) <= 36, term.id
        assert "_" not in wording.explanation + wording.term and "€" not in wording.explanation, term.id
        sentences = [one for one in re.split(r"[.።؟?!]\s", wording.explanation) if one.strip()]
        assert len(sentences) <= 4, term.id


def test_what_nobody_approved_yet_is_a_draft() -> None:
    assert {code for code in LANGUAGES if code != "nl"} == GLOSSARY.drafts


GOOD = 'status: source\nterms:\n  brief: {term: "brief", explanation: "Een bericht op papier."}\n'


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "nl.yml"),
        ({"nl": "status: source\nterms: ["}, "nl.yml"),
        ({"nl": GOOD.replace("source", "klaar")}, "status"),
        ({"nl": "status: source\nterms: {}"}, "terms"),
        ({"nl": GOOD, "ti": 'status: draft\nterms:\n  post: {term: "ደብዳበ", explanation: "መልእኽቲ።"}\n'}, "post"),
        ({"nl": GOOD, "ti": 'status: draft\nterms:\n  brief: {term: "ደብዳበ"}\n'}, "explanation"),
        (
            {"nl": GOOD, "ti": 'status: draft\nterms:\n  brief: {term: "ደብዳበ", variants: ደብዳቤ, explanation: "x"}\n'},
            "variants",
        ),
    ],
)
def test_a_broken_file_says_what_is_wrong(files: dict[str, str], says: str, tmp_path: Path) -> None:
    for code, text in files.items():
        (tmp_path / f"{code}.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenGlossary, match=says):
        load_glossary(tmp_path)


def test_a_fifth_language_is_a_fifth_file_and_may_be_filled_bit_by_bit(tmp_path: Path) -> None:
    (tmp_path / "nl.yml").write_text(
        GOOD + '  loon: {term: "loon", explanation: "Geld voor werk."}\n', encoding="utf-8"
    )
    (tmp_path / "so.yml").write_text(
        'status: draft\nsuffixes: [da]\nterms:\n  brief: {term: "warqad", explanation: "Fariin."}\n', encoding="utf-8"
    )
    glossary = load_glossary(tmp_path)
    assert glossary.missing("so") == ["loon"]
    assert [(hit.term.id, hit.start, hit.end) for hit in glossary.in_text("Waxaan helay warqadda, loon", "so")] == [
        ("brief", 13, 21), ("loon", 23, 27),
    ]  # fmt: skip
