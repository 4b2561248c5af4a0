"""Configuration files of mail programs: the servers in them, and nothing from a file that is something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.autoconfig import AnnouncedServer, parse

DOMAIN = "bakkerij.example"


def server(kind: str, protocol: str, host: str, port: str, security: str) -> str:
    parts = f"<hostname>{host}</hostname><port>{port}</port><socketType>{security}</socketType>"
    return f'<{kind} type="{protocol}">{parts}<username>%EMAILADDRESS%</username></{kind}>'


def file(*servers: str) -> str:
    inner = "\n".join(servers)
    return f'<?xml version="1.0"?>\n<clientConfig version="1.1"><emailProvider id="x">{inner}</emailProvider></clientConfig>'


IMAP = server("incomingServer", "imap", "IMAP.Host.example.", "993", "SSL")
SMTP = server("outgoingServer", "smtp", "smtp.%EMAILDOMAIN%", "587", "STARTTLS")


def test_servers_are_read_in_their_order() -> None:
    pop = server("incomingServer", "pop3", "pop.host.example", "110", "plain")
    assert parse(file(IMAP, pop, SMTP), DOMAIN) == (
        AnnouncedServer("imap", "imap.host.example", 993, "tls"),
        AnnouncedServer("pop3", "pop.host.example", 110, "plain"),
        AnnouncedServer("submission", f"smtp.{DOMAIN}", 587, "starttls"),
    )


@pytest.mark.parametrize(
    "odd",
    [
        server("incomingServer", "exchange", "host.example", "443", "SSL"),
        server("incomingServer", "smtp", "host.example", "465", "SSL"),
        server("incomingServer", "imap", "", "993", "SSL"),
        server("incomingServer", "imap", "host.example", "many", "SSL"),
        server("incomingServer", "imap", "host.example", "993", "TLS-if-you-like"),
        '<incomingServer type="imap"><hostname>host.example</hostname></incomingServer>',
    ],
)
def test_a_server_that_is_not_whole_is_left_out(odd: str) -> None:
    assert parse(file(odd, IMAP), DOMAIN) == (AnnouncedServer("imap", "imap.host.example", 993, "tls"),)


@pytest.mark.parametrize("text", ["", "<html><body>Not found</body></html>", IMAP, "{}"])
def test_another_file_announces_nothing(text: str) -> None:
    assert parse(text, DOMAIN) == ()


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "host.example"><!ENTITY b "&a;&a;&a;&a;">]>'
    (found,) = parse(bomb + file(server("incomingServer", "imap", "&b;", "993", "SSL")), DOMAIN)
    assert found.host == "&b;"


def test_what_stands_in_a_comment_is_left_out() -> None:
    assert parse(file(f"<!-- {IMAP} -->", SMTP, f"<!-- {IMAP}"), DOMAIN) == (
        AnnouncedServer("submission", f"smtp.{DOMAIN}", 587, "starttls"),
    )


def test_no_more_than_a_dozen_are_read() -> None:
    assert len(parse(file(*[IMAP] * 50), DOMAIN)) == 12


@given(st.text(max_size=200) | st.text(alphabet='<>/="clientConfig incomingServer!-&;', max_size=300))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    assert isinstance(parse(text, DOMAIN), tuple)


@pytest.mark.parametrize("unit", ["<incomingServer>", "<a b='", "&amp;", "<!--", "<", "<abc", "type", IMAP])
def test_the_time_grows_no_faster_than_the_text(unit: str) -> None:
    assert growth(lambda text: parse(text, DOMAIN), lambda times: unit * times, times=400) < 40
