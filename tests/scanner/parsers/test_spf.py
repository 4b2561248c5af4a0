import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.spf import Lookup, Mechanism, Modifier, Qualifier, SpfRecord, is_spf, parse

VALID = [
    # the records of appendix A of RFC 7208
    "v=spf1 +all",
    "v=spf1 a -all",
    "v=spf1 a:example.org -all",
    "v=spf1 mx -all",
    "v=spf1 mx:example.org -all",
    "v=spf1 mx mx:example.org -all",
    "v=spf1 mx/30 mx:example.org/30 -all",
    "v=spf1 ptr -all",
    "v=spf1 ip4:192.0.2.128/28 -all",
    "v=spf1 include:example.com include:example.net -all",
    "v=spf1 redirect=example.org",
    "v=spf1 mx -exists:%{ir}.sbl.example.org ?all",
    # and the corners of its grammar
    "v=spf1",
    "v=spf1   ",
    "V=SPF1 MX Include:Example.COM -ALL",
    "v=spf1 a/24//64 mx:mail.example.nl//48 a//128 -all",
    "v=spf1 ip6:2001:db8::/32 ip6:::ffff:192.0.2.1 ip4:0.0.0.0/0 -all",
    "v=spf1 a:foo:bar/baz.example.com -all",
    "v=spf1 a:example.nl. a:xn--caf-dma.xn--p1ai a:example.1-2 -all",
    "v=spf1 include:%{d2}.spf.example.com exists:%{l1r-}.%{i}._spf.%{d} exists:%{h}%% -all",
    "v=spf1 exp=explain._spf.%{d} redirect=_spf.%{d}",
    "v=spf1 moo.cow-far_out=man:dog/cat ip4=192.0.2.1 x=%{c} -all",
    "v=spf1 mx ptr:example.nl -all",
]

MALFORMED = [
    ("v=spf10 -all", "no-version"),
    ("v=spf1; -all", "no-version"),
    (" v=spf1 -all", "no-version"),
    ("v=spf1\t-all", "no-version"),
    ("spf2.0/pra -all", "no-version"),
    ("", "no-version"),
    ("v=spf1 ipv4:192.0.2.1 -all", "unknown-mechanism"),
    ("v=spf1 moo -all", "unknown-mechanism"),
    ("v=spf1 a -all;", "unknown-mechanism"),
    ("v=spf1 - all", "unknown-mechanism"),
    ("v=spf1 --all", "unknown-mechanism"),
    ("v=spf1 mx\t-all", "unknown-mechanism"),
    ("v=spf1 redirect:example.nl", "unknown-mechanism"),
    ("v=spf1 -redirect=example.nl", "unknown-mechanism"),
    ("v=spf1 -all=nothing", "unknown-mechanism"),
    ("v=spf1 192.0.2.1 -all", "unknown-mechanism"),
    ("v=spf1 -all:example.nl", "argument"),
    ("v=spf1 -all/8", "argument"),
    ("v=spf1 include -all", "domain"),
    ("v=spf1 include: -all", "domain"),
    ("v=spf1 include:example.nl/24 -all", "domain"),
    ("v=spf1 include=example.nl exists -all", "domain"),
    ("v=spf1 a: -all", "domain"),
    ("v=spf1 a:/24 -all", "domain"),
    ("v=spf1 a:museum -all", "domain"),
    ("v=spf1 a:192.0.2.1 -all", "domain"),
    ("v=spf1 a:example.com:8080 -all", "domain"),
    ("v=spf1 a:example.-com -all", "domain"),
    ("v=spf1 a:exampel.c\u00f6m -all", "domain"),
    ("v=spf1 a:exampel.\u212aom -all", "domain"),
    ("v=spf1 mx:example.nl/ -all", "domain"),
    ("v=spf1 a:example.nl///64 -all", "domain"),
    ("v=spf1 ptr:", "domain"),
    ("v=spf1 ptr/24", "domain"),
    ("v=spf1 exists:%{c}.example.nl", "domain"),
    ("v=spf1 exists:%{d0}.example.nl", "domain"),
    ("v=spf1 exists:%{d2.example.nl", "domain"),
    ("v=spf1 exists:%(d).example.nl", "domain"),
    ("v=spf1 exists:%{q}.example.nl", "domain"),
    ("v=spf1 exists:example%", "domain"),
    ("v=spf1 redirect=", "domain"),
    ("v=spf1 exp=nl", "domain"),
    ("v=spf1 ip4:192.0.2 -all", "address"),
    ("v=spf1 ip4:192.0.2.01 -all", "address"),
    ("v=spf1 ip4:2001:db8::1 -all", "address"),
    ("v=spf1 ip4:mail.example.nl -all", "address"),
    ("v=spf1 ip4 -all", "address"),
    ("v=spf1 ip6:fe80::1%eth0 -all", "address"),
    ("v=spf1 ip6:192.0.2.1 -all", "address"),
    ("v=spf1 ip4:192.0.2.1/33 -all", "prefix-length"),
    ("v=spf1 ip4:192.0.2.1/ -all", "prefix-length"),
    ("v=spf1 ip4:192.0.2.1/08 -all", "prefix-length"),
    ("v=spf1 ip4:192.0.2.1//32 -all", "prefix-length"),
    ("v=spf1 ip6:2001:db8::/129 -all", "prefix-length"),
    ("v=spf1 a/33 -all", "prefix-length"),
    ("v=spf1 mx//129 -all", "prefix-length"),
    ("v=spf1 moo=%{a} -all", "modifier"),
    ("v=spf1 moo=50% -all", "modifier"),
    ("v=spf1 redirect=a.nl redirect=a.nl", "repeated-modifier"),
    ("v=spf1 exp=a.nl EXP=b.nl", "repeated-modifier"),
]


