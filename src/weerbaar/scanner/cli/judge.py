"""`weerbaar judge`: judges stored facts anew. Here is what can be typed; `judging.py` does the work."""

from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import FailOn, Form, Lang, Output


def judge_command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What scan stored as json or jsonl; - is standard input.")
    ],
    lang: Lang = "",
    form: Form = "",
    output: Output = "",
    fail_on: FailOn = "",
) -> None:
    """Judge stored facts by the checks and rules of this version. Nothing is measured."""
    with door() as reader:
        from weerbaar.scanner.cli.judging import run_judge

        code = run_judge(file, reader, lang=lang, form=form, output=output, fail_on=fail_on)
    raise typer.Exit(code)
