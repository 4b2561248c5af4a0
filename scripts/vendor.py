"""Brings the files that others made into the repository. `python -m scripts.vendor`; `--check` compares, without network.

A tool for maintainers: it needs npm. The files are committed, so that everybody else needs nothing.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "scripts" / "vendored.toml"


@dataclass(frozen=True)
class Vendored:
    """Some files of one package: where they stand in it, where they stand here, and their fingerprint together."""

    package: str
    licence: str
    pairs: tuple[tuple[str, Path], ...]
    slim: bool
    sha256: str

    def fingerprint(self) -> str:
        """SHA-256 over the files here, one after the other; of nothing when one is missing."""
        places = [place for _, place in self.pairs]
        if not all(place.is_file() for place in places):
            return "missing"
        return hashlib.sha256(b"".join(place.read_bytes() for place in places)).hexdigest()


def vendored() -> Iterator[Vendored]:
    """All rows of the table."""
    for package in tomllib.loads(TABLE.read_text("utf-8"))["package"]:
        for files in package["files"]:
            names = files.get("names", [""])
            pairs = tuple((files["from"].replace("{}", name), ROOT / files["to"].replace("{}", name)) for name in names)
            source = f"{package['name']}@{package['version']}"
            yield Vendored(source, package["licence"], pairs, files.get("slim", False), files["sha256"])


def slim(svg: str) -> str:
    """The same picture on one line, without size and class (the style sheet gives these) and the invisible square."""
    text = re.sub(r"\s+", " ", svg).replace("> <", "><").replace(" />", "/>").strip()
    text = re.sub(r' (?:width="24"|height="24"|class="[^"]*")', "", text).replace(" >", ">")
    return text.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none"/>', "") + "\n"


def fetch(package: str, folder: Path) -> Path:
    """Let npm bring one package, and unpack it. Its scripts are not run."""
    command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), package]
    name = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1]  # noqa: S603
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder / package.replace("/", "_"), filter="data")
    return folder / package.replace("/", "_") / "package"


def bring() -> None:
    """Fetch every package of the table once, and put its files in their places."""
    with tempfile.TemporaryDirectory() as name:
        unpacked: dict[str, Path] = {}
        for row in vendored():
            if row.package not in unpacked:
                unpacked[row.package] = fetch(row.package, Path(name))
            source = unpacked[row.package]
            for inside, place in row.pairs:
                content = (source / inside).read_bytes()
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(slim(content.decode()).encode() if row.slim else content)


def differences() -> list[str]:
    """A line for each row whose files are not what the table says."""
    found = []
    for row in vendored():
        actual = row.fingerprint()
        if actual != row.sha256:
            place = row.pairs[0][1].relative_to(ROOT)
            found.append(f"{place} ({len(row.pairs)} files of {row.package}): {actual} instead of {row.sha256}")
    return found


def main() -> None:
    """Bring or check; exit code 1 when something differs."""
    if "--check" not in sys.argv[1:]:
        bring()
    found = differences()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
