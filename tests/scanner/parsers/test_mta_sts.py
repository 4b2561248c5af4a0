import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.mta_sts import Mode, MtaStsPolicy, parse_policy, parse_record

# RFC 8461, section 3.2
EXAMPLE = "version: STSv1\nmode: enforce\nmx: mail.example.com\nmx: *.example.net\nmx: backupmx.example.com\nmax_age: 604800\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=STSv1; id=20160831085700Z;", "20160831085700Z"),  # RFC 8461, section 3.1
        ("v=STSv1;id=a", "a"),
        ("v=STSv1 ; ext.1=x:y ; id=1", "1"),
        ("v=STSv1; id=1; id=2", "1"),
    ],
)
def test_the_id_of_a_record_is_read(text: str, expected: str) -> None:
    assert parse_record(text) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("v=STSv1", "no-fields"),
        ("v=STSv1;", "no-fields"),
        ("v=STSv1; ext=1", "no-id"),
        ("v=STSv1; id=2026-01-01", "id"),
        ("v=STSv1; id=" + "1" * 33, "id"),
        ("v=STSv1; id=", "field"),
        ("v=STSv1; id", "field"),
        ("v=STSv1; id = 1", "field"),
        ("v=STSv1; id=1; x=a b", "value"),
        ("v=STSv1;; id=1", "field"),
        ("v=stsv1; id=1", "no-version"),
        ("v=STSv1 id=1", "no-version"),
        ("id=1; v=STSv1", "no-version"),
    ],
)
def test_a_record_outside_the_grammar_is_malformed(text: str, fault: str) -> None:
    found = parse_record(text)
    assert isinstance(found, Malformed) and found.fault == fault, found


def test_the_example_of_the_standard_is_read_with_either_line_ending() -> None:
    expected = MtaStsPolicy(Mode.ENFORCE, 604800, ("mail.example.com", "*.example.net", "backupmx.example.com"))
    assert parse_policy(EXAMPLE) == expected
    assert parse_policy(EXAMPLE.replace("\n", "\r\n")) == expected
    assert parse_policy(EXAMPLE.removesuffix("\n")) == expected


def test_order_does_not_matter_and_unknown_keys_are_ignored_and_first_keys_win() -> None:
    text = "max_age:60\nmode:none\ncolour: blue\nversion:STSv1\nmode: enforce\n"
    assert parse_policy(text) == MtaStsPolicy(Mode.NONE, 60, ())


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("version: STSv1", "version: STSv2", "version"),
        ("version: STSv1\n", "", "version"),
        ("mode: enforce", "mode: Enforce", "mode"),
        ("mode: enforce", "mode: report", "mode"),
        ("mode: enforce\n", "", "mode"),
        ("max_age: 604800", "max_age: a week", "max-age"),
        ("max_age: 604800", "max_age: 31557601", "max-age"),
        ("max_age: 604800", "max_age: -1", "max-age"),
        ("max_age: 604800\n", "", "max-age"),
        ("mx: mail.example.com", "mx: mail_1.example.com", "mx"),
        ("mx: mail.example.com", "mx: mail.*.example.com", "mx"),
        ("mx: mail.example.com", "mx: .example.com", "mx"),
        ("mx: mail.example.com", "mx:", "mx"),
        ("version: STSv1", "<html>", "line"),
        ("version: STSv1", "version STSv1", "line"),
    ],
)
def test_a_policy_outside_the_grammar_is_malformed(old: str, new: str, fault: str) -> None:
    found = parse_policy(EXAMPLE.replace(old, new))
    assert isinstance(found, Malformed) and found.fault == fault, found


def test_a_policy_that_asks_something_needs_a_mail_host() -> None:
    assert parse_policy("version: STSv1\nmode: testing\nmax_age: 60\n") == Malformed("", 0, "no-mx")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("mail.example.com", True),
        ("MAIL.example.com.", True),
        ("a.example.net", True),
        ("example.net", False),
        ("b.a.example.net", False),
        ("other.example.com", False),
        ("", False),
    ],
)
def test_a_star_stands_for_one_label(host: str, expected: bool) -> None:
    policy = parse_policy(EXAMPLE)
    assert isinstance(policy, MtaStsPolicy)
    assert policy.covers(host) is expected


@given(st.text())
def test_no_text_makes_the_parsers_raise(text: str) -> None:
    parse_record(text)
    parse_record("v=STSv1;" + text)
    parse_policy(text)
    parse_policy(EXAMPLE + text)


@pytest.mark.parametrize("piece", [" ", "a", "\n", ":", "mx: a.nl\n", "a.", "a-", "x:y\n"])
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert growth(parse_policy, lambda times: "mx: " + piece * times + "!") < 50
    assert growth(parse_record, lambda times: "v=STSv1;" + piece * times + "!") < 50
