"""Renditions: the words of one person in the language of another, and how far each can be trusted."""
