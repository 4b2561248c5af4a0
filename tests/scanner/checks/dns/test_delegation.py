"""Parent and zone name the same servers, with the same addresses."""

from dataclasses import replace

import pytest

from tests.scanner.checks.dns.builders import DOMAIN, NO_ANSWER, NOW, host, sheet
from tests.scanner.checks.dns.servers import FIRST, REFUSED, SECOND, asked, says, server, silent
from weerbaar.scanner.checks.dns.delegation.check import run
from weerbaar.scanner.facts.authorities import DELEGATION, SERVERS, Delegation
from weerbaar.scanner.facts.dns import NAME_SERVERS
from weerbaar.scanner.facts.fact import Fact
from weerbaar.scanner.facts.observation import Observation, Observed
from weerbaar.scanner.facts.sheet import FactSheet

OWN = f"ns1.{DOMAIN}"


def refers_to(*names: str, **glue: tuple[str, ...]) -> tuple[Fact[Delegation], Observation[Delegation]]:
    """The parent's referral; `own` is the address of the server below the domain itself."""
    addresses = {OWN if name == "own" else f"{name}.dns.example": texts for name, texts in glue.items()}
    return DELEGATION, Observed(Delegation(DOMAIN, "example", names, addresses), NOW)


BOTH = ("ns1.dns.example", "ns2.dns.example")
KNOWN = (NAME_SERVERS, Observed((host("ns1.dns.example", ["198.18.0.3"], ["2001:db8::3"]),), NOW))
LAME = server(udp=REFUSED, tcp=REFUSED, name_servers=REFUSED)
BELOW = asked(server(name_servers=says(OWN)))

CASES: list[tuple[str, FactSheet, str]] = [
    ("the same", sheet(refers_to(*BOTH), asked(FIRST, SECOND)), "consistent"),
    ("with the right address", sheet(refers_to(*BOTH, ns1=("198.18.0.3",)), asked(FIRST), KNOWN), "consistent"),
    ("one more above", sheet(refers_to(*BOTH, "ns3.dns.example"), asked(FIRST, SECOND)), "different-servers"),
    ("one more below", sheet(refers_to("ns1.dns.example"), asked(FIRST, SECOND)), "different-servers"),
    ("a wrong address", sheet(refers_to(*BOTH, ns1=("198.18.9.9",)), asked(FIRST), KNOWN), "wrong-glue"),
    ("one right, one wrong", sheet(refers_to(*BOTH, ns1=("198.18.0.3", "::1")), asked(FIRST), KNOWN), "wrong-glue"),
    ("no address where it is needed", sheet(refers_to(OWN), BELOW), "wrong-glue"),
    ("an address where it is needed", sheet(refers_to(OWN, own=("198.18.0.3",)), BELOW), "consistent"),
    (
        "one more above, which does not answer for the zone",
        sheet(refers_to(*BOTH, "ns3.dns.example"), asked(FIRST, SECOND, replace(LAME, host="ns3.dns.example"))),
        "not-applicable",
    ),
    (
        "one more above, which is silent",
        sheet(refers_to(*BOTH, "ns3.dns.example"), asked(FIRST, SECOND, silent("ns3", "198.18.3.5"))),
        "not-applicable",
    ),
    ("nobody speaks for the zone", sheet(refers_to(*BOTH), asked(LAME)), "not-applicable"),
    ("nobody answers", sheet(refers_to(*BOTH), asked(silent())), "not-determined"),
    ("the parent is not seen", sheet((DELEGATION, NO_ANSWER), asked(FIRST)), "not-determined"),
    ("the servers are not seen", sheet(refers_to(*BOTH), (SERVERS, NO_ANSWER)), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_what_only_one_of_them_names_is_evidence() -> None:
    evidence = run(sheet(refers_to("ns1.dns.example", "ns3.dns.example"), asked(FIRST, SECOND))).evidence
    assert evidence["only_parent"] == ["ns3.dns.example"]
    assert evidence["only_zone"] == ["ns2.dns.example"]
