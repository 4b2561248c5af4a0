"""Secrets of private links."""

import re

from weerbaar.portal.core.ids import TOKEN_BYTES, TOKEN_PATTERN, fingerprint, new_token


def test_a_token_has_at_least_128_bits_of_chance_and_fits_the_pattern_of_links() -> None:
    assert TOKEN_BYTES * 8 >= 128
    assert all(re.fullmatch(TOKEN_PATTERN, new_token()) for _ in range(50))


def test_no_two_tokens_are_the_same() -> None:
    assert len({new_token() for _ in range(1000)}) == 1000


def test_the_fingerprint_is_steady_and_does_not_contain_the_token() -> None:
    token = new_token()
    assert fingerprint(token) == fingerprint(token)
    assert token not in fingerprint(token)
    assert fingerprint(token) != fingerprint(new_token())
