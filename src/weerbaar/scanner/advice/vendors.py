"""Steps in words beside a fix: how a large mail provider wants it, and how a record is put in at whoever keeps the DNS.

A vendor's words are only given where the domain's own MX or name servers name that vendor.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.facts import dns, mail
from weerbaar.scanner.facts.observation import Observed
from weerbaar.scanner.facts.sheet import FactSheet
from weerbaar.scanner.parsers.mail_vendors import MailVendor, vendor_of_all
from weerbaar.scanner.vocabulary.language import Language

_MOST_SERVERS = 2


@dataclass(frozen=True, slots=True)
class Guide:
    """`name` says where the steps are taken: `bij TransIP`."""

    name: str
    steps: tuple[str, ...]


def mail_vendor(sheet: FactSheet) -> MailVendor | None:
    """The provider to which all MX records lead, when it is one whose ways we know."""
    mx = sheet[mail.MX]
    records = mx.value.records if isinstance(mx, Observed) else ()
    return vendor_of_all(record.partition(" ")[2].rstrip(".") for record in records)


def guides(
    finding: Finding, sheet: FactSheet, records: Sequence[tuple[str, str]], language: Language
) -> Iterator[Guide]:
    """The steps for one finding; `records` are name (`_dmarc.example.nl. TXT`) and value of the DNS records that mend it."""
    topic, vendor = _data()["topics"].get(finding.key), mail_vendor(sheet)
    steps = _data()["mail"].get(vendor.name, {}).get(topic, {}).get(language.value) if vendor else None
    if vendor and steps:
        yield Guide(_at(vendor.name, language.value), tuple(step.replace("{domain}", sheet.target) for step in steps))
    yield from _panel(sheet, records, language.value)


def _panel(sheet: FactSheet, records: Sequence[tuple[str, str]], language: str) -> Iterator[Guide]:
    """For the first record that belongs in the domain's own zone."""
    words, servers = _data()["panel"], _name_servers(sheet)
    for full, value in records:
        name, _, kind = full.rpartition(" ")
        if servers and f".{name.rstrip('.')}".endswith(f".{sheet.target}"):
            host = _dns_host(servers)
            start = value.partition(";")[0].partition(" ")[0] if value.startswith("v=") else ""
            values = {
                "domain": sheet.target,
                "host": host,
                "servers": ", ".join(servers[:_MOST_SERVERS]),
                "type": kind,
                "name": name.rstrip(".").removesuffix(sheet.target).rstrip(".") or words["own_name"][language],
                "start": start,
            }
            lines = [words["known" if host else "unknown"][language], *words["steps"][language]]
            if start:
                lines.insert(2, words["one"][language])
            yield Guide(
                _at(host, language) if host else words["name"][language], tuple(line.format(**values) for line in lines)
            )
            return


def _at(host: str, language: str) -> str:
    return str(_data()["at"][language]).format(host=host)


def _name_servers(sheet: FactSheet) -> list[str]:
    """The servers of the zone that starts at the target; none when it hangs under another, where names are shorter."""
    zone, known = sheet[dns.ZONE], sheet[dns.NAME_SERVERS]
    starts_here = isinstance(zone, Observed) and bool(zone.value.records) and zone.value.owner in ("", sheet.target)
    return [host.host for host in known.value] if starts_here and isinstance(known, Observed) else []


def _dns_host(servers: Sequence[str]) -> str:
    """Who keeps the DNS, when all name servers are of the same known one; else empty."""
    names: Mapping[str, str] = _data()["hosts"]
    found = {next((name for end, name in names.items() if f".{one}".endswith(f".{end}")), "") for one in servers}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "vendors.toml").read_text("utf-8"))
