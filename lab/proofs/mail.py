"""Proofs about mail hosts and MTA-STS policies."""

from collections.abc import Iterator
from functools import partial

from lab import client_hosts
from lab.proofs.proof import Proof
from lab.proofs.tools import (
    client_handshake,
    curl,
    dig,
    mail_handshake,
    mail_handshake_dane,
    mail_talk,
    records,
    talk,
    talk_to,
)
from lab.table import Company, MailHost, variants

_OK = r"Verify return code: 0 \(ok\)"
_EHLO = "EHLO prove.test"
# A suite that only this kind of host takes.
_MORE_SUITES = {"ageing": "ECDHE-ECDSA-AES128-SHA256", "wide": "ECDHE-ECDSA-AES256-SHA"}
# How openssl asks for one group alone.
_GROUPS = {
    "secp224r1": ("-tls1_2", "-curves", "secp224r1"),
    "secp192r1": ("-tls1_2", "-curves", "prime192v1"),
    "ffdhe2048": ("-tls1_3", "-groups", "ffdhe2048"),
}
# What openssl says of a bad certificate.
_COMPLAINTS = {
    "expired": "certificate has expired",
    "wronghost": "hostname mismatch",
    "selfsigned": "self-signed certificate",
}
_POLICIES = {
    "enforce": r"200.*text/plain.*version: STSv1\r\nmode: enforce\r\nmx: mx-\w+[\w-]*\.\w+\.nl\r\n.*max_age: 604800",
    "testing": r"200.*mode: testing\r\n",
    "none-mode": r"200.*mode: none\r\n",
    "mx-mismatch": r"200.*mode: enforce\r\nmx: mail\.otherhost\.nl\r\n",
    "absent": "404",
    "redirect": r"302.*location: https://",
    "bad-certificate": "self-signed certificate",
    "no-address": "could not resolve host",
    "malformed": r"200.*mode: enfroce\r\n",
}


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    for host in variants().mail_hosts.values():
        yield from _host(host)
    for company in companies:
        settings = company.settings
        if settings.own_clients != "none":
            yield _own_clients(company)
        if settings.clients != "none":
            yield from _clients(company)
        if company.resolves and settings.mta_sts != "none" and settings.content == "full":
            url = f"https://mta-sts.{company.domain}/.well-known/mta-sts.txt"
            wanted = _POLICIES[settings.mta_sts_policy]
            yield Proof(company.archetype.id, "the MTA-STS policy", partial(curl, url), wanted)


def _own_clients(company: Company) -> Proof:
    """What answers at imap below the domain."""
    row, word, host = company.archetype.id, company.settings.own_clients, f"imap.{company.domain}"
    look, wanted = {
        "good": (partial(client_handshake, host, 143, "imap"), _OK),
        "plain": (partial(talk_to, host, 143, "a STARTTLS"), "OK.*a BAD"),
        "broken": (partial(client_handshake, host, 993, ""), "wrong version number|packet length|unexpected"),
        "expired": (partial(client_handshake, host, 993, ""), "certificate has expired"),
        "old": (
            partial(client_handshake, host, 993, "", "-tls1", "-cipher", "ALL:@SECLEVEL=0"),
            "New, .*Cipher is [A-Z]",
        ),
    }[word]
    return Proof(row, f"imap that is {word}", look, wanted)


def _clients(company: Company) -> Iterator[Proof]:
    """What mail programs are sent to, and what they meet there."""
    row, word, domain = company.archetype.id, company.settings.clients, company.domain
    if word == "by-file":
        file = partial(curl, f"https://autoconfig.{domain}/mail/config-v1.1.xml")
        yield Proof(row, "the file for mail programs", file, r"200.*text/xml.*<hostname>clients-good\.mailhost\.nl")
        return
    for name, value in client_hosts.srv_records(word):
        yield Proof(row, name, partial(dig, f"{name}.{domain}", "SRV"), rf"SRV\s+{value}")
    host = client_hosts.HOSTS[word].host
    look, wanted = {
        "good": (partial(client_handshake, host, 143, "imap"), _OK),
        "plain": (partial(talk_to, host, 143, "a STARTTLS"), "OK.*a BAD"),
        "broken": (partial(client_handshake, host, 993, ""), "wrong version number|packet length|unexpected"),
        "expired": (partial(client_handshake, host, 993, ""), "certificate has expired"),
        "old": (
            partial(client_handshake, host, 587, "smtp", "-tls1", "-cipher", "ALL:@SECLEVEL=0"),
            "New, .*Cipher is [A-Z]",
        ),
        "refusing": (partial(talk_to, host, 995), "refused"),
    }[word]
    yield Proof(row, word, look, wanted)


