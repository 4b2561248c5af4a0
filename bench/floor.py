"""The physical floor: the same number of bare queries, handshakes and fetches, by the cheapest native tools."""

import re
from pathlib import Path

from bench.cost import cost_of

QUERIES, HANDSHAKES_S, FETCHES = 20_000, 3, 2_000


def floor(domain: str, address: str, work: Path) -> dict[str, float]:
    """CPU milliseconds of one query (dnsperf), one TLS 1.3 handshake with `address` (openssl s_time), one fetch (h2load).

    A price that could not be measured is an error: a floor of zero would flatter us.
    """
    names = work / "floor-names.txt"
    names.write_text("".join(f"{domain} {kind}\n" for kind in ("A", "AAAA", "MX", "TXT", "NS", "SOA")), "utf-8")
    query = cost_of(["dnsperf", "-s", "127.0.0.1", "-d", str(names), "-n", str(QUERIES // 6), "-q", "50"])
    sent = re.search(r"Queries sent: +(\d+)", query.output)
    handshake = cost_of(
        ["openssl", "s_time", "-connect", f"{address}:443", "-new", "-time", str(HANDSHAKES_S), "-tls1_3"]
    )
    made = re.search(r"(\d+) connections in [\d.]+s; [\d.]+ connections/user sec", handshake.output)
    fetch = cost_of(["h2load", "-n", str(FETCHES), "-c", "20", f"https://{domain}/", "--h1"])
    if not (sent and made and int(made[1]) > 100 and fetch.exit_code == 0):
        raise RuntimeError(
            f"the floor could not be measured: {query.output[-300:]} {handshake.output[-300:]} {fetch.output[-300:]}"
        )
    return {
        "query_ms": 1000 * query.cpu_s / int(sent[1]),
        "handshake_ms": 1000 * handshake.cpu_s / int(made[1]),
        "fetch_ms": 1000 * fetch.cpu_s / FETCHES,
    }


def floor_of_scan(unit: dict[str, float], *, queries: float, handshakes: float, hellos: float, fetches: float) -> float:
    """Milliseconds that one scan would cost at these prices; a hello that is not completed is taken at 0.043 ms, a
    prebuilt hello over a blocking socket measured on a like machine."""
    return queries * unit["query_ms"] + handshakes * unit["handshake_ms"] + hellos * 0.043 + fetches * unit["fetch_ms"]
