"""What has to be set before the first import of Rasa, in every command of this folder."""

from __future__ import annotations

import os

from .left_out import leave_out_unused_libraries

_SETTINGS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # no .rasa folder in the project
    "LOG_LEVEL": "WARNING",  # no progress bars
    # One line of text at a time: more threads cost memory and start time and win nothing.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def prepare_for_rasa() -> None:
    """Switch off what reports home, what writes into the project and what this server does not use."""
    os.environ.update(_SETTINGS)
    leave_out_unused_libraries()
