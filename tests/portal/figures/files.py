"""Files of the tests with figures. All of them are made up: no neighbourhood, accident or call in them exists."""

import json
from collections.abc import Iterable, Mapping

HOME, NEXT_DOOR = "BU99990101", "BU99990102"
# A square of about 1 km on the map, east of the place where the Dutch grid begins.
OUTLINE = {
    "type": "Polygon",
    "coordinates": [[[5.39, 52.15], [5.405, 52.15], [5.405, 52.16], [5.39, 52.16], [5.39, 52.15]]],
}
POLICE_HEADING = '"ID";"SoortMisdrijf";"WijkenEnBuurten";"Perioden";"GeregistreerdeMisdrijven_1"'
Cells = tuple[str, str, str, object]


def police_csv(rows: Iterable[Cells]) -> bytes:
    """A table as Statistics Netherlands exports it: keys and numbers padded with blanks."""
    lines = [POLICE_HEADING]
    lines += [
        f'{at};"{kind:<6}";"{place:<10}";"{when}";{number!s:>8}' for at, (kind, place, when, number) in enumerate(rows)
    ]
    return ("\r\n".join(lines) + "\r\n").encode()


def police_json(rows: Iterable[Cells]) -> bytes:
    """The same as OData."""
    names = ("SoortMisdrijf", "WijkenEnBuurten", "Perioden", "GeregistreerdeMisdrijven_1")
    value = [
        {"ID": at, **dict(zip(names, (f"{kind:<6}", f"{place:<10}", when, number), strict=True))}
        for at, (kind, place, when, number) in enumerate(rows)
    ]
    return json.dumps({"odata.metadata": "made up", "value": value}).encode()


def two_years(burglary: tuple[object, object] = (12, 15), code: str = HOME) -> list[Cells]:
    """All crimes, burglary at companies and vandalism in 2023 and 2024."""
    return [
        (kind, code, f"{year}JJ00", number)
        for year, at in ((2023, 0), (2024, 1))
        for kind, number in (("0.0.0", (40, 44)[at]), ("2.5.1", burglary[at]), ("2.2.1", (6, 3)[at]))
    ]


def accident_feature(year: object, outcome: str, point: object, number: str = "") -> Mapping[str, object]:
    """One accident of the register."""
    told = {"jaar_ongeval": year, "verkeersongeval_afloop": outcome, "straatnaam": "Havenweg"}
    if number:
        told["verkeersongeval_nummer"] = number
    return {"type": "Feature", "properties": told, "geometry": {"type": "Point", "coordinates": point}}


def accidents_json(features: Iterable[Mapping[str, object]]) -> bytes:
    """GeoJSON of accidents."""
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


FIRE = "jaar;maand;soort;aantal;opmerking\n2023;;gebouwbrand;1;\n2024;;gebouwbrand;2;Hal achter\n2024;;loos alarm;9;\n"
