"""Tiles come from one place that the operator names, and a browser may load pictures from no other."""

import pytest
from django.conf import settings

from weerbaar.portal.config.environment import InvalidSetting
from weerbaar.portal.config.map_tiles import origin_of


@pytest.mark.parametrize(
    ("template", "origin"),
    [
        ("", ""),
        ("https://kaart.example/laag/{z}/{x}/{y}.png", "https://kaart.example"),
        ("http://127.0.0.1:9000/{z}/{y}/{x}", "http://127.0.0.1:9000"),
        ("https://kaart.example/wmts?TileMatrix={z}&TileCol={x}&TileRow={y}", "https://kaart.example"),
    ],
)
def test_only_scheme_and_host_go_into_the_policy(template: str, origin: str) -> None:
    assert origin_of(template) == origin


@pytest.mark.parametrize(
    "template",
    [
        "kaart.example/{z}/{x}/{y}.png",
        "ftp://kaart.example/{z}/{x}/{y}.png",
        "https://kaart.example/{z}/{x}.png",
        "https://kaart.example; script-src */{z}/{x}/{y}",
        "https://iemand@kaart.example/{z}/{x}/{y}",
    ],
)
def test_what_is_no_address_of_tiles_stops_the_start(template: str) -> None:
    with pytest.raises(InvalidSetting) as refused:
        origin_of(template)
    assert refused.value.name == "WEERBAAR_TILES"


def test_without_tiles_pictures_come_from_ourselves_alone() -> None:
    assert settings.MAP_TILES == ""
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"] == ["'self'"]
