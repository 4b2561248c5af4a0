"""The first usable name server of resolv.conf counts, and a machine without one asks itself."""

from pathlib import Path

import pytest

from weerbaar.scanner.probes.doors.settings import Endpoint
from weerbaar.scanner.probes.doors.system_resolver import system_resolver


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("nameserver 192.0.2.53\nnameserver 192.0.2.54\n", "192.0.2.53"),
        (
            "# nameserver 192.0.2.1\n; nameserver 192.0.2.2\nsearch example.nl\n\tnameserver\t2001:db8::53\n",
            "2001:db8::53",
        ),
        ("nameserver fe80::1%eth0\nnameserver 192.0.2.54\n", "192.0.2.54"),
        ("nameserver\nnameserver resolver.example\n", "127.0.0.1"),
        ("nameservers 192.0.2.53\n", "127.0.0.1"),
        ("", "127.0.0.1"),
        ("nameserver 192.0.2.53 # with a remark\n", "192.0.2.53"),
        ("# caf\u00e9\nnameserver 192.0.2.53\n", "192.0.2.53"),
    ],
)
def test_the_first_usable_server_is_taken(tmp_path: Path, text: str, address: str) -> None:
    file = tmp_path / "resolv.conf"
    file.write_text(text, "utf-8")
    assert system_resolver(file) == Endpoint(address, 53)


def test_a_machine_without_the_file_asks_itself(tmp_path: Path) -> None:
    assert system_resolver(tmp_path / "absent") == Endpoint("127.0.0.1", 53)
    assert system_resolver(tmp_path) == Endpoint("127.0.0.1", 53)
