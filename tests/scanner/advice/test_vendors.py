"""Steps in words come from the vendor that the domain's own records name, and from no other."""

import re

import pytest

from tests.scanner import certificates
from tests.scanner.checks.dns.builders import DOMAIN, NOW, answer, host, sheet
from weerbaar.scanner.advice.fixes import fixes
from weerbaar.scanner.advice.vendors import Guide, guides, mail_vendor
from weerbaar.scanner.advice.vendors import _data as data
from weerbaar.scanner.checks.catalogue import catalogue
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts import dns, mail, tls
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers import spf
from weerbaar.scanner.parsers.mail_vendors import known
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.status import Status

MICROSOFT = ("0 bakkerij-example.mail.protection.outlook.com",)
GOOGLE = ("1 aspmx.l.google.com", "5 alt1.aspmx.l.google.com")
TRANSIP = ("ns0.transip.net", "ns1.transip.nl", "ns2.transip.eu")
DMARC = (f"_dmarc.{DOMAIN}. TXT", "v=DMARC1; p=none")


def company(*mx: str, servers: tuple[str, ...] = (), zone_at: str = DOMAIN) -> FactSheet:
    return sheet(
        (mail.MX, Observed(answer("MX", *mx), NOW)),
        (dns.ZONE, Observed(dns.Answer(DOMAIN, "SOA", dns.AnswerKind.RECORDS, ("soa",), zone_at), NOW)),
        (dns.NAME_SERVERS, Observed(tuple(host(name) for name in servers), NOW)),
    )


def given(key: str, facts: FactSheet, *records: tuple[str, str], language: Language = Language.NL) -> list[Guide]:
    check, _, outcome = key.partition("/")
    return list(guides(Finding(check, outcome), facts, records, language))


@pytest.mark.parametrize(
    ("mx", "vendor"),
    [
        (MICROSOFT, "Microsoft 365"),
        (("0 bakkerij-example.p-v1.mx.microsoft",), "Microsoft 365"),
        (GOOGLE, "Google Workspace"),
        (("1 smtp.google.com",), "Google Workspace"),
        (("10 mx.bakkerij.example",), None),
        ((*MICROSOFT, "10 mx.bakkerij.example"), None),
        ((*MICROSOFT, *GOOGLE), None),
        (("10 mail.protection.outlook.com.thief.example",), None),
        (("10 notsmtp.google.com",), None),
        ((), None),
    ],
)
def test_the_provider_is_the_one_to_which_all_mail_leads(mx: tuple[str, ...], vendor: str | None) -> None:
    found = mail_vendor(company(*mx))
    assert (found.name if found else None) == vendor


def test_without_a_look_at_the_mail_hosts_no_provider_is_named() -> None:
    assert mail_vendor(sheet((mail.MX, Unobserved(Reason.DNS_TIMEOUT)))) is None
    assert mail_vendor(FactSheet(DOMAIN)) is None


@pytest.mark.parametrize(
    ("mx", "selector", "other"),
    [(MICROSOFT, "selector2._domainkey", "google._"), (GOOGLE, "google._domainkey", "selector1")],
)
def test_a_missing_signature_is_told_in_the_words_of_that_provider(
    mx: tuple[str, ...], selector: str, other: str
) -> None:
    for language in Language:
        (guide,) = given("mail.dkim-presence/missing", company(*mx), language=language)
        text = " ".join(guide.steps)
        assert selector in text
        assert DOMAIN in text
        assert other not in text


def test_other_mail_hosts_get_no_words_of_a_provider() -> None:
    assert given("mail.dkim-presence/missing", company("10 mx.bakkerij.example")) == []


@pytest.mark.parametrize(
    ("mx", "value"),
    [
        (MICROSOFT, "v=spf1 include:spf.protection.outlook.com ~all"),
        (GOOGLE, "v=spf1 include:_spf.google.com ~all"),
        (("10 mx.bakkerij.example",), "v=spf1 mx ~all"),
        (("0 .",), "v=spf1 -all"),
    ],
)
def test_the_list_of_senders_starts_with_those_who_send(mx: tuple[str, ...], value: str) -> None:
    (fix,) = fixes(Finding("mail.spf-record", "missing"), company(*mx))
    assert fix.value == value
    assert not isinstance(spf.parse(fix.value), Malformed)


