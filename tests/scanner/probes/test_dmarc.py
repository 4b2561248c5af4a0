"""The probe of DMARC walks the tree of RFC 9989, section 4.10, and asks other domains whether they take reports."""

import pytest

from tests.scanner.probes.dns_server import Says
from tests.scanner.probes.looking import REFUSES, look, names_of, reason, say, value
from weerbaar.scanner.facts.mail import DMARC, REPORT_MAILBOXES
from weerbaar.scanner.facts.observation import Observed, Reason
from weerbaar.scanner.probes import dmarc
from weerbaar.scanner.vocabulary.domain_name import DomainName

REJECT = "v=DMARC1; p=reject"


def at(name: str, *texts: str) -> dict[tuple[str, str], Says]:
    return {(f"_dmarc.{name}", "TXT"): say(*(f'_dmarc.{name} TXT "{text}"' for text in texts))}


async def test_a_domain_with_a_record_of_its_own_needs_no_walk() -> None:
    sheet, _ = await look(dmarc, "a.example.nl", {**at("a.example.nl", REJECT), **at("example.nl", REJECT)})
    found = value(sheet[DMARC])
    assert names_of(found.steps) == ["_dmarc.a.example.nl"]
    assert found.steps[0].records == (REJECT,)
    assert found.report_hosts == {}


async def test_without_a_record_the_walk_goes_to_the_top() -> None:
    sheet, _ = await look(dmarc, "a.example.nl", {})
    assert names_of(value(sheet[DMARC]).steps) == ["_dmarc.a.example.nl", "_dmarc.example.nl", "_dmarc.nl"]


async def test_a_plain_record_above_does_not_end_the_walk() -> None:
    sheet, _ = await look(dmarc, "a.b.example.nl", at("b.example.nl", REJECT))
    assert names_of(value(sheet[DMARC]).steps)[-1] == "_dmarc.nl"


@pytest.mark.parametrize("psd", ["y", "n"])
async def test_a_record_above_that_says_what_it_is_ends_the_walk(psd: str) -> None:
    sheet, _ = await look(dmarc, "a.b.example.nl", at("example.nl", f"{REJECT}; psd={psd}"))
    assert names_of(value(sheet[DMARC]).steps)[-1] == "_dmarc.example.nl"


async def test_two_records_at_one_name_above_are_both_discarded_and_end_nothing() -> None:
    sheet, _ = await look(dmarc, "a.example.nl", at("example.nl", f"{REJECT}; psd=n", "v=DMARC1; p=none; psd=n"))
    assert names_of(value(sheet[DMARC]).steps)[-1] == "_dmarc.nl"


async def test_other_text_is_no_record() -> None:
    sheet, _ = await look(dmarc, "example.nl", at("example.nl", "google-site-verification=1"))
    assert names_of(value(sheet[DMARC]).steps) == ["_dmarc.example.nl", "_dmarc.nl"]


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("a.mail.example.nl", ["a.mail.example.nl", "mail.example.nl", "example.nl", "nl"]),
        ("f.e.d.c.b.a.example.nl", ["f.e.d.c.b.a.example.nl", "e.d.c.b.a.example.nl", "d.c.b.a.example.nl"]),
        ("h.g.f.e.d.c.b.a.example.nl", ["h.g.f.e.d.c.b.a.example.nl", "e.d.c.b.a.example.nl", "d.c.b.a.example.nl"]),
    ],
)
def test_a_long_name_is_cut_to_seven_labels_after_the_first_question(target: str, asked: list[str]) -> None:
    walk = dmarc.walk(DomainName(target))
    assert list(walk[: len(asked)]) == asked
    assert walk[-1] == "nl"
    assert len(walk) <= 8


async def test_a_domain_whose_own_name_does_not_answer_is_unknown() -> None:
    sheet, _ = await look(dmarc, "example.nl", {("_dmarc.example.nl", "TXT"): REFUSES})
    assert reason(sheet[DMARC]) is Reason.DNS_FAILURE


async def test_a_name_above_that_does_not_answer_leaves_a_domain_without_record_unknown() -> None:
    sheet, _ = await look(dmarc, "a.example.nl", {("_dmarc.example.nl", "TXT"): REFUSES})
    assert reason(sheet[DMARC]) is Reason.DNS_FAILURE


