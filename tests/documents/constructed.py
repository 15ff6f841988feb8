"""Constructed documents: of a person who does not exist, in each script, and of everything that could do harm."""

from __future__ import annotations

from assistant.documents.tree import (
    Block,
    Bullets,
    Document,
    FieldList,
    Grid,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Signatures,
)

MADE_AT = "2026-11-22T10:00:00+00:00"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
    '<rect width="120" height="30" fill="#0b6e6e"/></svg>'
)  # fmt: skip
SENTENCES = {
    "nl": ("Dit is uw plan voor de komende drie jaar.", "U leert Nederlands op maandag en dinsdag (niveau A2)."),
    "ar": ("هذه خطتك للسنوات الثلاث القادمة.", "تتعلم اللغة الهولندية يوم الاثنين ويوم الثلاثاء (المستوى A2)."),
    "prs": ("این پلان شما برای سه سال آینده است.", "شما روزهای دوشنبه و سه‌شنبه زبان هالندی می‌آموزید (سطح A2)."),
    "ti": ("እዚ ንዝመጽእ ሰለስተ ዓመት ዝኸውን መደብኩም እዩ።", "ሰኑይን ሰሉስን ቋንቋ ሆላንድ ትመሃሩ (ደረጃ A2)።"),
}
DIRECTIONS = {"nl": "ltr", "ar": "rtl", "prs": "rtl", "ti": "ltr"}
LANGUAGES = tuple(SENTENCES)
HARD = {
    "markup": "<script>alert(1)</script> & &amp; <b>vet</b> <!-- -->",
    "typesetting": "#panic() ] [ $x^2$ *b* _i_ `c` @ref \\ // /* #set page() \"tekst\" 'tekst' -- ---",
    "direction": "voor\u202eachter\u2066binnen\u2069 na",
    "control": "bel\x07 nul\x00 terug\x08 lijn\u2028nieuw\x85 tab\tna",
    "not in XML": "a\ud800b \ufffe \uffff",
    "formula": '=HYPERLINK("x") +1 -1 @sum {=1+1} {{titel}} {{inhoud}}',
    "long word": "onafgebroken" * 25,
    "no font": "vriend 😀 和 ქართული ❤️",
    "letters": "ÆØÅ çñ ẹ ș ł ğ İ é e\u0301 ß €",
    "lines": "een\ntwee\r\ndrie",
}
"""What it is -> text that a person could type."""


def document(language: str, *more: Block, draft: str = "") -> Document:
    """Every kind of block, in one language, with words of another one in between."""
    first, second = SENTENCES[language]
    return Document(
        kind="pip", title=first, language=language, direction=DIRECTIONS[language], draft=draft, constructed=True,
        meta={"zaak": "12", "versie": "1", "gemeente": "Voorbeeldstad", "gemaakt": MADE_AT}, footer="zaak 12",
        blocks=(
            FieldList(((first, "Voorbeeldstad"), ("12", second))),
            Heading(first, 2, "een", "1"),
            Paragraph((Run(second), Run(" "), Run(first, mark="niet_nagekeken"), Run(" "), Run(second, strong=True))),
            Paragraph((Run("أريد أن أصبح ممرضة", language="ar", direction="rtl"),)),
            Paragraph((Run(first + " "), Run("ነርስ ክኸውን ደልየ", language="ti", direction="ltr", mark="verouderd"))),
            Heading(second, 3),
            Bullets(((Run(first),), (Run(second, mark="te_bespreken"),))),
            Bullets(((Run(first),), (Run(second),)), numbered=True),
            Grid(second, (first, second), ((first, "1"), (second, "2"))),
            Note((Run(second),), "warning"),
            Note((Run(first),)),
            Picture(SVG, second),
            PageBreak(),
            *more,
            Signatures(((first, second), (second, ""))),
        ),
    )  # fmt: skip


def hard_document(text: str) -> Document:
    """The same hard text in every place that holds text."""
    return Document(
        kind="pip", title=text, constructed=True, footer="zaak 12", draft="Concept",
        meta={"zaak": "12", "gemeente": "Voorbeeldstad", "gemaakt": MADE_AT},
        blocks=(
            FieldList(((text, text),)),
            Heading(text, 1, "een", "1"),
            Paragraph((Run(text), Run(text, strong=True, mark="verouderd"), Run(text, language="nl", direction="ltr"))),
            Bullets(((Run(text),),)),
            Grid(text, (text, text), ((text, text), (text,))),
            Note((Run(text),), "warning"),
            Picture(SVG, text),
            Signatures(((text, text),)),
        ),
    )  # fmt: skip
