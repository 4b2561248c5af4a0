"""What the lab itself costs while it is measured: CPU of its servers, counted apart from the scanner's."""

import os
from collections import Counter
from pathlib import Path

_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_POSTFIX = ("master", "smtpd", "anvil", "tlsmgr", "tlsproxy", "proxymap", "postscreen", "qmgr", "pickup", "cleanup")
_SERVERS = {"unbound": "unbound", "knotd": "knot", "nginx": "nginx", **dict.fromkeys(_POSTFIX, "postfix")}
_MODULES = {"lab.delay": "delay box", "lab.odd": "odd servers"}
_COMMENT_END = b") "


def lab_cpu_s() -> Counter[str]:
    """CPU seconds of each server so far, children that have ended included. Inside the lab, where /proc shows only it."""
    used: Counter[str] = Counter()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            name, fields = _stat((folder / "stat").read_bytes())
            words = (folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
        except OSError:
            continue  # it ended while we looked
        server = _SERVERS.get(name) or next(
            (_MODULES[key] for word in words for key in _MODULES if word.startswith(key)), ""
        )
        if server:
            used[server] += sum(map(int, fields[11:15])) / _TICKS_PER_S
    return used


def _stat(raw: bytes) -> tuple[str, list[bytes]]:
    """The name of a process, and the fields after it: utime, stime, cutime, cstime are 11 to 14 (proc(5))."""
    head, _, rest = raw.rpartition(_COMMENT_END)
    return head.partition(b"(")[2].decode("latin-1"), rest.split()
