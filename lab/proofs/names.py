"""Proofs about names: signatures, delegations, texts and addresses."""

import shlex
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lab import hosts
from lab.hosting import BOGUS_ZONE
from lab.proofs.proof import Proof
from lab.proofs.tools import dig, records, run, talk
from lab.table import Company, variants
from lab.zone_text import quoted

_SECURE = r"Flags:[^;]* ad[; ]"
_BOGUS = ("expired", "wrong-ds", "no-rrsig", "bad-sig")
# Where the text records of each property stand.
_PLACES = {"spf": "", "dmarc": "_dmarc.", "mta_sts": "_mta-sts.", "tls_rpt": "_smtp._tls.", "bimi": "default._bimi."}


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    yield from _resolver()
    yield from _guard()
    for company in companies:
        yield from _signatures(company)
        yield from _servers(company)
        if company.settings.dnssec not in _BOGUS and company.settings.name_servers == "normal":
            yield from _texts(company)
            yield from _addresses(company)


def _resolver() -> Iterator[Proof]:
    yield Proof("lab", "the bogus name does not resolve", partial(dig, BOGUS_ZONE), "SERVFAIL")
    yield Proof("lab", "the bogus name is there", partial(dig, "+cd", BOGUS_ZONE), r"NOERROR.*\sA\s+198\.18")
    yield Proof("lab", "names that do not exist", partial(dig, "nobody-9999.nl"), "NXDOMAIN")
    yield Proof(
        "lab", "a name server over IPv6", partial(run, "kdig", "@2001:db8::3", "good-0001.nl", "SOA"), "NOERROR"
    )
    yield Proof(
        "lab",
        "the zone is not given away",
        partial(run, "kdig", "@198.18.0.3", "good-0001.nl", "AXFR"),
        "NOTAUTH|REFUSED",
    )
    yield Proof("lab", "the world outside is not there", partial(talk, "192.0.2.80", 80), "unreachable|no route")


def _guard() -> Iterator[Proof]:
    count = partial(run, str(Path(__file__).parent.parent / "forbidden-packets"))

    def growth() -> str:
        before = int(count())
        seen = [talk(address, 80) for address in ("10.0.0.1", "169.254.169.254", "64:ff9b::7f00:1")]
        return f"{int(count()) - before} packets, {seen}"

    yield Proof("lab", "forbidden packets are counted", growth, r"^[3-9] packets, .*refused.*refused.*refused")


def _signatures(company: Company) -> Iterator[Proof]:
    domain, mode, row = company.domain, company.settings.dnssec, company.archetype.id
    if company.settings.name_servers == "servfail":
        return
    if mode in _BOGUS:
        yield Proof(row, "does not resolve", partial(dig, domain, "SOA"), "SERVFAIL")
        yield Proof(row, "is there unvalidated", partial(dig, "+cd", domain, "SOA"), r"NOERROR.*\sSOA\s")
        yield Proof(row, "has a DS", partial(dig, domain, "DS"), r"NOERROR.*\sDS\s+\d")
        return
    if mode in ("unsigned", "island"):
        yield Proof(row, "resolves without being secure", partial(dig, domain, "SOA"), "NOERROR", _SECURE)
        key = r"\sDNSKEY\s+257" if mode == "island" else "ANSWER: 0"
        yield Proof(row, "its key", partial(dig, domain, "DNSKEY"), key)
        yield Proof(row, "has no DS", partial(dig, domain, "DS"), "ANSWER: 0")
        return
    yield Proof(row, "is secure", partial(dig, domain, "SOA"), rf"NOERROR.*{_SECURE}")
    # A wildcard leaves nothing absent at its own level.
    absent = partial(dig, f"absent.www.{domain}")
    if mode == "nsec3-200":  # too many iterations: the proof of absence is not believed
        yield Proof(row, "absence", absent, r"NXDOMAIN.*\sNSEC3\s+1 \d 200 ABCD", _SECURE)
    else:
        kind = r"\sNSEC\s" if mode == "nsec" else r"\sNSEC3\s+1 0 0 -"
        yield Proof(row, "absence is secure", absent, rf"NXDOMAIN.*{_SECURE}.*{kind}")
    if mode == "rsasha1":
        yield Proof(row, "the algorithm", partial(dig, domain, "DNSKEY"), r"DNSKEY\s+257 3 5 ")


