"""`weerbaar checks`: lists what is looked at, or explains one check. `explaining.py` does the work."""

from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import Lang


def checks_command(
    check: Annotated[str, typer.Argument(metavar="ID", help="A check, or a check/outcome.")] = "",
    lang: Lang = "",
) -> None:
    """List the checks, or explain one: its question, its outcomes and its sources."""
    with door() as reader:
        from weerbaar.scanner.cli.explaining import run_checks

        run_checks(check, reader, lang=lang)
