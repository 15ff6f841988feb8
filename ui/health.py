"""``/healthz``, ``/readyz`` and ``/metrics``: for who runs the pages, without anything about anybody.

``/healthz`` says that the pages are up. ``/readyz`` says whether everything that a turn needs is there, and names what is not.
``/metrics`` is Prometheus' text format; it and the details of ``/readyz`` are given to this machine itself or to who shows the
token of INTAKE_METRICS_TOKEN. A request that came through a proxy is never "this machine itself".
"""

from __future__ import annotations

import asyncio
import hmac
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpx
from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant.backup.copying import standing
from assistant.backup.places import backups_in, known_places, made_at
from assistant.store.vital_signs import VitalSigns, vital_signs
from assistant.version import version
from ui.traffic import BOUNDS, Traffic

LOOK_AGAIN = 2.0
"""Seconds for which one look holds, so that asking often costs nothing."""
ANSWER_WITHIN = 2.0
"""Seconds that another part may take to say that it is well."""
LEAST_DISK = 50_000_000
"""Bytes free below which nothing should be promised any more: not ready."""
LOW_DISK = 1_000_000_000
"""Bytes free below which it warns."""
OLD_BACKUP = 26 * 3600
"""Seconds after which the last backup is too old: a day, and the time one may take."""

OLD_COPY = 120
"""Seconds behind after which the copy at the second place is too old."""

NEEDED = ("dialogue", "actions")
"""Parts without which no typed turn is answered; the worker is waited for by nobody."""


@dataclass(frozen=True)
class Looked:
    """What one look found.

    Attributes:
        not_ready: names of what is missing for a turn. warnings: names of what should be looked at soon.
        parts: part -> whether it answers.
        store: how the store is.
        disk_free: bytes.
        backup_age: seconds since the last backup that was proved, or None when there is none.
        copy_behind: seconds that the copy at the second place is behind, or None when there is none.
    """

    not_ready: tuple[str, ...]
    warnings: tuple[str, ...]
    parts: Mapping[str, bool]
    store: VitalSigns
    disk_free: int
    backup_age: float | None
    copy_behind: float | None


def newest_backup(data: Path) -> datetime | None:
    """When the last backup of this data folder was made (one is only there when it was proven), or None."""
    found = [made_at(one) for place in known_places(data) for one in backups_in(place)]
    return max((moment for moment in found if moment), default=None)


@dataclass
class Health:
    """Looks at everything that a turn needs.

    Args:
        data: the data folder.
        connect: gives a fresh connection to the store.
        neighbours: part -> address that answers 200 while it is well.
        jobs: (from, to, state) -> open translation jobs.
        traffic: counts of requests and turns.
        now: the clock.
    """

    data: Path
    connect: Callable[[], Any]
    neighbours: Mapping[str, str]
    jobs: Callable[[], Mapping[tuple[str, str, str], int]]
    traffic: Traffic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _looked: tuple[float, Looked] | None = None
    _begun: float = field(default_factory=time.monotonic)

    async def look(self) -> Looked:
        """How everything is, at most two seconds old."""
        if self._looked is not None and time.monotonic() - self._looked[0] < LOOK_AGAIN:
            return self._looked[1]
        names = list(self.neighbours)
        async with httpx.AsyncClient(timeout=ANSWER_WITHIN, trust_env=False) as client:
            answers = await asyncio.gather(*(_answers(client, self.neighbours[name]) for name in names))
        parts = dict(zip(names, answers, strict=True))
        found = await to_thread.run_sync(self._judge, parts)
        self._looked = time.monotonic(), found
        return found

    def _judge(self, parts: Mapping[str, bool]) -> Looked:
        store = vital_signs(self.connect)
        free = shutil.disk_usage(self.data).free if self.data.exists() else 0
        backup = newest_backup(self.data)
        age = (self.now() - backup).total_seconds() if backup else None
        copy = standing(self.data)
        behind = copy.behind(self.now()) if copy else None
        missing = {
            "store": not (store.writable and _can_write(self.data)),
            "migrations": not store.up_to_date,
            "disk": free < LEAST_DISK,
            "stopping": self.traffic.stopping,
            **{name: not parts.get(name, True) for name in NEEDED},
        }
        soon = {
            "disk": LEAST_DISK <= free < LOW_DISK,
            "backup": age is None or age > OLD_BACKUP,
            "copy": behind is not None and behind > OLD_COPY,
            **{name: not well for name, well in parts.items() if name not in NEEDED},
        }
        return Looked(
            tuple(name for name, is_so in missing.items() if is_so),
            tuple(name for name, is_so in soon.items() if is_so),
            parts, store, free, age, behind,
        )  # fmt: skip

    async def metrics(self) -> str:
        """Everything that is counted, in Prometheus' text format."""
        found = await self.look()
        jobs = await to_thread.run_sync(self.jobs)
        lines = _Lines()
        lines.add("intake_info", "gauge", "Version of the pages.", [({"version": version()}, 1)])
        up = time.monotonic() - self._begun
        lines.add("intake_uptime_seconds", "gauge", "Since the pages started.", [({}, round(up, 1))])
        lines.add("intake_ready", "gauge", "1 when everything a turn needs is there.", [({}, int(not found.not_ready))])
        parts = [({"part": name}, int(well)) for name, well in {"ui": True, **found.parts}.items()]
        lines.add("intake_part_up", "gauge", "1 when a part says it is well.", parts)
        requests = [({"class": name, "answer": kind}, n) for (name, kind), n in sorted(self.traffic.requests.items())]
        lines.add("intake_requests_total", "counter", "Requests by class and kind of answer.", requests)
        lines.turns(self.traffic)
        lines.add("intake_turns_under_way", "gauge", "Requests that are worked on now.", [({}, self.traffic.under_way)])
        lines.add("intake_inbox_waiting", "gauge", "Typed words kept and not answered yet.", [({}, found.store.waiting)])
        open_jobs = [({"from": a, "to": b, "state": state}, count) for (a, b, state), count in sorted(jobs.items())]
        lines.add("intake_translation_jobs", "gauge", "Texts in the queue of the worker.", open_jobs)
        lines.add("intake_wrong_tries", "gauge", "Wrong codes and passwords remembered.", [({}, found.store.failures)])
        lines.add("intake_disk_free_bytes", "gauge", "Free where the data is.", [({}, found.disk_free)])
        age: list[tuple[dict[str, str], float]] = [] if found.backup_age is None else [({}, round(found.backup_age))]
        lines.add("intake_backup_age_seconds", "gauge", "Since the last proved backup.", age)
        behind: list[tuple[dict[str, str], float]] = []
        if found.copy_behind is not None:
            behind.append(({}, round(found.copy_behind)))
        lines.add("intake_copy_behind_seconds", "gauge", "How far the copy elsewhere is behind.", behind)
        lines.add("intake_resident_bytes", "gauge", "Memory of the pages.", [({}, _resident())])
        return str(lines)


