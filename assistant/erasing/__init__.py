"""Erasing what is working material of a case, keeping what the law makes a dossier, and proving it.

``parts`` says what is what (a pure function), ``doing`` takes it away in one write and mends what a crash left half,
``proof`` makes the *bewijs van wissen* and the *verklaring van vernietiging*.
"""

from assistant.erasing.doing import CannotErase, Restricted, erase, sweep
from assistant.erasing.parts import DOSSIER, staying, what_goes
from assistant.erasing.proof import declaration_document, proof_document

__all__ = [
    "DOSSIER", "CannotErase", "Restricted", "declaration_document", "erase", "proof_document", "staying", "sweep", "what_goes",
]  # fmt: skip
