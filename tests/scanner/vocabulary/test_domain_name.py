"""What counts as the name of a domain, and what is said of everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName, NameFault


@pytest.mark.parametrize(
    ("typed", "ascii_name"),
    [
        ("bakkerij.nl", "bakkerij.nl"),
        ("  Bakkerij.NL ", "bakkerij.nl"),
        ("bakkerij.nl.", "bakkerij.nl"),
        ("www.bakkerij.co.uk", "www.bakkerij.co.uk"),
        ("café-müller.nl", "xn--caf-mller-d4a5s.nl"),
        ("straße.de", "xn--strae-oqa.de"),
        ("a" * 63 + ".nl", "a" * 63 + ".nl"),
    ],
)
def test_a_name_becomes_lower_case_ascii_without_the_final_dot(typed: str, ascii_name: str) -> None:
    assert DomainName.parse(typed).ascii == ascii_name


@pytest.mark.parametrize(
    ("typed", "fault", "suggestion"),
    [
        ("", NameFault.EMPTY, ""),
        ("   ", NameFault.EMPTY, ""),
        ("192.0.2.1", NameFault.IS_ADDRESS, ""),
        ("2001:db8::1", NameFault.IS_ADDRESS, ""),
        ("[2001:db8::1]", NameFault.IS_ADDRESS, ""),
        ("http://192.0.2.1/x", NameFault.IS_ADDRESS, ""),
        ("https://www.bakkerij.nl/contact?x=1", NameFault.IS_URL, "www.bakkerij.nl"),
        ("bakkerij.nl/contact", NameFault.IS_URL, "bakkerij.nl"),
        ("bakkerij.nl:8443", NameFault.IS_URL, "bakkerij.nl"),
        ("https://[broken", NameFault.IS_URL, ""),
        ("info@bakkerij.nl", NameFault.IS_EMAIL, "bakkerij.nl"),
        ("info@", NameFault.IS_EMAIL, ""),
        ("bakkerij", NameFault.NO_DOT, ""),
        ("nl", NameFault.NO_DOT, ""),
        ("co.uk", NameFault.PUBLIC_SUFFIX, ""),
        ("bakkerij..nl", NameFault.EMPTY_LABEL, ""),
        (".nl", NameFault.EMPTY_LABEL, ""),
        ("a" * 64 + ".nl", NameFault.LABEL_TOO_LONG, ""),
        (".".join(["a" * 60] * 5) + ".nl", NameFault.TOO_LONG, ""),
        ("a" * 3000, NameFault.TOO_LONG, ""),
        ("-bakkerij.nl", NameFault.BAD_CHARACTER, ""),
        ("bak_kerij.nl", NameFault.BAD_CHARACTER, ""),
        ("bak kerij.nl", NameFault.BAD_CHARACTER, ""),
        ("bakkerij.123", NameFault.BAD_CHARACTER, ""),
        ("bak\x00kerij.nl", NameFault.BAD_CHARACTER, ""),
    ],
)
def test_something_else_is_refused_with_its_fault_and_a_guess(typed: str, fault: NameFault, suggestion: str) -> None:
    with pytest.raises(InvalidDomainName) as refusal:
        DomainName.parse(typed)
    assert (refusal.value.fault, refusal.value.suggestion) == (fault, suggestion)


@given(st.text(max_size=400))
def test_any_text_is_a_name_or_a_refusal_and_never_a_crash(typed: str) -> None:
    try:
        name = DomainName.parse(typed)
    except InvalidDomainName:
        return
    assert name.ascii.isascii()
    assert len(name.ascii) <= 253
    assert DomainName.parse(name.ascii) == name


def test_an_internationalised_name_is_shown_as_its_owner_writes_it() -> None:
    assert DomainName.parse("CAFÉ.nl").display == "café.nl"


def test_a_label_that_is_no_valid_punycode_is_shown_as_it_is() -> None:
    assert DomainName("xn--a-.nl").display == "xn--a-.nl"


def test_the_registrable_part_follows_the_public_suffix_list() -> None:
    assert DomainName.parse("www.shop.example.co.uk").registrable == DomainName("example.co.uk")
