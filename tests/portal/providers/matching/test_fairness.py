"""Equal fits get equal shares of each place, and anybody can recompute the order with a few lines of their own."""

import hashlib
import random
import uuid
from collections import Counter

import pytest

from weerbaar.portal.providers.daily_order import in_order
from weerbaar.portal.providers.matching.fit import Candidate, Wanted, standings

DAYS, PROVIDERS, ALPHA = 10_000, 8, 0.001
# The 0.999 quantile of the chi-square distribution with 49 degrees of freedom: above it lies chance of one in a thousand.
CRITICAL_49 = 85.351
WANTED = Wanted(frozenset({"A"}), "zwolle")


def days_of(seed: int) -> list[str]:
    """The seeds of ten thousand days, the same in every run of this test."""
    chance = random.Random(seed)
    return [f"{chance.getrandbits(256):064x}" for _day in range(DAYS)]


def firms(count: int) -> list[Candidate]:
    """Providers that fit equally well."""
    chance = random.Random(7)
    return [
        Candidate(uuid.UUID(int=chance.getrandbits(128)), frozenset("A"), True, False, (), (), ("nl",))
        for _number in range(count)
    ]


def chi_square(places: dict[uuid.UUID, Counter[int]]) -> float:
    """How far the shares of all places lie from equal ones. Rows and columns are fixed: (n - 1)² degrees of freedom."""
    expected = DAYS / PROVIDERS
    raw = sum((places[one][at] - expected) ** 2 / expected for one in places for at in range(1, PROVIDERS + 1))
    # Each day fills every place exactly once, so the sum lies below that of a free table by the factor (n - 1) / n.
    return raw * (PROVIDERS - 1) / PROVIDERS


def shares(days: list[str], everybody: list[Candidate]) -> dict[uuid.UUID, Counter[int]]:
    places: dict[uuid.UUID, Counter[int]] = {one.provider_id: Counter() for one in everybody}
    for seed in days:
        for standing in standings(WANTED, everybody, seed):
            places[standing.candidate.provider_id][standing.place] += 1
    return places


def test_over_ten_thousand_days_equal_fits_get_equal_shares_of_each_place() -> None:
    places = shares(days_of(20261124), firms(PROVIDERS))
    assert chi_square(places) < CRITICAL_49


def test_the_test_would_see_a_draw_that_is_not_fair() -> None:
    """One firm that swaps the last place for the first on two hundred of the ten thousand days is enough."""
    everybody = firms(PROVIDERS)
    places = shares(days_of(20261124), everybody)
    favoured, last = everybody[0].provider_id, everybody[1].provider_id
    for at, change in ((1, 200), (PROVIDERS, -200)):
        places[favoured][at] += change
        places[last][at] -= change
    assert chi_square(places) > CRITICAL_49


@pytest.mark.parametrize("seed", days_of(1)[:25])
def test_a_few_lines_of_somebody_else_give_the_same_order(seed: str) -> None:
    chance = random.Random(seed)
    fits = {str(uuid.UUID(int=chance.getrandbits(128))): chance.choice((0, 9, 25)) for _number in range(40)}

    def theirs(provider: str) -> tuple[int, bytes]:
        digest = hashlib.new("sha256")
        for part in (seed, "|", provider, "|", "actions=A;municipality=zwolle"):
            digest.update(part.encode())
        return (-fits[provider], digest.digest())

    assert list(in_order(fits, seed, "actions=A;municipality=zwolle")) == sorted(fits, key=theirs)


def test_pages_and_the_command_put_the_same_providers_in_the_same_order() -> None:
    everybody, seed = firms(50), days_of(3)[0]
    found = standings(WANTED, everybody, seed)
    fits = {str(one.candidate.provider_id): one.fit.points for one in found}
    assert [str(one.candidate.provider_id) for one in found] == list(in_order(fits, seed, WANTED.scope))
