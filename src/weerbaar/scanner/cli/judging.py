"""Carries out `weerbaar judge`: stored documents in, the same forms out."""

import json
import math
from collections.abc import Iterator
from typing import Any

from weerbaar.scanner.cli.destination import choose_destination
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.exit_codes import ExitCode, code_of, winner
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, complain, say
from weerbaar.scanner.cli.printer import Printer
from weerbaar.scanner.cli.reading import read_fail_on
from weerbaar.scanner.cli.targets import read_text
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.domain_name import DomainName
from weerbaar.scanner.vocabulary.errors import InvalidDomainName, InvalidFactSheet


def run_judge(file: str, reader: Reader, *, lang: str, form: str, output: str, fail_on: str) -> ExitCode:
    """Judge every document of the file, in its order.

    Raises:
        Refusal: the file cannot be read, holds something else, or cannot be printed as asked.
    """
    reader.language = choose_language(lang)
    threshold = read_fail_on(fail_on)
    results = list(stored_results(file))
    if not results:
        raise Refusal("nothing-stored", {"file": file})
    printer = Printer(choose_destination(form, output, len(results)), reader.language)
    for position, result in enumerate(results):
        rendered = printer.render(result) if printer.is_worth(result) else b""
        written = printer.add(position, result, rendered)
        if written:
            complain(say(reader.language, "said", "written", file=written))
        if not rendered and not printer.is_worth(result):
            word = result.interruptions[0].value
            values = {"domain": result.target, "resolver": "", "timeout": ""}
            complain(say(reader.language, "interruptions", word, **values))
    printer.finish()
    return winner(code_of(result, threshold) for result in results)


def stored_results(file: str) -> Iterator[ScanResult]:
    """One document, or one on each line.

    Raises:
        Refusal: the file cannot be read, or holds something else.
    """
    text = read_text(file)
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict):
        yield _result(whole, file, 0)
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield _result(_parsed(line, file, number), file, number)


def _parsed(line: str, file: str, number: int) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refusal(file, number, "JSON") from error


def _result(data: Any, file: str, line: int) -> ScanResult:
    try:
        result = ScanResult.from_json(data)
        target = DomainName.parse(result.target)
    except (InvalidFactSheet, RecursionError, OverflowError) as error:
        raise _refusal(file, line, getattr(error, "where", "$")) from error
    except InvalidDomainName as error:
        raise _refusal(file, line, "$.facts.target") from error
    # The target becomes part of file names: only a name in its plain form will do.
    if target.ascii != result.target:
        raise _refusal(file, line, "$.facts.target")
    if result.started_at.tzinfo is None:
        raise _refusal(file, line, "$.started_at")
    if not math.isfinite(result.duration_s):
        raise _refusal(file, line, "$.duration_s")
    return result


def _refusal(file: str, line: int, where: str) -> Refusal:
    if line:
        return Refusal("not-stored-line", {"file": file, "number": line, "where": where})
    return Refusal("not-stored", {"file": file, "where": where})
