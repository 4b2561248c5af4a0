"""`weerbaar preload-list`: takes the list of secure sites over from Chromium. `preloading.py` does the work."""

from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import Lang


def preload_list_command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Chromium's net/http/transport_security_state_static.json.")
    ],
    output: Annotated[str, typer.Option("--output", metavar="FILE", help="Where the list goes.")],
    taken_on: Annotated[
        str, typer.Option("--taken-on", metavar="DAY", help="Day of the list, 2026-11-24; else that of the file.")
    ] = "",
    lang: Lang = "",
) -> None:
    """Take over the list of sites that browsers have built in as secure, for WEERBAAR_HSTS_PRELOAD. Fetches nothing."""
    with door() as reader:
        from weerbaar.scanner.cli.preloading import run_preload_list

        run_preload_list(file, output, reader, taken_on=taken_on, lang=lang)
