"""The order of a day is the best fit first, and a draw between equals that anybody can do again."""

import hashlib
import subprocess
import sys

from weerbaar.portal.providers.daily_order import draw, in_order, promise

SEED = "ab" * 32


def test_a_better_fit_stands_first_whatever_is_drawn() -> None:
    fits = {f"provider-{number}": number % 3 for number in range(30)}
    for seed in (SEED, "cd" * 32):
        placed = [fits[provider] for provider in in_order(fits, seed, "x")]
        assert placed == sorted(placed, reverse=True)


def test_another_day_or_another_question_gives_another_order() -> None:
    fits = dict.fromkeys((f"provider-{number}" for number in range(20)), 1)
    assert in_order(fits, SEED, "x") == in_order(dict(reversed(fits.items())), SEED, "x")
    assert in_order(fits, SEED, "x") != in_order(fits, "cd" * 32, "x")
    assert in_order(fits, SEED, "x") != in_order(fits, SEED, "y")


def test_who_joins_or_leaves_changes_nothing_between_the_others() -> None:
    fits = dict.fromkeys((f"provider-{number}" for number in range(20)), 1)
    before = in_order(fits, SEED, "x")
    after = in_order({**fits, "new": 1}, SEED, "x")
    assert [provider for provider in after if provider != "new"] == before


def test_the_draw_and_the_promise_are_plain_sha256_of_text() -> None:
    """What the page tells people to do with `sha256sum`."""
    assert draw(SEED, "p", "s") == hashlib.sha256(f"{SEED}|p|s".encode("ascii")).hexdigest()
    assert promise("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_it_runs_where_nothing_is_installed() -> None:
    code = "import sys; sys.modules['django'] = None\nimport weerbaar.portal.providers.daily_order"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
