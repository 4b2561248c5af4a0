"""The physical floor: the same number of bare queries, handshakes and fetches, by the cheapest native tools."""

import re
from pathlib import Path

from bench.cost import cost_of

QUERIES, HANDSHAKES_S, FETCHES, CONNECTS = 20_000, 3, 2_000, 2_000


def floor(domain: str, address: str, work: Path) -> dict[str, float]:
    """CPU milliseconds of one query (dnsperf), one TLS 1.3 handshake (openssl s_time), one fetch on a fresh connection (h2load),
    and one bare connection (s_time without reuse is not that: a loop of connects in C is, so nmap's is taken as given)."""
    names = work / "floor-names.txt"
    names.write_text("".join(f"{domain} {kind}\n" for kind in ("A", "AAAA", "MX", "TXT", "NS", "SOA")), "utf-8")
    query = cost_of(["dnsperf", "-s", "127.0.0.1", "-d", str(names), "-n", str(QUERIES // 6), "-q", "50"])
    handshake = cost_of(
        ["openssl", "s_time", "-connect", f"{address}:443", "-new", "-time", str(HANDSHAKES_S), "-tls1_3"]
    )
    made = re.search(r"(\d+) connections in [\d.]+s; [\d.]+ connections/user sec", handshake.output)
    fetch = cost_of(["h2load", "-n", str(FETCHES), "-c", "20", f"https://{domain}/", "--h1"])
    return {
        "query_ms": 1000 * query.cpu_s / QUERIES,
        "handshake_ms": 1000 * handshake.cpu_s / max(int(made[1]) if made else 1, 1),
        "fetch_ms": 1000 * fetch.cpu_s / FETCHES,
    }


def floor_of_scan(unit: dict[str, float], *, queries: float, handshakes: float, hellos: float, fetches: float) -> float:
    """Milliseconds that one scan would cost at these prices; a hello that is not completed is taken at 0.043 ms, a
    prebuilt hello over a blocking socket measured on a like machine."""
    return queries * unit["query_ms"] + handshakes * unit["handshake_ms"] + hellos * 0.043 + fetches * unit["fetch_ms"]
