"""DMARC records by RFC 9989 (May 2026), sections 4.7, 4.8 and 4.10.1."""

import re
from dataclasses import dataclass
from enum import StrEnum

from weerbaar.scanner.parsers import report_uri
from weerbaar.scanner.parsers.malformed import Malformed
from weerbaar.scanner.parsers.report_uri import ReportUri

# The name of the version tag ignores case, its value does not.
_VERSION = re.compile(r"[vV][ \t]*=[ \t]*DMARC1[ \t]*(?=;|\Z)")
_ALMOST = re.compile(r"\s*v\s*=\s*dmarc", re.IGNORECASE)
_TAG = re.compile(r"[ \t]*([A-Za-z]+)[ \t]*=[ \t]*((?:[!-:<-~][ -:<-~]*)?)")
# A limit on the size of reports: gone since RFC 9989, ignored where it still stands.
_SIZE = re.compile(r"![0-9]+[kmgt]?\Z", re.IGNORECASE | re.ASCII)
_VALUES = {
    "t": ("y", "n"),
    "psd": ("y", "n", "u"),
    "adkim": ("r", "s"),
    "aspf": ("r", "s"),
    "fo": ("0", "1", "d", "s", "d:s", "s:d"),
}
_POLICY_TAGS = ("p", "sp", "np")


class DmarcPolicy(StrEnum):
    """What the owner asks of receivers for mail that fails."""

    NONE = "none"
    QUARANTINE = "quarantine"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class DmarcRecord:
    """What a receiver makes of a record.

    `policy` is for the domain itself, `subdomains` (sp) for names below it that exist, `new_names` (np) for those that
    do not; the last two are None where the record leaves them out. `testing` is t=y. `psd` is y, n or u. `rua` holds
    the addresses for reports that can be read. `policy_fault` is a p, sp or np that is no policy: receivers then act
    as if p=none was there. `ignored` are other parts that receivers leave out.
    """

    policy: DmarcPolicy
    subdomains: DmarcPolicy | None
    new_names: DmarcPolicy | None
    testing: bool
    psd: str
    rua: tuple[ReportUri, ...]
    policy_fault: Malformed | None
    ignored: tuple[Malformed, ...]

    @property
    def for_subdomains(self) -> DmarcPolicy:
        """The policy for names below the domain that exist."""
        return self.subdomains or self.policy

    @property
    def for_new_names(self) -> DmarcPolicy:
        """The policy for names below the domain that do not exist."""
        return self.new_names or self.for_subdomains


def is_dmarc(text: str) -> bool:
    """Whether a TXT record counts: it opens with the version, written exactly so. Receivers leave out all others."""
    return _VERSION.match(text) is not None


def resembles_dmarc(text: str) -> bool:
    """Whether somebody meant a DMARC record, also where receivers would not see one (`v=dmarc1`, a missing `;`)."""
    return _ALMOST.match(text) is not None


def parse(text: str) -> DmarcRecord | Malformed:
    """Read one record. Malformed is what a receiver does nothing with.

    Faults: `no-version`, `repeated-tag` (RFC 6376, section 3.2), `policy` (p, sp or np is no policy and there is no
    address for reports either), `no-policy` (no p and no address). Of ignored parts: `tag`, `value` and those of
    `report_uri`.
    """
    version = _VERSION.match(text)
    if version is None:
        return Malformed(text, 0, "no-version")
    tags: dict[str, tuple[str, int]] = {}
    ignored: list[Malformed] = []
    at = version.end()
    for part in text[at:].split(";"):
        match = _TAG.fullmatch(part)
        if match is not None:
            name = match[1].lower()
            if name in tags or name == "v":
                return Malformed(part.strip(), at, "repeated-tag")
            tags[name] = match[2].rstrip(" "), at + match.start(2)
        elif part.strip():
            ignored.append(Malformed(part.strip(), at, "tag"))
        at += len(part) + 1
    return _record(text, tags, ignored)


def _record(text: str, tags: dict[str, tuple[str, int]], ignored: list[Malformed]) -> DmarcRecord | Malformed:
    rua: list[ReportUri] = []
    for uri in _uris(tags):
        if isinstance(uri, ReportUri):
            rua.append(uri)
        else:
            ignored.append(uri)
    fault = _policy_fault(tags)
    if not rua and (fault or "p" not in tags):
        return fault or Malformed(text, 0, "no-policy")
    for name, allowed in _VALUES.items():
        if name in tags and tags[name][0].lower() not in allowed:
            ignored.append(Malformed(f"{name}={tags[name][0]}", tags[name][1], "value"))
    policies = {} if fault else {name: _policy(tags[name][0]) for name in _POLICY_TAGS if name in tags}
    psd = _value(tags, "psd")
    return DmarcRecord(
        policy=policies.get("p") or DmarcPolicy.NONE,
        subdomains=policies.get("sp"),
        new_names=policies.get("np"),
        testing=_value(tags, "t") == "y",
        psd=psd if psd in _VALUES["psd"] else "u",
        rua=tuple(rua),
        policy_fault=fault,
        ignored=tuple(ignored),
    )


def _uris(tags: dict[str, tuple[str, int]]) -> list[ReportUri | Malformed]:
    if "rua" not in tags:
        return []
    value, at = tags["rua"]
    found = []
    for part in value.split(","):
        found.append(report_uri.parse(_SIZE.sub("", part.strip(" \t")), at))
        at += len(part) + 1
    return found


def _policy_fault(tags: dict[str, tuple[str, int]]) -> Malformed | None:
    for name in _POLICY_TAGS:
        if name in tags and _policy(tags[name][0]) is None:
            return Malformed(f"{name}={tags[name][0]}", tags[name][1], "policy")
    return None


def _policy(value: str) -> DmarcPolicy | None:
    lowered = value.lower()
    return DmarcPolicy(lowered) if lowered in tuple(DmarcPolicy) else None


def _value(tags: dict[str, tuple[str, int]], name: str) -> str:
    return tags[name][0].lower() if name in tags else ""
