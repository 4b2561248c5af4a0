"""An agreement is read from TOML, or refused with the line and the part that is odd."""

import ipaddress
from datetime import datetime, timedelta, timezone

import pytest

from weerbaar.scanner.vocabulary.authorisation_file import read_authorisation
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import AuthorisationFault, InvalidAuthorisation
from weerbaar.scanner.vocabulary.intrusiveness import Intrusiveness

DOCUMENT = """\
# Signed on paper; the original is in the archive.
granted_by = "Anna, owner of the bakery (fictional)"
names = [
    "bakkerij.example",
    "bakkerij.test",
]
addresses = ["198.18.4.0/28", "2001:db8:4::/64"]
intrusiveness = "ACTIVE"
until = 2026-12-24T00:00:00+01:00
"""


def test_every_part_is_read() -> None:
    agreement = read_authorisation(DOCUMENT)
    assert agreement.granted_by == "Anna, owner of the bakery (fictional)"
    assert agreement.names == (DomainName("bakkerij.example"), DomainName("bakkerij.test"))
    assert agreement.addresses == (ipaddress.ip_network("198.18.4.0/28"), ipaddress.ip_network("2001:db8:4::/64"))
    assert agreement.intrusiveness is Intrusiveness.ACTIVE
    assert agreement.until == datetime(2026, 12, 24, tzinfo=timezone(timedelta(hours=1)))


def test_the_moment_may_be_a_text() -> None:
    text = DOCUMENT.replace("2026-12-24T00:00:00+01:00", '"2026-12-24T00:00:00+01:00"')
    assert read_authorisation(text).until == read_authorisation(DOCUMENT).until


@pytest.mark.parametrize(
    ("old", "new", "fault", "part", "line"),
    [
        ("names = [", "names = ", AuthorisationFault.NOT_TOML, "$", 3),
        ('granted_by = "Anna, owner of the bakery (fictional)"\n', "", AuthorisationFault.NO_TEXT, "granted_by", 1),
        ("Anna, owner of the bakery (fictional)", " ", AuthorisationFault.NO_TEXT, "granted_by", 2),
        ("bakkerij.test", "nl", AuthorisationFault.NOT_A_NAME, "names", 5),
        ("bakkerij.test", "http://bakkerij.test/", AuthorisationFault.NOT_A_NAME, "names", 5),
        ('["198.18.4.0/28", "2001:db8:4::/64"]', '"198.18.4.0/28"', AuthorisationFault.NO_LIST, "addresses", 7),
        ("198.18.4.0/28", "198.18.4.1/28", AuthorisationFault.NOT_A_NETWORK, "addresses", 7),
        ("198.18.4.0/28", "198.18.0.0/15", AuthorisationFault.TOO_LARGE, "addresses", 7),
        ("2001:db8:4::/64", "::/0", AuthorisationFault.TOO_LARGE, "addresses", 7),
        ("ACTIVE", "EVERYTHING", AuthorisationFault.NOT_A_LEVEL, "intrusiveness", 8),
        ("2026-12-24T00:00:00+01:00", "2026-12-24", AuthorisationFault.NOT_A_MOMENT, "until", 9),
        ("2026-12-24T00:00:00+01:00", "2026-12-24T00:00:00", AuthorisationFault.NO_ZONE, "until", 9),
        ("2026-12-24T00:00:00+01:00", '"soon"', AuthorisationFault.NOT_A_MOMENT, "until", 9),
        ("intrusiveness", "intrusivenes", AuthorisationFault.UNKNOWN_KEY, "intrusivenes", 8),
    ],
)
def test_an_odd_document_is_refused_with_its_part_and_its_line(
    old: str, new: str, fault: AuthorisationFault, part: str, line: int
) -> None:
    with pytest.raises(InvalidAuthorisation) as refusal:
        read_authorisation(DOCUMENT.replace(old, new))
    assert (refusal.value.fault, refusal.value.part, refusal.value.line) == (fault, part, line)
