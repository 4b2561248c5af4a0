"""What a column of a file can be, and a guess by its heading: people name columns in many ways."""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    """What stands in a column. STREET to CITY together are the address; RD_X and RD_Y together the place."""

    NAME = "name"
    NUMBER = "establishment_number"
    ADDRESS = "address"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    ADDITION = "addition"
    POSTCODE = "postcode"
    CITY = "city"
    SECTOR = "sector"
    MEMBER = "association_member"
    VACANT = "is_vacant"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    RD_X = "rd_x"
    RD_Y = "rd_y"


# Headings without anything but letters and digits. The first that fits counts, so the longer ones stand before their parts.
_HEADINGS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, r"establishmentnumber|vestigingsn(umme)?r|vestigingsnummerkvk|vestnr|kvkvestigingsnummer"),
    (Column.ADDITION, r"(huisnummer|huisnr)?toev(oeging)?|huisletter|addition"),
    (Column.HOUSE_NUMBER, r"(huis|straat)?n(umme)?r|housenumber|hnr"),
    (Column.POSTCODE, r"postcode|zip(code)?|postalcode|pc6?"),
    (Column.CITY, r"(woon)?plaats(naam)?|city|stad|vestigingsplaats"),
    (Column.STREET, r"straat(naam)?|street(name)?"),
    (Column.ADDRESS, r"(bezoek|vestigings)?adres|address|visitaddress|locatie"),
    (Column.NAME, r"(bedrijfs|handels|statutaire)?naam|name|bedrijf|company(name)?|organisatie|onderneming"),
    (Column.SECTOR, r"sector|branche|sbi(code)?|hoofdactiviteit|activiteit"),
    (Column.MEMBER, r"associationmember|lid(vereniging|maatschap|vandevereniging)?|member"),
    (Column.VACANT, r"isvacant|leeg(stand|staand)?|vacant|vacancy"),
    (Column.LATITUDE, r"latitude|lat|breedte(graad)?"),
    (Column.LONGITUDE, r"longitude|lon|lng|long|lengte(graad)?"),
    (Column.RD_X, r"(rd)?x(rd|coord(inaat)?)?"),
    (Column.RD_Y, r"(rd)?y(rd|coord(inaat)?)?"),
)


def guess(headings: Sequence[str]) -> tuple[Column | None, ...]:
    """What each column probably is, each only once; None for those that nothing is known of."""
    used: set[Column] = set()
    found: list[Column | None] = []
    for heading in headings:
        # Letters with accents fall apart into letter and accent.
        plain = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", heading.casefold()))
        column = next((column for column, pattern in _HEADINGS if re.fullmatch(pattern, plain)), None)
        found.append(None if column in used else column)
        if column:
            used.add(column)
    return tuple(found)
