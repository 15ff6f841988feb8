"""Files for and from other people's translation tools (Weblate, Poedit, OmegaT, Trados, MemoQ ...), by translate-toolkit.

| form | what is in it | out | in |
|---|---|---|---|
| ``po`` | the texts of the product in one language | ``texts_file`` | ``read_texts``, then ``keep_texts`` |
| ``xliff`` | the same, as XLIFF 1.2 | ``texts_file`` | ``read_texts``, then ``keep_texts`` |
| ``tmx`` | the translation memory, without names and numbers | ``memory_file`` | ``read_memory``, then ``keep_memory`` |
| ``tbx`` | the glossary | ``glossary_file`` | ``read_glossary``, then ``differences``: a report, nothing is kept |

A file that is malformed, not of this language, or that lost a placeholder is refused whole with ``BadExchangeFile``, which
names the file, the line and the entry. What is taken over is taken over in one write, and is not approved by that: a
cultuurvertaler still looks at it at the desk.
"""

from translations.exchange.faults import BadExchangeFile, NotApprovedHere
from translations.exchange.glossary import Difference, differences, glossary_file, read_glossary
from translations.exchange.importing import Imported, compare, keep_texts
from translations.exchange.memory import keep_memory, memory_file, read_memory
from translations.exchange.texts import ExchangeText, exchange_texts, read_texts, texts_file

__all__ = [
    "BadExchangeFile", "Difference", "ExchangeText", "Imported", "NotApprovedHere", "compare", "differences",
    "exchange_texts", "glossary_file", "keep_memory", "keep_texts", "memory_file", "read_glossary", "read_memory",
    "read_texts", "texts_file",
]  # fmt: skip
