"""The person's page: a Gradio mount with our own look, and the JSON endpoints it talks to.

``page`` makes the page, ``endpoints`` answers it, ``words`` are its texts, ``door`` is the cookie that lets a person in.
"""