def record(text: str) -> SpfRecord:
    found = parse(text)
    assert isinstance(found, SpfRecord), found
    return found


@pytest.mark.parametrize("text", VALID)
def test_a_record_that_follows_the_grammar_is_read(text: str) -> None:
    assert isinstance(parse(text), SpfRecord)


@pytest.mark.parametrize(("text", "fault"), MALFORMED)
def test_a_record_that_does_not_follow_the_grammar_is_malformed(text: str, fault: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed) and found.fault == fault, found


def test_the_place_of_the_fault_is_the_term() -> None:
    assert parse("v=spf1  mx ipv4:192.0.2.1 -all") == Malformed("ipv4:192.0.2.1", 11, "unknown-mechanism")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("v=spf1", True),
        ("v=spf1 -all", True),
        ("V=SPF1 -all", True),
        ("v=spf10", False),
        ("v=spf1-all", False),
        ("v=spf", False),
    ],
)
def test_a_text_is_spf_when_its_version_stands_alone(text: str, expected: bool) -> None:
    assert is_spf(text) is expected


def test_terms_are_taken_apart() -> None:
    assert record("v=spf1 a:Mail.example.nl/24//64 ~ip4:192.0.2.0/25 exp=x.nl ?all").terms == (
        Mechanism("a:Mail.example.nl/24//64", Qualifier.PASS, "a", "Mail.example.nl", ip4_prefix=24, ip6_prefix=64),
        Mechanism("~ip4:192.0.2.0/25", Qualifier.SOFTFAIL, "ip4", network="192.0.2.0", ip4_prefix=25),
        Modifier("exp=x.nl", "exp", "x.nl"),
        Mechanism("?all", Qualifier.NEUTRAL, "all"),
    )


def test_nothing_counts_after_the_first_all() -> None:
    found = record("v=spf1 mx -all +all a:late.example.nl redirect=other.nl")
    assert found.all is Qualifier.FAIL
    assert found.redirect is None
    assert [mechanism.text for mechanism in found.directives] == ["mx", "-all"]
    assert found.lookups("example.nl") == (Lookup("mx", "MX", "example.nl"),)


def test_a_redirect_decides_when_there_is_no_all_wherever_it_stands() -> None:
    found = record("v=spf1 redirect=Other.nl. mx")
    assert found.all is None
    assert found.redirect == Modifier("redirect=Other.nl.", "redirect", "Other.nl.")
    assert found.lookups("example.nl")[-1] == Lookup("redirect=Other.nl.", "TXT", "other.nl")


def test_six_kinds_of_terms_ask_the_dns_and_a_macro_leaves_the_name_open() -> None:
    found = record("v=spf1 a mx:m.nl. ptr exists:%{i}.x.nl include:%{d}.y.nl ip4:192.0.2.1 redirect=r.nl")
    assert [(lookup.rdtype, lookup.name) for lookup in found.lookups("example.nl")] == [
        ("A", "example.nl"),
        ("MX", "m.nl"),
        ("PTR", ""),
        ("A", ""),
        ("TXT", ""),
        ("TXT", "r.nl"),
    ]


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    assert isinstance(parse(text), SpfRecord | Malformed)
    assert isinstance(parse("v=spf1 " + text), SpfRecord | Malformed)


@given(
    st.lists(st.sampled_from([*"-+~?:/%{}=. \\", "mx", "a", "all", "ip4", "ip6", "include", "1", "//", "%{d}", "nl"]))
)
def test_no_heap_of_pieces_makes_the_parser_raise(pieces: list[str]) -> None:
    assert isinstance(parse("v=spf1 " + "".join(pieces)), SpfRecord | Malformed)


@pytest.mark.parametrize("piece", ["a", "1-", "/1", "//1", "%{d}", "%{d", "%%", ".", " mx", "=", ":"])
def test_ten_times_the_text_does_not_take_a_hundred_times_the_time(piece: str) -> None:
    assert growth(parse, lambda times: "v=spf1 a:" + piece * times) < 50
