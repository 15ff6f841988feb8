"""Our own stylesheet, scripts, fonts and icons, served with a fingerprint in the address so that browsers keep them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli
from fastapi import APIRouter, Request
from fastapi.responses import Response

FOLDER = Path(__file__).parent / "assets"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
PACKED_ALREADY = {".woff2", ".png"}


@lru_cache(maxsize=128)
def _packed(plain: bytes) -> bytes:
    """Under brotli at its slowest and smallest: once for the same bytes."""
    packed: bytes = brotli.compress(plain, quality=11)
    return packed


@dataclass(frozen=True)
class Asset:
    """One file as it is sent: its bytes, the same bytes under brotli (None when that gains nothing), its media type."""

    plain: bytes
    packed: bytes | None
    media_type: str


class Assets:
    """Every file under ``ui/assets``, read and compressed once when the program starts."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Read ``folder``; files of another kind than ``TYPES`` (licences, notes) are not served."""
        self._files: dict[str, Asset] = {}
        fingerprint = hashlib.sha256()
        for path in sorted(folder.rglob("*")):
            if path.suffix not in TYPES:
                continue
            plain = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            fingerprint.update(name.encode() + plain)
            packed = None if path.suffix in PACKED_ALREADY else _packed(plain)
            self._files[name] = Asset(plain, packed, TYPES[path.suffix])
        self.version = fingerprint.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Where the browser finds ``name``; raises KeyError when there is no such file."""
        if name not in self._files:
            raise KeyError(name)
        return f"/middelen/{self.version}/{name}"

    def has(self, name: str) -> bool:
        """Whether there is a file with this name."""
        return name in self._files

    def router(self) -> APIRouter:
        """The route that serves them."""
        router = APIRouter()

        @router.api_route("/middelen/{version}/{name:path}", methods=["GET", "HEAD"])
        async def asset(request: Request, version: str, name: str) -> Response:
            """One file; kept for a year by the browser when the fingerprint is today's."""
            found = self._files.get(name)
            if found is None:
                return Response(status_code=404)
            current = version == self.version
            headers = {
                "Cache-Control": "public, max-age=31536000, immutable" if current else "no-cache",
                "Vary": "Accept-Encoding",
            }
            if found.packed is not None and "br" in request.headers.get("accept-encoding", ""):
                headers["Content-Encoding"] = "br"
                return Response(found.packed, media_type=found.media_type, headers=headers)
            return Response(found.plain, media_type=found.media_type, headers=headers)

        return router
