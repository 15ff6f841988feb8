"""Writes ``docs/verwerkingsregister.md``: the processing register (AVG art. 30), from the catalogue, the forms and the store.

PYTHONPATH=. .venv/bin/python docs/make_register.py
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from assistant.catalogue import Catalogue, load
from assistant.documents.registry import OUTGOING
from assistant.dossier.forms import FOLDER, forms
from assistant.municipality import Municipality, load_municipality
from assistant.processing import Line, Purposes, form_lines, load_purposes, question_lines, table_lines
from assistant.roles import CASES, MAY, MEANS, ROLES, WHOSE_NL

PAGE = Path(__file__).parent / "verwerkingsregister.md"
RETENTION = Path(__file__).parents[1] / "assistant" / "retention" / "rules.yml"

HEAD = """\
# Verwerkingsregister: de brede intake en het PIP (concept)

**Doel.** Wat er wordt verwerkt, waarom, op welke grond, wie het ziet, wie het krijgt en hoe lang het blijft: een begin voor de
regel in het register van de gemeente (AVG art. 30). Deze pagina wordt gemaakt door `docs/make_register.py` uit de vragen, de
formulieren, de tabellen, de rechten en de instellingen; een test vergelijkt ze. Een vraag, veld of tabel zonder doel en grond
laat die test falen.

**Dit is een concept van de makers van het programma en geen juridisch advies.** De functionaris gegevensbescherming (FG) en de
jurist van de gemeente bevestigen grondslagen, ontvangers en termijnen. † achter een artikel: uit het hoofd opgeschreven, nog na
te zoeken.

## In te vullen en te bevestigen door de gemeente

| onderdeel van AVG art. 30 lid 1 | inhoud |
| --- | --- |
| verwerkingsverantwoordelijke (a) | {municipality}: naam, adres en contact **vult de gemeente in** |
| functionaris gegevensbescherming (a) | **vult de gemeente in** |
| doel (b) | de brede intake houden (Wet inburgering 2021, art. 14) en het PIP maken, vaststellen en volgen (art. 15) |
| betrokkenen (c) | inburgeraars; zonder naam of vindplaats: hun kinderen en huisgenoten; gemachtigden; medewerkers |
| gegevens (c) | hieronder, per vraag, veld en tabel; bijzondere gegevens: gezondheid |
| ontvangers (d) | hieronder onder "Wie krijgt het"; verwerkers (hosting, beheer) **vult de gemeente in** |
| doorgifte buiten de EER (e) | niet door het programma: ook vertalen gebeurt op de eigen machine |
| termijnen (f) | hieronder onder "Hoe lang" |
| beveiliging (g) | [bedreigingen en maatregelen](threats.md), [wat is gemeten](trust.md), [privacy](privacy.md) |

Nooit gevraagd, en er is geen veld voor: BSN, geloof, etniciteit, seksuele gerichtheid, het vluchtverhaal, namen of
verblijfplaats van familie in het buitenland. Wat iemand uit zichzelf opschrijft in eigen woorden, kan zulke dingen wel
bevatten; dat staat hieronder als "{own_words}".

De grond `lokaal` (eigen werkwijze) is op zichzelf geen wettelijke grond: de gemeente moet kunnen zeggen waarom zo'n gegeven
nodig is voor haar taak (AVG art. 6 lid 1 onder e en art. 5 lid 1 onder c), of de vraag uitzetten.
"""


def cell(text: str) -> str:
    """A text as it fits in a cell of a table."""
    return " ".join(text.replace("|", "/").split())


def table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    """A table in Markdown, with an empty line after it."""
    lines = ["| " + " | ".join(headings) + " |", "|" + " --- |" * len(headings)]
    return [*lines, *("| " + " | ".join(map(cell, row)) + " |" for row in rows), ""]


def lines_of(lines: Iterable[Line]) -> list[str]:
    """Lines of questions or fields."""
    return table(
        ("kenmerk", "wat", "waarom", "grond", "bijzonder (art. 9)", "wie ziet het", "wie krijgt het ook", "hoe lang"),
        (
            (f"`{one.id}`", one.text, one.purpose, f"`{one.basis}`", one.special, ", ".join(one.sees),
             ", ".join(one.to) or "–", one.keep)
            for one in lines
        ),
    )  # fmt: skip


def kept_of(lines: Iterable[Line]) -> list[str]:
    """Lines of tables and other places."""
    return table(
        ("waar", "wat", "van wie", "waarom", "grond", "wie ziet het", "hoe lang"),
        (
            (f"`{one.id}`", one.text, one.special, one.purpose, f"`{one.basis}`", ", ".join(one.sees), one.keep)
            for one in lines
        ),
    )


def retention(purposes: Purposes, municipality: Municipality) -> list[str]:
    """What the terms mean, and the rules that carry them out with the municipality's terms."""
    lines = table(
        ("aanduiding", "betekenis", "regels"),
        ((f"`{key}`", term.text, ", ".join(f"`{rule}`" for rule in term.rules) or "–")
         for key, term in purposes.keeping.items()),
    )  # fmt: skip
    lines += ["De regels zoals het programma ze elke dag uitvoert. De termijnen zijn instellingen van de gemeente:", ""]
    rows = []
    for name, item in yaml.safe_load(RETENTION.read_text(encoding="utf-8")).items():
        rule = municipality.rule(item["term"])
        rows.append((f"`{name}`", item["says"].format(term=rule.amount), rule.source))
    return [*lines, *table(("regel", "wat het programma doet", "bron van de termijn"), rows)]


