"""Data of other systems (COA klantprofiel, TVS, DUO) as values to confirm: never overwritten, never taken over silently.

A mapping file says which column is which question, start date or entry. Good rows go in, bad ones are listed with line and
reason. What is ordinary is put to the person as a question; health, behaviour and debts go to the consulent only.
"""
