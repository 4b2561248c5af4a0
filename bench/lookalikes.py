"""How many lookalikes of others our bounded list contains: those of dnstwist, by the way they are made, and realistic ones."""

import json
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from weerbaar.scanner.parsers.lookalike_names import lookalike_names
from weerbaar.scanner.vocabulary.domain_name import DomainName

LIST = Path(__file__).with_suffix(".toml")
Names = Mapping[str, Iterable[tuple[str, str]]]


def lookalike_recall(dnstwist: Path) -> dict[str, Any]:
    """Shares of 0 to 1. Without dnstwist only those of the realistic list; `ran` tells."""
    companies: dict[str, Any] = tomllib.loads(LIST.read_text("utf-8"))["company"]
    realistic = {domain: [(name, "realistic") for name in row["names"]] for domain, row in companies.items()}
    figures: dict[str, Any] = {
        "companies": len(companies),
        "names_asked": sum(map(len, map(ours, companies))) / len(companies),
        "realistic": share(realistic)["realistic"],
        "realistic_missed": sorted(
            name for domain, names in realistic.items() for name, _ in names if name not in ours(domain)
        ),
        "ran": dnstwist.exists(),
    }
    if figures["ran"]:
        made = {domain: of_dnstwist(dnstwist, domain) for domain in companies}
        figures["dnstwist_by_kind"] = share(made)
        figures["dnstwist"] = share({d: [(name, "all") for name, _ in names] for d, names in made.items()})["all"]
    return figures


def ours(domain: str) -> frozenset[str]:
    """The names about which a scan of this domain asks."""
    return frozenset(found.name for found in lookalike_names(DomainName.parse(domain)))


def of_dnstwist(command: Path, domain: str) -> list[tuple[str, str]]:
    """Name and kind of all that it makes, without the domain, and without letters that the registry of .nl does not take."""
    done = subprocess.run([command, "--format", "json", domain], capture_output=True, text=True, check=True)
    rows = [(row["domain"], row["fuzzer"]) for row in json.loads(done.stdout)]
    return [(name, kind) for name, kind in rows if name != domain and "xn--" not in name]


def share(names: Names) -> dict[str, dict[str, float]]:
    """By kind, how many names there are and which share of them is ours; `names` are name and kind by domain."""
    there: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for domain, rows in names.items():
        own = ours(domain)
        for name, kind in rows:
            there[kind] += 1
            found[kind] += name in own
    return {kind: {"names": there[kind], "share": round(found[kind] / there[kind], 3)} for kind in sorted(there)}
