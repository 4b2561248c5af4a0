"""One entry point under attack, in a process of its own: run as `python -m bench.fuzz.attack NAME EXECUTIONS FOLDER`.

With atheris the mutations are led by the lines and comparisons that they reach. Without it they are blind: seeds cut,
doubled and spliced by a generator with a fixed start. Ends with 0, or with the trace of the text that made it raise.
"""

import random
import sys
from collections.abc import Callable
from pathlib import Path

LONGEST = 4096
SLOWEST_S = 5


def main(arguments: list[str]) -> None:
    """Attack, then say how many texts were tried."""
    name, executions, folder = arguments[0], int(arguments[1]), Path(arguments[2])
    try:
        import atheris
    except ImportError:
        call, seeds = _entry_point(name)
        _blindly(call, seeds, executions)
        return
    with atheris.instrument_imports(include=["weerbaar.scanner.parsers"]):
        call, seeds = _entry_point(name)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed.encode("utf-8", "surrogatepass"))
    options = [
        f"-runs={executions}",
        f"-max_len={LONGEST}",
        f"-timeout={SLOWEST_S}",
        "-seed=20261124",
        "-print_final_stats=1",
    ]
    prefix = f"-artifact_prefix={folder.parent}/{name}-"
    atheris.Setup([sys.argv[0], str(folder), *options, prefix], lambda data: call(data.decode("utf-8", "replace")))
    atheris.Fuzz()


def _entry_point(name: str) -> tuple[Callable[[str], object], tuple[str, ...]]:
    from tests.scanner.parsers.entry_points import entry_points

    point = next(point for point in entry_points() if point.name == name)
    return point.call, point.seeds


def _blindly(call: Callable[[str], object], seeds: tuple[str, ...], executions: int) -> None:
    chance = random.Random(20261124)
    for _ in range(executions):
        text = list(chance.choice(seeds))
        for _ in range(chance.randrange(1, 9)):
            at = chance.randrange(len(text) + 1)
            other = chance.choice(seeds)
            match chance.randrange(4):
                case 0:
                    del text[at : at + chance.randrange(8)]
                case 1:
                    text[at:at] = text[at : at + chance.randrange(40)]
                case 2:
                    text.insert(at, chr(chance.choice((0, 9, 10, 34, 39, 59, 61, 92, 127, 0x2028, 0xD800, 0x661))))
                case _:
                    start = chance.randrange(len(other) + 1)
                    text[at:at] = other[start : start + chance.randrange(20)]
        call("".join(text)[:LONGEST])
    print(f"stat::number_of_executed_units: {executions}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
