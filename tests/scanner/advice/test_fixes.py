"""Fixes are written for this domain, keep what it has, and follow the grammar that they are judged by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scanner import certificates
from tests.scanner.checks.dns.builders import NOW, answer, host, sheet
from weerbaar.scanner.advice.fixes import Fix, fixes
from weerbaar.scanner.advice.fixes import _data as data
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts import mail, tls
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers import caa, dmarc, mta_sts, security_txt, spf, tls_rpt, tlsa
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.status import Status

DOMAIN = "bakkerij.example"


def finding(key: str) -> Finding:
    check, _, outcome = key.partition("/")
    return Finding(check, outcome)


def only(key: str, facts: FactSheet) -> Fix:
    (fix,) = fixes(finding(key), facts)
    return fix


def with_spf(*records: str, mx: tuple[str, ...] = ("10 mx.bakkerij.example",)) -> FactSheet:
    lookups = mail.SpfLookups(answer("TXT", "unrelated", *records), {})
    return sheet((mail.SPF, Observed(lookups, NOW)), (mail.MX, Observed(answer("MX", *mx), NOW)))


def with_dmarc(record: str) -> FactSheet:
    lookups = mail.DmarcLookups((answer("TXT", record, name=f"_dmarc.{DOMAIN}"),), {})
    return sheet((mail.DMARC, Observed(lookups, NOW)))


@pytest.mark.parametrize(
    ("key", "facts", "value"),
    [
        ("mail.spf-record/missing", with_spf(), "v=spf1 mx ~all"),
        ("mail.spf-record/missing", with_spf(mx=("0 .",)), "v=spf1 -all"),
        ("mail.spf-record/missing", with_spf(mx=()), "v=spf1 -all"),
        ("mail.spf-all/pass-all", with_spf("v=spf1 mx ip4:198.18.2.1 +all"), "v=spf1 mx ip4:198.18.2.1 ~all"),
        ("mail.spf-all/missing", with_spf("v=spf1 include:_spf.host.example"), "v=spf1 include:_spf.host.example ~all"),
        ("mail.spf-record/multiple", with_spf("v=spf1 mx -all", "v=spf1 mx a ?all"), "v=spf1 mx a ~all"),
    ],
)
def test_an_spf_fix_keeps_the_senders_and_ends_mildly(key: str, facts: FactSheet, value: str) -> None:
    fix = only(key, facts)
    assert (fix.kind, fix.name, fix.value) == ("dns", f"{DOMAIN}. TXT", value)
    assert not isinstance(spf.parse(fix.value), Malformed)


def test_records_that_cannot_be_read_are_not_joined() -> None:
    assert fixes(finding("mail.spf-record/multiple"), with_spf("v=spf1 mx -all", "v=spf1 ipv4:x -all")) == ()


@given(
    st.lists(
        st.sampled_from(["mx", "a", "ip4:198.18.0.1", "include:x.example", "-all", "?all", "+all", "~all"]), max_size=8
    )
)
def test_whatever_record_stands_there_its_fix_can_be_read(terms: list[str]) -> None:
    fix = only("mail.spf-all/neutral", with_spf(" ".join(["v=spf1", *terms])))
    assert not isinstance(spf.parse(fix.value), Malformed)
    assert fix.value.endswith(" ~all")


@pytest.mark.parametrize(
    ("key", "record", "value"),
    [
        (
            "mail.dmarc-policy/monitoring-only",
            "v=DMARC1; p=none; rua=mailto:d@a.nl",
            "v=DMARC1; p=quarantine; rua=mailto:d@a.nl",
        ),
        ("mail.dmarc-policy/monitoring-only", "v=DMARC1;P = None;sp=none", "v=DMARC1;p=quarantine;sp=none"),
        ("mail.dmarc-reports/no-address", "v=DMARC1; p=reject;", f"v=DMARC1; p=reject; rua=mailto:dmarc@{DOMAIN}"),
    ],
)
def test_a_dmarc_fix_changes_one_thing(key: str, record: str, value: str) -> None:
    fix = only(key, with_dmarc(record))
    assert (fix.name, fix.value) == (f"_dmarc.{DOMAIN}. TXT", value)
    assert not isinstance(dmarc.parse(fix.value), Malformed)


def test_a_first_dmarc_record_only_watches() -> None:
    fix = only("mail.dmarc-policy/missing", FactSheet(DOMAIN))
    parsed = dmarc.parse(fix.value)
    assert isinstance(parsed, dmarc.DmarcRecord)
    assert parsed.policy is dmarc.DmarcPolicy.NONE
    assert [uri.domain for uri in parsed.rua] == [DOMAIN]


def test_mta_sts_comes_with_its_policy_for_these_mail_hosts() -> None:
    facts = sheet((mail.MX, Observed(answer("MX", "10 mx1.host.example", "20 mx2.host.example"), NOW)))
    record, policy = fixes(finding("mail.mta-sts-record/missing"), facts)
    assert not isinstance(mta_sts.parse_record(record.value), Malformed)
    parsed = mta_sts.parse_policy(policy.value.replace("\n", "\r\n") + "\r\n")
    assert not isinstance(parsed, Malformed)
    assert parsed.mode is mta_sts.Mode.TESTING
    assert parsed.covers("mx1.host.example") and parsed.covers("mx2.host.example")


def mail_host(chain: tuple[bytes, ...], *published: str) -> mail.MailHost:
    session = tls.TlsSession("TLSv1.3", "x", chain, True, "", NOW)
    seen = mail.SmtpSession(
        "198.18.2.1", Observed("220", NOW), Observed((), NOW), Observed("220", NOW), Observed(session, NOW)
    )
    records = Observed(answer("TLSA", *published), NOW)
    return mail.MailHost(10, host("mx.host.example"), records, (seen,), Unobserved(Reason.NO_ADDRESS))


def test_a_tlsa_record_holds_the_key_that_the_mail_host_shows() -> None:
    leaf = certificates.leaf()
    fix = only("mail.dane-record/missing", sheet((mail.MAIL_HOSTS, Observed((mail_host((leaf,)),), NOW))))
    assert fix.name == "_25._tcp.mx.host.example. TLSA"
    record = tlsa.parse(fix.value)
    assert not isinstance(record, Malformed)
    assert tlsa.matches(record, (leaf,), ("mx.host.example",))


def test_a_tlsa_record_of_the_site_holds_the_key_that_it_shows_today() -> None:
    leaf = certificates.leaf()
    session = Observed(tls.TlsSession("TLSv1.3", "x", (leaf,), True, "", NOW), NOW)
    endpoints = tuple(tls.TlsEndpoint(host, "198.18.0.1", 443, session, {}) for host in (DOMAIN, f"www.{DOMAIN}"))
    facts = sheet((tls.WEB_ENDPOINTS, Observed(endpoints, NOW)))
    (fix,) = fixes(Finding("tls.dane", "mismatch", {"hosts": [f"www.{DOMAIN}"]}), facts)
    assert fix.name == f"_443._tcp.www.{DOMAIN}. TLSA"
    record = tlsa.parse(fix.value)
    assert not isinstance(record, Malformed)
    assert tlsa.matches_for_web(record, (leaf,), f"www.{DOMAIN}", is_trusted=False)


def test_the_issuer_of_a_mail_host_stands_beside_its_own_key() -> None:
    chain = (certificates.leaf(hosts=("mx.host.example",)), certificates.authority())
    facts = sheet((mail.MAIL_HOSTS, Observed((mail_host(chain),), NOW)))
    own, issuer = fixes(finding("mail.dane-record/missing"), facts)
    assert (own.value[:5], issuer.value[:5]) == ("3 1 1", "2 1 1")
    for fix in (own, issuer):
        record = tlsa.parse(fix.value)
        assert not isinstance(record, Malformed)
        assert tlsa.matches(record, chain, ("mx.host.example",))


def test_a_single_record_gets_the_one_of_the_issuer() -> None:
    chain = (certificates.leaf(hosts=("mx.host.example",)), certificates.authority())
    facts = sheet((mail.MAIL_HOSTS, Observed((mail_host(chain, "3 1 1 " + "ab" * 32),), NOW)))
    assert only("mail.dane-rollover/single", facts).value.startswith("2 1 1 ")


def test_a_certificate_that_did_not_issue_the_first_gets_no_record() -> None:
    chain = (certificates.leaf(), certificates.authority("somebody else"))
    facts = sheet((mail.MAIL_HOSTS, Observed((mail_host(chain),), NOW)))
    assert only("mail.dane-record/missing", facts).value.startswith("3 1 1 ")


def test_a_domain_without_mail_says_so_unless_it_waits_for_reports() -> None:
    assert only("mail.mx/missing", with_dmarc("v=DMARC1; p=reject")).value == "0 ."
    assert only("mail.mx/missing", with_dmarc("v=DMARC1; p=reject; rua=mailto:d@reports.example")).value == "0 ."
    assert fixes(finding("mail.mx/missing"), with_dmarc(f"v=DMARC1; p=reject; rua=mailto:d@{DOMAIN}")) == ()


def test_a_caa_record_names_the_issuer_in_use_and_an_unknown_one_gets_none() -> None:
    def shown(issuer: str) -> FactSheet:
        chain = (certificates.leaf(issuer="self", common_name=issuer),)
        session = Observed(tls.TlsSession("TLSv1.3", "x", chain, True, "", NOW), NOW)
        return sheet((tls.WEB_ENDPOINTS, Observed((tls.TlsEndpoint(DOMAIN, "198.18.0.1", 443, session, {}),), NOW)))

    fix = only("dns.caa/missing", shown("Let's Encrypt R13"))
    assert not isinstance(caa.parse(fix.value), Malformed)
    assert fix.value == '0 issue "letsencrypt.org"'
    assert fixes(finding("dns.caa/missing"), shown("Weerbaar Lab")) == ()


def test_a_security_txt_is_whole_and_valid_for_less_than_a_year() -> None:
    fix = only("web.security-txt/missing", sheet((mail.MX, Observed(answer("MX"), NOW))))
    parsed = security_txt.parse(fix.value.replace("\n", "\r\n") + "\r\n")
    assert not isinstance(parsed, Malformed)
    assert 300 < (parsed.expires - NOW).days < 366  # type: ignore[union-attr, operator]


def test_a_tls_rpt_record_can_be_read() -> None:
    assert not isinstance(tls_rpt.parse(only("mail.tls-rpt/missing", FactSheet(DOMAIN)).value), Malformed)


def test_fixes_stand_only_for_failing_outcomes_that_exist() -> None:
    from weerbaar.scanner.advice.fixes import _MAKERS

    keys = {key for key in data() if "/" in key} | set(data()["same"]) | set(_MAKERS)
    for key in keys:
        check, _, outcome = key.partition("/")
        assert catalogue()[check].outcomes[outcome].status is Status.FAIL, key


def test_a_finding_without_a_known_fix_gets_none() -> None:
    assert fixes(finding("mail.starttls/missing"), FactSheet(DOMAIN)) == ()


@pytest.mark.parametrize(
    ("record", "values"),
    [
        ("v=spf1 ptr mx ?ptr:bakkerij.example -all", ["v=spf1 mx -all"]),
        ("v=spf1 ptr -all", []),
    ],
)
def test_a_list_loses_its_ptr_unless_it_named_nobody_else(record: str, values: list[str]) -> None:
    assert [fix.value for fix in fixes(finding("mail.spf-form/ptr"), with_spf(record))] == values


def test_a_logo_is_led_to_a_protected_address() -> None:
    facts = sheet((mail.BIMI, Observed(answer("TXT", "v=BIMI1; l=HTTP://bakkerij.example/l.svg"), NOW)))
    assert only("mail.bimi/not-https", facts) == Fix(
        "dns", f"default._bimi.{DOMAIN}. TXT", "v=BIMI1; l=https://bakkerij.example/l.svg"
    )


def test_a_domain_without_mail_refuses_what_it_set_aside() -> None:
    fix = only("mail.parked/not-rejected", with_dmarc("v=DMARC1; p=quarantine; sp = quarantine; np=quarantine"))
    assert fix.value == "v=DMARC1; p=reject; sp = reject; np=reject"


def test_an_open_service_gets_the_setting_of_its_own_kind_alone() -> None:
    open_ones = Finding(
        "exposure.databases", "open", {"services": ["redis Redis 3.2.12", "mssql"], "places": ["…", "…"]}
    )
    assert fixes(open_ones, sheet()) == (Fix("setting", "redis.conf", "bind 127.0.0.1 -::1"),)
    assert fixes(Finding("exposure.databases", "open", {}), sheet()) == ()
