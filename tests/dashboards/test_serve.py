import socket
from contextlib import closing

import pytest

from dashboards.serve import NotLoopbackError, PortTakenError, check_is_free, check_is_loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_serves_to_this_computer(host):
    check_is_loopback(host)


@pytest.mark.parametrize("host", ["192.168.1.4", "::", "county.example", "10.0.0.1"])
def test_serves_to_no_other_computer(host):
    with pytest.raises(NotLoopbackError, match="no accounts yet"):
        check_is_loopback(host)


def test_a_taken_port_is_told_in_words():
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(PortTakenError, match="choose another with --port"):
            check_is_free("127.0.0.1", port)


def test_a_free_port_is_free():
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]

    check_is_free("127.0.0.1", port)
