"""kdig (Knot) asks the resolver and every name server itself; delv (BIND) validates on its own."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from bench.oracles.opinion import Opinion, Subject, outcomes, run, worst
from lab.places import SITE, STATE

_AT_ONCE = 4
_SOON = timedelta(days=7)
# RFC 9904, table 2, and RFC 8624 before it: algorithms that a signer must not or should not use.
_OLD_ALGORITHMS = {1, 3, 5, 6, 7, 10, 12}


class Kdig:
    """Each question by a process of its own."""

    NAME = "kdig"
    PACKAGE = "kdig"
    COVERS: ClassVar = {
        "dns.caa": outcomes("missing"),
        "dns.dangling-alias": outcomes("dead", "claimable"),
        "dns.delegation": outcomes("different-servers"),
        "dns.dnssec": outcomes(),
        "dns.dnssec-parameters": outcomes(),
        "dns.name-server-answers": outcomes(),
        "dns.name-servers": outcomes(),
        "dns.open-recursion": outcomes(),
        "dns.soa": outcomes("serials-differ"),
        "dns.zone-transfer": outcomes(),
        "ipv6.mail": outcomes(),
        "ipv6.name-servers": outcomes(),
        "ipv6.web": outcomes("missing"),
        "mail.dane-record": outcomes("missing"),
        "mail.mx": outcomes(),
        "mail.mx-dnssec": outcomes(),
        "mail.tls-rpt": outcomes("missing", "multiple"),
    }

    @staticmethod
    def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
        """Of every domain whose names resolve."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for found in pool.map(lambda one: list(_by_kdig(one)), subjects):
                yield from found


class Delv:
    """It trusts the key of the lab's root alone, and judges what it gets with checking switched off."""

    NAME = "delv"
    PACKAGE = "delv"
    COVERS: ClassVar = {"dns.dnssec": outcomes(), "dns.dnssec-validity": outcomes(), "mail.mx-dnssec": outcomes()}

    @staticmethod
    def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
        """Of every domain, and of the mail hosts of every company."""
        anchor = Path(STATE) / "oracles.anchor"
        anchor.write_text(_anchor(), "ascii")
        hosts = sorted({host for subject in subjects for host in subject.mail_hosts})
        names = [*(subject.domain for subject in subjects), *hosts]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            said = dict(zip(names, pool.map(lambda name: _validated(name, anchor), names), strict=True))
        for subject in subjects:
            domain = subject.domain
            if said[domain] != "silent":
                yield Opinion(domain, "dns.dnssec-validity", said[domain] == "bogus", said[domain])
            if said[domain] in ("secure", "unsigned"):
                yield Opinion(domain, "dns.dnssec", said[domain] == "unsigned", said[domain])
            opinion = worst(
                domain, "mail.mx-dnssec", ((said[host] != "secure", said[host]) for host in subject.mail_hosts)
            )
            if opinion and "silent" not in [said[host] for host in subject.mail_hosts]:
                yield opinion


def _by_kdig(subject: Subject) -> Iterator[Opinion]:
    domain = subject.domain
    if "NXDOMAIN" in _ask(domain, "SOA") or not _short(domain, "NS"):
        return
    servers = _short(domain, "NS")
    with_v6 = [server for server in servers if _short(server, "AAAA")]
    yield Opinion(domain, "dns.name-servers", len(servers) < 2, f"{len(servers)} servers")
    yield Opinion(domain, "ipv6.name-servers", len(with_v6) < 2, f"{len(with_v6)} of {len(servers)} with AAAA")
    signed = bool(_short(domain, "DNSKEY")) and bool(_short(domain, "DS"))
    yield Opinion(domain, "dns.dnssec", not signed, "DNSKEY and DS" if signed else "no DNSKEY or no DS")
    yield Opinion(domain, "dns.caa", not _short(domain, "CAA"), "CAA")
    policies = [text for text in _short(f"_smtp._tls.{domain}", "TXT") if "TLSRPTv1" in text]
    mail = _short(domain, "MX")
    yield Opinion(domain, "mail.mx", not mail, " ".join(mail) or "no MX")
    if subject.mail_hosts:
        yield Opinion(domain, "mail.tls-rpt", len(policies) != 1, f"{len(policies)} records")
    web = [name for name in (domain, f"www.{domain}") if _short(name, "A")]
    if web:
        yield Opinion(domain, "ipv6.web", not all(_short(name, "AAAA") for name in web), " ".join(web))
    yield from filter(None, _of_mail_hosts(subject))
    yield from _of_signing(domain) if signed else ()
    yield from _of_servers(domain, servers)
    shop = _ask(f"shop.{domain}", "A")
    yield Opinion(domain, "dns.dangling-alias", "CNAME" in shop and "NXDOMAIN" in shop, "shop")


