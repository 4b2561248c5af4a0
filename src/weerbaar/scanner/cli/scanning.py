"""Carries out `weerbaar scan`: reads what was typed, lets everything be measured, prints it and finds the exit code."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from weerbaar.scanner.cli.destination import choose_destination
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.exit_codes import ExitCode, code_of, winner
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.live import Live
from weerbaar.scanner.cli.messages import complain, name_sentence, say
from weerbaar.scanner.cli.permission import read_opt_out_file, read_permission
from weerbaar.scanner.cli.printer import Printer
from weerbaar.scanner.cli.reading import read_fail_on, read_number
from weerbaar.scanner.cli.scan import ScanOptions
from weerbaar.scanner.cli.targets import Targets, read_targets
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint, parse_ranges
from weerbaar.scanner.scan.event_loop import run
from weerbaar.scanner.scan.result import ScanResult
from weerbaar.scanner.vocabulary.authorisation import ScanAuthorisation
from weerbaar.scanner.vocabulary.opt_out import OptOut
from weerbaar.scanner.vocabulary.severity import Severity

MAX_TIMEOUT_S, MAX_CONCURRENCY = 600, 500


@dataclass(frozen=True)
class _Order:
    """What was asked, read and found possible."""

    targets: Targets
    settings: DoorSettings
    printer: Printer
    fail_on: Severity | None
    timeout_s: float
    concurrency: int
    agreement: ScanAuthorisation | None


def run_scan(
    options: ScanOptions, reader: Reader, *, through: Callable[[DoorSettings], DoorSettings] | None = None
) -> ExitCode:
    """Scan what was asked. Wrong names are said and left out; everything else that is wrong stops before the scan.

    `through` changes the settings of the doors, as the demonstration asks.

    Raises:
        Refusal: the command cannot be carried out as given.
        InvalidSettings: a setting of the scanner cannot be used.
    """
    reader.language = choose_language(options.lang)
    timeout_s = read_number(options.timeout, "bad-timeout", MAX_TIMEOUT_S)
    concurrency = int(read_number(options.concurrency, "bad-concurrency", MAX_CONCURRENCY))
    fail_on = read_fail_on(options.fail_on)
    settings = through(_settings(options)) if through else _settings(options)
    targets = read_targets(options.domains, options.input_file)
    destination = choose_destination(options.form, options.output, len(targets.names))
    _complain_of_names(reader, targets)
    targets = _without_opted_out(reader, targets, settings.opt_out)
    if not targets.names:
        return ExitCode.MISUSE
    agreement = read_permission(options.authorisation, targets.names, SystemClock().now(), reader.language)
    printer = Printer(destination, reader.language)
    order = _Order(targets, settings, printer, fail_on, timeout_s, concurrency, agreement)
    return run(_carry_out(order, reader))


def _settings(options: ScanOptions) -> DoorSettings:
    """The environment, with the options over it: a range is added, the others take the place of what was there."""
    settings = DoorSettings.from_environment()
    return replace(
        settings,
        resolver=Endpoint.parse(options.resolver) if options.resolver else settings.resolver,
        ca_file=Path(options.ca_file) if options.ca_file else settings.ca_file,
        allow_ranges=(*settings.allow_ranges, *parse_ranges(list(options.allow_ranges))),
        opt_out=read_opt_out_file(options.opt_out) if options.opt_out else settings.opt_out,
    )


async def _carry_out(order: _Order, reader: Reader) -> ExitCode:
    # The probes and their libraries take a while to load: a mistake in the command is said before.
    from weerbaar.scanner.cli.measuring import measure

    codes = [ExitCode.MISUSE] if order.targets.wrong or order.targets.opted_out else []
    with Live(reader.language, len(order.targets.names)) as live:

        async def take(position: int, result: ScanResult) -> None:
            codes.append(code_of(result, order.fail_on))
            worth = order.printer.is_worth(result)
            # Composing and typesetting take long enough to disturb the time limits of other scans.
            rendered = await asyncio.to_thread(order.printer.render, result) if worth else b""
            live.pause()
            _complain_of_interruptions(order, reader, result)
            written = order.printer.add(position, result, rendered)
            if written:
                complain(say(reader.language, "said", "written", file=written))
            live.go_on()
            live.done()

        await measure(
            order.targets.names,
            order.settings,
            take,
            timeout_s=order.timeout_s,
            concurrency=order.concurrency,
            listener=live.listener,
            agreement=order.agreement,
        )
    order.printer.finish()
    return winner(codes)


def _complain_of_names(reader: Reader, targets: Targets) -> None:
    for wrong in targets.wrong:
        sentence = name_sentence(reader.language, wrong.error)
        where = f"{say(reader.language, 'names', 'line', number=wrong.line)} " if wrong.line else ""
        complain(where + sentence)


def _without_opted_out(reader: Reader, targets: Targets, opt_out: OptOut) -> Targets:
    """The targets that may be measured. Who does not want to be is said, and not one packet is sent there."""
    refused = tuple(name for name in targets.names if opt_out.covers(name))
    for name in refused:
        complain(say(reader.language, "said", "opted-out", domain=name.ascii))
    return replace(targets, names=tuple(name for name in targets.names if name not in refused), opted_out=refused)


def _complain_of_interruptions(order: _Order, reader: Reader, result: ScanResult) -> None:
    server = order.settings.resolver
    values = {
        "domain": result.target,
        "resolver": f"{server.address}:{server.port}" if server else say(reader.language, "said", "nameserver"),
        "timeout": f"{order.timeout_s:g}",
    }
    for interruption in result.interruptions:
        complain(say(reader.language, "interruptions", interruption.value, **values))
