"""`python -m weerbaar.demo --state FILE`: run the demonstration until a signal says to stop, or the parent is gone."""

import argparse
import asyncio
import os
import signal
from pathlib import Path

from weerbaar.demo.serve import announced

# The number of a pipe that a parent holds the other end of; it closes when the parent dies, even by kill -9.
LIFELINE = "WEERBAAR_LIFELINE_FD"


async def _run(state_file: Path) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    lifeline = os.environ.get(LIFELINE)
    if lifeline:
        loop.add_reader(int(lifeline), stop.set)
    async with announced(state_file):
        await stop.wait()
        if lifeline:
            loop.remove_reader(int(lifeline))


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m weerbaar.demo", description=__doc__)
    parser.add_argument("--state", type=Path, required=True, help="file that tells where the servers are")
    asyncio.run(_run(parser.parse_args().state))


if __name__ == "__main__":
    main()
