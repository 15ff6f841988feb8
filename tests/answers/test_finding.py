"""What a person asks, in four languages, dialects and Latin letters, and which answer is found."""

from __future__ import annotations

import pytest

from assistant.answers import UnknownAnswer, load_answers
from assistant.answers.cues import cue_sheet, one_typing_error
from assistant.answers.finding import SURE_ENOUGH, about, find
from assistant.understanding.languages import BrokenLanguageData, UnknownLanguage, language
from tests.answers.phrasing import NONE, phrasings

LANGUAGES = ("nl", "ar", "ti", "prs")


def table(folder: str) -> list[tuple[str, str, str]]:
    return [(code, wanted, said) for code in LANGUAGES for wanted, said in phrasings(folder, code)]


@pytest.mark.parametrize(("code", "wanted", "said"), table("phrasings"))
def test_a_question_finds_its_answer_and_nothing_else(code, wanted, said):
    expected = [] if wanted == NONE else [wanted]
    assert [match.id for match in find(said, code)] == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_tables_are_wide(code):
    wanted = [answer for answer, _ in phrasings("phrasings", code)]
    assert len(wanted) - wanted.count(NONE) >= 60
    assert wanted.count(NONE) >= 25


@pytest.mark.parametrize(
    ("code", "said", "wanted"),
    [
        ("ar", "شو يعني LBT", "lbt"),
        ("prs", "chi ast PIP", "pip"),
        ("ti", "DUO እንታይ እዩ", "duo"),
        ("ar", "شو يعني onderwijsroute", "route_onderwijs"),
        ("prs", "ontheffing چیست", "ontheffing"),
        ("ti", "kinderopvangtoeslag እንታይ እዩ", "kinderopvangtoeslag"),
        ("nl", "wat is kinder opvang toeslag?", "kinderopvangtoeslag"),
        ("nl", "wat is een leerbaarheidstoest", "lbt"),
        ("nl", "LBT", "lbt"),
    ],
)
def test_dutch_words_latin_letters_and_typing_errors(code, said, wanted):
    assert [match.id for match in find(said, code)] == [wanted]


@pytest.mark.parametrize(
    ("code", "said", "wanted"),
    [
        ("nl", "wat is KNM en wat is MAP?", {"knm", "map"}),
        ("nl", "bepaalt een robot mijn plan", {"computer_beslist", "pip_wie_beslist"}),
        ("ar", "شو هو KNM و MAP", {"knm", "map"}),
    ],
)
def test_two_near_answers_are_both_returned(code, said, wanted):
    assert {match.id for match in find(said, code)} == wanted


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("nl", "krijg ik een boete als ik ziek ben?"),
        ("nl", "wat kost het examen en hoe hoog is de boete?"),
        ("ar", "إذا رسبت بالامتحان بدفع غرامة؟"),
        ("ti", "እንተዘይሓለፍኩ መቕጻዕቲ ክኸፍል ድየ"),
        ("prs", "اگر در امتحان ناکام شوم جریمه چقدر است؟"),
    ],
)
def test_a_question_about_fines_is_passed_on_and_not_half_answered(code, said):
    assert find(said, code) == ()
    assert find(said, code, asked=True) == ()


def test_when_it_is_known_that_something_is_asked_the_words_need_not_show_it():
    said = "ترجمان رایگان است"
    assert find(said, "prs") == ()
    assert [match.id for match in find(said, "prs", asked=True)] == ["tolk"]


@pytest.mark.parametrize("said", ["", "   ", "?", "😀", "blah blah?", "wat? " * 60])
def test_nothing_is_found_in_nothing(said):
    assert find(said, "nl") == ()


def test_the_surest_comes_first_and_confidence_is_a_share():
    matches = find("wanneer moet ik klaar zijn met de inburgering?", "nl")
    confidences = [match.confidence for match in matches]
    assert matches[0].id == "termijn"
    assert confidences == sorted(confidences, reverse=True)
    assert all(SURE_ENOUGH <= confidence <= 1 for confidence in confidences)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_answer_can_be_found_in_every_language(code):
    assert cue_sheet(language(code)).answers == set(load_answers())


def test_about_gives_an_answer_also_when_it_is_not_shown():
    assert about("boete").id == "boete"
    with pytest.raises(UnknownAnswer, match="no answer 'bestaat_niet'"):
        about("bestaat_niet")


def test_an_unknown_language_is_told():
    with pytest.raises(UnknownLanguage):
        find("wat is LBT", "xx")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("asking: [wat]\ncues: {bestaat_niet: [lbt]}", "there is no answer with this id"),
        ("asking: [wat]\ncues: {lbt: ['<toets>']}", "there is no group <toets>"),
        ("asking: wat", "asking must be a list of texts"),
        ("asking: [wat]\ncues: {lbt: [12]}", "must be a list of texts"),
        ("asking: [wat]\nwords: []", "the parts asking, small, groups and cues"),
        ("asking: ['*']", "holds no words"),
    ],
)
def test_a_fault_in_the_cues_is_told(tmp_path, content, fault):
    folder = tmp_path / "qq"
    folder.mkdir()
    (folder / "language.yml").write_text(
        "direction: ltr\nscript: Latn\nnative_name: Qq\nspacy_code: nl\n", encoding="utf-8"
    )
    (folder / "phrasing.yml").write_text("contrast: []\nnegation: []\nfillers: []\n", encoding="utf-8")
    (folder / "info.yml").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenLanguageData, match=fault):
        cue_sheet(language("qq", tmp_path))


@pytest.mark.parametrize(
    ("one", "other", "is_error"),
    [
        ("leerbaarheid", "leerbarheid", True),
        ("consulent", "consulnet", True),
        ("consulent", "consulant", True),
        ("lening", "mening", False),
        ("consulent", "consulent", False),
        ("consulent", "consu", False),
    ],
)
def test_one_typing_error(one, other, is_error):
    assert one_typing_error(one, other) is is_error
