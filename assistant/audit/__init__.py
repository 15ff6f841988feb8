"""Who saw, changed, exported, approved or deleted what, and when: lines that are only added, each chained to the one before.

No line holds words of anybody: ``about`` names things (a room, a document, a field), never what stands in them.
"""

from assistant.audit.trail import SYSTEM, Audit, AuditBroken, Line
from assistant.audit.watch import Found, Watch

__all__ = ["SYSTEM", "Audit", "AuditBroken", "Found", "Line", "Watch"]
