"""The fictional area of the story, read from `park.yaml` and checked in every place."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from weerbaar.portal.core.geo.measures import Corner
from weerbaar.portal.core.geo.shapes import Shape, read_shape
from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.portal.organisations.words import Sector, SizeBand
from weerbaar.portal.parks.words import PartnerKind
from weerbaar.portal.trajectories.words import MeasureState
from weerbaar.questionnaires.content import Content, read_content

FILE = Path(__file__).parent / "park.yaml"
_SIZES = {"1": SizeBand.ONE, "2-9": SizeBand.TO_NINE, "10-49": SizeBand.TO_FORTY_NINE, "50+": SizeBand.TO_249}
# A depth in each band of the public risk map, in centimetres.
_FLOODS = {"D0": 10, "D1": 35, "D2": 65, "D3": 120, "D4": 300}


@dataclass(frozen=True, slots=True)
class StoryPartner:
    """Somebody at the table, for a party."""

    party: PartnerKind
    person: str
    email: str


@dataclass(frozen=True, slots=True)
class StoryMeasure:
    """A measure of the plan, who carries it, and how far it is in year two."""

    source: str
    owner: str
    state: MeasureState


@dataclass(frozen=True, slots=True)
class StoryCompany:
    """A company of the area. `scanned` says that it takes part in the measurements. `flood_cm` is how deep the water comes there
    with a small chance; None where nobody knows.
    """

    name: str
    sector: Sector
    size: SizeBand
    address: str
    member: bool
    scanned: bool
    flood_cm: int | None


@dataclass(frozen=True)
class StoryPark:
    """All of it. `streets` give the two ends of each, as longitude and latitude."""

    name: str
    municipality: str
    outline: Shape
    neighbourhoods: tuple[str, ...]
    biz_name: str
    levy_euro: int
    streets: Mapping[str, tuple[Corner, Corner]]
    partners: tuple[StoryPartner, ...]
    measures: tuple[StoryMeasure, ...]
    companies: tuple[StoryCompany, ...]

    def place_of(self, address: str) -> Corner:
        """Where an address lies: house numbers run along the street, odd ones on its south side."""
        street, number = address.rsplit(" ", 1)
        (west, south), (east, north) = self.streets[street]
        along = int(number) / 62
        side = -0.00025 if int(number) % 2 else 0.00025
        return (round(west + along * (east - west), 6), round(south + along * (north - south) + side, 6))


@lru_cache(maxsize=1)
def story_park() -> StoryPark:
    """What ships with the product, read once.

    Raises:
        InvalidContent: the file is not whole; the error names the line.
    """
    return read_park(read_content(FILE))


def read_park(content: Content) -> StoryPark:
    """The area in a file.

    Raises:
        InvalidContent: the file is not whole; the error names the line.
    """
    ring = [[float(x), float(y)] for x, y in content.at("park", "outline")]
    outline = read_shape({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    streets = {
        name: ((float(one[0]), float(one[1])), (float(two[0]), float(two[1])))
        for name, (one, two) in content.at("streets").items()
    }
    return StoryPark(
        name=content.at("park", "name"),
        municipality=content.at("park", "municipality"),
        outline=outline,
        neighbourhoods=tuple(content.at("park", "neighbourhoods")),
        biz_name=content.at("park", "biz", "name"),
        levy_euro=content.at("park", "biz", "levy_euro"),
        streets=streets,
        partners=tuple(_partner(content, index) for index in range(len(content.at("partners")))),
        measures=tuple(_measure(content, index) for index in range(len(content.at("measures")))),
        companies=tuple(_company(content, index, streets) for index in range(len(content.at("companies")))),
    )


def _partner(content: Content, index: int) -> StoryPartner:
    at = ("partners", index)
    party = content.at(*at, "party")
    if party not in set(PartnerKind):
        raise content.refuse(f"no party {party!r}", *at)
    if not str(content.at(*at, "email")).endswith(".example"):
        raise content.refuse("an address that could be somebody's", *at)
    return StoryPartner(PartnerKind(party), content.at(*at, "person"), content.at(*at, "email"))


def _measure(content: Content, index: int) -> StoryMeasure:
    at = ("measures", index)
    source, owner, state = (content.at(*at, key) for key in ("source", "owner", "state"))
    if source not in load_safety().measures or owner not in load_safety().parties:
        raise content.refuse("no measure or party that we know", *at)
    if state not in set(MeasureState):
        raise content.refuse(f"no state {state!r}", *at)
    return StoryMeasure(source, owner, MeasureState(state))


def _company(content: Content, index: int, streets: Mapping[str, tuple[Corner, Corner]]) -> StoryCompany:
    at = ("companies", index)
    address = str(content.at(*at, "address"))
    street, _, number = address.rpartition(" ")
    if street not in streets or not number.isdecimal():
        raise content.refuse(f"no address of this area: {address!r}", *at)
    if content.at(*at, "sector") not in set(Sector) or content.at(*at, "size") not in _SIZES:
        raise content.refuse("no sector or size that we know", *at)
    if content.at(*at, "flood") not in {None, *_FLOODS}:
        raise content.refuse("no depth that we know", *at)
    return StoryCompany(
        name=content.at(*at, "name"),
        sector=Sector(content.at(*at, "sector")),
        size=_SIZES[content.at(*at, "size")],
        address=address,
        member=bool(content.at(*at, "member")),
        scanned=bool(content.at(*at, "scanned")),
        flood_cm=_FLOODS[band] if (band := content.at(*at, "flood")) else None,
    )
