"""A record of a report goes into its zone, takes the place of what it replaces, and the zone is signed again."""

from datetime import UTC, datetime
from pathlib import Path

from lab.places import SITE
from lab.signer import Signing, ZoneKey, sign
from lab.table import companies
from lab.zone_text import record, text_records


class ZoneFiles:
    """The zones of a changeable lab. `changed` are the names of those that were changed since it was last emptied."""

    def __init__(self, site: Path = Path(SITE)) -> None:
        self._site = site
        self._signing = {company.domain: company.settings.dnssec for company in companies()}
        self.changed: dict[str, int] = {}

    def put(self, place: str, value: str) -> None:
        """Write one record; `place` is `name. TYPE` as reports have it.

        Raises:
            LookupError: no zone of the lab holds the name.
        """
        name, rdtype = place.split()
        zone = self._zone_of(name.rstrip("."))
        path = self._plain(zone)
        lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if line.strip()]
        kept = [line for line in lines if not _replaced(line, name, rdtype, value)]
        added = (
            text_records(name.rstrip("."), [value]) if rdtype == "TXT" else [record(name.rstrip("."), rdtype, value)]
        )
        path.write_text("".join([*kept, *added]), "utf-8")
        self.changed.setdefault(zone, 0)

    def holds(self, name: str) -> bool:
        """Whether there is any record at `name`, which has no final dot."""
        lines = self._plain(self._zone_of(name)).read_text("utf-8").splitlines()
        return any(line.startswith(f"{name}. ") for line in lines)

    def sign(self) -> None:
        """Give each changed zone its next serial and new signatures; `changed` then says which serial to wait for."""
        for zone in self.changed:
            text, serial = _next_serial(self._plain(zone).read_text("utf-8"))
            self._plain(zone).write_text(text, "utf-8")
            mode = self._signing.get(zone, "unsigned" if zone == "plainhost.nl" else "nsec3")
            signing = Signing(self._key(mode), mode, datetime.now(UTC).replace(microsecond=0))
            (self._site / f"zones/{zone}.zone").write_text(sign(text, f"{zone}.", signing), "utf-8")
            self.changed[zone] = serial

    def _zone_of(self, name: str) -> str:
        labels = name.split(".")
        for start in range(len(labels)):
            zone = ".".join(labels[start:])
            if self._plain(zone).is_file():
                return zone
        raise LookupError(f"no zone holds {name}")

    def _plain(self, zone: str) -> Path:
        return self._site / "unsigned" / f"{zone}.zone"

    def _key(self, mode: str) -> ZoneKey:
        return ZoneKey.load(self._site / "keys" / ("rsasha1" if mode == "rsasha1" else "usual"))


def _replaced(line: str, name: str, rdtype: str, value: str) -> bool:
    """Whether a line gives way: the same kind of policy at the same name, or the same type where one is enough."""
    owner, _, _, kind, *rest = line.split(maxsplit=4)
    if (owner, kind) != (name, rdtype) or rdtype == "TLSA":
        return False
    if rdtype != "TXT":
        return True
    words = "".join(rest).strip().strip('"').replace(";", " ").split()
    return words[:1] == value.replace(";", " ").split()[:1]


def _next_serial(text: str) -> tuple[str, int]:
    lines = text.splitlines(keepends=True)
    for at, line in enumerate(lines):
        fields = line.split()
        if fields[3:4] == ["SOA"]:
            fields[6] = str(int(fields[6]) + 1)
            lines[at] = " ".join(fields) + "\n"
            return "".join(lines), int(fields[6])
    raise LookupError("a zone without SOA")
