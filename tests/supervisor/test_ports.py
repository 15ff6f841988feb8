from __future__ import annotations

import socket

import pytest

from assistant.supervisor import notices
from assistant.supervisor.faults import PortTaken
from assistant.supervisor.ports import check_free, free_ports
from assistant.supervisor.supervisor import Supervisor
from tests.supervisor.tiny_house import tiny


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_taken_port_is_refused_with_advice(taken):
    with pytest.raises(PortTaken, match=rf"Port {taken} on 127.0.0.1 is taken by another program.*INTAKE_PORT"):
        check_free("127.0.0.1", taken)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host.invalid"], ids=["another machine", "no address"])
def test_a_host_that_is_not_this_machine_is_refused(host):
    with pytest.raises(PortTaken, match="INTAKE_HOST"):
        check_free(host, free_ports(1)[0])


def test_a_free_port_is_accepted():
    check_free("127.0.0.1", free_ports(1)[0])


def test_free_ports_are_all_different():
    assert len(set(free_ports(20))) == 20


def test_nothing_is_started_and_nothing_held_when_the_port_is_taken(tmp_path, taken):
    house = Supervisor([tiny("ui")], tmp_path, check=lambda: check_free("127.0.0.1", taken))
    with pytest.raises(PortTaken):
        house.start()
    assert notices.read(tmp_path) is None
    with Supervisor([tiny("ui")], tmp_path) as next_one:
        next_one.wait_ready(within=20)
