"""One serial everywhere, and times that make sense."""

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NO_ANSWER, sheet
from tests.scanner.checks.dns.servers import FIRST, REFUSED, SECOND, asked, says, server, silent
from weerbaar.scanner.checks.dns.soa.check import run
from weerbaar.scanner.facts.authorities import SERVERS, ServerAnswers
from weerbaar.scanner.facts.sheet import FactSheet


def with_soa(serial: int, timers: str = "14400 3600 1209600 3600", address: str = "198.18.0.3") -> ServerAnswers:
    """A server with this serial and these times: refresh, retry, expire, minimum."""
    return server(address=address, udp=says(f"ns1.dns.example hostmaster.{DOMAIN} {serial} {timers}"))


CASES: list[tuple[str, FactSheet, str]] = [
    ("the same", sheet(asked(FIRST, SECOND)), "sound"),
    ("a day as minimum", sheet(asked(with_soa(7, "14400 3600 1209600 86400"))), "sound"),
    ("three days, as a large provider has it", sheet(asked(with_soa(7, "21600 3600 259200 300"))), "sound"),
    ("a silent server says nothing of it", sheet(asked(FIRST, silent("ns2", "198.18.3.4"))), "sound"),
    ("another serial", sheet(asked(with_soa(7), with_soa(8, address="198.18.3.4"))), "serials-differ"),
    ("retry after refresh", sheet(asked(with_soa(7, "3600 7200 1209600 3600"))), "odd-timers"),
    ("it expires before the second try", sheet(asked(with_soa(7, "604800 3600 604800 3600"))), "odd-timers"),
    ("it expires within a weekend", sheet(asked(with_soa(7, "14400 3600 86400 3600"))), "odd-timers"),
    ("absences are kept for a week", sheet(asked(with_soa(7, "14400 3600 1209600 604800"))), "odd-timers"),
    ("nobody speaks for the zone", sheet(asked(server(udp=REFUSED))), "not-applicable"),
    ("nobody answers", sheet(asked(silent())), "not-determined"),
    ("not looked", sheet((SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_each_server_is_named_with_its_serial() -> None:
    evidence = run(sheet(asked(with_soa(7), with_soa(8, address="198.18.3.4")))).evidence
    assert evidence == {"serials": ["ns1.dns.example (198.18.0.3): 7", "ns1.dns.example (198.18.3.4): 8"]}


def test_the_odd_time_is_named_beside_what_it_should_not_pass() -> None:
    assert run(sheet(asked(with_soa(7, "3600 7200 1209600 90000")))).evidence["odd"] == [
        "retry 7200 > refresh 3600",
        "minimum 90000 > 86400",
    ]
