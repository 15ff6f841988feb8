"""The PIP (persoonlijk plan inburgering en participatie): drafted from the record, decided by a consulent.

Software drafts and people decide: nothing here proposes a leerroute, and no sentence is made without what it rests on.
"""
