"""What a machine can see in a translation before a person looks: :func:`run_checks`.

Every check is a module with one function ``check(pair)`` that gives what it found; ``registry.CHECKS`` names them in the order
in which a reviewer reads them. What differs between languages stands in ``languages/<code>.yml`` and ``lengths.yml``.
"""

from translations.checks.registry import CHECKS, run_checks
from translations.checks.texts import TermWords
from translations.checks.words import MissingCheckWords

__all__ = ["CHECKS", "MissingCheckWords", "TermWords", "run_checks"]
