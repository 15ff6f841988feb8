"""Writes docs/permissions.md from the tables in assistant/roles.py and assistant/permissions.py.

    .venv/bin/python docs/make_permissions.py
"""

from __future__ import annotations

from pathlib import Path

from assistant.permissions import REASONS
from assistant.roles import CASES, DERDE, MAY, MEANS, ROLES, WHOSE_NL, WITHOUT_ACCOUNT

HERE = Path(__file__).parent
FILE = HERE / "permissions.md"

TOP = """# Wie mag wat

**Doel.** Eén tabel zegt wat elke rol mag, en in wiens zaken. De tabel wordt nagekeken waar gegevens worden gelezen en
geschreven, niet door knoppen weg te laten: `assistant/roles.py` (de tabel) en `assistant/permissions.py` (de zaak).
`tests/ui/test_every_door.py` loopt langs elke route, elke functie van de pagina's en elke handeling, met elke rol.

Dit bestand wordt gemaakt met `docs/make_permissions.py`. Verander de tabel in de code, niet hier.

## In wiens zaken

| rol | zaken |
| --- | --- |
"""

BOTTOM = """
De inburgeraar komt binnen met een code, en ziet alleen de eigen zaak: eigen antwoorden, eigen samenvatting, en wie er keek.
Eerdere gevoelige antwoorden op een ander toestel staan pas open na het tweede feit dat in een gesprek is gegeven.

## De zaak van een collega

Een consulent werkt in eigen zaken. Een zaak is eigen als die aan de consulent is gegeven, of anders als de consulent die maakte.
Een zaak die van geen enkele consulent is (overgenomen uit een ander systeem, of uit de demo) is van iedereen.

Collega's nemen voor elkaar waar. Wie de zaak van een collega opent, kiest eerst waarom:

{reasons}

De keuze is een regel in de audit en geldt voor deze zaak, voor deze medewerker, tot het einde van de dag. Een vrije tekst is er
niet, want in de audit staan geen woorden over mensen. Drie dingen gaan vanzelf open:

- woorden die vandaag gelezen moeten worden: dan telt tijd. Dat wordt ook als waarneming vastgelegd;
- een zaak die de consulent vandaag zelf heeft overgedragen;
- met de instelling `INTAKE_OWN_CASELOAD=open` elke zaak, voor een gemeente die geen eigen zaken kent.

## De zakenlijst

De zakenlijst heeft een regel voor elke zaak; een bezwaarbehandelaar ziet alleen zaken waarin bezwaar of beroep loopt. Hoeveel
er op een regel staat, wordt bepaald waar de lijst wordt gelezen, vóór het zoeken en sorteren: wat iemand niet mag zien, is ook
niet met een filter te vinden.

| van wie is de zaak | wie kijkt | wat er staat |
| --- | --- | --- |
| van uzelf, of van niemand | consulent | alles |
| van een collega | consulent | wie het is, taal, van welke collega, fase, termijnen |
| maakt niet uit | toetser, teamleider | hetzelfde, met aantallen, de laatste activiteit en op wie of wat het wacht |
| bezwaar of beroep loopt | bezwaarbehandelaar | wie het is, taal, van welke consulent, fase, termijnen |

Eén ding staat op elke regel: dat er vandaag iemand moet lezen wat er is geschreven. Met `INTAKE_OWN_CASELOAD=open` staat voor
elke consulent alles op elke regel. Waarnemen opent de zaak; de regel in de lijst verandert daar niet van.

Een bestand van een ander systeem kan rijen voor meer zaken hebben; het overnemen is een taak van het team, en staat per zaak in
de audit.

## De toetser

Een toetser ziet het concept en waar het op rust, vanaf het moment dat het is voorgelegd. Wordt het teruggehaald of herzien, dan
gaat de zaak weer dicht tot het opnieuw is voorgelegd. Stuurt de toetser het terug, dan blijft de zaak open.

## Geen account voor derden

Een taalschool, een LBT-afnemer of een externe intake heeft geen account. Hun uitslag of concept komt binnen als bestand (kamer
Invoer) of wordt door de consulent ingevoerd, met de naam van wie het gaf. Zo staat de herkomst er wél, en blijft dit weg:

- een aanmeldpagina voor mensen buiten de gemeente, die al door een account verraadt wie er inburgert;
- accounts van mensen van wie de gemeente niet weet wanneer ze ergens anders gaan werken;
- een tweede weg naar binnen voor één veld, die net zo goed bewaakt moet worden als de eerste.

De rol `derde` staat in de tabel en mag niets. Een account met die rol ziet op geen enkele pagina iets van een zaak.

## Wat buiten de tabel valt

- De beheerder werkt met het commando `intake` op de computer zelf. Wie daar mag inloggen en de sleutel heeft, kan bij de
  gegevens; dat regelt de gemeente, en elk gebruik van `intake export` is een regel in de audit.
- Een teamleider met een mandaat (instelling van de gemeente) leest het plan dat hij of zij vaststelt.
- Een toetser en wie het plan schreef zijn nooit dezelfde; dat bewaakt `assistant/pip/workflow`.
- Welke woorden een cultuurvertaler ziet, hangt ook af van wie de persoon uitsluit: `translations/desk/admission.py`.
"""


def page() -> str:
    """The whole page."""
    everybody = {**ROLES, DERDE: WITHOUT_ACCOUNT[DERDE]}
    lines = [TOP.rstrip("\n")]
    lines += [f"| {name} | {WHOSE_NL[CASES[role]]} |" for role, name in everybody.items()]
    lines += ["", "## Wat elke rol mag", ""]
    lines.append("| | " + " | ".join(name.split(" (")[0] for name in everybody.values()) + " |")
    lines.append("| --- |" + " :-: |" * len(everybody))
    for what, roles in MAY.items():
        lines.append(f"| {MEANS[what]} | " + " | ".join("ja" if role in roles else "–" for role in everybody) + " |")
    reasons = "\n".join(f"- {text}" for text in REASONS.values())
    return "\n".join(lines) + "\n" + BOTTOM.format(reasons=reasons)


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
