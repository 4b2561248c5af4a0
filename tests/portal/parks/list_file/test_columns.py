"""Headings are understood as people write them."""

import pytest

from weerbaar.portal.organisations.words import Sector
from weerbaar.portal.parks.list_file.columns import Column, guess
from weerbaar.portal.parks.list_file.sectors import sector_of


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Naam", Column.NAME),
        ("Bedrijfsnaam", Column.NAME),
        ("Vestigingsnr.", Column.NUMBER),
        ("Adres", Column.ADDRESS),
        ("straatnaam", Column.STREET),
        ("Huisnr", Column.HOUSE_NUMBER),
        ("Toev.", Column.ADDITION),
        ("Postcode", Column.POSTCODE),
        ("Plaats", Column.CITY),
        ("SBI-code", Column.SECTOR),
        ("Lid?", Column.MEMBER),
        ("Leegstand", Column.VACANT),
        ("lat", Column.LATITUDE),
        ("X-coördinaat", Column.RD_X),
        ("Omzet", None),
        ("", None),
    ],
)
def test_a_heading_is_guessed(heading: str, column: Column | None) -> None:
    assert guess([heading]) == (column,)


def test_each_column_is_guessed_once() -> None:
    assert guess(["Naam", "Bedrijf", "Adres"]) == (Column.NAME, None, Column.ADDRESS)


def test_what_we_export_is_recognised_whole() -> None:
    from weerbaar.portal.web.park.area_list import establishment_columns

    assert [str(column) for column in guess(establishment_columns())] == list(establishment_columns())


@pytest.mark.parametrize(
    ("cell", "sector"),
    [
        ("logistics", Sector.LOGISTICS),
        ("Transport en logistiek", Sector.LOGISTICS),
        ("49.41", Sector.LOGISTICS),
        ("4711", Sector.RETAIL),
        ("62.01 Ontwikkelen van software", Sector.SERVICES),
        ("Horeca", Sector.HOSPITALITY),
        ("magie", None),
        ("44", None),
    ],
)
def test_a_sector_is_a_word_a_name_or_a_code(cell: str, sector: Sector | None) -> None:
    assert sector_of(cell) is sector
