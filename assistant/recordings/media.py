"""What a file of sound is, told from its first bytes: what a browser says about it is not believed."""

from __future__ import annotations

LARGEST = 8 * 1024 * 1024
"""Bytes of one recording: ten minutes of speech as phones pack it is about 2.5 MB."""
LONGEST_MS = 10 * 60 * 1000
"""Milliseconds of one recording; the page stops by itself then."""
SMALLEST = 64


class NotASound(ValueError):
    """These bytes are no recording that browsers make; nothing was kept. ``message_id`` is the text the person sees."""

    message_id = "page.voice_not_a_sound"


class TooLarge(ValueError):
    """The recording is larger than ``LARGEST``; nothing was kept."""

    message_id = "page.voice_too_long"


def media_type_of(sound: bytes) -> str:
    """The media type of a recording by its first bytes: WebM, Ogg, MP4, MP3 or WAV.

    Raises:
        NotASound: it is none of these, or too short to hold anything.
        TooLarge: it is over ``LARGEST`` bytes.
    """
    if len(sound) > LARGEST:
        raise TooLarge(f"a recording holds at most {LARGEST} bytes")
    if len(sound) >= SMALLEST:
        if sound[:4] == b"\x1a\x45\xdf\xa3":
            return "audio/webm"
        if sound[:4] == b"OggS":
            return "audio/ogg"
        if sound[4:8] == b"ftyp":
            return "audio/mp4"
        if sound[:4] == b"RIFF" and sound[8:12] == b"WAVE":
            return "audio/wav"
        if sound[:3] == b"ID3" or _starts_with_mp3_frame(sound):
            return "audio/mpeg"
    raise NotASound("these bytes are no WebM, Ogg, MP4, MP3 or WAV")


def _starts_with_mp3_frame(sound: bytes) -> bool:
    """The header of an MPEG audio frame (ISO 11172-3): sync, layer III, a bit rate and a sampling rate that exist."""
    sync = sound[0] == 0xFF and sound[1] & 0xE6 == 0xE2
    return sync and sound[2] >> 4 not in (0, 15) and (sound[2] >> 2) & 3 != 3
