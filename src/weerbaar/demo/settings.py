"""How the scanner finds the demonstration: what is told in the state file, and the doors made of it."""

import ipaddress
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from weerbaar.demo.addresses import IPV4_RANGE, IPV6_RANGE
from weerbaar.demo.zones import PROOF, TOP
from weerbaar.scanner.probes.doors.settings import DoorSettings, Endpoint

LOOPBACK = "127.0.0.1"
STATE_SETTING = "WEERBAAR_DEMO_STATE"


@dataclass(eq=False)
class DemoNotRunning(Exception):
    """`state_file` is where the demonstration was expected to tell where it is."""

    state_file: Path


@dataclass(frozen=True)
class Detour:
    """Leads connections to the demonstration's addresses to loopback. Equal when it leads to the same ports."""

    ports: Mapping[str, int]
    closed_port: int

    def __call__(self, address: str, port: int) -> tuple[str, int]:
        """Where a connection to this address and port really goes; addresses of others stay as they are."""
        if not any(ipaddress.ip_address(address) in network for network in (IPV4_RANGE, IPV6_RANGE)):
            return address, port
        return LOOPBACK, self.ports.get(place(address, port), self.closed_port)


@dataclass(frozen=True)
class DemoState:
    """Where the servers listen on loopback. `ports` is keyed `<address> <port>` as the companies publish them.

    `closed_port` is kept by the demonstration and answers nobody: where a company has no server, a visitor is refused.
    """

    resolver_port: int
    closed_port: int
    ca_file: str
    ports: Mapping[str, int]

    def write(self, path: Path) -> None:
        """Put the state in a file at once, never half."""
        draft = path.with_name(path.name + ".new")
        draft.write_text(json.dumps(asdict(self), indent=1), "utf-8")
        draft.replace(path)

    @classmethod
    def read(cls, path: Path) -> "DemoState":
        """Read a file that `write` made."""
        return cls(**json.loads(path.read_text("utf-8")))

    def doors(self, base: DoorSettings) -> DoorSettings:
        """The same doors, which also lead to the demonstration. Names outside `.example` are asked as before."""
        return replace(
            base,
            forward={**base.forward, TOP: Endpoint(LOOPBACK, self.resolver_port)},
            ca_file=Path(self.ca_file) if base.ca_file is None else self._joined(base.ca_file),
            allow_ranges=(*base.allow_ranges, IPV4_RANGE, IPV6_RANGE),
            bogus_names=(*base.bogus_names, PROOF),
            detour=Detour(self.ports, self.closed_port),
        )

    def _joined(self, other: Path) -> Path:
        """A file with the demonstration's root and the operator's own."""
        ours = Path(self.ca_file)
        both = ours.with_name("trusted.pem")
        both.write_bytes(ours.read_bytes() + b"\n" + other.read_bytes())
        return both


def demo_doors(base: DoorSettings, state_file: Path | None = None) -> DoorSettings:
    """The doors of `base`, with the demonstration behind them that wrote this state file.

    Without a file the environment names it: `WEERBAAR_DEMO_STATE`.

    Raises:
        DemoNotRunning: no demonstration runs there.
    """
    file = state_file or Path(os.environ.get(STATE_SETTING, ""))
    try:
        return DemoState.read(file).doors(base)
    except OSError as error:
        raise DemoNotRunning(file) from error


def place(address: str, port: int) -> str:
    """The key of one server in `DemoState.ports`."""
    return f"{address} {port}"
