"""The command `weerbaar`: one word for each thing it does. Nothing heavy is imported before it is needed."""

import sys
from typing import Annotated

import typer

from weerbaar import __version__
from weerbaar.demo.command import demo_command
from weerbaar.portal.audits.verify_command import verify_command
from weerbaar.portal.providers.order_command import order_command
from weerbaar.scanner.cli.checks import checks_command
from weerbaar.scanner.cli.compare import compare_command
from weerbaar.scanner.cli.data import data_app
from weerbaar.scanner.cli.device import device_command
from weerbaar.scanner.cli.door import MISUSE, door
from weerbaar.scanner.cli.judge import judge_command
from weerbaar.scanner.cli.preload_list import preload_list_command
from weerbaar.scanner.cli.scan import scan_command
from weerbaar.scanner.scan.collector import relax_collector

# What the extra `portal` installs; when one of these is missing, the person needs that, not a traceback.
_PORTAL_PACKAGES = frozenset(
    {"django", "csp", "django_htmx", "django_tasks", "django_tasks_db", "granian", "whitenoise"}
)

app = typer.Typer(
    name="weerbaar",
    help="Measure how resilient a company is online, and say in plain words what to do.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("scan")(scan_command)
app.command("judge")(judge_command)
app.command("compare")(compare_command)
app.command("checks")(checks_command)
app.add_typer(data_app, name="data")
app.command("preload-list")(preload_list_command)
app.command("demo")(demo_command)
app.command("device")(device_command)
app.command("order")(order_command)
app.command("verify")(verify_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"weerbaar {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


@app.command("serve")
def serve_command(
    host: Annotated[str, typer.Option("--host", metavar="ADDR", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", metavar="N", help="How many workers perform scans.")] = 2,
    demo: Annotated[bool, typer.Option("--demo", help="Also start fictional companies to scan.")] = False,
) -> None:
    """Start the website on this machine (needs weerbaar[portal])."""
    with door():
        try:
            from weerbaar.portal.serve.command import serve
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] in _PORTAL_PACKAGES:
                from weerbaar.scanner.cli.messages import Refusal

                raise Refusal("no-portal") from error
            raise
        code = serve(host, port, workers=workers, demo=demo)
    raise typer.Exit(code)


def main() -> None:
    """Run the command line, and exit."""
    relax_collector()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command line. What the parser of options refuses becomes one sentence too."""
    try:
        code = app(arguments, prog_name="weerbaar", standalone_mode=False)
    except typer.TyperException as error:
        from weerbaar.scanner.cli.language import language_of_environment
        from weerbaar.scanner.cli.messages import complain, say

        language = language_of_environment()
        command = " ".join(
            ["weerbaar", *arguments[:1]]
            if arguments[:1]
            in (
                ["scan"],
                ["judge"],
                ["checks"],
                ["data"],
                ["demo"],
                ["device"],
                ["preload-list"],
                ["order"],
                ["verify"],
            )
            else ["weerbaar"]
        )
        fault = f"{error.format_message().rstrip('.')}."
        option = getattr(error, "option_name", "")
        key, value = ("unknown-option", option) if option else ("usage", "")
        complain(say(language, "refusals", key, value=value, fault=fault, command=command))
        return MISUSE
    except KeyboardInterrupt:
        return 130
    return code if isinstance(code, int) else 0
