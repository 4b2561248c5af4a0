"""A large mail provider is known by the ends of the names of its mail hosts."""

import pytest

from weerbaar.scanner.parsers import spf
from weerbaar.scanner.parsers.mail_vendors import known, vendor_of, vendor_of_all
from weerbaar.scanner.parsers.malformed import Malformed


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("bakkerij-nl.mail.protection.outlook.com", "Microsoft 365"),
        ("bakkerij-nl.p-v1.mx.microsoft", "Microsoft 365"),
        ("alt2.aspmx.l.google.com", "Google Workspace"),
        ("smtp.google.com", "Google Workspace"),
        ("aspmx2.googlemail.com", "Google Workspace"),
        ("notsmtp.google.com", None),
        ("mail.protection.outlook.com.thief.example", None),
        ("mx.bakkerij.example", None),
        ("", None),
    ],
)
def test_a_host_is_of_whose_name_it_ends_in(host: str, name: str | None) -> None:
    found = vendor_of(host)
    assert (found.name if found else None) == name


def test_hosts_of_two_parties_are_of_neither() -> None:
    assert vendor_of_all(["smtp.google.com", "mx.bakkerij.example"]) is None
    assert vendor_of_all([]) is None


def test_each_names_its_senders_by_a_term_that_can_be_read() -> None:
    for vendor in known():
        assert not isinstance(spf.parse(f"v=spf1 {vendor.spf} ~all"), Malformed)
