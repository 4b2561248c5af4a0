"""`weerbaar scan`: measures domains and prints what was found. Here is what can be typed; `scanning.py` does the work."""

from dataclasses import dataclass
from typing import Annotated

import typer

from weerbaar.scanner.cli.door import door
from weerbaar.scanner.cli.options import FailOn, Form, Lang, Output


@dataclass(frozen=True)
class ScanOptions:
    """What was typed, as text: `scanning.py` reads it, so that every mistake gets a sentence of ours."""

    domains: tuple[str, ...]
    lang: str
    form: str
    output: str
    resolver: str
    ca_file: str
    allow_ranges: tuple[str, ...]
    timeout: str
    fail_on: str
    input_file: str
    concurrency: str
    authorisation: str = ""
    opt_out: str = ""


def scan_command(
    domains: Annotated[
        list[str] | None, typer.Argument(metavar="DOMAIN...", help="Domain names; - reads them from standard input.")
    ] = None,
    lang: Lang = "",
    form: Form = "",
    output: Output = "",
    resolver: Annotated[
        str, typer.Option("--resolver", metavar="ADDR[:PORT]", help="Name server to ask; by default the system's.")
    ] = "",
    ca_file: Annotated[str, typer.Option("--ca-file", metavar="PEM", help="More certificates to trust.")] = "",
    allow_range: Annotated[
        list[str] | None,
        typer.Option("--allow-range", metavar="CIDR", help="Measure these addresses although they are not public."),
    ] = None,
    timeout: Annotated[str, typer.Option("--timeout", metavar="S", help="Seconds for each domain.")] = "30",
    fail_on: FailOn = "",
    input_file: Annotated[
        str, typer.Option("--input", metavar="FILE", help="File with a domain name on each line; - is standard input.")
    ] = "",
    concurrency: Annotated[
        str, typer.Option("--concurrency", metavar="N", help="How many domains are measured at the same time.")
    ] = "20",
    authorisation: Annotated[
        str, typer.Option("--authorisation", metavar="FILE", help="The owner's agreement to look more closely (TOML).")
    ] = "",
    opt_out: Annotated[
        str, typer.Option("--opt-out", metavar="FILE", help="Names and addresses that are never to be measured.")
    ] = "",
) -> None:
    """Measure domains from outside and say what to do.

    Exit codes: 0 scanned, 1 a finding at or above --fail-on, 2 wrong use, 3 scan incomplete.
    """
    with door() as reader:
        from weerbaar.scanner.cli.scanning import run_scan

        options = ScanOptions(
            domains=tuple(domains or ()),
            lang=lang,
            form=form,
            output=output,
            resolver=resolver,
            ca_file=ca_file,
            allow_ranges=tuple(allow_range or ()),
            timeout=timeout,
            fail_on=fail_on,
            input_file=input_file,
            concurrency=concurrency,
            authorisation=authorisation,
            opt_out=opt_out,
        )
        code = run_scan(options, reader)
    raise typer.Exit(code)
