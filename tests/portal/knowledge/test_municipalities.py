"""Where companies and providers are: every municipality, once, and how far apart."""

import pytest

from weerbaar.portal.knowledge.municipalities import (
    FILE,
    distance_km,
    find_municipality,
    municipalities,
    municipality,
    read_municipalities,
)
from weerbaar.questionnaires.content import InvalidContent, read_content


def test_all_342_are_there_and_each_key_fits_where_it_is_kept() -> None:
    assert len(municipalities()) == 342
    assert max(len(one.key) for one in municipalities()) <= 40
    assert all(municipality(one.key) is one for one in municipalities())


def test_a_key_that_is_not_known_is_nobody() -> None:
    assert municipality("atlantis") is None
    assert municipality("") is None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("zwolle", "zwolle"),
        ("  Zwolle ", "zwolle"),
        ("Den Haag", "s-gravenhage"),
        ("'s-Gravenhage", "s-gravenhage"),
        ("den bosch", "s-hertogenbosch"),
        ("Sudwest Fryslan", "sudwest-fryslan"),
        ("Bergen (NH.)", "bergen-nh"),
    ],
)
def test_people_write_a_name_in_several_ways(written: str, key: str) -> None:
    found = find_municipality(written)
    assert found is not None
    assert found.key == key


def test_what_means_nothing_or_two_places_is_not_guessed() -> None:
    assert find_municipality("Bergen") is None
    assert find_municipality("") is None


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ("zwolle", "zwolle", 0),
        ("zwolle", "kampen", 13),
        ("amsterdam", "rotterdam", 57),
        ("groningen", "maastricht", 267),
    ],
)
def test_distances_are_those_of_the_map(one: str, other: str, km: int) -> None:
    found = distance_km(municipality(one), municipality(other))
    assert found is not None
    assert abs(found - km) <= 3
    assert found == distance_km(municipality(other), municipality(one))


def test_a_place_that_is_not_known_has_no_distance() -> None:
    assert distance_km(municipality("zwolle"), None) is None


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('- {key: a, name: "A", at: [40.0, 6.0]}', "outside the country"),
        ('- {key: aalten, name: "Zwolle", at: [52.0, 6.0]}', "means two municipalities"),
        ('- {name: "A", at: [52.0, 6.0]}', "'key' is missing"),
    ],
)
def test_a_file_that_is_not_whole_is_refused_with_its_line(row: str, fault: str) -> None:
    text = FILE.read_text("utf-8") + row
    with pytest.raises(InvalidContent, match=fault) as refused:
        read_municipalities(read_content(FILE, text))
    assert refused.value.line == len(text.splitlines())
