"""`weerbaar device`: shows how this device is protected. Here is what can be typed; `device_check.py` does the work."""

from dataclasses import dataclass
from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import Lang


@dataclass(frozen=True)
class DeviceOptions:
    """What was typed, as text."""

    lang: str
    json_file: str
    send: str
    code: str
    ca_file: str
    yes: bool
    osquery: str
    osquery_pack: bool


def device_command(
    lang: Lang = "",
    json_file: Annotated[
        str, typer.Option("--json", metavar="FILE", help="Save the message instead; - is standard output.")
    ] = "",
    send: Annotated[str, typer.Option("--send", metavar="URL", help="Send the message here, after you said yes.")] = "",
    code: Annotated[str, typer.Option("--code", metavar="CODE", help="The code that belongs to the address.")] = "",
    ca_file: Annotated[
        str, typer.Option("--ca-file", metavar="PEM", help="More certificates to trust when sending.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking again.")] = False,
    osquery: Annotated[
        str, typer.Option("--osquery", metavar="FILE", help="Read the results of osquery instead of this device.")
    ] = "",
    osquery_pack: Annotated[bool, typer.Option("--osquery-pack", help="Print our queries for osquery.")] = False,
) -> None:
    """Show how this device is protected, and what a message about it would say. Sends nothing by itself.

    Exit codes: 0 shown, saved or sent, 2 wrong use, 3 not delivered.
    """
    with door() as reader:
        from weerbaar.scanner.cli.device_check import run_device

        options = DeviceOptions(lang, json_file, send, code, ca_file, yes, osquery, osquery_pack)
        exit_code = run_device(options, reader)
    raise typer.Exit(exit_code)
