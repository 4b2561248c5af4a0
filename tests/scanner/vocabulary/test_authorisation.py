"""An agreement covers what it names, until its day, and nothing else."""

import ipaddress
from datetime import UTC, datetime, timedelta

import pytest

from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
AGREEMENT = ScanAuthorisation(
    "Anna, owner of the bakery (fictional)",
    (DomainName("bakkerij.example"),),
    (ipaddress.ip_network("198.18.4.0/28"), ipaddress.ip_network("2001:db8:4::/64")),
    Intrusiveness.ACTIVE,
    NOW + timedelta(days=30),
)


@pytest.mark.parametrize(
    ("name", "granted"),
    [
        ("bakkerij.example", Intrusiveness.ACTIVE),
        ("www.bakkerij.example", Intrusiveness.ACTIVE),
        ("slager.example", Intrusiveness.PASSIVE),
        ("grotebakkerij.example", Intrusiveness.PASSIVE),
    ],
)
def test_a_name_and_what_lies_below_it_is_covered(name: str, granted: Intrusiveness) -> None:
    assert AGREEMENT.grants(DomainName(name), NOW) is granted


@pytest.mark.parametrize(
    ("address", "covered"),
    [("198.18.4.15", True), ("198.18.4.16", False), ("2001:db8:4::1", True), ("::ffff:198.18.4.1", False)],
)
def test_only_listed_addresses_are_covered(address: str, covered: bool) -> None:
    assert AGREEMENT.covers_address(address, NOW) is covered


def test_after_its_day_it_covers_nothing() -> None:
    late = NOW + timedelta(days=40)
    assert AGREEMENT.grants(DomainName("bakkerij.example"), late) is Intrusiveness.PASSIVE
    assert not AGREEMENT.covers_address("198.18.4.1", late)