def _host(host: MailHost) -> Iterator[Proof]:
    yield from _names(host)
    if host.server == "postfix" and host.certificate is not None:
        yield from _orderly(host)
    else:
        yield from _odd(host)


def _names(host: MailHost) -> Iterator[Proof]:
    wanted = r"ANSWER: 0" if host.ipv6 == "no" else r"\sAAAA\s"
    yield Proof(host.name, "IPv6", partial(dig, host.host, "AAAA"), rf"NOERROR.*{wanted}")
    secure, no_ad = (r"Flags:[^;]* ad[; ]", "") if host.zone == "mailhost.nl" else ("NOERROR", r"Flags:[^;]* ad[; ]")
    tlsa = partial(dig, f"_25._tcp.{host.host}", "TLSA")
    yield Proof(
        host.name, "TLSA", tlsa, secure + (r".*\sTLSA\s+\d 1 1" if host.tlsa else ".*ANSWER: 0|NXDOMAIN"), no_ad
    )


def _orderly(host: MailHost) -> Iterator[Proof]:
    if host.tls == "old":
        old = partial(mail_handshake, host.host, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0")
        yield Proof(host.name, "TLS 1.1", old, r"New, \S+, Cipher is [A-Z]")
        yield Proof(host.name, "no TLS 1.2", partial(mail_handshake, host.host, "-tls1_2"), r"alert|Cipher is \(NONE\)")
        return
    if host.tls in _MORE_SUITES:
        more = partial(mail_handshake, host.host, "-tls1_2", "-cipher", _MORE_SUITES[host.tls])
        yield Proof(host.name, "the suite too many", more, rf"Cipher is {_MORE_SUITES[host.tls]}")
    verdict = _COMPLAINTS.get(host.certificate or "", _OK)
    yield Proof(host.name, "certificate", partial(mail_handshake, host.host), verdict)
    yield Proof(host.name, "TLS 1.3", partial(mail_handshake, host.host, "-tls1_3"), "New, TLSv1.3")
    if host.tlsa:
        wrong = all("other" in how for how in host.tlsa)
        matched = r"Verify return code: (?!0 )\d" if wrong else r"DANE TLSA \d 1 1.*Verify return code: 0 "
        if host.certificate == "selfsigned":  # usage 3 decides alone, whatever the verifier thinks of the rest
            matched = "DANE TLSA 3 1 1"
        yield Proof(host.name, "DANE", partial(mail_handshake_dane, host.host), matched)
    if host.ipv6 != "no":
        over_ipv6 = "refused" if host.ipv6 == "refused" else rf"^220 {host.host}"
        yield Proof(host.name, "greeting over IPv6", partial(_ipv6_greeting, host), over_ipv6)


def _odd(host: MailHost) -> Iterator[Proof]:
    greet = partial(mail_talk, host.host)
    starttls = partial(mail_talk, host.host, _EHLO, "STARTTLS", "")
    slow = partial(mail_talk, host.host, timeout_s=1.5)
    look, wanted, unwanted = {
        "postfix": (partial(mail_talk, host.host, _EHLO), r"^220 .*250", "STARTTLS"),
        "garbage": (
            partial(mail_handshake, host.host),
            "wrong version number|packet length|unexpected",
            "Server certificate",
        ),
        "starttls454": (starttls, r"250 STARTTLS.*454 ", ""),
        "closed": (greet, "refused", ""),
        "silent": (slow, "^\\(timed out", ""),
        "tarpit": (partial(mail_talk, host.host, "", "", timeout_s=2), "^2.?\\(timed out|^2", "220-"),
        "busy": (greet, "^421 ", ""),
        "reject": (greet, "^554 ", ""),
        "drop": (partial(mail_talk, host.host, _EHLO), "^220 ", "250"),
        "throttle": (partial(_visits, host, 4), r"^(220 \S+ ESMTP\s+){3}421 ", ""),
        "groups": (partial(mail_handshake, host.host, *_GROUPS.get(host.tls, ())), r"New, \S+, Cipher is [A-Z]", ""),
        "loopback": (partial(dig, host.host, "A"), r"\sA\s+127\.0\.0\.1", ""),
    }[host.server]
    yield Proof(host.name, host.server, look, wanted, unwanted)


def _visits(host: MailHost, count: int) -> str:
    """The greetings of as many visits, one after another."""
    return "".join(mail_talk(host.host) for _ in range(count))


def _ipv6_greeting(host: MailHost) -> str:
    return talk(next(iter(records("AAAA", host.host)), ""), 25)