def _of_mail_hosts(subject: Subject) -> Iterator[Opinion | None]:
    hosts = subject.mail_hosts
    yield worst(subject.domain, "ipv6.mail", ((not _short(host, "AAAA"), host) for host in hosts))
    yield worst(subject.domain, "mail.dane-record", ((not _short(f"_25._tcp.{host}", "TLSA"), host) for host in hosts))
    yield worst(subject.domain, "mail.mx-dnssec", ((" ad" not in _flags(_ask(host, "A")), host) for host in hosts))


def _of_signing(domain: str) -> Iterator[Opinion]:
    algorithms = {int(key.split()[2]) for key in _short(domain, "DNSKEY")}
    digests = {int(record.split()[2]) for record in _short(domain, "DS")}
    parameters = _short(domain, "NSEC3PARAM")
    iterations = max((int(record.split()[2]) for record in parameters), default=0)
    ends = re.findall(r"RRSIG\s+SOA (?:\d+ ){3}(\d{14})", _ask(domain, "SOA", "+dnssec"))
    last = min((datetime.strptime(end, "%Y%m%d%H%M%S").replace(tzinfo=UTC) for end in ends), default=None)
    soon = last is not None and last - datetime.now(UTC) < _SOON
    old = bool(algorithms & _OLD_ALGORITHMS) or digests == {1}
    said = f"algorithm {algorithms} digest {digests} iterations {iterations} until {last and last.date()}"
    yield Opinion(domain, "dns.dnssec-parameters", old or iterations > 0 or soon, said)


def _of_servers(domain: str, servers: Sequence[str]) -> Iterator[Opinion]:
    """What each address of each server says itself."""
    answers, serials, recursive, given = [], set(), False, False
    for server in servers:
        for address in (*_short(server, "A"), *_short(server, "AAAA")):
            udp = run(["kdig", f"@{address}", "+timeout=2", "+retry=0", "+norecurse", domain, "SOA"])
            tcp = run(["kdig", f"@{address}", "+tcp", "+timeout=2", "+retry=0", "+norecurse", domain, "SOA"])
            answers.append(all(" aa" in _flags(text) for text in (udp, tcp)))
            serials |= set(re.findall(r"IN\tSOA\t\S+ \S+ (\d+) ", udp))
            other = run(["kdig", f"@{address}", "+timeout=2", "+retry=0", "+recurse", ".", "NS"])
            recursive = recursive or (" ra" in _flags(other) and "ANSWER: 0" not in other)
            transfer = run(["kdig", f"@{address}", "+timeout=2", "+retry=0", domain, "AXFR"])
            given = given or len(re.findall(r"\sSOA\s", transfer)) > 1
    parent = run(["kdig", "@192.31.196.2", "+timeout=2", "+norecurse", domain, "NS"])
    above = {name.rstrip(".") for name in re.findall(rf"^{re.escape(domain)}\.\s+\d+\s+IN\s+NS\s+(\S+)", parent, re.M)}
    yield Opinion(
        domain, "dns.name-server-answers", not all(answers), f"{sum(answers)} of {len(answers)} with authority"
    )
    yield Opinion(domain, "dns.soa", len(serials) > 1, f"serials {sorted(serials)}")
    yield Opinion(domain, "dns.open-recursion", recursive, "")
    yield Opinion(domain, "dns.zone-transfer", given, "")
    yield Opinion(
        domain, "dns.delegation", above != {server.rstrip(".") for server in servers}, " ".join(sorted(above))
    )


def _ask(name: str, rdtype: str, *options: str) -> str:
    return run(["kdig", "+timeout=5", "+retry=1", "+dnssec", *options, "@127.0.0.1", name, rdtype])


def _short(name: str, rdtype: str) -> list[str]:
    lines = run(["kdig", "+short", "+timeout=5", "+retry=1", "@127.0.0.1", name, rdtype]).splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(";")]


def _flags(text: str) -> str:
    found = re.search(r"Flags: ([^;]*);", text)
    return f" {found[1]} " if found and "NOERROR" in text else ""


def _anchor() -> str:
    words = (Path(SITE) / "resolver/root.key").read_text("ascii").partition("DNSKEY ")[2].split()
    return f'trust-anchors {{ . static-key {" ".join(words[:3])} "{"".join(words[3:])}"; }};\n'


def _validated(name: str, anchor: Path) -> str:
    """`secure`, `unsigned`, `bogus`, or `silent` when nothing came that it could judge."""
    tool = ["delv", "+cd", "@127.0.0.1", "-a", str(anchor), "+root=.", name]
    shown = "".join(run([*tool, rdtype], timeout_s=20, complaints=True) for rdtype in ("SOA", "A"))
    if "fully validated" in shown:
        return "secure"
    if "unsigned answer" in shown:
        return "unsigned"
    faults = ("no valid signature", "broken trust chain", "insecurity proof failed", "no valid RRSIG", "RRSIG failed")
    return "bogus" if any(fault in shown for fault in faults) else "silent"
