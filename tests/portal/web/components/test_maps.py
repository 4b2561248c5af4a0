"""A map is data in the page: nothing in it can run, and its pins differ in shape."""

import json
import re
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from weerbaar.portal.web.components.maps import MapView, Pin, Spot, pin_drawing, point, states_legend

SPOT = Spot("Lamp </script><b>kapot</b>", point(5.1, 52.1), Pin.OPEN, 1, "/punten/1/")


def html(map_view: MapView) -> str:
    return render_to_string("components/map.html", {"map": map_view})


def data(text: str) -> dict[str, object]:
    found = re.search(r'<script id="kaart-data" type="application/json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    told = json.loads(found[1])
    assert isinstance(told, dict)
    return told


def test_the_page_holds_what_is_drawn_and_nothing_of_it_can_run() -> None:
    text = html(MapView("kaart", "Punten", [SPOT], legend=states_legend()))
    spots = data(text)["spots"]
    assert isinstance(spots, dict)
    assert spots["features"][0]["properties"]["name"] == SPOT.name
    assert spots["features"][0]["geometry"] == {"type": "Point", "coordinates": [5.1, 52.1]}
    assert "<b>kapot" not in text
    assert re.findall(r"<script(?! id=\"kaart-data\" type=\"application/json\")|style=|onclick", text) == []


def test_pins_differ_in_shape_and_not_only_in_colour() -> None:
    shapes = {re.sub(r'class="[^"]*"', "", pin_drawing(pin)) for pin in Pin if pin is not Pin.EMPTY}
    assert len(shapes) == len(Pin) - 1


def test_the_legend_has_a_word_for_each_pin() -> None:
    text = html(MapView("kaart", "Punten", legend=[(Pin.PLACE, "Bedrijf"), (Pin.EMPTY, "Leeg")]))
    assert re.findall(r'data-pin="(\w+)"', text) == ["place", "empty"]
    assert "Bedrijf" in text
    assert "Leeg" in text


def test_tiles_and_their_maker_reach_the_script(settings: Any) -> None:
    settings.MAP_TILES, settings.MAP_TILES_CREDIT = "https://kaart.example/{z}/{x}/{y}", "Kaartmaker"
    told = data(html(MapView("kaart", "Punten")))
    assert (told["tiles"], told["credit"]) == ("https://kaart.example/{z}/{x}/{y}", "Kaartmaker")


@pytest.mark.django_db
def test_the_privacy_page_says_whose_server_draws_the_background(client: Client, settings: Any) -> None:
    assert "laden niets van andere sites" in client.get("/privacy/").content.decode()
    settings.MAP_TILES = "https://kaart.example/{z}/{x}/{y}"
    told = client.get("/privacy/").content.decode()
    assert "kaart.example" in told
    assert "internetadres" in told
