"""Source lists of a CSP: which words open it, and which directive speaks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar.scanner.parsers.csp import parse
from weerbaar.scanner.parsers.csp_sources import (
    FALLBACKS,
    allowing_eval,
    allowing_inline,
    governing,
    letting_any_script_in,
    letting_everybody_in,
)


@pytest.mark.parametrize(
    "word", ["*", "*:*", "https:", "HTTP:", "ws:", "data:", "https://*", "*:8443", "*.nl", "http://*.co.uk/x"]
)
def test_a_word_for_everybodys_addresses_is_wide(word: str) -> None:
    assert letting_everybody_in(["'self'", word]) == (word,)


@pytest.mark.parametrize(
    "word",
    ["'self'", "'none'", "blob:", "bakkerij.example", "*.bakkerij.nl", "https://cdn.bakkerij.nl/a*", "**", "*.", "x*.nl", "'*'"],
)  # fmt: skip
def test_a_word_for_some_addresses_is_not(word: str) -> None:
    assert letting_everybody_in([word]) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("'unsafe-inline'", True),
        ("'self' 'UNSAFE-INLINE' https:", True),
        ("'unsafe-inline' 'nonce-'", True),
        ("'unsafe-inline' 'sha1-q83v'", True),
        ("'unsafe-inline' 'nonce-abc", True),
        ("'unsafe-inline' 'nonce-abc=='", False),
        ("'unsafe-inline' 'sha512-321cba'", False),
        ("'strict-dynamic' 'unsafe-inline'", False),
        ("unsafe-inline", False),
        ("", False),
    ],
)
def test_inline_scripts_run_unless_the_list_undoes_it(words: str, expected: bool) -> None:
    assert bool(allowing_inline(words.split())) is expected


def test_strict_dynamic_passes_over_addresses_of_scripts() -> None:
    assert letting_any_script_in(["https:", "*"]) == ("https:", "*")
    assert letting_any_script_in(["https:", "*", "'Strict-Dynamic'"]) == ()


def test_eval_is_a_word_of_its_own() -> None:
    assert allowing_eval(["'unsafe-eval'", "'wasm-unsafe-eval'", "unsafe-eval"]) == ("'unsafe-eval'",)


@pytest.mark.parametrize(
    ("policy", "directive", "expected"),
    [
        ("default-src 'self'", "script-src-attr", "default-src"),
        ("default-src 'self'; script-src a.example", "script-src-elem", "script-src"),
        ("script-src-elem a.example", "script-src", None),
        ("default-src 'self'", "base-uri", None),
        ("default-src 'self'; object-src 'none'", "object-src", "object-src"),
    ],
)
def test_the_first_directive_that_is_there_speaks(policy: str, directive: str, expected: str | None) -> None:
    assert governing(parse([policy])[0], directive) == expected


@given(st.lists(st.text()))
def test_arbitrary_words_never_raise(words: list[str]) -> None:
    assert set(letting_any_script_in(words)) <= set(letting_everybody_in(words)) <= set(words)
    assert set(allowing_inline(words)) <= set(words)
    assert FALLBACKS.keys() >= {"script-src", "object-src", "base-uri"}


@pytest.mark.parametrize(
    "word", ["a." * 30_000, "a" * 60_000 + "!", "*." + "a-" * 30_000 + "'", "'nonce-" + "a" * 60_000]
)
def test_a_long_word_takes_no_long_time(word: str) -> None:
    start = time.process_time()
    letting_everybody_in([word])
    allowing_inline([word])
    assert time.process_time() - start < 0.5
