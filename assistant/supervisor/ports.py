"""Ports: whether the one that was asked for can be had, and free ones for the parts that only talk to each other."""

from __future__ import annotations

import errno
import socket

from assistant.supervisor.faults import PortTaken


def check_free(host: str, port: int) -> None:
    """Make sure that a server can listen there.

    Raises:
        PortTaken: when another program listens there, or this machine has no such address.
    """
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as fault:
        raise PortTaken(f"INTAKE_HOST is {host!r}, which is no address of this machine ({fault.strerror}).") from fault
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        # As servers do: an address whose last connections are only fading away counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                why = "is taken by another program: stop that one, or choose another port, for example INTAKE_PORT=7861"
            elif fault.errno == errno.EACCES:
                why = "may not be used by you: choose a port above 1023 with INTAKE_PORT"
            else:
                why = f"cannot be used ({fault.strerror}): check INTAKE_HOST and INTAKE_PORT"
            raise PortTaken(f"Port {port} on {host} {why}.") from fault


def free_ports(count: int) -> list[int]:
    """Ports on loopback that nobody listens on, all different."""
    probes = [socket.socket(socket.AF_INET, socket.SOCK_STREAM) for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()
