"""The dialogue server: Rasa hears one typed line, names the kind of move, and the action server takes the turn.

A project of its own (Python 3.10, see README.md): it imports nothing of the other packages, and they do not import it.
"""
