"""Carries out `weerbaar device`: looks, shows, and saves or sends only when that was asked for."""

import os
import re
import sys
from pathlib import Path

from weerbaar import __version__
from weerbaar.scanner.checks.device_outcomes import judge_device
from weerbaar.scanner.checks.device_support import support_list
from weerbaar.scanner.cli.destination import write_file
from weerbaar.scanner.cli.device import DeviceOptions
from weerbaar.scanner.cli.door import Reader
from weerbaar.scanner.cli.exit_codes import ExitCode
from weerbaar.scanner.cli.language import choose_language
from weerbaar.scanner.cli.messages import Refusal, complain, say
from weerbaar.scanner.cli.printer import can_show, wants_colour
from weerbaar.scanner.cli.targets import STDIN, read_text
from weerbaar.scanner.facts.device import Device
from weerbaar.scanner.facts.observation import Unobserved
from weerbaar.scanner.parsers import device_osquery
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.probes.device import read_device
from weerbaar.scanner.probes.doors.clock import SystemClock
from weerbaar.scanner.probes.doors.delivery import Address, deliver, read_address
from weerbaar.scanner.probes.doors.machine import ThisMachine
from weerbaar.scanner.report.device_report import DeviceReport, Origin, document
from weerbaar.scanner.report.device_text import render
from weerbaar.scanner.report.text import Style
from weerbaar.scanner.vocabulary.language import Language

_CODE = re.compile(r"[A-Za-z0-9_-]{4,128}")
_YES = frozenset({"j", "ja", "y", "yes"})


def run_device(options: DeviceOptions, reader: Reader) -> ExitCode:
    """Look at this device, or at what osquery saw, and do with it what was asked.

    Raises:
        Refusal: the options do not go together, an address or code is none, or a file cannot be read or written.
    """
    reader.language = choose_language(options.lang)
    if options.osquery_pack:
        _print(device_osquery.pack())
        return ExitCode.SCANNED
    address = _address_of(options)
    report = _report_of(options)
    if options.json_file:
        return _save(report, options.json_file, reader.language)
    _show(report, reader.language)
    if address is None:
        complain(say(reader.language, "device", "nothing-sent"))
        return ExitCode.SCANNED
    return _send(report, address, options, reader.language)


def _address_of(options: DeviceOptions) -> Address | None:
    """Where to send to, checked before anything is looked at."""
    if options.send and options.json_file:
        raise Refusal("send-or-save")
    if bool(options.send) != bool(options.code):
        raise Refusal("send-needs-code")
    if not options.send:
        return None
    address = read_address(options.send)
    if address is None:
        raise Refusal("no-address", {"value": options.send})
    if not _CODE.fullmatch(options.code):
        raise Refusal("no-code", {"value": options.code})
    if not options.yes and not sys.stdin.isatty():
        raise Refusal("nobody-to-ask")
    if options.ca_file and not Path(options.ca_file).is_file():
        raise Refusal("unreadable", {"file": options.ca_file, "fault": FileNotFoundError(2, "missing")})
    return address


def _report_of(options: DeviceOptions) -> DeviceReport:
    machine = ThisMachine(SystemClock())
    if options.osquery:
        seen = device_osquery.parse(read_text(options.osquery))
        if isinstance(seen, Malformed):
            raise Refusal("not-osquery", {"file": options.osquery})
        return DeviceReport(seen.looked_at, Origin.OSQUERY, __version__, seen.device)
    device: Device | None = read_device(machine, sys.platform)
    if device is None:
        raise Refusal("unknown-system", {"value": sys.platform})
    return DeviceReport(machine.now(), Origin.WEERBAAR, __version__, device)


def _show(report: DeviceReport, language: Language) -> None:
    findings = judge_device(report.device, SystemClock().now(), support_list())
    style = Style(colour=wants_colour(), unicode=can_show(sys.stdout.encoding or "ascii"))
    _print(render(report, findings, language, style))


def _save(report: DeviceReport, file: str, language: Language) -> ExitCode:
    if file == STDIN:
        _print(document(report))
    else:
        write_file(Path(file), document(report).encode("ascii"))
        complain(say(language, "device", "saved", file=file))
    return ExitCode.SCANNED


def _send(report: DeviceReport, address: Address, options: DeviceOptions, language: Language) -> ExitCode:
    if not options.yes and not _agrees(say(language, "device", "ask", address=options.send)):
        complain(say(language, "device", "nothing-sent-after-all"))
        return ExitCode.SCANNED
    ca_file = options.ca_file or os.environ.get("WEERBAAR_CA_FILE", "")
    body = document(report).encode("ascii")
    status = deliver(address, options.code, body, Path(ca_file) if ca_file else None)
    if isinstance(status, Unobserved):
        complain(say(language, "device", f"failed-{status.reason.value}", address=address.host))
        return ExitCode.INCOMPLETE
    if not 200 <= status < 300:
        key = "refused-code" if status in (401, 403, 404, 410) else "refused"
        complain(say(language, "device", key, address=address.host, status=status))
        return ExitCode.INCOMPLETE
    complain(say(language, "device", "sent", address=address.host))
    return ExitCode.SCANNED


def _agrees(question: str) -> bool:
    print(question, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in _YES


def _print(text: str) -> None:
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()
