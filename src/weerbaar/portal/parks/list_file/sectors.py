"""Which sector a cell means: our words, their names in both languages, or a code of the Dutch classification (SBI 2008)."""

import re

from weerbaar.portal.organisations.words import Sector

# First two digits of a code: from, up to and including, sector. Source: Statistics Netherlands, SBI 2008, sections A to U.
_DIVISIONS: tuple[tuple[int, int, Sector], ...] = (
    (1, 3, Sector.AGRICULTURE),
    (5, 33, Sector.MANUFACTURING),
    (35, 39, Sector.OTHER),
    (41, 43, Sector.CONSTRUCTION),
    (45, 47, Sector.RETAIL),
    (49, 53, Sector.LOGISTICS),
    (55, 56, Sector.HOSPITALITY),
    (58, 66, Sector.SERVICES),
    (68, 68, Sector.PROPERTY),
    (69, 82, Sector.SERVICES),
    (84, 85, Sector.OTHER),
    (86, 88, Sector.CARE),
    (90, 93, Sector.RECREATION),
    (94, 99, Sector.OTHER),
)
_WORDS: dict[Sector, str] = {
    Sector.LOGISTICS: "logistiek|transport|transportenlogistiek|transportandlogistics|vervoer|opslag",
    Sector.RETAIL: "detailhandel|winkel|winkels|winkelsenwebwinkels|shops|shopsandwebshops|handel|groothandel|webwinkel",
    Sector.AGRICULTURE: "landbouw|tuinbouw|landentuinbouw|agrarisch|landbouwentuinbouw|agricultureandhorticulture",
    Sector.RECREATION: "recreatie|sport|cultuur|vrijetijd",
    Sector.PROPERTY: "vastgoed|onroerendgoed|realestate",
    Sector.MANUFACTURING: "industrie|productie|maakindustrie|metaal|industry",
    Sector.CONSTRUCTION: "bouw|installatie|bouweninstallatie|constructionandinstallation",
    Sector.HOSPITALITY: "horeca|hotel|restaurant|hotelsrestaurantsandcatering",
    Sector.CARE: "zorg|gezondheidszorg|health",
    Sector.SERVICES: "dienstverlening|zakelijkedienstverlening|dienstenaanbedrijven|diensten|servicestocompanies",
    Sector.OTHER: "anders|overig|overige|ietsanders|somethingelse",
}


def sector_of(cell: str) -> Sector | None:
    """None when it means none that we know."""
    code = re.match(r"(\d{2})(?:[.\d]*)\b", cell.strip())
    if code:
        number = int(code[1])
        return next((sector for first, last, sector in _DIVISIONS if first <= number <= last), None)
    plain = re.sub(r"[^a-z]", "", cell.casefold())
    if plain in set(Sector):
        return Sector(plain)
    return next((sector for sector, words in _WORDS.items() if plain in words.split("|")), None)
