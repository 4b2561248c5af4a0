"""Lines of a report go into the configuration of nginx, in the block that the report names.

A directive that stands there already gives way to the new one, as somebody does who takes a line over.
"""

import re
from collections.abc import Callable
from pathlib import Path

from lab.places import SITE, STATE

# Directives of which one block may have several; they differ by their first word.
_MANY = ("add_header",)


class NginxFile:
    """The configuration of a changeable lab. `changed` says whether anything was written."""

    def __init__(self, path: Path = Path(SITE) / "nginx/nginx.conf", files: Path = Path(STATE) / "files") -> None:
        self._path, self._files = path, files
        self.changed = False

    def put(self, place: str, value: str, domain: str) -> None:
        """Write the directives of `value` at `place`: `http`, `server (port 80)` or `server (port 443)` of `domain`.

        Raises:
            LookupError: there is no such block.
        """
        text = self._path.read_text("utf-8")
        if place == "http":
            text = _into_http(text, value, domain)
        elif match := re.fullmatch(r"server \(port (\d+)\)", place):
            text = _in_block_of(text, domain, int(match[1]), lambda block: _with(block, value))
        else:
            raise LookupError(f"nginx has no place {place!r}")
        self._write(text)

    def serve(self, url: str, content: str) -> None:
        """Serve `content` as a text file at `url`; a host that nginx does not know yet gets a block of its own."""
        host, _, path = url.removeprefix("https://").partition("/")
        file = self._files / host / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{content}\n", "utf-8")
        location = f"location = /{path} {{ types {{ }} default_type text/plain; alias {file}; }}"
        text = self._path.read_text("utf-8")
        if not _knows(text, host):
            text = text.rstrip().removesuffix("}") + _new_block(host) + "}\n"
        self._write(_in_block_of(text, host, 443, lambda block: _with_location(block, f"/{path}", location)))

    def _write(self, text: str) -> None:
        self._path.write_text(text, "utf-8")
        self.changed = True


def _blocks(text: str) -> list[tuple[int, int]]:
    """Where each server block starts and ends; braces inside quotes do not count."""
    found = []
    for match in re.finditer(r"^server \{", text, re.MULTILINE):
        depth, quoted, at = 0, False, match.end() - 1
        while True:
            char = text[at]
            if char == "\\":
                at += 1
            elif char == '"':
                quoted = not quoted
            elif not quoted and char in "{}":
                depth += 1 if char == "{" else -1
                if depth == 0:
                    break
            at += 1
        found.append((match.start(), at + 1))
    return found


def _names(block: str) -> list[str]:
    match = re.search(r"server_name ([^;]+);", block)
    return match[1].split() if match else []


def _listens(block: str, port: int) -> bool:
    return re.search(rf"listen [^;]*:{port}\b", block) is not None


def _knows(text: str, host: str) -> bool:
    return any(host in _names(text[start:end]) and _listens(text[start:end], 443) for start, end in _blocks(text))


def _in_block_of(text: str, domain: str, port: int, change: Callable[[str], str]) -> str:
    """Change the block of `domain` at `port`; one that it shares with others stays with them, and it gets a copy."""
    for start, end in _blocks(text):
        block = text[start:end]
        names = _names(block)
        if domain in names and _listens(block, port):
            own = [name for name in names if name in (domain, f"www.{domain}")]
            others = [name for name in names if name not in own]
            changed = change(_renamed(block, own))
            shared = f"{_renamed(block, others)}\n" if others else ""
            return text[:start] + shared + changed + text[end:]
    raise LookupError(f"nginx has no block for {domain} at port {port}")


def _renamed(block: str, names: list[str]) -> str:
    return re.sub(r"server_name [^;]+;", f"server_name {' '.join(names)};", block, count=1)


def _directives(value: str) -> list[str]:
    """The single directives of a text, each with its semicolon; a semicolon inside quotes ends none."""
    return [part.strip() for part in re.findall(r'(?:[^;"]|"(?:[^"\\]|\\.)*")+;', value)]


def _key(directive: str) -> str:
    words = directive.rstrip(";").split()
    return " ".join(words[: 2 if words[0] in _MANY else 1])


def _without(block: str, directive: str) -> str:
    return re.sub(rf'(?<![\w$-]){re.escape(_key(directive))}\s(?:[^;"{{}}]|"(?:[^"\\]|\\.)*")*;[ \t]*\n?', "", block)


def _with(block: str, value: str) -> str:
    for directive in _directives(value):
        block = _without(block, directive)
    return re.sub(r"(server_name [^;]+;)", lambda match: f"{match[1]}\n  {value}\n ", block, count=1)


def _with_location(block: str, path: str, location: str) -> str:
    escaped = re.escape(f"location = {path} {{")
    block = re.sub(escaped + r'(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{[^{}]*\})*\}', "", block)
    return block.removesuffix("}") + f"  {location} }}"


def _into_http(text: str, value: str, domain: str) -> str:
    """Into the outer block, and out of the blocks at the address of `domain`, which would win over it."""
    own = next((text[a:b] for a, b in _blocks(text) if domain in _names(text[a:b]) and _listens(text[a:b], 443)), None)
    if own is None:
        raise LookupError(f"nginx has no block for {domain} at port 443")
    address = re.search(r"listen ([^\s;]+)", own)
    assert address is not None
    result, last = [], 0
    for start, end in _blocks(text):
        block = text[start:end]
        if f"listen {address[1]} " in block:
            for directive in _directives(value):
                block = _without(block, directive)
        result += [text[last:start], block]
        last = end
    changed = "".join([*result, text[last:]])
    head, first, rest = changed.partition("\nserver {")
    for directive in _directives(value):
        head = _without(head, directive)
    return f"{head}\n{value}\n{first}{rest}"


def _new_block(host: str) -> str:
    """A host that the company sets up: the lab made its certificate beforehand."""
    files = f"{SITE}/certificates/{host}"
    listen = "listen 0.0.0.0:443 ssl http2; listen [::]:443 ssl http2;"
    certificate = f"ssl_certificate {files}.pem; ssl_certificate_key {files}.key;"
    return f"server {{ {listen} server_name {host}; {certificate} }}\n"
