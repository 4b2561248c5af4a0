"""A list of who is never measured: names with what lies below, and addresses."""

import ipaddress

import pytest

from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidOptOut
from weerbaar.scanner.vocabulary.opt_out import covers_address, read_opt_out

LIST = """\
# who asked
Bakkerij.example   # by letter
winkel.slager.example

192.0.2.0/24
2001:db8:4::1
"""


@pytest.mark.parametrize(
    ("name", "covered"),
    [
        ("bakkerij.example", True),
        ("www.bakkerij.example", True),
        ("grotebakkerij.example", False),
        ("winkel.slager.example", True),
        ("slager.example", False),
    ],
)
def test_a_name_covers_itself_and_what_lies_below(name: str, covered: bool) -> None:
    assert read_opt_out(LIST).covers(DomainName(name)) is covered


@pytest.mark.parametrize(
    ("address", "covered"),
    [
        ("192.0.2.77", True),
        ("::ffff:192.0.2.77", True),
        ("192.0.3.1", False),
        ("2001:db8:4::1", True),
        ("2001:db8:4::2", False),
    ],
)
def test_an_address_is_covered_by_its_network(address: str, covered: bool) -> None:
    assert covers_address(read_opt_out(LIST).addresses, address) is covered


@pytest.mark.parametrize("line", ["192.0.2.1/24", "geen naam", "nl", "http://bakkerij.example/"])
def test_a_line_that_is_neither_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(InvalidOptOut) as refusal:
        read_opt_out(f"bakkerij.example\n\n{line}\n")
    assert (refusal.value.line, refusal.value.text) == (3, line)


def test_networks_are_kept_in_their_order() -> None:
    assert read_opt_out(LIST).addresses == (
        ipaddress.ip_network("192.0.2.0/24"),
        ipaddress.ip_network("2001:db8:4::1/128"),
    )
