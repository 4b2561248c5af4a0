"""Independent tools are compared fairly, and every difference that was recorded is decided by a paragraph."""

import xml.etree.ElementTree as ElementTree

import pytest

from bench.oracles import checkdmarc, nmap, pyspf
from bench.oracles.__main__ import ORACLES, subject
from bench.oracles.compare import compare
from bench.oracles.decisions import archetype_of, decided, decisions
from bench.oracles.dns_tools import _flags
from bench.oracles.opinion import Opinion, Subject, outcomes, worst
from bench.oracles.page import record, text
from bench.oracles.suites import is_good
from lab.table import companies
from weerbaar.scanner.checks.catalogue import catalogue

CHECK = "web.hsts"


def counted(ours: tuple[str, str], fault: bool, *same: str) -> tuple[int, int, int]:
    """Agreed, disagreed and not determined by us, for one company."""
    found = compare(
        "tool",
        {CHECK: outcomes(*same), "web.csp": outcomes()},
        [Opinion("a.nl", CHECK, fault), Opinion("a.nl", "web.csp", False)],
        {"a.nl": {CHECK: ours, "web.csp": ("present", "PASS")}},
    )
    pair = next((pair for pair in found if pair.check == CHECK), None)
    return (pair.agreed, len(pair.disagreed), pair.unjudged) if pair else (0, 0, 1)


@pytest.mark.parametrize(
    ("ours", "fault", "same", "expected"),
    [
        (("missing", "FAIL"), True, (), (1, 0, 0)),
        (("missing", "FAIL"), False, (), (0, 1, 0)),
        (("long", "PASS"), False, (), (1, 0, 0)),
        (("long", "PASS"), True, (), (0, 1, 0)),
        (("short", "FAIL"), False, ("missing",), (1, 0, 0)),
        (("short", "FAIL"), True, ("missing",), (0, 1, 0)),
        (("not-applicable", "NOT_APPLICABLE"), True, (), (0, 1, 0)),
        (("not-applicable", "NOT_APPLICABLE"), False, (), (1, 0, 0)),
        (("not-determined", "NOT_DETERMINED"), True, (), (0, 0, 1)),
    ],
)
def test_a_verdict_is_compared_with_the_outcomes_that_answer_the_same_question(
    ours: tuple[str, str], fault: bool, same: tuple[str, ...], expected: tuple[int, int, int]
) -> None:
    assert counted(ours, fault, *same) == expected


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", True),
        ("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", True),
        ("TLS_AES_256_GCM_SHA384", True),
        ("TLS_AKE_WITH_AES_128_GCM_SHA256", True),
        ("TLS_AES_128_CCM_8_SHA256", False),
        ("TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8", False),
        ("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", False),
        ("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", False),
        ("TLS_RSA_WITH_AES_128_GCM_SHA256", False),
        ("TLS_ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256", False),
        ("SSL_CK_RC4_128_WITH_MD5", False),
    ],
)
def test_a_suite_is_judged_by_its_name(name: str, good: bool) -> None:
    assert is_good(name) is good


def test_the_worst_of_several_hosts_counts() -> None:
    assert worst("a.nl", CHECK, [(False, "one"), (True, "two")]) == Opinion("a.nl", CHECK, True, "two")
    assert worst("a.nl", CHECK, []) is None


@pytest.mark.parametrize(
    ("result", "words", "faults"),
    [
        ("none", "", {"mail.spf-record"}),
        ("permerror", "SPF Permanent Error: Void lookup limit of 2 exceeded", {"mail.spf-void-lookups"}),
        ("permerror", "SPF Permanent Error: Too many DNS lookups", {"mail.spf-lookups"}),
        ("permerror", "SPF Permanent Error: Unknown mechanism found: ipv4:x", {"mail.spf-syntax"}),
        ("permerror", "SPF Permanent Error: Two or more type TXT spf records found.", {"mail.spf-record"}),
        ("neutral", "", {"mail.spf-all"}),
        ("fail", "", set()),
        ("temperror", "", set()),
    ],
)
def test_pyspf_is_heard_on_what_its_answer_is_about(result: str, words: str, faults: set[str]) -> None:
    assert {opinion.check for opinion in pyspf._judged("a.nl", result, words) if opinion.fault} == faults


def test_nmap_says_which_versions_suites_and_order_a_server_has() -> None:
    script = ElementTree.fromstring(
        "<script id='ssl-enum-ciphers'><table key='TLSv1.0'><table key='ciphers'><table>"
        "<elem key='name'>TLS_RSA_WITH_RC4_128_SHA</elem></table></table>"
        "<table key='compressors'><elem>NULL</elem></table></table>"
        "<table key='TLSv1.2'><elem key='cipher preference'>client</elem></table></script>"
    )
    said = {opinion.check: opinion.fault for opinion in nmap._of_ciphers("a.nl", script)}
    assert said == {
        "tls.protocol-versions": True,
        "tls.ciphers": True,
        "tls.cipher-order": True,
        "tls.compression": False,
    }


def test_checkdmarc_is_heard_on_a_policy_that_only_watches() -> None:
    tags = {"p": {"value": "none"}, "sp": {"value": "none"}, "np": {"value": "none"}, "rua": {"value": [{}]}}
    said = checkdmarc._dmarc({"dmarc": {"tags": tags, "warnings": []}})
    assert {check for check, (fault, _) in said.items() if fault} == {"mail.dmarc-policy"}


def test_flags_count_only_in_an_answer() -> None:
    assert " aa " in _flags(";; ->>HEADER<<- status: NOERROR;\n;; Flags: qr aa rd; QUERY: 1")
    assert _flags(";; ->>HEADER<<- status: REFUSED;\n;; Flags: qr aa rd; QUERY: 1") == ""


def test_tools_are_not_led_to_private_addresses() -> None:
    private = [subject(company) for company in companies() if company.archetype.id.startswith("private")]
    assert len(private) > 3
    assert [one for one in private if one.web and one.domain != "private-mx-0001.nl"] == []
    assert next(one for one in private if one.domain == "private-mx-0001.nl") == Subject("private-mx-0001.nl", True, ())


def test_every_tool_speaks_of_checks_by_their_ids() -> None:
    assert [check for oracle in ORACLES for check in oracle.COVERS if check not in catalogue()] == []


def test_every_recorded_difference_is_decided_and_every_decision_is_of_one() -> None:
    rows = [(pair["oracle"], pair["check"], row["domain"]) for pair in record()["pairs"] for row in pair["disagreed"]]
    assert [row for row in rows if decided(*row) is None] == []
    used = {(oracle, check, archetype_of(domain)) for oracle, check, domain in rows}
    stated = {(one.oracle, one.check, archetype) for one in decisions() for archetype in one.archetypes}
    assert stated - used == set()
    assert {one.right for one in decisions()} <= {"ours", "theirs", "both"}


def test_two_tools_or_more_speak_of_each_area() -> None:
    by_area: dict[str, set[str]] = {}
    for pair in record()["pairs"]:
        by_area.setdefault(pair["check"].partition(".")[0], set()).add(pair["oracle"])
    assert {area for area, tools in by_area.items() if len(tools) > 1} >= {"dns", "mail", "tls", "web"}


def test_the_page_names_each_tool_with_its_version() -> None:
    for name, version in record()["versions"].items():
        assert f"{name} {version}" in text()
