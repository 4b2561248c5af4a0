"""The delay box: carries every packet between the command and the servers, later than it came, and loses some.

Usage: python -m lab.delay DELAY_MS JITTER_MS LOSS_PERCENT SIDE…

Kernels without netem cannot delay packets, so this process does. For each side it makes a pair of TUN devices (IP packets
as files): `to-SIDE` here, and `wan` in the network namespace of that name. DELAY_MS is what each way takes.
"""

import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lab.places import STATE

_TUNSETIFF = 0x400454CA
_IFF_TUN, _IFF_NO_PI = 0x0001, 0x1000
_LARGEST_PACKET = 65536
# What waits in the kernel while this process is busy: more than all scans of a benchmark have under way.
_QUEUE_PACKETS = 20_000
_BATCH = 64


@dataclass
class Way:
    """One direction. Packets keep their order; each takes `delay_s`, give or take `jitter_s`; `loss` of 1.0 loses all.

    `chance` gives numbers from 0 up to 1.
    """

    delay_s: float
    jitter_s: float
    loss: float
    chance: Callable[[], float]
    _waiting: deque[tuple[float, bytes]] = field(default_factory=deque)

    def put(self, packet: bytes, now: float) -> None:
        """Take a packet that came at `now`, in seconds of a steady clock."""
        if self.loss and self.chance() < self.loss:
            return
        due = now + self.delay_s + (self.jitter_s * (2 * self.chance() - 1) if self.jitter_s else 0.0)
        if self._waiting:
            due = max(due, self._waiting[-1][0])
        self._waiting.append((due, packet))

    def take(self, now: float) -> bytes | None:
        """The next packet that is due; None when none is."""
        if self._waiting and self._waiting[0][0] <= now:
            return self._waiting.popleft()[1]
        return None

    @property
    def next_due(self) -> float | None:
        """When the next packet is due; None when none waits."""
        return self._waiting[0][0] if self._waiting else None


class Box:
    """Ways between files; `ways` leads from the file that packets come from to where they go."""

    def __init__(self, ways: dict[int, tuple[Way, int]]) -> None:
        self._ways = ways

    def run(self) -> None:
        """Carry packets for ever."""
        while True:
            dues = [way.next_due for way, _ in self._ways.values() if way.next_due is not None]
            wait_s = max(0.0, min(dues) - time.monotonic()) if dues else None
            ready, _, _ = select.select(list(self._ways), (), (), wait_s)
            self.carry(ready)

    def carry(self, ready: list[int]) -> None:
        """Take what came, and hand on what is due."""
        for source in ready:
            way, _ = self._ways[source]
            for _ in range(_BATCH):
                try:
                    way.put(os.read(source, _LARGEST_PACKET), time.monotonic())
                except BlockingIOError:
                    break
        now = time.monotonic()
        for way, target in self._ways.values():
            while (packet := way.take(now)) is not None:
                try:
                    os.write(target, packet)
                except OSError:
                    # The other side is full or gone: a network loses such a packet too.
                    continue


def _device(name: str) -> int:
    """A new TUN device of this name; the file stays connected to it wherever the device is moved."""
    file = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(file, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN | _IFF_NO_PI))
    subprocess.run(["ip", "link", "set", name, "txqueuelen", str(_QUEUE_PACKETS)], check=True)
    return file


def _pair(side: str) -> tuple[int, int]:
    here, there = _device(f"to-{side}"), _device(f"wan-{side}")
    subprocess.run(["ip", "link", "set", f"wan-{side}", "netns", side], check=True)
    subprocess.run(["ip", "-n", side, "link", "set", f"wan-{side}", "name", "wan"], check=True)
    return here, there


def main(delay_ms: float, jitter_ms: float, loss_percent: float, sides: list[str]) -> None:
    """Make the devices, say so by a file, and carry."""
    ways: dict[int, tuple[Way, int]] = {}
    for side in sides:
        here, there = _pair(side)
        for source, target in ((here, there), (there, here)):
            ways[source] = Way(delay_ms / 1000, jitter_ms / 1000, loss_percent / 100, random.random), target
    Path(STATE, "ready", "delay").touch()
    Box(ways).run()


if __name__ == "__main__":
    main(*map(float, sys.argv[1:4]), sys.argv[4:])
