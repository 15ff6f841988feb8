"""The dossier of a case: what staff enter and decide, append-only, each entry with its author and moment.

An entry is a kind and its data; ``forms/*.yml`` says which kinds there are and which fields each has. The current view of a
dossier is folded from its entries by pure functions: a correction is a new entry, a mistake is withdrawn by one.
"""

from assistant.dossier.entry import Dossier, Entry
from assistant.dossier.forms import BadEntry, Field, Form, forms

__all__ = ["BadEntry", "Dossier", "Entry", "Field", "Form", "forms"]
