"""`weerbaar data`: what the scanner knows of the world outside, how old that is, and how to renew it. Fetches nothing."""

from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import Lang

data_app = typer.Typer(
    help="List or renew what the scanner knows of the world outside.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@data_app.command("list")
def list_command(lang: Lang = "") -> None:
    """List every table with its age, and the files that the operator keeps."""
    with door() as reader:
        from weerbaar.scanner.cli.data_listing import run_list

        run_list(reader, lang=lang)


@data_app.command("update")
def update_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which data, as `weerbaar data list` calls it.")],
    source: Annotated[str, typer.Option("--from", metavar="FILE", help="The file to take it from.")],
    into: Annotated[
        str, typer.Option("--into", metavar="FOLDER", help="Where it goes; else WEERBAAR_REFERENCE_DATA.")
    ] = "",
    taken_on: Annotated[
        str, typer.Option("--taken-on", metavar="DAY", help="Day of the data, 2026-11-24; else that of the file.")
    ] = "",
    lang: Lang = "",
) -> None:
    """Take newer data over from a file. The old data stays whole until the new is read and found good."""
    with door() as reader:
        from weerbaar.scanner.cli.data_updating import run_update

        run_update(name, source, into, reader, taken_on=taken_on, lang=lang)
