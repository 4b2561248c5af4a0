"""TLS-RPT records by RFC 8460 (September 2018), section 3."""

import re
from dataclasses import dataclass

from weerbaar.scanner.parsers import field_list, report_uri
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.report_uri import ReportUri

VERSION = "v=TLSRPTv1"
# Characters of an extension's value: printable, no space, `=` or `;`.
_VALUE = re.compile(r"[!-:<>-~]+")


@dataclass(frozen=True, slots=True)
class TlsRptRecord:
    """Where senders report failed encryption: mailto or https."""

    rua: tuple[ReportUri, ...]


def parse(text: str) -> TlsRptRecord | Malformed:
    """Read one record. Faults: those of `field_list` and `report_uri`, `scheme`, `value`, `no-rua`."""
    fields = field_list.parse(text, VERSION)
    if isinstance(fields, Malformed):
        return fields
    found: list[ReportUri] = []
    for field in fields:
        if field.name != "rua":
            if _VALUE.fullmatch(field.value) is None:
                return Malformed(f"{field.name}={field.value}", field.at, "value")
            continue
        at = field.at
        for part in field.value.split(","):
            uri = report_uri.parse(part.strip(" \t"), at)
            if isinstance(uri, Malformed):
                return uri
            if uri.scheme not in ("mailto", "https"):
                return Malformed(uri.text, at, "scheme")
            found.append(uri)
            at += len(part) + 1
    return TlsRptRecord(tuple(found)) if found else Malformed(text, 0, "no-rua")
