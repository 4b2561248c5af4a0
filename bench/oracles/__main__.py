"""Compares our findings with independent tools. Run as `bench/oracles/run`, which installs them and starts the lab.

Prints the table; with `--save` it writes `bench/oracles/recorded.json`, from which `docs/reference/oracles.md` is made.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.oracles import checkdmarc, dns_tools, nmap, observatory, openssl, pyspf, sectxt, sslyze
from bench.oracles.compare import Pair, compare
from bench.oracles.decisions import decided
from bench.oracles.opinion import ENVIRONMENTS, Subject
from lab import hosts
from lab.accept import scan
from lab.table import Company, companies, variants

ORACLES = (dns_tools.Kdig, dns_tools.Delv, pyspf, checkdmarc, openssl, sslyze, nmap, observatory, sectxt)
RECORD = Path(__file__).parent / "recorded.json"
# Places where a tool hangs, or which it must not visit; our findings there are proved by the lab's own tests.
_NOT_FOR_TOOLS = ("private", "mapped", "nat64", "mixed")
_NO_MAIL_FOR_TOOLS = ("silent", "tarpit", "loopback", "drop", "busy", "reject")


def main() -> int:
    """Ask every tool; ends with 1 when a disagreement has no decision."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("oracles", nargs="*", help="only these tools")
    options.add_argument("--save", action="store_true")
    options.add_argument("--domain", action="append", help="only this company; may be repeated")
    chosen = options.parse_args()
    every = [company for company in companies() if not chosen.domain or company.domain in chosen.domain]
    documents, _, _ = scan([company.domain for company in every], 20, os.environ["WEERBAAR_AUTHORISATION"])
    findings = {
        document["target"]: {row["check"]: (row["outcome"], row["status"]) for row in document["findings"]}
        for document in documents
    }
    subjects = [subject(company) for company in every if company.settings.name_servers != "rebind"]
    pairs: list[Pair] = []
    for oracle in ORACLES:
        if not chosen.oracles or oracle.NAME in chosen.oracles:
            started = time.monotonic()
            pairs += compare(oracle.NAME, oracle.COVERS, oracle.opinions(subjects), findings)
            print(f"{oracle.NAME} {version(oracle.PACKAGE)}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    undecided = list(_show(pairs))
    if chosen.save:
        record = {
            "recorded_on": datetime.now(UTC).date().isoformat(),
            "companies": len(subjects),
            "versions": {oracle.NAME: version(oracle.PACKAGE) for oracle in ORACLES},
            "pairs": [asdict(pair) for pair in pairs],
        }
        RECORD.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    print(f"{sum(pair.compared for pair in pairs)} comparisons, {sum(len(pair.disagreed) for pair in pairs)} differ,")
    print(f"{len(undecided)} of them without a decision in decisions.toml")
    return 1 if undecided else 0


def subject(company: Company) -> Subject:
    """What the tools may look at of a company."""
    settings = company.settings
    site = hosts.site(company)
    resolves = company.resolves and settings.content == "full" and settings.hosts not in _NOT_FOR_TOOLS
    web = resolves and settings.fault == "none" and site.apex.ipv4 is not None
    known = variants().mail_hosts
    mail = [known[name] for name in company.mail_hosts if company.resolves and settings.content == "full"]
    reachable = tuple(host.host for host in mail if host.server not in _NO_MAIL_FOR_TOOLS)
    return Subject(company.domain, web, reachable if len(reachable) == len(mail) else ())


def version(package: str) -> str:
    """The version of a tool, as it says itself or as it was installed."""
    asking: dict[str, tuple[Sequence[str], Callable[[str], str]]] = {
        "kdig": (["kdig", "--version"], lambda text: text.split()[-1]),
        "delv": (["delv", "-v"], lambda text: text.split()[1].partition("-")[0]),
        "openssl": (["openssl", "version"], lambda text: text.split()[1]),
        "nmap": (["nmap", "--version"], lambda text: text.split()[2]),
    }
    if package in asking:
        command, read = asking[package]
        ended = subprocess.run(command, capture_output=True, text=True, check=True)
        return read(ended.stdout or ended.stderr)
    if package.startswith("@"):
        manifest = json.loads((observatory.FOLDER / "package.json").read_text("utf-8"))
        return str(manifest["version"])
    places = (ENVIRONMENTS / package).glob(f"lib/*/site-packages/{package}-*.dist-info")
    return next(place.name.removesuffix(".dist-info").rpartition("-")[2] for place in places)


def _show(pairs: Sequence[Pair]) -> Iterator[dict[str, Any]]:
    for pair in pairs:
        print(f"{pair.check:32}{pair.oracle:22}{pair.agreed:4} of {pair.compared:4} agree, {pair.faults} faults seen")
        for row in pair.disagreed:
            if decided(pair.oracle, pair.check, row["domain"]) is None:
                print(
                    f"    {row['domain']}: ours {row['ours']}, theirs {'fault' if row['fault'] else 'fine'}: {row['said']}"
                )
                yield row


if __name__ == "__main__":
    sys.exit(main())
