"""Beside what is to be pasted stand the steps in words, which are not to be pasted."""

from tests.scanner.checks.dns.builders import DOMAIN, NOW, answer, host, sheet
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts import dns, mail
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.report.document import Task
from weerbaar.scanner.report.points import tasks, weighed
from weerbaar.scanner.report.words import words
from weerbaar.scanner.vocabulary.language import Language


def task(language: Language) -> Task:
    facts = sheet(
        (mail.MX, Observed(answer("MX", "0 bakkerij-example.mail.protection.outlook.com"), NOW)),
        (dns.ZONE, Observed(answer("SOA", "soa"), NOW)),
        (dns.NAME_SERVERS, Observed((host("ns0.transip.net"), host("ns1.transip.nl")), NOW)),
    )
    said = words(language)
    (found,) = tasks(
        weighed((Finding("mail.spf-record", "missing", {"name": DOMAIN, "example": "v=spf1 mx ~all"}),), said, DOMAIN),
        said,
        facts,
    )
    return found


def test_the_record_comes_first_and_then_the_steps_at_each_vendor() -> None:
    record, provider, panel = task(Language.NL).fixes
    assert (record.value, record.is_prose) == ("v=spf1 include:spf.protection.outlook.com ~all", False)
    assert (provider.label, provider.name, provider.is_prose) == ("Stap voor stap", "bij Microsoft 365", True)
    assert (panel.name, panel.is_prose) == ("bij TransIP", True)
    assert panel.value.startswith("1. Log in bij TransIP.")


def test_in_english_as_well() -> None:
    assert [fix.name for fix in task(Language.EN).fixes[1:]] == ["at Microsoft 365", "at TransIP"]
