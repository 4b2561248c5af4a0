"""nmap with its scripts ssl-enum-ciphers and http-security-headers."""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence

from bench.oracles.opinion import Opinion, Subject, outcomes, run, worst
from bench.oracles.suites import is_good

NAME = "nmap"
PACKAGE = "nmap"
COVERS = {
    "tls.protocol-versions": outcomes(),
    "tls.ciphers": outcomes(),
    "tls.cipher-order": outcomes(),
    "tls.compression": outcomes(),
    "mail.tls-versions": outcomes(),
    "mail.tls-ciphers": outcomes(),
    "exposure.databases": outcomes(),
    "exposure.file-sharing": outcomes(),
    "exposure.remote-access": outcomes(),
    "exposure.remote-desktop": outcomes(),
    "web.hsts": outcomes("missing"),
    "web.nosniff": outcomes("missing"),
    "web.csp": outcomes("missing", "report-only"),
}
_OLD = ("SSLv3", "TLSv1.0", "TLSv1.1")

# The ports of our fixed list, and what nmap calls the services behind them.
_PORTS = "21,22,23,445,1433,1883,3306,3389,5432,5900,6379,9200,11211,27017"
_SERVICES = {
    "exposure.databases": {
        *(
            "ms-sql-s",
            "mysql",
            "postgresql",
            "redis",
            "memcache",
            "memcached",
            "mongodb",
            "mongod",
            "mqtt",
            "elasticsearch",
        ),
    },
    "exposure.file-sharing": {"ftp", "microsoft-ds", "netbios-ssn"},
    "exposure.remote-access": {"telnet", "vnc"},
    "exposure.remote-desktop": {"ms-wbt-server"},
}


def opinions(subjects: Sequence[Subject]) -> Iterator[Opinion]:
    """Of every web host, and of every mail host for all companies that use it."""
    sites = [subject.domain for subject in subjects if subject.web]
    for domain, scripts in _scan(sites, 443).items():
        if table := scripts.get("ssl-enum-ciphers"):
            yield from _of_ciphers(domain, table)
        if "http-security-headers" in scripts:
            yield from _of_headers(domain, scripts["http-security-headers"].get("output", ""))
    yield from _of_services(sites)
    hosts = sorted({host for subject in subjects for host in subject.mail_hosts})
    tables = {host: scripts.get("ssl-enum-ciphers") for host, scripts in _scan(hosts, 25).items()}
    for subject in subjects:
        seen = [table for host in subject.mail_hosts if (table := tables.get(host)) is not None]
        for check, judge in (("mail.tls-versions", _versions), ("mail.tls-ciphers", _ciphers)):
            opinion = worst(subject.domain, check, (judge(table) for table in seen))
            if opinion:
                yield opinion


def _scan(hosts: Sequence[str], port: int) -> dict[str, dict[str, ElementTree.Element]]:
    scripts = "ssl-enum-ciphers" + (",http-security-headers" if port == 443 else "")
    options = ["-n", "-Pn", "-p", str(port), "--script", scripts, "--script-timeout", "30s", "--host-timeout", "60s"]
    xml = run(["nmap", *options, "-oX", "-", "-iL", "-"], text="\n".join(hosts), timeout_s=900)
    found: dict[str, dict[str, ElementTree.Element]] = {}
    for host in ElementTree.fromstring(xml).iter("host") if xml else ():
        name = next((one.get("name", "") for one in host.iter("hostname") if one.get("type") == "user"), "")
        found[name] = {script.get("id", ""): script for script in host.iter("script")}
    return found


def _of_services(sites: Sequence[str]) -> Iterator[Opinion]:
    """What answers at the ports of our list, by the tool's own questions."""
    options = ["-n", "-Pn", "-sT", "-sV", "--version-light", "-p", _PORTS, "--open", "--host-timeout", "60s"]
    xml = run(["nmap", *options, "-oX", "-", "-iL", "-"], text="\n".join(sites), timeout_s=900)
    seen: dict[str, set[str]] = {site: set() for site in sites}
    for host in ElementTree.fromstring(xml).iter("host") if xml else ():
        name = next((one.get("name", "") for one in host.iter("hostname") if one.get("type") == "user"), "")
        seen[name] = {service.get("name", "") for service in host.iter("service")}
    for site, names in seen.items():
        for check, known in _SERVICES.items():
            yield Opinion(site, check, bool(names & known), " ".join(sorted(names)))


def _of_ciphers(domain: str, script: ElementTree.Element) -> Iterator[Opinion]:
    yield Opinion(domain, "tls.protocol-versions", *_versions(script))
    yield Opinion(domain, "tls.ciphers", *_ciphers(script))
    preference = {table.get("key"): _elements(table, "cipher preference") for table in script.findall("table")}
    if words := preference.get("TLSv1.2"):
        yield Opinion(domain, "tls.cipher-order", "client" in words, words[0])
    compressors = {
        one.text for table in script.iter("table") if table.get("key") == "compressors" for one in table.iter("elem")
    }
    yield Opinion(domain, "tls.compression", bool(compressors - {"NULL"}), " ".join(sorted(map(str, compressors))))


def _versions(script: ElementTree.Element) -> tuple[bool, str]:
    offered = [
        str(table.get("key"))
        for table in script.findall("table")
        if str(table.get("key", "")).startswith(("SSL", "TLS"))
    ]
    old = [version for version in offered if version in _OLD]
    return bool(old), " ".join(old or offered)


def _ciphers(script: ElementTree.Element) -> tuple[bool, str]:
    names = {
        str(one.text)
        for table in script.iter("table")
        if table.get("key") == "ciphers"
        for one in table.iter("elem")
        if one.get("key") == "name"
    }
    bad = sorted(name for name in names if not is_good(name))
    return bool(bad), bad[0] if bad else f"{len(names)} good suites"


def _elements(table: ElementTree.Element, key: str) -> list[str]:
    return [str(one.text) for one in table.findall("elem") if one.get("key") == key]


def _of_headers(domain: str, output: str) -> Iterator[Opinion]:
    for check, header in (
        ("web.hsts", "Strict-Transport-Security"),
        ("web.nosniff", "X-Content-Type-Options"),
        ("web.csp", "Content-Security-Policy"),
    ):
        shown = re.search(rf"Header: {header}: (.*)", output)
        yield Opinion(domain, check, shown is None, shown[1].strip() if shown else "not shown")
