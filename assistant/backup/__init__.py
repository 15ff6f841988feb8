"""Nothing that was kept is lost with a disk, and nothing that was erased lives on in a backup.

From bottom to top: ``proving`` (is this database whole, and what stands in it), ``unfinished`` and ``stopped`` (work that
nobody may walk in on), ``places`` (where backups lie, how long, and that they follow the key), ``making`` and ``restoring``
(a whole backup), ``pages``, ``segments`` and ``copying`` (the copy that is seconds behind), ``renewing`` (another data key,
and the database of an earlier version).
"""

from assistant.backup.places import backups_gone_by, expire
from assistant.backup.proving import NotProven
from assistant.backup.unfinished import Unfinished

__all__ = ["NotProven", "Unfinished", "backups_gone_by", "expire"]