def _servers(company: Company) -> Iterator[Proof]:
    domain, kind, row = company.domain, company.settings.name_servers, company.archetype.id
    if kind == "servfail":
        yield Proof(row, "nothing resolves", partial(dig, domain, "SOA"), "SERVFAIL")
        yield Proof(row, "nor unvalidated", partial(dig, "+cd", domain, "NS"), "SERVFAIL")
    if kind == "rebind":
        yield Proof(
            row, "the address changes", partial(_twice, f"www.{domain}", "A"), r"^198\.18\.\d+\.\d+ 127\.0\.0\.1$"
        )
        yield Proof(
            row, "the IPv6 address changes", partial(_twice, f"www.{domain}", "AAAA"), "^2001:db8:64::[0-9a-f]+ ::1$"
        )
        yield Proof(row, "the rest is ordinary", partial(_records, "TXT", domain), "^'\"v=spf1 mx -all\"'$")
    expected = {"single": (1, 1), "one-ipv6": (2, 1), "no-ipv6": (2, 0)}.get(kind, (2, 2))
    if kind != "servfail" and company.settings.dnssec not in _BOGUS:
        yield Proof(row, "name servers and IPv6", partial(_count_servers, domain), f"^{expected[0]} {expected[1]}$")


def _texts(company: Company) -> Iterator[Proof]:
    domain, row = company.domain, company.archetype.id
    full = company.settings.content == "full"
    for prop, place in _PLACES.items():
        texts = variants().texts[prop][getattr(company.settings, prop)] if full else ()
        wanted = sorted(quoted(text.replace("{domain}", domain)) for text in texts)
        yield _exactly(row, prop, "TXT", place + domain, wanted)
    yield _exactly(row, "caa", "CAA", domain, sorted(variants().texts["caa"][company.settings.caa] if full else ()))
    if company.settings.spf == "old-type":
        yield _exactly(row, "the old type", "SPF", domain, ['"v=spf1 mx -all"'])
    if company.settings.wildcards == "mail":
        below = partial(_records, "MX", f"any.{domain}")
        yield Proof(row, "mail for all names", below, r"'10 mx-good\.mailhost\.nl\.'")
    if company.settings.wildcards == "key":
        yield Proof(row, "a key for all", partial(_records, "TXT", f"any._domainkey.{domain}"), "p=MI")
        return
    word = company.settings.dkim if full else "none"
    below = partial(dig, f"_domainkey.{domain}", "TXT")
    # A wildcard makes every name below the domain exist.
    is_absent = word == "none" and company.settings.wildcards == "none"
    yield Proof(row, "names below _domainkey", below, "NXDOMAIN" if is_absent else "NOERROR")
    key = {"hinted": "^$", "none": "^$", "revoked": 'p="', "malformed": r"p=\*\*\*"}.get(word, "p=MI")
    yield Proof(row, "dkim", partial(_records, "TXT", f"default._domainkey.{domain}"), key)
    yield Proof(row, "mail exchangers", partial(_records, "MX", domain), _mx_pattern(company))


def _mx_pattern(company: Company) -> str:
    if company.settings.content == "empty" or company.settings.mail == "none":
        return "^$"
    if company.settings.mail == "null":
        return r"^'0 \.'$"
    entries = (variants().mail_hosts[name].host for name in company.mail_hosts)
    return "^" + " ".join(f"'{10 * place} {host}\\.'" for place, host in enumerate(entries, 1)) + "$"


def _addresses(company: Company) -> Iterator[Proof]:
    domain, row = company.domain, company.archetype.id
    if company.settings.content == "empty":
        yield Proof(row, "no address", partial(dig, domain, "A"), "NOERROR.*ANSWER: 0")
        return
    site = hosts.site(company)
    for name, pair in ((domain, site.apex), (f"www.{domain}", site.www)):
        alias = [f"{domain}."] if site.alias and name != domain else []
        yield _exactly(row, "IPv4", "A", name, sorted([*alias, *filter(None, [pair.ipv4])]))
        yield _exactly(row, "IPv6", "AAAA", name, sorted([*alias, *filter(None, [pair.ipv6])]))


def _exactly(row: str, what: str, rdtype: str, name: str, wanted: list[str]) -> Proof:
    def compare() -> str:
        seen = records(rdtype, name)
        return "same" if seen == wanted else f"{rdtype} {name}: {seen}, not {wanted}"

    return Proof(row, what, compare, "^same$")


def _records(rdtype: str, name: str) -> str:
    return shlex.join(records(rdtype, name)) if records(rdtype, name) else ""


def _twice(name: str, rdtype: str) -> str:
    return " ".join(" ".join(records(rdtype, name)) for _ in range(2))


def _count_servers(domain: str) -> str:
    servers = records("NS", domain)
    return f"{len(servers)} {sum(bool(records('AAAA', server)) for server in servers)}"
