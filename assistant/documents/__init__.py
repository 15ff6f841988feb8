"""Documents: one render tree (``tree.py``), and what turns it into HTML, DOCX and PDF.

The tree is the document: the three forms hold the same text, and a set plan is kept as its tree.
"""
