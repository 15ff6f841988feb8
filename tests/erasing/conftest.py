"""Fixtures of the tests of documents: a constructed case with a plan."""

from tests.documents.conftest import own_house

__all__ = ["own_house"]
