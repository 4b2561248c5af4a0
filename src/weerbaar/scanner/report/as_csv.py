"""One row for each finding, for spreadsheets (RFC 4180). Safe to open: no cell can be taken for a formula."""

import csv
import io

from weerbaar.scanner.checks.catalogue import outcome_of
from weerbaar.scanner.report.document import ReportDocument
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.scoring.policy import load_policy
from weerbaar.scanner.scoring.score import severity_of

COLUMNS = (
    "target",
    "measured_at",
    "check",
    "outcome",
    "status",
    "severity",
    "judgement",
    "point",
    "seen",
    "task",
    "minutes",
    "cost",
    "who",
    "message",
)
# A spreadsheet runs a cell that starts with one of these (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def header() -> str:
    """The first line of a file."""
    return _lines([COLUMNS])


def render(result: ScanResult, report: ReportDocument) -> str:
    """The rows of one domain, in the order of the findings, without the header."""
    policy = load_policy()
    points = {point.key: point for chapter in report.chapters for point in chapter.points}
    tasks = {task.key: task for task in report.tasks}
    rows = []
    for finding in result.findings:
        point, task = points.get(finding.key), tasks.get(finding.key)
        severity = severity_of(finding, policy).value
        row = [result.target, result.started_at.isoformat(), finding.check, finding.outcome]
        row += [outcome_of(finding).status.value, severity]
        row += [point.word, point.title, point.seen] if point else ["", "", ""]
        row += [task.title, str(task.minutes), task.cost, task.who, task.message] if task else [""] * 5
        rows.append(tuple(row))
    return _lines(rows)


def _lines(rows: list[tuple[str, ...]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([[_harmless(cell) for cell in row] for row in rows])
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    """The cell as text: a quote in front of what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
