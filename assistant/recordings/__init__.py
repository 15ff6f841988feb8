"""Recordings: a text read aloud by a cultuurvertaler, an answer spoken by a person. Kept encrypted, never made into text here.

``media`` tells what a file of sound is, ``vault`` keeps it, ``keeping`` ties it to who said what. No speech recognition is
done or pretended: a person listens, at the desk.
"""

from assistant.recordings.keeping import Recordings
from assistant.recordings.media import LARGEST, LONGEST_MS, NotASound, TooLarge
from assistant.recordings.vault import KeyFault, RecordingUnreadable, Vault

__all__ = [
    "LARGEST", "LONGEST_MS", "KeyFault", "NotASound", "RecordingUnreadable", "Recordings", "TooLarge", "Vault",
]  # fmt: skip
