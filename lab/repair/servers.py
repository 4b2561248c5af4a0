"""Tells the servers of the lab that their files have changed, and waits until they serve the new ones."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from lab.addresses import NAME_SERVERS
from lab.places import SITE, STATE

_LONGEST_S = 15.0


def reload_knot(serials: Mapping[str, int]) -> None:
    """Load the hosted zones anew and empty the resolver's memory; `serials` are those to wait for, by zone."""
    _signal("knot-hosting/knot.pid")
    server = NAME_SERVERS["ns1"].ipv4
    for zone, serial in serials.items():
        _wait(f"serial {serial} of {zone}", lambda zone=zone, serial=serial: _serial(f"@{server}", zone) == serial)
    _signal("unbound.pid")
    for zone, serial in serials.items():
        _wait(f"{zone} at the resolver", lambda zone=zone, serial=serial: _serial("@127.0.0.1", zone) == serial)


def reload_nginx() -> None:
    """Take the new configuration.

    Raises:
        RuntimeError: nginx refuses it; the error says why.
    """
    told = subprocess.run(
        ["nginx", "-t", "-e", "stderr", "-p", f"{STATE}/nginx", "-c", f"{SITE}/nginx/nginx.conf"],
        env={**os.environ, "OPENSSL_CONF": f"{SITE}/nginx/openssl.cnf"},
        capture_output=True,
        text=True,
        check=False,
    )
    if told.returncode:
        raise RuntimeError(told.stderr.strip())
    before = _children(_pid("nginx.pid"))
    _signal("nginx.pid")
    _wait("new workers of nginx", lambda: bool(_children(_pid("nginx.pid")) - before))
    _wait("the old workers of nginx to end", lambda: not before & _children(_pid("nginx.pid")))


def postfix_runs() -> bool:
    """Whether mail is served by postfix; an ordinary user has the lab's own server in its place."""
    return (Path(STATE) / "postfix/queue/pid/master.pid").exists()


def reload_postfix() -> None:
    """Take the new table of services."""
    subprocess.run(["postfix", "-c", f"{SITE}/postfix", "reload"], check=True, capture_output=True)


def _serial(server: str, zone: str) -> int:
    asked = ["kdig", "+short", "+timeout=1", "+retry=0", server, zone, "SOA"]
    words = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()
    return int(words[2]) if len(words) > 2 and words[2].isdigit() else 0


def _pid(name: str) -> int:
    return int((Path(STATE) / name).read_text("ascii"))


def _signal(name: str) -> None:
    os.kill(_pid(name), signal.SIGHUP)


def _children(pid: int) -> set[int]:
    return {int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()}


def _wait(what: str, done: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {_LONGEST_S:g} s for {what}")
        time.sleep(0.05)