async def _answers(client: httpx.AsyncClient, address: str) -> bool:
    try:
        return (await client.get(address)).status_code == 200
    except (httpx.HTTPError, httpx.InvalidURL):
        return False


def _can_write(data: Path) -> bool:
    """Whether a few bytes reach the disk of the data folder."""
    probe = data / f".ready-{os.getpid()}"
    try:
        file = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(file, b"." * 4096)
            os.fsync(file)
        finally:
            os.close(file)
        probe.unlink()
    except OSError:
        return False
    return True


def _resident() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


class _Lines:
    """Prometheus' text format."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, name: str, kind: str, about: str, rows: Sequence[tuple[dict[str, str], float]]) -> None:
        """One metric with its values; one without any is left out."""
        if rows:
            self._lines += [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]
            self._lines += [f"{name}{_labels(labels)} {value}" for labels, value in rows]

    def turns(self, traffic: Traffic) -> None:
        """The durations of turns, typed and by button."""
        name = "intake_turn_seconds"
        self._lines += [f"# HELP {name} How long a turn took.", f"# TYPE {name} histogram"]
        for way, durations in traffic.turns.items():
            for bound, count in zip(BOUNDS, durations.buckets, strict=True):
                self._lines.append(f'{name}_bucket{{way="{way}",le="{bound:g}"}} {count}')
            self._lines.append(f'{name}_bucket{{way="{way}",le="+Inf"}} {durations.count}')
            self._lines.append(f'{name}_sum{{way="{way}"}} {durations.total:.6f}')
            self._lines.append(f'{name}_count{{way="{way}"}} {durations.count}')

    def __str__(self) -> str:
        return "\n".join(self._lines) + "\n"


def _labels(labels: dict[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"


def may_see(request: Request, token: str | None) -> bool:
    """Whether the figures may be given: to this machine itself, or to who shows the token."""
    given = request.headers.get("authorization", "").encode("utf-8", "surrogateescape")
    if token and hmac.compare_digest(given, f"Bearer {token}".encode()):
        return True
    if any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via")):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def health_router(health: Health, token: str | None) -> APIRouter:
    """The routes ``/healthz``, ``/readyz`` and ``/metrics``."""
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> PlainTextResponse:
        """The pages are up."""
        return PlainTextResponse("ok\n")

    @router.get("/readyz")
    async def ready(request: Request) -> Response:
        """Whether a turn can be taken; who may see the figures is also told the version and what to look at."""
        found = await health.look()
        told: dict[str, Any] = {"ready": not found.not_ready, "not_ready": list(found.not_ready)}
        if may_see(request, token):
            age = None if found.backup_age is None else round(found.backup_age)
            told |= {
                "version": version(), "warnings": list(found.warnings), "parts": dict(found.parts),
                "disk_free_mb": found.disk_free // 1_000_000, "backup_age_seconds": age,
            }  # fmt: skip
        return JSONResponse(told, status_code=503 if found.not_ready else 200)

    @router.get("/metrics")
    async def metrics(request: Request) -> Response:
        """The figures, for Prometheus."""
        if not may_see(request, token):
            return PlainTextResponse("404", status_code=404)
        return PlainTextResponse(await health.metrics(), media_type="text/plain; version=0.0.4")

    return router


__all__ = ["Health", "Looked", "health_router", "may_see", "newest_backup"]
