"""The interview that a consulent leads: the same catalogue, the same record, and what a consulent wants to know beforehand.

``talk`` says who sits at the table, ``steps`` what is to be asked and in which order, ``values`` what was entered means,
``keeping`` adds it to the record, ``preparation`` is the one page for before the talk. Nothing here decides or scores.
"""
