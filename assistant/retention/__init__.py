"""How long everything is kept, and what goes when: rules as data, one function that says what is due, one that does it.

``policy`` reads the rules, ``due`` says what is due of one case (nothing is read or written there), ``running`` goes through all
cases and makes the report that reads like the policy, ``daily`` runs it once a day.
"""

from assistant.retention.due import Due, due_of
from assistant.retention.policy import BrokenRules, RetentionRule, rules
from assistant.retention.running import Report, retain

__all__ = ["BrokenRules", "Due", "Report", "RetentionRule", "due_of", "retain", "rules"]
