"""The texts for servers that the lab does not run set the very values that the lab proved with nginx."""

import re
from collections.abc import Callable

import pytest

from weerbaar.scanner.advice.fixes import Fix, iis_headers
from weerbaar.scanner.advice.fixes import _data as data

Meaning = frozenset[tuple[str, str]]
_ALL_VERSIONS = ("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3")


def of_nginx(value: str) -> Meaning:
    said = set()
    for directive in re.findall(r'((?:[^;"]|"[^"]*")+);', value):
        match directive.split(maxsplit=1):
            case ["add_header", rest]:
                name, content = re.fullmatch(r'(\S+) "([^"]*)" always', rest).groups()
                said.add((f"header {name}", content))
            case ["return", rest]:
                said.add(("redirect", rest.replace("$host", "HOST").replace("$request_uri", "PATH")))
            case ["ssl_protocols", rest]:
                said.add(("versions", " ".join(sorted(rest.split()))))
            case ["ssl_ciphers", rest]:
                said.add(("ciphers", rest))
            case ["http2", "on"]:
                said.add(("protocols", "h2 http/1.1"))
            case ["ssl_stapling", rest]:
                said.add(("stapling", rest))
            case ["ssl_stapling_verify", "on"]:  # Apache does so of itself
                continue
            case ["server_tokens", "off"]:
                said.add(("version of the server", "hidden"))
            case ["ssl_prefer_server_ciphers", rest]:
                said.add(("server chooses", rest))
            case [name, rest]:
                said.add((name, rest))
    return frozenset(said)


def of_apache(value: str) -> Meaning:
    said = set()
    for line in value.splitlines():
        match line.split(maxsplit=1):
            case ["Header", rest]:
                name, content = re.fullmatch(r'always (?:set|append) (\S+) "([^"]*)"', rest).groups()
                said.add((f"header {name}", content))
            case ["RewriteEngine", "On"]:
                continue
            case ["RewriteRule", rest]:
                target, code = re.fullmatch(r"\^ (\S+) \[R=(\d+),L\]", rest).groups()
                place = target.replace("%{HTTP_HOST}", "HOST").replace("%{REQUEST_URI}", "PATH")
                said.add(("redirect", f"{code} {place}"))
            case ["SSLProtocol", rest]:
                said.add(("versions", " ".join(sorted(_versions(rest.split())))))
            case ["SSLCipherSuite", rest]:
                said.add(("ciphers", rest))
            case ["Protocols", rest]:
                said.add(("protocols", rest))
            case ["SSLUseStapling", rest]:
                said.add(("stapling", rest))
            case ["SSLStaplingCache", _]:  # nginx needs no place named
                continue
            case ["ServerTokens", "Prod"]:
                said.add(("version of the server", "hidden"))
            case ["SSLHonorCipherOrder", rest]:
                said.add(("server chooses", rest))
            case [name, rest]:
                said.add((name, rest))
    return frozenset(said)


def of_iis(value: str) -> Meaning:
    """The `customHeaders` of a web.config."""
    return frozenset(
        (f"header {name}", content.replace("&apos;", "'").replace("&quot;", '"'))
        for name, content in re.findall(r'<add name="([^"]+)" value="([^"]*)" ?/>', value)
    )


def _versions(words: list[str]) -> set[str]:
    versions: set[str] = set()
    for word in words:
        named = set(_ALL_VERSIONS) if word.lstrip("+-") == "all" else {word.lstrip("+-")}
        versions = versions - named if word.startswith("-") else versions | named
    return versions


MEANINGS: dict[str, Callable[[str], Meaning]] = {"apache": of_apache, "iis": of_iis}
# Texts of one kind only: nothing to compare them with.
ALONE = ("dns", "file", "nginx", "postfix", "setting")


def pairs() -> list[tuple[str, str, str, str]]:
    found = []
    for key, rows in data().items():
        if "/" in key:
            proven = [row["value"] for row in rows if row["kind"] == "nginx"]
            found += [
                (key, row["kind"], row["value"], "".join(proven)) for row in rows if row["kind"] not in ALONE and proven
            ]
    return found


@pytest.mark.parametrize(("key", "kind", "value", "proven"), pairs(), ids=lambda text: text if len(text) < 50 else "…")
def test_another_server_is_told_the_same(key: str, kind: str, value: str, proven: str) -> None:
    assert MEANINGS[kind](value) == of_nginx(proven), key


def headers_of_nginx() -> list[tuple[str, str]]:
    """Every constant text for nginx that only adds headers, by finding."""
    rows = [(key, row["value"]) for key, rows in data().items() if "/" in key for row in rows if row["kind"] == "nginx"]
    return [(key, value) for key, value in rows if all(name.startswith("header ") for name, _ in of_nginx(value))]


@pytest.mark.parametrize(("key", "value"), headers_of_nginx(), ids=lambda text: text if len(text) < 50 else "…")
def test_iis_is_told_the_same_headers(key: str, value: str) -> None:
    (made,) = iis_headers(Fix("nginx", "server (port 443)", value))
    assert of_iis(made.value) == of_nginx(value), key


def test_iis_is_told_nothing_but_headers() -> None:
    assert list(iis_headers(Fix("nginx", "server (port 80)", "return 301 https://$host$request_uri;"))) == []
    assert list(iis_headers(Fix("apache", "VirtualHost *:443", 'Header always set A "b"'))) == []
    (policy,) = iis_headers(Fix("nginx", "x", "add_header A \"'self' <&>\" always;"))
    assert policy.value == '<add name="A" value="\'self\' &lt;&amp;&gt;" />'


def test_every_kind_of_text_is_either_tried_or_compared() -> None:
    kinds = {row["kind"] for key, rows in data().items() if "/" in key for row in rows}
    assert kinds <= {*ALONE, *MEANINGS}
    assert len(pairs()) >= 8


@pytest.mark.parametrize(
    ("words", "versions"),
    [("-all +TLSv1.2 +TLSv1.3", {"TLSv1.2", "TLSv1.3"}), ("all -SSLv3 -TLSv1", {"TLSv1.1", "TLSv1.2", "TLSv1.3"})],
)
def test_versions_of_apache_are_added_and_taken_away(words: str, versions: set[str]) -> None:
    assert _versions(words.split()) == versions