def mail_host(name: str) -> FactSheet:
    leaf = certificates.leaf()
    session = tls.TlsSession("TLSv1.3", "x", (leaf,), True, "", NOW)
    greeting = mail.SmtpSession(
        "198.18.0.1", Observed("220", NOW), Observed((), NOW), Observed("220", NOW), Observed(session, NOW)
    )
    facts = company(f"0 {name}")
    one = mail.MailHost(0, host(name), Observed(answer("TLSA"), NOW), (greeting,), Unobserved(Reason.NOT_LOOKED))
    facts.record(mail.MAIL_HOSTS, Observed((one,), NOW))
    return facts


def test_records_at_a_large_provider_are_not_ours_to_add() -> None:
    missing = Finding("mail.dane-record", "missing")
    own, theirs = mail_host("mx.bakkerij.example"), mail_host("bakkerij-example.mail.protection.outlook.com")
    assert [fix.name for fix in fixes(missing, own)] == ["_25._tcp.mx.bakkerij.example. TLSA"]
    assert fixes(missing, theirs) == ()
    (guide,) = given("mail.dane-record/missing", theirs)
    assert "Enable-SmtpDaneInbound -DomainName bakkerij.example" in guide.steps[-1]


def test_a_record_is_put_in_at_whoever_keeps_the_dns() -> None:
    (guide,) = given("mail.dmarc-policy/missing", company(*MICROSOFT, servers=TRANSIP), DMARC)
    assert guide.name == "bij TransIP"
    assert guide.steps[0] == "Log in bij TransIP. Daar staat de DNS van bakkerij.example."
    assert "TXT" in guide.steps[1]
    assert "v=DMARC1" in guide.steps[2]
    assert guide.steps[3] == "Vul als naam in: _dmarc"


def test_for_the_domain_itself_the_name_is_an_at_sign() -> None:
    record = (f"{DOMAIN}. CAA", '0 issue "letsencrypt.org"')
    (guide,) = given("dns.caa/missing", company(*MICROSOFT, servers=TRANSIP), record, language=Language.EN)
    assert "Fill in as the name: @ (or leave the field empty)" in guide.steps
    assert not any("second" in step for step in guide.steps)  # there may be several records of this kind


@pytest.mark.parametrize("servers", [("ns1.unknown.example", "ns2.unknown.example"), (TRANSIP[0], "ns1.hostnet.nl")])
def test_where_nobody_known_keeps_the_dns_its_servers_are_named(servers: tuple[str, ...]) -> None:
    (guide,) = given("mail.dmarc-policy/missing", company(*MICROSOFT, servers=servers), DMARC)
    assert guide.name == "in je DNS-instellingen"
    assert all(server in guide.steps[0] for server in servers)


@pytest.mark.parametrize(
    ("facts", "record"),
    [
        (company(servers=TRANSIP), ("_25._tcp.mx.elsewhere.example. TLSA", "3 1 1 ab")),
        (company(servers=TRANSIP), (f"x.not{DOMAIN}. TXT", "v=spf1 -all")),
        (company(servers=TRANSIP, zone_at="elsewhere.example"), DMARC),
        (company(servers=()), DMARC),
        (FactSheet(DOMAIN), DMARC),
    ],
    ids=["another-zone", "a-like-name", "an-alias", "no-servers", "nothing-seen"],
)
def test_what_does_not_belong_in_the_own_zone_gets_no_steps(facts: FactSheet, record: tuple[str, str]) -> None:
    assert given("mail.dmarc-policy/missing", facts, record) == []


def test_every_topic_is_of_a_failing_outcome_and_known_by_a_vendor() -> None:
    for key, topic in data()["topics"].items():
        check, _, outcome = key.partition("/")
        assert catalogue()[check].outcomes[outcome].status is Status.FAIL, key
        assert any(topic in vendor for vendor in data()["mail"].values())


def test_the_steps_are_of_vendors_that_are_known_by_their_mail_hosts() -> None:
    assert set(data()["mail"]) == {vendor.name for vendor in known()}


def test_the_steps_are_short_and_are_there_in_each_language() -> None:
    rows = [row for vendor in data()["mail"].values() for row in vendor.values()]
    for row in (*rows, data()["panel"]["steps"]):
        assert len(row["nl"]) == len(row["en"])
        for step in (*row["nl"], *row["en"]):
            for sentence in re.split(r"(?<=[.:]) ", step):
                assert len(sentence.split()) <= 15, sentence
                assert "!" not in sentence
