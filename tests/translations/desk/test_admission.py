"""Who may see whose words: every exclusion against every kind of reviewer, and what is not known counts as excluded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.house import House
from assistant.renditions.readers import Exclusion
from assistant.store.translation import Reviewer
from tests.translations.desk.conftest import AnyPerson, AnyReviewer, ids
from translations.desk import Desk, NotAReviewer, NotForYou
from translations.desk.admission import Shielded, is_excluded

WOMAN_MA = Reviewer("samira", ("ti",), True, "vrouw", ("MA",))
MAN_ER = Reviewer("yonas", ("ti",), True, "man", ("ET", "ER"))
OTHER_SY = Reviewer("robin", ("ti",), True, "anders", ("SY",))
UNTOLD = Reviewer("abel", ("ti",), True, None, ())
EVERYBODY = (WOMAN_MA, MAN_ER, OTHER_SY, UNTOLD)

# what is excluded, country of birth -> who is kept out
TABLE: list[tuple[tuple[tuple[str, str], ...], str | None, set[str]]] = [
    ((), "ER", set()),
    ((), None, set()),
    ((("gender", "man"),), "ER", {"yonas", "abel"}),
    ((("gender", "vrouw"),), "ER", {"samira", "abel"}),
    ((("gender", "man"), ("gender", "vrouw")), "ER", {"samira", "yonas", "abel"}),
    ((("login", "yonas"),), "ER", {"yonas"}),
    ((("login", "Yonas"),), "ER", {"yonas"}),
    ((("login", "nobody"),), "ER", set()),
    ((("community", "own"),), "ER", {"yonas", "abel"}),
    ((("community", "own"),), "SY", {"robin", "abel"}),
    ((("community", "own"),), "AF", {"abel"}),
    # nobody can tell who is of the person's own community
    ((("community", "own"),), None, {"samira", "yonas", "robin", "abel"}),
    ((("community", "own"), ("gender", "vrouw")), "SY", {"samira", "robin", "abel"}),
    # an exclusion that this version does not know is kept to
    ((("gender", "anders"),), "ER", {"samira", "yonas", "robin", "abel"}),
    ((("community", "ER"),), "ER", {"samira", "yonas", "robin", "abel"}),
    ((("faith", "x"),), "ER", {"samira", "yonas", "robin", "abel"}),
    ((("login", ""),), "ER", {"samira", "yonas", "robin", "abel"}),
]


@pytest.mark.parametrize("reviewer", EVERYBODY, ids=lambda one: one.login)
@pytest.mark.parametrize(("excluded", "born", "kept_out"), TABLE)
def test_every_exclusion(
    reviewer: Reviewer, excluded: tuple[tuple[str, str], ...], born: str | None, kept_out: set[str]
) -> None:
    person = Shielded(tuple(Exclusion(what, value, "person", "") for what, value in excluded), born)
    assert is_excluded(reviewer, person) == (reviewer.login in kept_out)


def test_the_exclusions_of_the_case_decide_what_is_offered(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    woman = reviewer("samira", gender="vrouw", countries=("MA",))
    man = reviewer("yonas", gender="man", countries=("ER",))
    person = newcomer()
    item = person.says("werk.droombaan", "ኣብ ቤት ብልዒ ክሰርሕ እደሊ")
    assert ids(desk, woman) == ids(desk, man) == [item]
    person.happens("reader_excluded", what="gender", value="man", by="person")
    assert ids(desk, woman) == [item] and ids(desk, man) == []
    with pytest.raises(NotForYou):
        desk.open(man, item)
    person.happens("reader_allowed", what="gender", value="man", by="person")
    assert ids(desk, man) == [item]
    # one's own community: nobody as long as nobody knows which that is
    person.happens("reader_excluded", what="community", value="own", by="consulent")
    assert ids(desk, woman) == ids(desk, man) == []
    assert desk.without_reviewer() == {"ti": 1}
    person.says("persoon.geboorteland", "ኤርትራ", value="ER")
    assert ids(desk, woman) == [item] and ids(desk, man) == []
    assert desk.without_reviewer() == {}


def test_an_exclusion_in_the_middle_of_the_work_counts_at_once(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, house: House
) -> None:
    man, person = reviewer("yonas", gender="man"), newcomer()
    person.says("werk.droombaan", "ኣብ ቤት ብልዒ ክሰርሕ እደሊ")
    item = desk.next(man)
    assert item is not None
    person.happens("reader_excluded", what="login", value="yonas", by="person")
    draft = replace(item.draft, text="Ik wil in een restaurant werken")
    for decide in (desk.keep_draft, desk.approve, desk.correct):
        with pytest.raises(NotForYou):
            decide(man, item.source_id, draft)
    with pytest.raises(NotForYou):
        desk.ask_again(man, item.source_id, draft, "እንታይ?", "Wat?")
    assert house.store.translation.renditions(person.case_id) == []
    assert house.store.translation.draft(item.source_id, "yonas") is None
    assert house.store.translation.held("2026") == {}, "a colleague can have it"
    assert desk.queue(man).total == 0 and desk.queue(man).drafts == ()


# (words of, question, reviewer's languages, right to sensitive items) -> offered
RIGHTS = [
    ("ti", "werk.droombaan", ("ti",), False, True),
    ("ti", "werk.droombaan", ("ar", "prs"), True, False),
    ("ti", "werk.droombaan", ("ar", "ti"), True, True),
    ("ti", "werk.droombaan", ("nl",), True, False),
    ("ti", "werk.droombaan", (), True, False),
    ("ti", "gezondheid.lichaam", ("ti",), False, False),
    ("ti", "gezondheid.lichaam", ("ti",), True, True),
    ("ar", "gezondheid.lichaam", ("ti",), True, False),
    ("prs", "werk.droombaan", ("prs",), False, True),
]


@pytest.mark.parametrize(("language", "question", "languages", "sensitive", "seen"), RIGHTS)
def test_only_own_languages_and_sensitive_items_with_the_right(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson, language: str, question: str, languages: tuple[str, ...],
    sensitive: bool, seen: bool,
) -> None:  # fmt: skip
    words = {"ti": "ኣብ ቤት ብልዒ ክሰርሕ እደሊ", "ar": "أريد أن أعمل", "prs": "می‌خواهم کار کنم"}[language]
    item = newcomer(language).says(question, words)
    someone = reviewer("hiwet", languages, sensitive=sensitive)
    assert ids(desk, someone) == ([item] if seen else [])
    if not seen:
        with pytest.raises(NotForYou):
            desk.open(someone, item)
        with pytest.raises(NotForYou):
            desk.not_for_me(someone, item)
        with pytest.raises(NotForYou):
            desk.knows_person(someone, item)


def test_words_that_belong_to_no_topic_are_sensitive(desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson) -> None:
    item = newcomer().happens("question", words="መዓስ እየ ክመጽእ?", language="ti")
    assert ids(desk, reviewer("a", sensitive=False)) == []
    assert ids(desk, reviewer("b", sensitive=True)) == [item]


def test_a_message_of_the_consulent_belongs_to_the_language_of_the_person(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    item = newcomer("ti").is_told("Wij bellen u in week 12")
    assert ids(desk, reviewer("ar", ("ar",))) == []
    found = desk.next(reviewer("ti", ("ti",)))
    assert found is not None and found.source_id == item
    assert (found.language, found.from_language, found.to_language, found.to_dir) == ("ti", "nl", "ti", "ltr")
    assert found.original == "Wij bellen u in week 12" and not found.can_ask


def test_what_a_reviewer_passed_or_knows_is_not_offered_to_them(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    one, other = reviewer("hiwet"), reviewer("yonas")
    known, stranger = newcomer(), newcomer()
    first = known.says("werk.droombaan", "ኣብ ቤት ብልዒ ክሰርሕ እደሊ")
    second = known.says("wensen.helpt", "ቋንቋ ሆላንድ ክመሃር እደሊ")
    third = stranger.says("werk.droombaan", "ለይቲ ክሰርሕ ኣይክእልን")
    fourth = stranger.says("wensen.helpt", "ቋንቋ ሆላንድ ክመሃር እደሊ")
    desk.knows_person(one, first)
    desk.not_for_me(one, third)
    assert ids(desk, one) == [fourth]
    assert ids(desk, other) == [first, second, third, fourth]
    for closed in (first, second, third):
        with pytest.raises(NotForYou):
            desk.open(one, closed)
    # what they say later is closed too
    known.says("wensen.drie_jaar", "ኣብ ቤት ብልዒ ክሰርሕ እደሊ")
    assert ids(desk, one) == [fourth]


def test_what_nobody_may_see_is_counted_for_an_outside_translator(
    desk: Desk, reviewer: AnyReviewer, newcomer: AnyPerson
) -> None:
    assert desk.without_reviewer() == {}
    reviewer("hiwet", ("ti",), sensitive=False)
    newcomer("ti").says("gezondheid.lichaam", "ርእሰይ የሕምመኒ")
    newcomer("ti").says("werk.droombaan", "ኣብ ቤት ብልዒ ክሰርሕ እደሊ")
    newcomer("ar").says("werk.droombaan", "أريد أن أعمل")
    newcomer("nl").says("werk.droombaan", "Ik wil werken")
    assert desk.without_reviewer() == {"ti": 1, "ar": 1}
    reviewer("amal", ("ar",))
    assert desk.without_reviewer() == {"ti": 1}
    reviewer("yonas", ("ti",))
    assert desk.without_reviewer() == {}


def test_an_account_without_a_desk(desk: Desk, reviewer: AnyReviewer, house: House) -> None:
    reviewer("hiwet")
    with pytest.raises(NotAReviewer):
        desk.reviewer("jansen")
    house.access.add_staff("hiwet", "H. (verzonnen)", "cultuurvertaler", "a password")
    assert desk.reviewer("hiwet").languages == ("ti",)
    house.access.add_staff("hiwet", "H. (verzonnen)", "consulent", "a password")
    with pytest.raises(NotAReviewer):
        desk.reviewer("hiwet")


def test_an_item_that_does_not_exist_is_refused_like_one_that_may_not_be_seen(
    desk: Desk, reviewer: AnyReviewer
) -> None:
    someone = reviewer()
    with pytest.raises(NotForYou):
        desk.open(someone, 4711)
