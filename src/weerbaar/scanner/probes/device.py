"""Reads the device that we run on, by its operating system."""

from collections.abc import Callable, Mapping

from weerbaar.scanner.facts.device import Device
from weerbaar.scanner.probes.device_linux import read_linux
from weerbaar.scanner.probes.device_macos import read_macos
from weerbaar.scanner.probes.device_windows import read_windows
from weerbaar.scanner.probes.doors.machine import Machine

# By the words of `sys.platform`.
READERS: Mapping[str, Callable[[Machine], Device]] = {
    "linux": read_linux,
    "darwin": read_macos,
    "win32": read_windows,
}


def read_device(machine: Machine, platform: str) -> Device | None:
    """Everything that the device tells; None on a system that we cannot read."""
    reader = READERS.get(platform)
    return reader(machine) if reader else None
