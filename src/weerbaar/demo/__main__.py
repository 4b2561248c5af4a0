"""`python -m weerbaar.demo --state FILE`: run the demonstration until a signal says to stop."""

import argparse
import asyncio
import signal
from pathlib import Path

from weerbaar.demo.serve import announced


async def _run(state_file: Path) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with announced(state_file):
        await stop.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m weerbaar.demo", description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="file that tells where the servers are")
    asyncio.run(_run(parser.parse_args().state))


if __name__ == "__main__":
    main()
