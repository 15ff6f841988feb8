"""Figures about the work of the whole team: how long phases last, whether plans are in time, and where work waits.

Never about one person, one colleague or an origin. A count below the municipality's limit is not shown, and neither is what
it could be worked out from.
"""

from assistant.overview.export import overview_csv
from assistant.overview.figures import Bar, Figure, Overview, overview
from assistant.overview.tally import Tallies

__all__ = ["Bar", "Figure", "Overview", "Tallies", "overview", "overview_csv"]
