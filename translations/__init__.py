"""The words: catalogues per language, and what is known about every translation."""
