"""Scans every company of the lab in one call and compares each finding with the truth. Run as `lab/run python lab/accept.py`.

Ends with 0 only when every expected outcome was found and no other: recall and precision 100 %.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lab.prefill import filled_in
from weerbaar.scanner.scan.plan import granted_checks
from weerbaar.scanner.scan.request import ScanRequest
from weerbaar.scanner.vocabulary.domain_name import DomainName


@dataclass(frozen=True)
class Comparison:
    """What one company's scan said beside what is true of it; all are sets of `check/outcome`."""

    domain: str
    missed: frozenset[str]
    unexpected: frozenset[str]
    found: frozenset[str]


def compare(truth: dict[str, list[str]], documents: list[dict[str, Any]]) -> list[Comparison]:
    """One comparison per company of the truth; a company without a document misses everything."""
    seen = {document["target"]: document for document in documents}
    result = []
    for domain, expected in sorted(truth.items()):
        findings = seen[domain]["findings"] if domain in seen else []
        said = frozenset(f"{f['check']}/{f['outcome']}" for f in findings if f["status"] in ("FAIL", "NOT_DETERMINED"))
        wanted = frozenset(expected)
        extra = said - wanted if domain in seen else frozenset({"(no result)"})
        result.append(Comparison(domain, wanted - said, extra, wanted & said))
    return result


def scan(domains: list[str], concurrency: int, agreement: str) -> tuple[list[dict[str, Any]], float, float]:
    """The documents of one `weerbaar scan` call, its wall seconds and its CPU seconds. `agreement` is a file, or empty."""
    command = [
        sys.executable,
        "-m",
        "weerbaar",
        "scan",
        "--input",
        "-",
        "--format",
        "jsonl",
        "--concurrency",
        str(concurrency),
        *(["--authorisation", agreement] if agreement else []),
    ]
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input="\n".join(domains), text=True, stdout=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (
        0,
        2,
        3,
    ):  # 2: one of the companies does not exist on purpose; 3: some scans are cut short on purpose
        sys.exit(f"weerbaar scan ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines()], time.monotonic() - start, cpu_s


def main() -> int:
    """Print what differs and the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("domains", nargs="*", help="only these companies")
    options.add_argument("--concurrency", type=int, default=20)
    options.add_argument("--outside-only", action="store_true", help="without the companies' agreement: no other ports")
    options.add_argument("--save", type=Path, help="keep the documents as JSON lines")
    chosen = options.parse_args()
    truth = json.loads(Path(os.environ["WEERBAAR_LAB_TRUTH"]).read_text("utf-8"))
    if chosen.domains:
        truth = {domain: truth[domain] for domain in chosen.domains}
    agreement = "" if chosen.outside_only else os.environ["WEERBAAR_AUTHORISATION"]
    if not agreement:
        asked = {check.id for check in granted_checks(ScanRequest(DomainName("good-0001.nl")))}
        truth = {domain: [key for key in keys if key.partition("/")[0] in asked] for domain, keys in truth.items()}
    documents, wall_s, cpu_s = scan(sorted(truth), chosen.concurrency, agreement)
    if chosen.save:
        chosen.save.write_text("".join(json.dumps(document) + "\n" for document in documents), "utf-8")
    total: Counter[str] = Counter()
    for comparison in compare(truth, documents):
        total.update(found=len(comparison.found), missed=len(comparison.missed), unexpected=len(comparison.unexpected))
        for key in sorted(comparison.missed):
            print(f"{comparison.domain}: MISSED {key}")
        for key in sorted(comparison.unexpected):
            print(f"{comparison.domain}: UNEXPECTED {key} {_evidence(documents, comparison.domain, key)}")
    count = len(truth)
    print(
        f"{count} companies: {total['found']} expected outcomes found,"
        f" {total['missed']} missed, {total['unexpected']} unexpected;"
        f" wall {wall_s:.1f} s ({1000 * wall_s / count:.0f} ms each), CPU {cpu_s:.1f} s ({1000 * cpu_s / count:.0f} ms each)"
    )
    wrong = _answers(truth, documents)
    return 1 if wrong or total["missed"] or total["unexpected"] else 0


def _answers(truth: dict[str, list[str]], documents: list[dict[str, Any]]) -> int:
    """How many answers of the Basisscan were filled in wrongly; says which, and the share that is right."""
    answers = list(filled_in(truth, documents))
    wrong = [answer for answer in answers if answer.fault]
    for answer in wrong:
        print(f"{answer.domain}: WRONG ANSWER {answer.question}/{answer.choice}: {answer.fault}")
    if answers:
        share = 100 * (len(answers) - len(wrong)) / len(answers)
        print(f"{len(answers)} answers of the Basisscan filled in, {share:.1f} % of them right")
    return len(wrong)


def _evidence(documents: list[dict[str, Any]], domain: str, key: str) -> str:
    for document in documents:
        for finding in document["findings"] if document["target"] == domain else ():
            if f"{finding['check']}/{finding['outcome']}" == key:
                return json.dumps(finding["evidence"])[:300]
    return ""


if __name__ == "__main__":
    sys.exit(main())
