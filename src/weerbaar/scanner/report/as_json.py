"""The result for programs: one document, or one line for each domain. Pure ASCII: nothing in it can fool a terminal."""

import json

from weerbaar.scanner.scan.result import ScanResult


def render(result: ScanResult) -> str:
    """One indented document of schema 1 (`docs/reference/scan-result.schema.json`), with a final newline."""
    return json.dumps(result.to_json(), ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def render_line(result: ScanResult) -> str:
    """The same document on one line, for JSON Lines."""
    return json.dumps(result.to_json(), ensure_ascii=True, allow_nan=False, separators=(",", ":")) + "\n"
