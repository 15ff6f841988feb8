"""The question catalogue: which questions exist, as data in one YAML file per topic.

``load()`` reads and checks the files; ``Catalogue`` answers questions about them. Wording in other languages is not
here: ``texts()`` lists every Dutch text with its id, and ``translations/catalogs/<code>.po`` translates those ids.
"""

from assistant.catalogue.conditions import Condition
from assistant.catalogue.faults import CatalogueFault
from assistant.catalogue.loading import load
from assistant.catalogue.model import Catalogue, Question, Topic, years_between

__all__ = ["Catalogue", "CatalogueFault", "Condition", "Question", "Topic", "load", "years_between"]
