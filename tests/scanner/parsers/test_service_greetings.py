"""A service is recognised by what it says, never by the number of its port."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.service_greetings import PROTOCOLS, Greeting, mail_server, recognise

SAMPLES = [
    (
        "ssh",
        b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n",
        Greeting("ssh", "OpenSSH", "9.2p1", "OpenSSH_9.2p1 Debian-2+deb12u3"),
    ),
    ("ssh", b"SSH-2.0-dropbear_2019.78\r\n", Greeting("ssh", "dropbear", "2019.78", "dropbear_2019.78")),
    (
        "ssh",
        b"SSH-2.0-OpenSSH_for_Windows_8.1\r\n",
        Greeting("ssh", "OpenSSH_for_Windows", "8.1", "OpenSSH_for_Windows_8.1"),
    ),
    ("ssh", b"SSH-2.0-Sun_SSH\r\n", Greeting("ssh", "", "", "Sun_SSH")),
    ("telnet", b"\xff\xfd\x18\xff\xfd\x20", Greeting("telnet")),
    ("telnet", b"\r\nrouter login: ", Greeting("telnet")),
    ("ftp", b"220 ProFTPD 1.3.5 Server ready.\r\n", Greeting("ftp", "ProFTPD", "1.3.5", "ProFTPD 1.3.5 Server ready.")),
    ("ftp", b"220 (vsFTPd 3.0.3)\r\n", Greeting("ftp", "vsFTPd", "3.0.3", "(vsFTPd 3.0.3)")),
    ("vnc", b"RFB 003.008\n", Greeting("vnc", "RFB", "3.8")),
    ("rdp", bytes.fromhex("030000130ed000001234000209080002000000"), Greeting("rdp")),
    ("smb", bytes.fromhex("00000049fe534d4240000000"), Greeting("smb")),
    (
        "mysql",
        b"\x4a\x00\x00\x00\x0a5.7.30-log\x00\x08\x00\x00\x00abcdefgh\x00",
        Greeting("mysql", "MySQL", "5.7.30", "5.7.30-log"),
    ),
    (
        "mysql",
        b"\x4a\x00\x00\x00\x0a5.5.5-10.11.6-MariaDB-0+deb12u1\x00",
        Greeting("mysql", "MariaDB", "10.11.6", "10.11.6-MariaDB-0+deb12u1"),
    ),
    (
        "mysql",
        b"\x45\x00\x00\x00\xff\x6a\x04Host '192.0.2.1' is not allowed to connect to this MySQL server",
        Greeting("mysql"),
    ),
    ("postgresql", b"N", Greeting("postgresql")),
    ("postgresql", b"E\x00\x00\x00\x8bSFATAL\x00VFATAL\x00", Greeting("postgresql")),
    (
        "mssql",
        bytes.fromhex("04010025000001000000060006ff0f000ba90000"),
        Greeting("mssql", "Microsoft SQL Server", "15.0.2985", "15.0.2985"),
    ),
    ("redis", b"-NOAUTH Authentication required.\r\n", Greeting("redis", "Redis")),
    (
        "redis",
        b"$40\r\n# Server\r\nredis_version:7.0.15\r\nredis_mode:x\r\n",
        Greeting("redis", "Redis", "7.0.15", "7.0.15"),
    ),
    ("memcached", b"VERSION 1.6.18\r\n", Greeting("memcached", "memcached", "1.6.18", "1.6.18")),
    ("mongodb", bytes(12) + b"\xdd\x07\x00\x00" + b"...maxWireVersion...", Greeting("mongodb", "MongoDB")),
    (
        "mongodb",
        bytes(12) + b"\xdd\x07\x00\x00" + b"\x10maxWireVersion\x00\x15\x00\x00\x00",
        Greeting("mongodb", "MongoDB", "7.0", "7.0"),
    ),
    (
        "elasticsearch",
        b'HTTP/1.1 200 OK\r\n\r\n{"cluster_name":"x","version":{"number":"7.10.2"}}',
        Greeting("elasticsearch", "Elasticsearch", "7.10.2", "7.10.2"),
    ),
    ("mqtt", b"\x20\x02\x00\x01", Greeting("mqtt")),
]


@pytest.mark.parametrize(
    ("protocol", "answer", "greeting"), SAMPLES, ids=[f"{s[0]}-{i}" for i, s in enumerate(SAMPLES)]
)
def test_a_greeting_is_recognised_with_what_it_announces(protocol: str, answer: bytes, greeting: Greeting) -> None:
    assert recognise(protocol, answer) == greeting


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x28", b"220 mx ESMTP ready\r\n"]
)
def test_another_service_on_the_port_is_not_taken_for_it(protocol: str, answer: bytes) -> None:
    assert recognise(protocol, answer) is None


def test_every_protocol_has_a_sample() -> None:
    assert {sample[0] for sample in SAMPLES} == set(PROTOCOLS)


@given(st.sampled_from(sorted(PROTOCOLS)), st.binary(max_size=600))
def test_any_bytes_are_a_greeting_or_nothing(protocol: str, answer: bytes) -> None:
    greeting = recognise(protocol, answer)
    assert greeting is None or (greeting.protocol == protocol and greeting.version.isprintable())


@pytest.mark.parametrize(
    ("reply", "version"),
    [
        ("220 mail-2.bakkerij.example ESMTP Exim 4.94.2 Tue, 24 Nov 2026 09:14:00 +0100", "4.94.2"),
        ("220 mx.bakkerij.example ESMTP Postfix", ""),
        ("220 eximious 4.2 ESMTP", ""),
    ],
)
def test_of_mail_servers_exim_alone_tells_its_version(reply: str, version: str) -> None:
    greeting = mail_server(reply)
    assert (greeting.version if greeting else "") == version
