"""``python -m actions --port N``: what ``intake run actions`` starts."""

from assistant.supervisor.lifeline import watch

watch()

from assistant.commands.run import run_actions  # noqa: E402

if __name__ == "__main__":
    run_actions()
