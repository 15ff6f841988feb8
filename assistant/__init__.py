"""The core of the intake assistant: catalogue, understanding, record, interview, store and commands.

Nothing in here imports Rasa, Gradio or Argos: every other part calls the core, and the core calls nobody.
"""
