"""Measures the companies of the plan, does what their reports say, and measures again: at most three times.

Run as `lab/run --changeable python -m lab.repair [OUTCOME…]`. Prints JSON: by company what it failed before, each text
that was taken over, and every finding before and after.

A repair may bring its next step to light: a first DMARC record only watches. What a later report says about that is
done too, and nothing else.
"""

import json
import sys
from collections.abc import Iterable
from typing import Any

from lab import hosts
from lab.accept import scan
from lab.repair.nginx_file import NginxFile
from lab.repair.plan import KINDS, plan
from lab.repair.postfix_files import PostfixFiles
from lab.repair.servers import postfix_runs, reload_knot, reload_nginx, reload_postfix
from lab.repair.zone_files import ZoneFiles
from lab.table import companies, variants
from lab.zone_text import address_records
from weerbaar.scanner.advice.fixes import fixes
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.report.compose import compose
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.status import Status

_ROUNDS = 3
_CONCURRENCY = 12


class Repair:
    """All repairs of one run."""

    def __init__(self, wanted: Iterable[str]) -> None:
        self._targets: dict[str, set[str]] = {}
        for key in wanted:
            self._targets.setdefault(plan()[key], set()).add(key.partition("/")[0])
        self._zones, self._nginx, self._postfix = ZoneFiles(), NginxFile(), PostfixFiles()
        self._companies = {company.domain: company for company in companies()}

    def run(self) -> dict[str, Any]:
        """The record of each company."""
        first = self._measure(sorted(self._targets))
        record = {
            domain: {"before": _findings(result), "steps": [], "left_out": []} for domain, result in first.items()
        }
        latest = dict(first)
        for _ in range(_ROUNDS):
            touched = [domain for domain in latest if self._repair(domain, first[domain], latest[domain], record)]
            if not touched:
                break
            self._reload()
            latest |= self._measure(touched)
        for domain, result in latest.items():
            record[domain]["after"] = _findings(result)
        return record

    def _measure(self, domains: list[str]) -> dict[str, ScanResult]:
        documents, _, _ = scan(domains, _CONCURRENCY, "")
        results = {document["target"]: ScanResult.from_json(document) for document in documents}
        if missing := set(domains) - set(results):
            raise RuntimeError(f"the scan says nothing about {', '.join(sorted(missing))}")
        return results

    def _repair(self, domain: str, first: ScanResult, now: ScanResult, record: dict[str, Any]) -> bool:
        """Take over the texts of this company's report; True when there was one."""
        failing_at_first = {finding.check for finding in first.findings if outcome_of(finding).status is Status.FAIL}
        done = False
        for key, kind, name, value in _shown(now):
            check = key.partition("/")[0]
            if check not in self._targets[domain] and check in failing_at_first:
                continue
            applied = kind in KINDS and self._apply(kind, name, value, domain)
            record[domain]["steps" if applied else "left_out"].append([key, kind, name, value])
            done = done or applied
        return done

    def _apply(self, kind: str, name: str, value: str, domain: str) -> bool:
        """Take one text over; False when it is for a program that the lab does not run."""
        if kind == "dns":
            self._zones.put(name, value)
        elif kind == "nginx":
            self._nginx.put(name, value, domain)
        elif name.startswith("https://"):
            self._nginx.serve(name, value)
            self._give_address(name.removeprefix("https://").partition("/")[0], domain)
        elif name == "main.cf (Postfix)" and postfix_runs():
            hosts_of_company = [variants().mail_hosts[host] for host in self._companies[domain].mail_hosts]
            for host in hosts_of_company:
                if host.server == "postfix":
                    self._postfix.put(value, host.host)
            return any(host.server == "postfix" for host in hosts_of_company)
        else:
            return False
        return True

    def _give_address(self, host: str, domain: str) -> None:
        """A host that the company sets up for a file needs addresses; which, no report can know."""
        if not self._zones.holds(host):
            for line in address_records(host, hosts.policy_server(self._companies[domain])):
                name, _, _, rdtype, value = line.split()
                self._zones.put(f"{name} {rdtype}", value)

    def _reload(self) -> None:
        if self._zones.changed:
            self._zones.sign()
            reload_knot(self._zones.changed)
            self._zones.changed = {}
        if self._nginx.changed:
            reload_nginx()
            self._nginx.changed = False
        if self._postfix.changed:
            reload_postfix()
            self._postfix.changed = False


def _shown(result: ScanResult) -> Iterable[tuple[str, str, str, str]]:
    """Every text that the report shows to be pasted: its finding, its kind, its place and the text itself."""
    kinds = {finding.key: [fix.kind for fix in fixes(finding, result.sheet)] for finding in result.findings}
    for task in compose(result, Language.NL).tasks:
        pasted = [fix for fix in task.fixes if not fix.is_prose]
        for kind, fix in zip(kinds[task.key], pasted, strict=True):
            yield task.key, kind, fix.name, fix.value


def _findings(result: ScanResult) -> dict[str, list[str]]:
    return {finding.check: [finding.outcome, outcome_of(finding).status.value] for finding in result.findings}


def main(arguments: list[str]) -> int:
    """Print the record."""
    print(json.dumps(Repair(arguments or plan()).run(), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
