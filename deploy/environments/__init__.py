"""Set-up of the two Python environments: standard library only, Python 3.9 or newer, no traceback for the person.

`main` reads the command line, `steps` says what is made in which order, `stamps` says whether it already is,
`interpreters` finds Python 3.12 and 3.10, `installer` talks to pip and uv, `locks` writes `requirements/*.txt`,
`problems` holds the messages.
"""
