"""Questions of an earlier catalogue: what is kept of them, and how an old answer is read when its question is gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.catalogue.model import Catalogue, Question


def questions_kept(catalogue: Catalogue) -> dict[str, Any]:
    """What the store keeps of every question, so that its answers can be read when it no longer exists."""
    return {
        part.id: {"label": part.label, "text": part.text, "type": part.type, "options": dict(part.options)}
        for question in catalogue.questions()
        for part in (question, *question.fields)
    }


def earlier_question(question_id: str, kept: Mapping[str, Any]) -> Question:
    """A question that is gone, as far as it was kept; an unknown one is named by its id."""
    data = kept.get(question_id, {})
    return Question(
        id=question_id, topic=question_id.split(".", 1)[0], type=data.get("type", "text"),
        label=data.get("label", question_id), text=data.get("text", question_id), legal_basis="", pip=(),
        options=data.get("options", {}),
    )  # fmt: skip
