"""What differs between municipalities: terms, phases, standard texts, partners. All of it is data with a source.

``defaults/*.yml`` holds what ships; a municipality puts files with the same names in the folder of the setting
``INTAKE_MUNICIPALITY`` and overrides key by key. Every rule is dated and names its source, to be confirmed by the
municipality's jurist.
"""

from assistant.municipality.loading import BrokenMunicipality, load_municipality
from assistant.municipality.model import Contact, Municipality, Partner, Phase, Rule, StandardText

__all__ = [
    "BrokenMunicipality",
    "Contact",
    "Municipality",
    "Partner",
    "Phase",
    "Rule",
    "StandardText",
    "load_municipality",
]
