"""The glossary goes out as TBX; a file of somebody else is compared with it and changes nothing."""

from __future__ import annotations

import pytest

from assistant.understanding.languages import available, language
from translations.exchange import Difference, differences, glossary_file, read_glossary
from translations.glossary import load_glossary


@pytest.mark.parametrize("code", [code for code in available() if code != "nl"])
def test_every_term_comes_back_with_its_variants(code: str) -> None:
    glossary = load_glossary()
    found = {
        entry.id: entry for entry in read_glossary(glossary_file(glossary, language(code)), "file", language(code))
    }
    ours = {term.id: term for term in glossary.terms if term.wording(code) is not None}
    assert set(found) == set(ours) and len(found) >= 120
    for term_id, term in ours.items():
        assert found[term_id].dutch == term.nl.forms
        assert found[term_id].words == term.words[code].forms
    assert differences(found.values(), glossary, code) == []


def test_the_explanations_go_with_it() -> None:
    glossary = load_glossary()
    file = glossary_file(glossary, language("ti")).decode()
    for term in glossary.terms[:5]:
        assert term.nl.explanation in file and term.words["ti"].explanation in file


OTHER = """<?xml version='1.0' encoding='UTF-8'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="nl">
  <martifHeader><fileDesc><sourceDesc><p>bureau</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <langSet xml:lang="nl"><tig><term>gemeente</term><termNote type="partOfSpeech">noun</termNote></tig></langSet>
      <langSet xml:lang="ar-SY"><tig><term>مجلس المدينة</term></tig></langSet>
    </termEntry>
    <termEntry id="c2">
      <langSet xml:lang="nl"><tig><term>waterschap</term></tig></langSet>
      <langSet xml:lang="ar-SY"><tig><term>مجلس المياه</term></tig></langSet>
    </termEntry>
  </body></text>
</martif>
"""


def test_a_glossary_of_a_bureau_is_compared_with_ours() -> None:
    glossary = load_glossary()
    ours = next(term for term in glossary.terms if term.id == "gemeente").words["ar"].forms
    assert differences(read_glossary(OTHER.encode(), "file", language("ar")), glossary, "ar") == [
        Difference("gemeente", ours, ("مجلس المدينة",), 6),
        Difference("waterschap", (), ("مجلس المياه",), 10),
    ]
