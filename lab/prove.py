"""Proves with independent tools that the lab shows what its table says. Usage: lab/run python lab/prove.py

Every row of the table must have at least one proof of its own fault; a row without is a failure too.
"""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from lab.proofs import encryption, mail, names, open_ports, outside, servers, web
from lab.proofs.proof import Proof
from lab.table import Company, companies, variants

_AT_ONCE = 8
_SHOW = 40


def main() -> int:
    """Look at the first company of every archetype; the exit code is 1 when anything is not as it should be."""
    started = time.monotonic()
    every = list(companies())
    proofs = [
        proof
        for module in (names, servers, mail, web, encryption, outside, open_ports)
        for proof in module.proofs(every)
    ]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        failures = [failure for failure in pool.map(Proof.fails, proofs) if failure]
    failures += _without_proof(proofs, every)
    for failure in failures[:_SHOW]:
        print(failure)
    took_s = time.monotonic() - started
    print(f"{len(proofs)} proofs of {len(every)} companies in {took_s:.0f} s, {len(failures)} failed")
    return 1 if failures else 0


def _without_proof(proofs: list[Proof], every: list[Company]) -> list[str]:
    proven = {proof.archetype for proof in proofs}
    known = [company.archetype.id for company in every] + list(variants().mail_hosts)
    return [f"{name}: nothing proves it" for name in known if name not in proven]


if __name__ == "__main__":
    sys.exit(main())
