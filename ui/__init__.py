"""The pages: the person's conversation, the staff sign-in and the pages behind it, on one ASGI application.

Nothing in here decides anything about the intake: the core (``assistant``) does, and these modules show it.
"""
