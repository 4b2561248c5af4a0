import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner.parsers.growth import growth
from weerbaar.scanner.parsers.dmarc import DmarcPolicy, DmarcRecord, is_dmarc, parse, resembles_dmarc
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.report_uri import ReportUri

RUA = "rua=mailto:d@bakkerij.example"


def record(text: str) -> DmarcRecord:
    found = parse(text)
    assert isinstance(found, DmarcRecord), found
    return found


def test_a_full_record_is_read() -> None:
    found = record(
        "v=DMARC1; p=reject; sp=quarantine; np=none; adkim=s; aspf=r; fo=d:s; t=y; psd=n;"
        " rua=mailto:a@bakkerij.example,mailto:b@reports.example; ruf=mailto:c@bakkerij.example"
    )
    assert found == DmarcRecord(
        policy=DmarcPolicy.REJECT,
        subdomains=DmarcPolicy.QUARANTINE,
        new_names=DmarcPolicy.NONE,
        testing=True,
        psd="n",
        rua=(
            ReportUri("mailto:a@bakkerij.example", "mailto", "bakkerij.example"),
            ReportUri("mailto:b@reports.example", "mailto", "reports.example"),
        ),
        policy_fault=None,
        ignored=(),
    )


@pytest.mark.parametrize(
    "text",
    ["v=DMARC1;p=none", "V = DMARC1 ; P = NONE ;", "v=DMARC1; p=none;", "v=DMARC1;\tp=none", "v=DMARC1;p=none ; "],
)
def test_spaces_and_the_case_of_names_and_policies_do_not_matter(text: str) -> None:
    assert record(text).policy is DmarcPolicy.NONE
    assert record(text).ignored == ()


def test_subdomains_and_new_names_follow_the_domain_when_nothing_else_is_said() -> None:
    assert record("v=DMARC1; p=reject").for_subdomains is DmarcPolicy.REJECT
    assert record("v=DMARC1; p=reject").for_new_names is DmarcPolicy.REJECT
    assert record("v=DMARC1; p=reject; sp=none").for_new_names is DmarcPolicy.NONE
    assert record("v=DMARC1; p=reject; np=none").for_subdomains is DmarcPolicy.REJECT


def test_a_policy_may_be_left_out_when_reports_are_asked_for_and_then_means_none() -> None:
    found = record(f"v=DMARC1; {RUA}")
    assert found.policy is DmarcPolicy.NONE
    assert found.policy_fault is None


@pytest.mark.parametrize("tag", ["p=rejct", "p=", "p=reject; sp=open", "p=reject; np=nothing", "p=reject rua"])
def test_a_wrong_policy_counts_as_none_when_reports_are_asked_for(tag: str) -> None:
    found = record(f"v=DMARC1; {tag}; {RUA}")
    assert (found.policy, found.subdomains, found.new_names) == (DmarcPolicy.NONE, None, None)
    assert found.policy_fault is not None and found.policy_fault.fault == "policy"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("v=DMARC1; p=rejct; rua=d@bakkerij.example", "policy"),
        ("v=DMARC1; p=reject; sp=open", "policy"),
        ("v=DMARC1", "no-policy"),
        ("v=DMARC1; rua=d@bakkerij.example", "no-policy"),
        ("v=DMARC1; p=reject; p=none", "repeated-tag"),
        ("v=DMARC1; v=DMARC1; p=reject", "repeated-tag"),
        ("v=dmarc1; p=reject", "no-version"),
        ("v=DMARC1 p=reject", "no-version"),
        ("v=DMARC2; p=reject", "no-version"),
        (" v=DMARC1; p=reject", "no-version"),
        ("p=reject; v=DMARC1", "no-version"),
        ("", "no-version"),
    ],
)
def test_what_a_receiver_does_nothing_with_is_malformed(text: str, fault: str) -> None:
    found = parse(text)
    assert isinstance(found, Malformed) and found.fault == fault


@pytest.mark.parametrize(
    ("tag", "fault"),
    [
        ("adkim=strict", "value"),
        ("t=yes", "value"),
        ("fo=1:d", "value"),
        ("psd=maybe", "value"),
        ("nonsense", "tag"),
        ("=x", "tag"),
        ("caf\u00e9=x", "tag"),
        ("rua=d@bakkerij.example", "no-scheme"),
        ("rua=", "no-scheme"),
    ],
)
def test_other_faults_are_ignored_by_receivers_and_named(tag: str, fault: str) -> None:
    found = record(f"v=DMARC1; p=reject; {tag}")
    assert found.policy is DmarcPolicy.REJECT
    assert [ignored.fault for ignored in found.ignored] == [fault]


def test_unknown_and_removed_tags_are_ignored() -> None:
    found = record("v=DMARC1; p=reject; pct=20; rf=afrf; ri=86400; colour=blue")
    assert found == record("v=DMARC1; p=reject")


def test_a_size_limit_on_an_address_is_ignored() -> None:
    assert record("v=DMARC1; p=none; rua=mailto:d@bakkerij.example!10m").rua == record(f"v=DMARC1; p=none; {RUA}").rua


def test_one_wrong_address_does_not_spoil_the_other() -> None:
    found = record("v=DMARC1; p=none; rua=d@bakkerij.example, mailto:d@bakkerij.example")
    assert [uri.text for uri in found.rua] == ["mailto:d@bakkerij.example"]
    assert [ignored.text for ignored in found.ignored] == ["d@bakkerij.example"]


@pytest.mark.parametrize(
    ("text", "counts", "resembles"),
    [
        ("v=DMARC1; p=none", True, True),
        ("v=DMARC1", True, True),
        ("v=DMARC1 p=none", False, True),
        ("v=dmarc1; p=none", False, True),
        ("  V = DMARC1; p=none", False, True),
        ("v=spf1 -all", False, False),
        ("DMARC1", False, False),
    ],
)
def test_a_record_that_almost_counts_is_recognised(text: str, counts: bool, resembles: bool) -> None:
    assert (is_dmarc(text), resembles_dmarc(text)) == (counts, resembles)


@given(st.text())
def test_no_text_makes_the_parser_raise(text: str) -> None:
    parse(text)
    parse("v=DMARC1;" + text)
    parse("v=DMARC1; rua=" + text)


@pytest.mark.parametrize("piece", [" ", "a", ";", "=", "p=none;", "mailto:a@b.nl,", "\t", "!1"])
@pytest.mark.parametrize("end", ["", "\x00"])
def test_time_grows_with_the_text_and_no_faster(piece: str, end: str) -> None:
    assert growth(parse, lambda times: "v=DMARC1; rua=" + piece * times + end) < 50
