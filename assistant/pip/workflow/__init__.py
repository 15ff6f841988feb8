"""From concept to a plan that stands, and what comes after: who may do what when, and why not yet.

``stage`` says where a case stands; it is computed from the entries of the dossier and never kept. Every step is one entry
(``forms/besluit.yml``), kept only after the same question was asked again inside the write: two people at once never both
win.
"""

from assistant.pip.concept import concept_digest, whole_digest
from assistant.pip.workflow.after import archive, move_away, object_, outcome, refuse_on_hold, reopen, revise
from assistant.pip.workflow.checking import (
    acknowledge,
    answer_comment,
    authors,
    comment,
    decide_check,
    submit,
    take_back,
)
from assistant.pip.workflow.checklist import Check, checklist
from assistant.pip.workflow.dating import Effect, announce, date_fault, date_plan, effects, undate
from assistant.pip.workflow.facts import open_points
from assistant.pip.workflow.faults import (
    AuthorChecks,
    ConceptMoved,
    NotNow,
    NotOwnWords,
    NotYours,
    OnHold,
    WorkflowRefusal,
)
from assistant.pip.workflow.readers import may_read_dossier
from assistant.pip.workflow.setting import mandated, set_plan
from assistant.pip.workflow.stage import hindrance, stage
from assistant.pip.workflow.steps import Option, Stage
from assistant.pip.workflow.talk import keep_talk, own_words

__all__ = [
    "AuthorChecks", "Check", "ConceptMoved", "Effect", "NotNow", "NotOwnWords", "NotYours", "OnHold", "Option", "Stage",
    "WorkflowRefusal", "acknowledge", "announce", "answer_comment", "archive", "authors", "checklist", "comment",
    "concept_digest", "date_fault", "date_plan", "decide_check", "effects", "hindrance", "keep_talk", "mandated",
    "may_read_dossier", "move_away", "object_", "open_points", "outcome", "own_words", "refuse_on_hold", "reopen",
    "revise", "set_plan", "stage", "submit", "take_back", "undate", "whole_digest",
]  # fmt: skip
