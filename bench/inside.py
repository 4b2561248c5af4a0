"""Runs inside the lab: ours, the floor and every peer, and writes bench/out/latest.json."""

import json
import os
import platform
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.cost import cost_of
from bench.floor import floor, floor_of_scan
from bench.lookalikes import lookalike_recall

HERE = Path(__file__).parent
OUT = HERE / "out"
ONE = "good-0001.nl"
TLS13 = "good-tls13-0001.nl"
# What a full default scan does at least, beside its queries: see docs/decisions/0006. A good company of the lab has eleven
# handshakes (two of the survey, two for the certificates, seven pages) and nine fetches; others have fewer.
HANDSHAKES, FETCHES = 10, 6
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))


def main() -> int:
    """Measure and write."""
    truth = json.loads(Path(os.environ["WEERBAAR_LAB_TRUTH"]).read_text("utf-8"))
    domains = [
        name for name in sorted(truth) if not name.startswith(("f-", "mx-tarpit", "mx-silent", "mx-busy", "mx-drop"))
    ]
    chosen = OUT / "domains.txt"
    chosen.write_text("\n".join(domains[: int(os.environ.get("BENCH_DOMAINS", "2000"))]), "utf-8")
    # s_time sends no server name, so it needs an address whose first site answers everybody
    asked = subprocess.run(["kdig", "+short", TLS13, "A"], capture_output=True, text=True, check=True)
    address = asked.stdout.split()[0]
    rounds = [_round(chosen, address) for _ in range(ROUNDS)]
    figures = _figures(rounds)
    (OUT / "latest.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(json.dumps({key: value for key, value in figures.items() if key not in ("ours", "floor_units")}, indent=2))
    return 0


def _figures(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """What all rounds come to: the least that each thing cost."""
    ours = min((one["ours"] for one in rounds), key=_cpu_of_scan)
    own_loop = min((one["own_loop"] for one in rounds), key=_cpu_of_scan)
    unit = {price: min(one["floor"][price] for one in rounds) for price in rounds[0]["floor"]}
    whole = ours["whole"]
    hellos = max(whole["connections_per_domain"] - HANDSHAKES - FETCHES, 0)
    floor_ms = floor_of_scan(
        unit, queries=whole["queries_per_domain"], handshakes=HANDSHAKES, hellos=hellos, fetches=FETCHES
    )
    return {
        "measured_at": datetime.now(UTC).isoformat(),
        "machine": {"cpus": os.cpu_count(), "python": platform.python_version(), "kernel": platform.release()},
        "rounds": [_in_short(one) for one in rounds],
        "event_loop": whole["event_loop"],
        "scan_cpu_ms_per_domain": whole["scan_cpu_ms_per_domain"],
        "scan_cpu_ms_per_domain_without_uvloop": _cpu_of_scan(own_loop),
        "domains_per_second_per_core": whole["domains_per_second_per_core"],
        "tls_survey_cpu_ms": ours["tls"]["cpu_ms"],
        "tls_survey_connections": ours["tls"]["connections"],
        "mail_host_cpu_ms": ours["mail_host"]["cpu_ms"],
        "mail_host_connections": ours["mail_host"]["connections"],
        "floor_ms_per_domain": floor_ms,
        "ratio_to_floor": whole["scan_cpu_ms_per_domain"] / floor_ms,
        "ratio_to_floor_without_uvloop": _cpu_of_scan(own_loop) / floor_ms,
        "floor_units": unit,
        "ours": ours,
        "peers": {peer["name"]: _peer(peer, ours) for peer in _peers()},
        "lookalike_recall": lookalike_recall(OUT / "env" / "dnstwist" / "bin" / "dnstwist"),
    }


def _in_short(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "scan_cpu_ms_per_domain": _cpu_of_scan(one["ours"]),
        "scan_cpu_ms_per_domain_without_uvloop": _cpu_of_scan(one["own_loop"]),
        "floor_units": one["floor"],
    }


def _round(domains: Path, address: str) -> dict[str, Any]:
    """The floor and ours, one after the other: what else the machine does then weighs on both."""
    common = ["--domains", str(domains), "--one", ONE]
    return {
        "floor": floor(ONE, address, OUT),
        "own_loop": _ours(*common, "--own-loop", "--only-whole"),
        "ours": _ours(*common),
    }


def _ours(*options: str) -> dict[str, Any]:
    """Our own figures, of a fresh process."""
    done = subprocess.run([sys.executable, "-m", "bench.ours", *options], capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _cpu_of_scan(figures: dict[str, Any]) -> float:
    cpu_ms: float = figures["whole"]["scan_cpu_ms_per_domain"]
    return cpu_ms


def _peers() -> list[dict[str, Any]]:
    peers: list[dict[str, Any]] = tomllib.loads((HERE / "peers.toml").read_text("utf-8"))["peer"]
    return [peer for peer in peers if not peer.get("slow") or os.environ.get("BENCH_SLOW")]


def _peer(peer: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    folder = OUT / "env" / peer["name"]
    places = {
        "bin": str(folder / ("node_modules/.bin" if "npm" in peer else "bin")),
        "domain": ONE,
        "host": ONE,
        "ca": os.environ["WEERBAAR_CA_FILE"],
    }
    command = [word.format(**places) for word in peer["command"]]
    os.environ["NODE_EXTRA_CA_CERTS"] = os.environ["SSL_CERT_FILE"] = places["ca"]
    cost_of(command)  # the first run fills caches of files and names
    seen = cost_of(command)
    part = ours.get(peer["part"], {})
    return {
        "part": peer["part"],
        "version": peer.get("pip") or peer.get("npm") or peer.get("apt"),
        "ran": seen.exit_code == 0,
        "exit_code": seen.exit_code,
        "cpu_ms": 1000 * seen.cpu_s,
        "wall_ms": 1000 * seen.wall_s,
        "connections": seen.connections,
        "our_cpu_ms": part.get("cpu_ms"),
        "cpu_ratio": 1000 * seen.cpu_s / part["cpu_ms"] if seen.exit_code == 0 and part.get("cpu_ms") else None,
        "output_lines": seen.output.count("\n"),
    }


if __name__ == "__main__":
    sys.exit(main())
