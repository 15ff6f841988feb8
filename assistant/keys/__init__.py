"""Keys of everything that is kept: a random data key, wrapped by an outer key that is kept elsewhere.

The data key never leaves the machine unwrapped, and what is encrypted never depends on the outer key itself: so the outer
key can be changed at once (``intake key rotate``), and the data key with the parts stopped (``intake key renew``).
"""

from assistant.keys.keyring import BrokenKeyring, DataKey, Keyring, open_keyring, read_keyring
from assistant.keys.outer import (
    BadOuterKey,
    CommandKey,
    FileKey,
    OuterKey,
    ValueKey,
    WrongKey,
    key_beside,
    new_outer_key,
)

__all__ = [
    "BadOuterKey", "BrokenKeyring", "CommandKey", "DataKey", "FileKey", "Keyring", "OuterKey", "ValueKey", "WrongKey",
    "key_beside", "new_outer_key",
    "open_keyring", "read_keyring",
]  # fmt: skip
