"""An agreement covers what it names, until its day, and nothing else."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from weerbaar.scanner.vocabulary.authorisation import read_authorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidAuthorisation
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
DOCUMENT: dict[str, Any] = {
    "granted_by": "Anna, owner of the bakery (fictional)",
    "names": ["bakkerij.example"],
    "addresses": ["198.18.4.0/28", "2001:db8:4::/64"],
    "intrusiveness": "ACTIVE",
    "until": "2026-12-24T00:00:00+01:00",
}


def written(**changes: Any) -> str:
    return json.dumps({**DOCUMENT, **changes})


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
    assert read_authorisation(written()).grants(DomainName(name), NOW) is granted


@pytest.mark.parametrize(
    ("address", "covered"),
    [("198.18.4.15", True), ("198.18.4.16", False), ("2001:db8:4::1", True), ("::ffff:198.18.4.1", False)],
)
def test_only_listed_addresses_are_covered(address: str, covered: bool) -> None:
    assert read_authorisation(written()).covers_address(address, NOW) is covered


def test_after_its_day_it_covers_nothing() -> None:
    agreement = read_authorisation(written())
    late = NOW + timedelta(days=40)
    assert agreement.grants(DomainName("bakkerij.example"), late) is Intrusiveness.PASSIVE
    assert not agreement.covers_address("198.18.4.1", late)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", "$"),
        ("[]", "$"),
        (written(granted_by=" "), "granted_by"),
        (written(names="bakkerij.example"), "names"),
        (written(names=["nl"]), "names"),
        (written(addresses=["198.18.4.1/28"]), "addresses"),
        (written(addresses=["198.18.0.0/15"]), "addresses"),
        (written(addresses=["::/0"]), "addresses"),
        (written(intrusiveness="EVERYTHING"), "intrusiveness"),
        (written(until="2026-12-24"), "until"),
        (written(until="soon"), "until"),
    ],
)
def test_an_odd_document_is_refused_with_its_part(text: str, part: str) -> None:
    with pytest.raises(InvalidAuthorisation) as refusal:
        read_authorisation(text)
    assert refusal.value.part == part