async def test_a_name_above_that_does_not_answer_ends_the_walk_of_a_domain_with_a_record() -> None:
    table = {**at("example.nl", REJECT), ("_dmarc.nl", "TXT"): REFUSES}
    sheet, _ = await look(dmarc, "a.example.nl", table)
    assert names_of(value(sheet[DMARC]).steps) == ["_dmarc.a.example.nl", "_dmarc.example.nl"]


async def test_another_domain_is_asked_whether_it_takes_reports() -> None:
    record = f"{REJECT}; rua=mailto:d@example.nl,mailto:x@reports.example.nl,mailto:d@other.nl"
    name = "example.nl._report._dmarc.other.nl"
    agreed = {(name, "TXT"): say(f'{name} TXT "v=DMARC1"')}
    sheet, server = await look(dmarc, "example.nl", {**at("example.nl", record), **agreed})
    hosts = value(sheet[DMARC]).report_hosts
    assert list(hosts) == ["other.nl"]
    assert value(hosts["other.nl"]).records == ("v=DMARC1",)
    assert sum("._report." in asked.name for asked in server.asked) == 1


async def test_the_agreement_is_about_the_domain_whose_policy_it_is() -> None:
    record = f"{REJECT}; rua=mailto:d@other.nl"
    _, server = await look(dmarc, "a.example.nl", at("example.nl", record))
    assert server.times("example.nl._report._dmarc.other.nl", "TXT") == 1


async def test_an_agreement_that_cannot_be_looked_up_is_unknown() -> None:
    record = f"{REJECT}; rua=mailto:d@other.nl"
    table = {**at("example.nl", record), ("example.nl._report._dmarc.other.nl", "TXT"): REFUSES}
    sheet, _ = await look(dmarc, "example.nl", table)
    assert reason(value(sheet[DMARC]).report_hosts["other.nl"]) is Reason.DNS_FAILURE


async def test_a_record_with_very_many_addresses_does_not_make_us_ask_them_all() -> None:
    record = f"{REJECT}; rua=" + ",".join(f"mailto:d@r{number}.nl" for number in range(12))
    parts = " ".join(f'"{record[start : start + 250]}"' for start in range(0, len(record), 250))
    table = {("_dmarc.example.nl", "TXT"): say(f"_dmarc.example.nl TXT {parts}")}
    sheet, _ = await look(dmarc, "example.nl", table)
    assert len(value(sheet[DMARC]).report_hosts) == 10


# ── the mailboxes for reports ──

RUA = "v=DMARC1; p=none; rua=mailto:a@example.nl,mailto:b@reports.test,https://example.nl/"


async def mailboxes(table: dict[tuple[str, str], Says]) -> dict[str, bool | Reason]:
    sheet, _ = await look(dmarc, "example.nl", {**at("example.nl", RUA), **table})
    found = value(sheet[REPORT_MAILBOXES])
    return {
        box.domain: box.has_address.value if isinstance(box.has_address, Observed) else box.has_address.reason
        for box in found
    }


async def test_a_mailbox_is_reached_by_a_mail_host_with_an_address_or_by_the_domain_itself() -> None:
    table = {
        ("example.nl", "A"): say("example.nl A 192.0.2.1"),
        ("reports.test", "MX"): say("reports.test MX 5 gone.test.", "reports.test MX 10 mx.test."),
        ("mx.test", "AAAA"): say("mx.test AAAA 2001:db8::1"),
    }
    assert await mailboxes(table) == {"example.nl": True, "reports.test": True}


async def test_a_mailbox_behind_nothing_is_not_reached() -> None:
    table = {
        ("example.nl", "MX"): say("example.nl MX 0 ."),
        ("example.nl", "A"): say("example.nl A 192.0.2.1"),
        ("reports.test", "MX"): say("reports.test MX 5 gone.test."),
    }
    assert await mailboxes(table) == {"example.nl": False, "reports.test": False}


async def test_a_mailbox_that_could_not_be_looked_up_is_unknown() -> None:
    table = {("example.nl", "MX"): REFUSES, ("reports.test", "A"): REFUSES}
    assert await mailboxes(table) == {"example.nl": Reason.DNS_FAILURE, "reports.test": Reason.DNS_FAILURE}


async def test_without_an_answer_about_the_record_there_are_no_mailboxes() -> None:
    sheet, _ = await look(dmarc, "example.nl", {("_dmarc.example.nl", "TXT"): REFUSES})
    assert reason(sheet[REPORT_MAILBOXES]) is Reason.DNS_FAILURE