def page(catalogue: Catalogue, purposes: Purposes, municipality: Municipality) -> str:
    """The whole page."""
    partners = municipality.partners
    lines = [HEAD.format(municipality=municipality.name, own_words="kan (eigen woorden)")]
    lines += ["## De vragen aan de persoon", ""]
    lines += ["*Waarom* is wat de persoon leest bij \"Waarom vraagt u dit?\". Elke vraag mag worden overgeslagen.", ""]
    for topic in catalogue.topics:
        lines += [f"### {topic.title} (`{topic.id}`)", "", f"Doel van dit onderwerp: {purposes.topics[topic.id]}.", ""]
        lines += lines_of(question_lines(catalogue, topic, purposes, partners))
    lines += ["## Wat medewerkers invoeren en besluiten", ""]
    for file in sorted(FOLDER.glob("*.yml")):
        for kind in yaml.safe_load(file.read_text(encoding="utf-8")) or {}:
            form = forms()[kind]
            lines += [f"### {form.title} (`{kind}`)", ""] + ([form.help, ""] if form.help else [])
            lines += lines_of(form_lines(form, purposes, partners))
    lines += ["## Waar het staat: elke tabel", ""]
    lines += ["Alle tabellen staan in een versleutelde database (SQLCipher).", ""]
    lines += kept_of(table_lines(purposes.tables.values()))
    lines += ["## Naast de tabellen", "", *kept_of(table_lines(purposes.beside.values()))]
    lines += ["## Wie krijgt het", ""]
    lines += table(
        ("wat", "voor wie", "grond", "gaat naar buiten", "wat erin zit"),
        ((one.title, one.for_whom, one.basis, "ja" if one.leaves else "nee", one.about) for one in OUTGOING),
    )
    lines += ["Partners (instelling `partners.yml`; per partner een vaste lijst, zonder gezondheid of schulden):", ""]
    lines += table(
        ("partner", "taak", "grond", "toestemming nodig", "velden"),
        ((one.name, one.task, one.basis, "ja" if one.consent else "nee", ", ".join(one.fields)) for one in partners),
    )
    lines += ["Een verstrekking wordt eerst bekeken, en bewaard met de digest van wat wegging (`uitgevoerd`).", ""]
    lines += ["## Wie mag wat", "", "Zie ook de [tabel van rechten](permissions.md).", ""]
    lines += table(
        ("handeling", "rollen"),
        ((MEANS.get(what, what), ", ".join(ROLES[role].lower() for role in sorted(who)) or "niemand")
         for what, who in MAY.items()),
    )  # fmt: skip
    lines += table(("rol", "in welke zaken"), ((ROLES.get(role, role), WHOSE_NL[whose]) for role, whose in CASES.items()))
    lines += ["## Hoe lang", "", *retention(purposes, municipality)]
    lines += ["## Gronden", ""]
    lines += table(("kenmerk", "grond"), ((f"`{code}`", law) for code, law in catalogue.legal_basis.items()))
    lines += ["Bij elke vraag geldt daarnaast AVG art. 6 lid 1 onder c en e (wettelijke taak).", ""]
    lines += table(("kenmerk", "grond"), ((f"`{code}`", law) for code, law in purposes.bases.items()))
    lines += ["Bijzondere persoonsgegevens:", ""]
    exceptions = ((name, str(item["exception"])) for name, item in purposes.special.items())
    lines += table(("soort", "uitzondering op het verbod"), exceptions)
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(load(), load_purposes(), load_municipality()), encoding="utf-8")
    print(f"written: {PAGE}")
