"""security.txt: fields, addresses and one moment of expiry."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.security_txt import SecurityTxt, parse

EXPIRES = "Expires: 2027-06-30T18:37:07Z\n"
CONTACT = "Contact: mailto:security@bakkerij.example\n"
MOMENT = datetime(2027, 6, 30, 18, 37, 7, tzinfo=UTC)


def test_the_example_of_the_standard_is_read() -> None:
    # RFC 9116, section 2.6, first example.
    text = (
        "# Our security address\nContact: mailto:security@example.com\n\n# Our OpenPGP key\n"
        "Encryption: https://example.com/pgp-key.txt\n\n# Our security policy\n"
        "Policy: https://example.com/security-policy.html\n\n# Our security acknowledgments page\n"
        "Acknowledgments: https://example.com/hall-of-fame.html\n\nExpires: 2021-12-31T18:37:07z\n"
    )
    assert parse(text) == SecurityTxt(("mailto:security@example.com",), datetime(2021, 12, 31, 18, 37, 7, tzinfo=UTC))


def test_a_signature_around_it_is_passed_over() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n- # dash-escaped\n"
        f"{CONTACT}{EXPIRES}-----BEGIN PGP SIGNATURE-----\nVersion: x\n\nabc no field\n-----END PGP SIGNATURE-----\n"
    )
    assert parse(text) == SecurityTxt(("mailto:security@bakkerij.example",), MOMENT)


@pytest.mark.parametrize(
    "text",
    [
        (CONTACT + EXPIRES).replace("\n", "\r\n"),
        (CONTACT + EXPIRES).rstrip("\n"),
        EXPIRES + CONTACT,
        CONTACT.replace("Contact", "CONTACT") + EXPIRES,
        CONTACT + "X-Own-Field: anything goes\n" + EXPIRES,
        CONTACT + "   \n# comment: with colon\n" + EXPIRES,
        CONTACT + "Preferred-Languages: nl, en\n" + EXPIRES,
    ],
)
def test_line_ends_case_order_comments_and_unknown_fields_do_not_matter(text: str) -> None:
    assert parse(text) == SecurityTxt(("mailto:security@bakkerij.example",), MOMENT)


def test_contacts_keep_their_order_of_preference() -> None:
    result = parse(f"{CONTACT}Contact: tel:+31-20-555-0100\nContact: https://bakkerij.example/melden\n{EXPIRES}")
    assert isinstance(result, SecurityTxt)
    assert result.contacts == (
        "mailto:security@bakkerij.example",
        "tel:+31-20-555-0100",
        "https://bakkerij.example/melden",
    )


def test_a_file_without_contact_says_so_by_an_empty_list() -> None:
    assert parse(EXPIRES) == SecurityTxt((), MOMENT)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2027-06-30T18:37:07.123456789Z", MOMENT),
        ("2027-06-30t20:37:07+02:00", MOMENT.astimezone(timezone(timedelta(hours=2)))),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_moments_of_rfc_3339_are_read(value: str, expected: datetime) -> None:
    result = parse(f"{CONTACT}Expires: {value}\n")
    assert isinstance(result, SecurityTxt)
    assert result.expires == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (CONTACT, "no-expires"),
        (CONTACT + EXPIRES + EXPIRES, "expires-twice"),
        (CONTACT + "Expires: next year\n", "expires-is-no-moment"),
        (CONTACT + "Expires: 2027-06-30\n", "expires-is-no-moment"),
        (CONTACT + "Expires: 2027-02-30T00:00:00Z\n", "expires-is-no-moment"),
        (CONTACT + "Expires: Thu, 31 Dec 2026 18:37:07 +0000\n", "expires-is-no-moment"),
        ("Contact: security@bakkerij.example\n" + EXPIRES, "contact-is-no-uri"),
        ("Contact: http://bakkerij.example/melden\n" + EXPIRES, "contact-is-not-https"),
        ("Contact: mailto:a@b.example mailto:c@d.example\n" + EXPIRES, "contact-is-no-uri"),
        (CONTACT + "Policy: our policy\n" + EXPIRES, "policy-is-no-uri"),
        (CONTACT + EXPIRES + "Preferred-Languages: nl\nPreferred-Languages: en\n", "preferred-languages-twice"),
        ("Contact:mailto:a@b.example\n" + EXPIRES, "not-a-field"),
        ("Contact mailto:a@b.example\n" + EXPIRES, "not-a-field"),
        ("\ufeff" + CONTACT + EXPIRES, "not-a-field"),
        (CONTACT + "X: a\x00b\n" + EXPIRES, "not-a-field"),
        ("<!doctype html>\n<html></html>\n", "not-a-field"),
        ("", "no-expires"),
    ],
)
def test_what_breaks_the_grammar_is_malformed(text: str, fault: str) -> None:
    result = parse(text)
    assert isinstance(result, Malformed)
    assert result.fault == fault


def test_the_place_of_the_fault_is_told() -> None:
    result = parse(CONTACT + "oops\n" + EXPIRES)
    assert result == Malformed("oops", len(CONTACT), "not-a-field")


@given(st.text() | st.text(max_size=40).map(lambda value: f"{CONTACT}Expires: {value}\n"))
def test_arbitrary_text_never_raises(text: str) -> None:
    assert isinstance(parse(text), SecurityTxt | Malformed)
