"""`bench/matching/run`: 2,000 providers and 5,000 open requests; ends with 1 when finding help takes more than it may."""

import argparse
import json
import logging
import platform
import sys
from pathlib import Path

from weerbaar.portal.serve.prepare import prepare

MOST_MS = 150.0
OUT = Path(__file__).parents[1] / "out" / "matching.json"


def main() -> int:
    """0 when the 95th percentile of every page lies below the limit."""
    options = argparse.ArgumentParser()
    options.add_argument("--providers", type=int, default=2000)
    options.add_argument("--requests", type=int, default=5000)
    options.add_argument("--rounds", type=int, default=200)
    chosen = options.parse_args()
    from weerbaar.portal.config.data_dir import data_dir

    prepare(data_dir())
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    from bench.matching.fill import Size, fill
    from bench.matching.measure import as_rows, measure, plans_of

    setup_test_environment()
    logging.disable(logging.INFO)
    settings.SECURE_SSL_REDIRECT = False
    looking = fill(Size(providers=chosen.providers, requests=chosen.requests))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    times = measure(looking, rounds=chosen.rounds)
    for one in times:
        print(
            f"{one.name:<34} median {one.median_ms} ms, p95 {one.p95_ms} ms, CPU {one.cpu_ms} ms, {one.queries} queries"
        )
    document = {
        "database": connection.vendor,
        "python": platform.python_version(),
        "providers": chosen.providers,
        "requests": chosen.requests,
        "times": as_rows(times),
        "plans": plans_of(looking) if connection.vendor == "postgresql" else [],
    }
    OUT.write_text(json.dumps(document, indent=1), "utf-8")
    return 0 if all(one.p95_ms < MOST_MS for one in times) else 1


if __name__ == "__main__":
    sys.exit(main())
