"""`weerbaar compare`: what got worse between measurements. Here is what can be typed; `comparing.py` does the work."""

from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import FailOn, Lang


def compare_command(
    files: Annotated[
        list[str], typer.Argument(metavar="OLD NEW...", help="Stored measurements of one domain, the oldest first.")
    ],
    lang: Lang = "",
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="For a person, or for a program.")
    ] = "text",
    fail_on: FailOn = "",
) -> None:
    """Say what got worse between measurements. One bad measurement is a suspicion, a second one confirms it."""
    with door() as reader:
        from weerbaar.scanner.cli.comparing import run_compare

        code = run_compare(files, reader, lang=lang, form=form, fail_on=fail_on)
    raise typer.Exit(code)
