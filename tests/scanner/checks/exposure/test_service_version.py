"""Versions of services: what has ended is said, what somebody may still mend is not."""

import pytest

from tests.scanner.checks.exposure.builders import ADDRESS, NOW, answering, closed, found, not_looked
from weerbaar.scanner.checks.exposure.service_version.check import run
from weerbaar.scanner.facts.dns import HostAddresses
from weerbaar.scanner.facts.exposure import Service
from weerbaar.scanner.facts.mail import MAIL_HOSTS, MailHost, SmtpSession
from weerbaar.scanner.facts.observation import Observed, Reason, Unobserved
from weerbaar.scanner.facts.sheet import FactSheet


def ssh(announced: str) -> Service:
    """A machine that is managed over SSH and says this of itself."""
    product, _, rest = announced.partition("_")
    return answering(22, "ssh", product, rest.split()[0], announced)


def with_mail(reply: str, address: str = ADDRESS) -> FactSheet:
    """Nothing open at the agreed address but its mail, which replies like this."""
    missing = Unobserved(Reason.NOT_OFFERED)
    session = SmtpSession(address, Observed(reply, NOW), missing, missing, missing)
    addresses = HostAddresses("mx.bakkerij.example", Observed((address,), NOW), Observed((), NOW))
    facts = found(closed(22))
    facts.record(MAIL_HOSTS, Observed((MailHost(10, addresses, missing, (session,), missing),), NOW))
    return facts


OLD = ssh("OpenSSH_7.1")
DEBIAN = ssh("OpenSSH_9.2p1 Debian-2+deb12u7")
CASES: list[tuple[str, FactSheet, str]] = [
    ("an old version", found(OLD), "outdated"),
    ("an old one beside a good one", found(DEBIAN, answering(6379, "redis", "Redis", "3.2.12", "3.2.12")), "outdated"),
    ("an old one beside one that nobody can place", found(OLD, ssh("dropbear_2019.78")), "outdated"),
    ("a distribution that ended", found(ssh("OpenSSH_7.4p1 Debian-10+deb9u7")), "outdated"),
    ("a distribution that mends it", found(DEBIAN), "maintained"),
    ("the same number without the mark of a distribution", found(ssh("OpenSSH_8.7")), "not-determined"),
    ("a distribution with paid support only", found(ssh("OpenSSH_8.2p1 Ubuntu-4ubuntu0.11")), "not-determined"),
    ("an unknown packager", found(ssh("OpenSSH_7.1 Somebody-1")), "not-determined"),
    ("an unknown product", found(ssh("dropbear_2019.78")), "not-determined"),
    ("a service that keeps its version to itself", found(answering(3389, "rdp")), "hidden"),
    ("the version of a protocol", found(answering(5900, "vnc", "RFB", "3.8")), "hidden"),
    ("an old mail server", with_mail("220 mx ESMTP Exim 4.89 #2 Thu, 24 Nov 2026"), "outdated"),
    ("a mail server that Debian mends", with_mail("220 mx ESMTP Exim 4.96"), "not-determined"),
    ("a mail server that says nothing", with_mail("220 mx ESMTP Postfix"), "not-applicable"),
    ("an old mail server elsewhere", with_mail("220 mx ESMTP Exim 4.89", "198.18.2.1"), "not-applicable"),
    ("nothing open", found(closed(22)), "not-applicable"),
    ("open and silent", found(answering(9200)), "not-applicable"),
    ("no agreed address", found(), "not-applicable"),
    ("nobody looked", not_looked(), "not-determined"),
]


@pytest.mark.parametrize(("name", "facts", "expected"), CASES, ids=[name for name, _, _ in CASES])
def test_each_case_gives_its_outcome(name: str, facts: FactSheet, expected: str) -> None:
    assert run(facts).outcome == expected


def test_software_place_and_day_are_evidence() -> None:
    assert run(found(OLD)).evidence == {
        "software": ["OpenSSH 7.1"],
        "places": ["198.18.4.1 port 22"],
        "until": ["2018-08-21"],
    }


def test_the_distribution_is_named() -> None:
    assert run(found(ssh("OpenSSH_7.4p1 Debian-10+deb9u7"))).evidence["software"] == ["OpenSSH 7.4p1 (Debian 9)"]
