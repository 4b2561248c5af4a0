"""Proofs about name servers: what each says itself, and what parents and other names say."""

from collections.abc import Iterator
from functools import partial

from lab import addresses
from lab.proofs.proof import Proof
from lab.proofs.tools import dig, run
from lab.table import Company
from lab.zone_text import server_name
from lab.zones import COMPANY_SERVERS

_AUTHORITATIVE = r"NOERROR.*Flags: qr aa.*\sSOA\s"


def proofs(companies: list[Company]) -> Iterator[Proof]:
    """All proofs of this module."""
    for company in companies:
        kind = company.settings.name_servers
        for server in COMPANY_SERVERS[kind] if kind not in ("normal", "servfail") else ():
            yield from _server(company, server)
        yield from _zone(company)
        if kind != "normal" or company.archetype.id == "good":
            yield from _delegation(company)
        yield from _names(company)


def _server(company: Company, server: str) -> Iterator[Proof]:
    row, domain = company.archetype.id, company.domain
    pair = addresses.NAME_SERVERS[server.removeprefix("own-")]
    for address in filter(None, pair):
        silent = address.startswith(("198.18.200.", "2001:db8:f00:"))
        wanted = "timed out|timeout|no response" if silent else "REFUSED" if server == "nslame" else _AUTHORITATIVE
        yield Proof(row, f"{server} at {address}", partial(_ask, address, domain, "SOA"), wanted)
        by_tcp = "refused|timed out|timeout|failed" if silent or server == "nsnotcp" else wanted
        yield Proof(row, f"{server} at {address} by TCP", partial(_ask, address, domain, "SOA", "+tcp"), by_tcp)
        if not silent:
            given = r"NOERROR|\sAAAA?\s" if company.settings.name_servers == "given-away" else ""
            yield Proof(
                row, "the zone", partial(_ask, address, domain, "AXFR"), given or "NOTAUTH|REFUSED|can't connect"
            )
            opened = r"NOERROR.*ra.*\sNS\s+a\.rootlab" if server == "nsopen" else "REFUSED"
            yield Proof(row, "the root", partial(run, "kdig", *_QUICK, f"@{address}", ".", "NS"), opened)


_QUICK = ("+timeout=1", "+retry=0")


def _ask(address: str, name: str, rdtype: str, *options: str) -> str:
    return run("kdig", *_QUICK, "+norec", *options, f"@{address}", name, rdtype)


def _zone(company: Company) -> Iterator[Proof]:
    row, domain, settings = company.archetype.id, company.domain, company.settings
    if settings.name_servers == "newer":
        newer, usual = (addresses.NAME_SERVERS[name].ipv4 or "" for name in ("nsnewer", "ns1"))
        yield Proof(row, "a version ahead", partial(_ask, newer, domain, "SOA"), r"SOA.* 2 3600 600 864000 300")
        yield Proof(row, "the usual version", partial(_ask, usual, domain, "SOA"), r"SOA.* 1 3600 600 864000 300")
    if settings.soa == "odd":
        yield Proof(row, "its times", partial(dig, domain, "SOA"), r"SOA.* 1 600 3600 864000 300")
    if settings.dnssec == "ending":
        yield Proof(
            row, "the end of its signatures", partial(dig, domain, "SOA"), r"RRSIG\s+SOA 13 2 300 (\d{14}) (\d{14}) "
        )
    if settings.dnssec == "sha1-ds":
        yield Proof(
            row, "the pointer", partial(dig, domain, "DS"), r"\sDS\s+\d+ 13 1 [0-9A-F]{40}\s", r"\sDS\s+\d+ 13 2 "
        )


def _delegation(company: Company) -> Iterator[Proof]:
    """The parent's referral, which differs from the zone where the row says so."""
    row, domain, kind = company.archetype.id, company.domain, company.settings.name_servers
    referral = partial(_ask, addresses.TLD_SERVER.ipv4 or "", domain, "NS")
    names = {"other-parent": ("ns1", "ns4")}.get(kind, COMPANY_SERVERS[kind])
    for server in names:
        wanted = rf"AUTHORITY SECTION.*\sNS\s+{server_name(server, domain)}\."
        yield Proof(row, f"the parent names {server}", referral, wanted, r"Flags: qr aa")
    if kind == "wrong-glue":
        old, new = addresses.NAME_SERVERS["ns4"].ipv4 or "", addresses.NAME_SERVERS["ns2"].ipv4 or ""
        yield Proof(row, "the parent's address", referral, rf"ns2\.{domain}\.\s+\d+\s+IN\s+A\s+{old}\s")
        yield Proof(row, "its own address", partial(dig, f"ns2.{domain}", "A"), rf"\sA\s+{new}\s")


def _names(company: Company) -> Iterator[Proof]:
    row, domain, settings = company.archetype.id, company.domain, company.settings
    label = domain.removesuffix(".nl")
    if settings.alias != "none":
        target = {"dead": "gone.dnslab.nl", "claimable": "shops.nobody-9999.nl"}[settings.alias]
        yield Proof(row, "where shop points", partial(dig, f"shop.{domain}", "A"), rf"NXDOMAIN.*CNAME\s+{target}\.")
        above = target.partition(".")[2]
        wanted = "NXDOMAIN" if settings.alias == "claimable" else "NOERROR"
        yield Proof(row, "the domain there", partial(dig, above, "SOA"), wanted)
    twin = {"own": f"{label}-online.nl", "parked": f"{label.replace('-', '', 1)}.nl", "mail": f"{label}-factuur.nl"}
    if settings.lookalikes != "none":
        name, servers = twin[settings.lookalikes], "ns[12]" if settings.lookalikes == "own" else "ns[34]"
        there = rf"NOERROR.*\sNS\s+{servers}\.dnslab"
        yield Proof(row, f"the similar name {name}", partial(dig, name, "NS"), there)
        mail = r"\sMX\s+10 mx-good\." if settings.lookalikes == "mail" else r"\sMX\s+0 \."
        yield Proof(row, f"its mail {name}", partial(dig, name, "MX"), mail)
