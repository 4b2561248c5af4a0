"""Writes everything a lab needs: zones, certificates, configurations of the servers, and the truth."""

import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from dns.dnssectypes import Algorithm

from lab import (
    addresses,
    client_hosts,
    expectations,
    hosting,
    hosts,
    permission,
    preload,
    registrations,
    routes,
    sites,
    zones,
)
from lab.certificates import CertificateStore
from lab.servers import knot, nginx, postfix, unbound
from lab.signer import Signing, ZoneKey, sign
from lab.table import Company, companies, variants
from lab.zones import Keys, Zone


def generate(out: Path, count: int | None = None) -> None:
    """Fill the empty folder `out` for the first `count` companies; None means one of each archetype."""
    now = datetime.now(UTC).replace(microsecond=0)
    chosen = list(companies(count))
    keys = Keys(
        root=ZoneKey.generate(),
        tld=ZoneKey.generate(),
        usual=ZoneKey.generate(),
        rsasha1=ZoneKey.generate(Algorithm.RSASHA1),
        other=ZoneKey.generate(),
    )
    store = CertificateStore(out / "certificates", now)
    _issue_all(store, chosen)
    all_zones = _all_zones(chosen, keys, store)
    _write_zones(out / "zones", all_zones, now)
    _write_for_repairs(out, all_zones, keys)
    _write_servers(out, chosen, all_zones, keys, now)
    _write(out / "routing/vrps.json", routes.authorisations(now))
    for version in (4, 6):
        _write(out / f"routing/ris.v{version}.txt", routes.dump(version))
    _write(out / "registrations.jsonl", registrations.answers(chosen, now))
    _write(out / "hsts-preload.txt", preload.listing(chosen, now))
    _write(out / "authorisation.toml", permission.agreement(chosen, now))
    _write(out / "truth.json", json.dumps(expectations.truth(chosen), indent=1))


def _issue_all(store: CertificateStore, chosen: list[Company]) -> None:
    for host in variants().mail_hosts.values():
        if host.certificate is not None:
            store.issue(host.name, [host.host], host.certificate, use_rsa=host.server == "groups")
    for company in chosen:
        domain, settings = company.domain, company.settings
        store.issue(domain, [domain, f"www.{domain}"], settings.certificate, use_rsa=settings.tls == "legacy")
        kind = "selfsigned" if settings.mta_sts_policy == "bad-certificate" else "good"
        store.issue(f"mta-sts.{domain}", [f"mta-sts.{domain}"], kind)
        if settings.own_clients != "none":
            own = "expired" if settings.own_clients == "expired" else "good"
            store.issue(f"imap.{domain}", [f"imap.{domain}", f"mail.{domain}"], own)
        if settings.clients == "by-file":
            store.issue(f"autoconfig.{domain}", [f"autoconfig.{domain}"])
    for client_host in client_hosts.HOSTS.values():
        store.issue(client_host.host, [client_host.host], client_host.certificate)


def _all_zones(chosen: list[Company], keys: Keys, store: CertificateStore) -> list[Zone]:
    below = [zones.company_zone(company, keys, store) for company in chosen]
    below += [zone for company in chosen for zone in zones.lookalike_zones(company, keys)]
    below += hosting.hosting_zones(chosen, keys, store)
    return [*hosting.upper_zones(below, keys), *below]


def _write_zones(folder: Path, all_zones: Iterable[Zone], now: datetime) -> None:
    folder.mkdir()
    with ProcessPoolExecutor() as pool:
        jobs = [
            (
                zone.text,
                zone.origin,
                Signing(zone.key, zone.mode, now, zone.opt_out),
                folder / f"{zone.name or 'root'}.zone",
            )
            for zone in all_zones
        ]
        # list() lets an exception of a worker come out.
        list(pool.map(_write_signed, *zip(*jobs, strict=True), chunksize=8))


def _write_for_repairs(out: Path, all_zones: Iterable[Zone], keys: Keys) -> None:
    """What it takes to change a zone and sign it again."""
    for zone in all_zones:
        if zone.served_by_knot and zone.name not in ("", "nl"):
            _write(out / "unsigned" / f"{zone.name}.zone", zone.text)
    keys.usual.save(out / "keys/usual")
    keys.rsasha1.save(out / "keys/rsasha1")


def _write_signed(text: str, origin: str, signing: Signing, path: Path) -> None:
    _write(path, sign(text, origin, signing))


def _write_servers(out: Path, chosen: list[Company], all_zones: list[Zone], keys: Keys, now: datetime) -> None:
    hosted = [zone.name for zone in all_zones if zone.name not in ("", "nl") and zone.served_by_knot]
    given_away = {company.domain for company in chosen if company.settings.name_servers == "given-away"}
    for instance, names in {"root": [""], "tld": ["nl"], "hosting": hosted}.items():
        _write(out / "knot" / f"{instance}.conf", knot.configuration(instance, names, given_away))
    _write(out / "resolver/unbound.conf", unbound.configuration())
    _write(out / "resolver/root.hints", unbound.root_hints())
    _write(out / "resolver/root.key", unbound.trust_anchor(keys.root))
    _write(out / "nginx/nginx.conf", nginx.configuration(chosen, now))
    _write(out / "nginx/openssl.cnf", nginx.OPENSSL_CONF)
    _write(out / "www/index.html", sites.page("good"))
    for word in variants().texts["page"]:
        _write(out / f"www/{word}.html", sites.page(word))
    _write(out / "postfix/main.cf", postfix.MAIN_CF)
    _write(out / "postfix/master.cf", postfix.master_cf(variants().mail_hosts.values()))
    _write(out / "odd.json", json.dumps(_odd(chosen, now), indent=1))


def _odd(chosen: list[Company], now: datetime) -> dict[str, object]:
    """What the odd servers need to know: sites by name, and mail hosts with their addresses."""
    odd_sites = [company for company in chosen if company.settings.fault != "none" or company.settings.tls == "legacy"]
    return {
        "zones": _odd_zones(chosen),
        "own_clients": [
            {"domain": company.domain, "word": company.settings.own_clients, "listen": addresses.company(company.index)}
            for company in chosen
            if company.settings.own_clients != "none"
        ],
        "services": [
            {"domain": company.domain, "service": company.settings.service, "listen": addresses.company(company.index)}
            for company in chosen
            if company.settings.service != "none"
        ],
        "sites": {
            company.domain: {
                "fault": company.settings.fault,
                "headers": sites.headers(company),
                "security_txt": sites.security_txt("good", company.domain, now)[1],
            }
            for company in odd_sites
        },
        "mail_hosts": [
            {**asdict(host), "host": host.host, "listen": hosts.mail_listeners(host)}
            for host in variants().mail_hosts.values()
        ],
    }


def _odd_zones(chosen: list[Company]) -> dict[str, list[str]]:
    """The domains that each odd name server answers for."""
    by_server: dict[str, list[str]] = {}
    for company in chosen:
        for server in zones.COMPANY_SERVERS[company.settings.name_servers]:
            if server in addresses.ODD_NAME_SERVERS:
                by_server.setdefault(server, []).append(company.domain)
    return by_server


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
