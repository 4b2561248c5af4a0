"""Carries out `weerbaar compare`: stored documents in, what got worse out."""

import json
import sys
from collections.abc import Iterator, Sequence

from weerbaar.scanner.advice.explain import texts_of
from weerbaar.scanner.checks.check import Finding
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.exit_codes import ExitCode
from weerbaar.scanner.cli.judging import stored_results
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, say
from weerbaar.scanner.cli.reading import read_fail_on
from weerbaar.scanner.report.words import words
from weerbaar.scanner.scan.regressions import Change, Course, changes, measured
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.scoring.score import severity_of
from weerbaar.scanner.vocabulary.errors import OutOfOrder
from weerbaar.scanner.vocabulary.language import Language
from weerbaar.scanner.vocabulary.severity import Severity

_FORMS = ("text", "json")


def run_compare(files: Sequence[str], reader: Reader, *, lang: str, form: str, fail_on: str) -> ExitCode:
    """Compare the documents of all files, in their order, and print what changed.

    Raises:
        Refusal: a file cannot be read, the measurements are of several domains, fewer than two, or not in order.
    """
    reader.language = choose_language(lang)
    threshold = read_fail_on(fail_on)
    if form not in _FORMS:
        raise Refusal("unknown-format", {"value": form, "choices": ", ".join(_FORMS)})
    results = [result for file in files for result in stored_results(file)]
    found = _changes(results)
    as_json = form == "json"
    text = (
        json.dumps(_document(results, found), indent=2)
        if as_json
        else "\n".join(_lines(results, found, reader.language))
    )
    sys.stdout.buffer.write(f"{text}\n".encode(sys.stdout.encoding or "ascii", "replace"))
    sys.stdout.buffer.flush()
    worst = max((_severity(one).rank for one in found if one.course is not Course.MENDED), default=0)
    return ExitCode.FOUND if threshold is not None and worst >= threshold.rank else ExitCode.SCANNED


def _changes(results: Sequence[ScanResult]) -> tuple[Change, ...]:
    if len(results) < 2:
        raise Refusal("one-measurement")
    target = results[0].target
    stranger = next((result.target for result in results if result.target != target), None)
    if stranger is not None:
        raise Refusal("other-domain", {"domain": stranger, "value": target})
    try:
        return changes(measured(result) for result in results)
    except OutOfOrder as error:
        raise Refusal("not-in-order", {"value": error.at.isoformat(" ", "minutes")}) from error


def _severity(change: Change) -> Severity:
    return severity_of(Finding(change.check, change.outcome), load_policy())


def _lines(results: Sequence[ScanResult], found: Sequence[Change], language: Language) -> Iterator[str]:
    """The domain, then what got worse with the worst first, then what was mended."""
    show = words(language)
    yield say(
        language,
        "compare",
        "title",
        domain=results[0].target,
        number=len(results),
        first=show.moment(results[0].started_at),
        last=show.moment(results[-1].started_at),
    )
    for course in (Course.CONFIRMED, Course.SUSPECTED, Course.MENDED):
        of_it = [one for one in found if one.course is course]
        if not of_it:
            continue
        yield ""
        yield say(language, "compare", course.value)
        for change in sorted(of_it, key=lambda one: -_severity(one).rank):
            texts = texts_of(change.check, language)
            yield f"  {change.check}/{change.outcome}: {texts.title}"
            yield "    " + say(
                language, "compare", "since", fine=show.moment(change.fine_at), since=show.moment(change.since)
            )
    if not any(one.course is not Course.MENDED for one in found):
        yield ""
        yield say(language, "compare", "nothing")


def _document(results: Sequence[ScanResult], found: Sequence[Change]) -> dict[str, object]:
    return {
        "schema": 1,
        "target": results[0].target,
        "measured_at": [result.started_at.isoformat() for result in results],
        "changes": [
            {
                "check": one.check,
                "course": one.course.value,
                "outcome": one.outcome,
                "severity": _severity(one).value,
                "fine_at": one.fine_at.isoformat(),
                "since": one.since.isoformat(),
                "decided_at": one.decided_at.isoformat(),
            }
            for one in found
        ],
    }
