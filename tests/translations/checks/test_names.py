"""Names of people, places and organisations are kept."""

from __future__ import annotations

import pytest

from tests.translations.checks.asking import Row, severities

LOST: list[tuple[Row, tuple[str, ...]]] = [
    (("ar", "nl", "أشتغل في Albert Heijn", "Ik werk in een winkel"), ()),
    (("ar", "nl", "درست في ROC Utrecht", "Ik leerde op een school in Utrecht"), ()),
    (("ti", "nl", "ኣብ Zwolle እነብር", "Ik woon in een stad"), ()),
    (("ti", "nl", "ካብ COA ወረቐት ተቐቢለ", "Ik kreeg een brief"), ()),
    (("prs", "nl", "در DHL کار می‌کنم", "Ik werk bij een bedrijf"), ()),
    (("prs", "nl", "خانم Jansen به من کمک کرد", "Een mevrouw hielp mij"), ()),
    (("ar", "nl", "سارة بتساعدني", "Zij helpt mij"), ("سارة",)),
    (("ti", "nl", "ሰላም ትሕግዘኒ", "Zij helpt mij"), ("ሰላም",)),
    (("prs", "nl", "فرید کمک می‌کند", "Hij helpt"), ("فرید",)),
    (("nl", "ar", "Bel mevrouw Bakker.", "اتصل بالسيدة."), ("Bakker",)),
    (("nl", "prs", "Bel mevrouw De Wit.", "به خانم زنگ بزنید."), ("De Wit",)),
]
KEPT: list[tuple[Row, tuple[str, ...]]] = [
    (("ar", "nl", "أشتغل في Albert Heijn", "Ik werk bij Albert Heijn"), ()),
    (("ar", "nl", "أشتغل في Albert Heijn", "Ik werk bij AlbertHeijn"), ()),
    (("ti", "nl", "ኣብ Zwolle እነብር", "Ik woon in Zwolle"), ()),
    (("ti", "nl", "ካብ COA ወረቐት ተቐቢለ", "Ik kreeg een COA-brief"), ()),
    (("prs", "nl", "در DHL کار می‌کنم", "Ik werk bij dhl"), ()),
    (("ar", "nl", "سارة بتساعدني", "Sara helpt mij"), ("سارة",)),
    (("ar", "nl", "محمد بيساعدني", "Mohammed helpt mij"), ("محمد",)),
    (("ti", "nl", "ሰላም ትሕግዘኒ", "Selam helpt mij"), ("ሰላም",)),
    (("prs", "nl", "فرید کمک می‌کند", "Farid helpt"), ("فرید",)),
    (("nl", "ar", "Bel mevrouw Bakker.", "اتصل بالسيدة باكر."), ("Bakker",)),
    (("nl", "ti", "Bel mevrouw Bakker.", "ንወይዘሮ Bakker ደውሉ።"), ("Bakker",)),
    (("ar", "nl", "أمي بتساعدني", "Mijn moeder helpt mij"), ("سارة",)),
    (("ar", "nl", "عندي iPhone جديد", "Ik heb een nieuwe telefoon"), ()),
    (("nl", "ar", "Morgen komt de gemeente.", "غدا تأتي البلدية."), ()),
]


@pytest.mark.parametrize(("row", "names"), LOST)
def test_a_name_that_is_not_there_is_a_warning(row: Row, names: tuple[str, ...]) -> None:
    assert severities(row, "names", names=names) == {"warning"}


@pytest.mark.parametrize(("row", "names"), KEPT)
def test_a_name_may_be_written_in_the_other_script(row: Row, names: tuple[str, ...]) -> None:
    assert severities(row, "names", names=names) == set()
