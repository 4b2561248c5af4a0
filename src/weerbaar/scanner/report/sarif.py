"""The findings as SARIF 2.1.0 (OASIS, 2020), for tools that gather results of many scanners."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from weerbaar import __version__
from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.facts.codec import encode
from weerbaar.scanner.report.clean import clean
from weerbaar.scanner.report.points import Weighed, weighed
from weerbaar.scanner.report.words import words
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.severity import Severity
from weerbaar.scanner.vocabulary.status import Status

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Section 3.27.9: a kind for each status; only `fail` has a level other than none (section 3.27.10).
_KINDS = {Status.PASS: "pass", Status.NOT_APPLICABLE: "notApplicable", Status.NOT_DETERMINED: "open"}
_LEVELS = {
    Severity.LOW: "note",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "error",
    Severity.CRITICAL: "error",
    Severity.NONE: "none",
}


def render(results: Iterable[ScanResult], language: Language) -> str:
    """One log with one run for all domains, with a final newline."""
    scans = list(results)
    found = [(scan, item) for scan in scans for item in weighed(scan.findings, words(language), scan.target)]
    rules = sorted({item.finding.key for _, item in found})
    places = {key: index for index, key in enumerate(rules)}
    by_key = {item.finding.key: item for _, item in found}
    run = {
        "tool": {
            "driver": {
                "name": "Weerbaar",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(by_key[key], language) for key in rules],
            }
        },
        "language": language.value,
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(scan) for scan in scans],
        "results": [_result(scan, item, places) for scan, item in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def _rule(item: Weighed, language: Language) -> dict[str, Any]:
    texts = texts_of(item.finding.check, language)
    return {
        "id": item.finding.key,
        "shortDescription": {"text": texts.title},
        "fullDescription": {"text": texts.intro},
        "defaultConfiguration": {"level": _LEVELS[item.severity]},
        "properties": {"severity": item.severity.value, "area": item.area},
    }


def _invocation(scan: ScanResult) -> dict[str, Any]:
    return {
        "executionSuccessful": not scan.interruptions,
        "startTimeUtc": scan.started_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "properties": {"target": scan.target, "interruptions": [word.value for word in scan.interruptions]},
    }


def _result(scan: ScanResult, item: Weighed, places: dict[str, int]) -> dict[str, Any]:
    key = item.finding.key
    status = outcome_of(item.finding).status
    sentences = (item.advice.headline, item.advice.seen, *item.advice.steps)
    return {
        "ruleId": key,
        "ruleIndex": places[key],
        "kind": _KINDS.get(status, "fail"),
        "level": _LEVELS[item.severity],
        "message": {"text": " ".join(clean(sentence) for sentence in sentences)},
        "locations": [{"logicalLocations": [{"fullyQualifiedName": scan.target, "kind": "resource"}]}],
        "partialFingerprints": {"finding/v1": hashlib.sha256(f"{scan.target} {key}".encode()).hexdigest()},
        "properties": {"evidence": encode(item.finding.evidence)},
    }
