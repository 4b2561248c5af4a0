"""Icons and drawings."""

import re
from pathlib import Path

import pytest

from weerbaar.portal.web import components
from weerbaar.portal.web.components.pictures import icon, picture

WEB = Path(components.__file__).parents[1]
ICONS = {path.stem for path in (WEB / "components" / "icons").glob("*.svg")}


def test_the_icons_are_just_those_that_pages_use() -> None:
    texts = [path.read_text("utf-8") for path in WEB.rglob("*.html")]
    named = {name for text in texts for name in re.findall(r'{% icon "([a-z0-9-]+)" %}', text)}
    by_who = set(
        re.findall(
            r'"([a-z-]+)"[,}]',
            (WEB / "public" / "result_view.py").read_text("utf-8").split("_WHO_ICON = ")[1].split("}")[0] + "}",
        )
    )
    assert named | by_who == ICONS


@pytest.mark.parametrize("name", sorted(ICONS))
def test_an_icon_takes_the_colour_of_the_text_and_is_hidden_from_screen_readers(name: str) -> None:
    svg = icon(name)
    assert svg.startswith('<svg class="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path')
    assert svg.endswith("</svg>")
    assert "style=" not in svg
    assert "#" not in svg


def test_the_licence_stands_beside_the_icons() -> None:
    assert "MIT License" in (WEB / "components" / "icons" / "LICENSE-tabler.txt").read_text("utf-8")
    assert "OFL" in (WEB / "static" / "weerbaar" / "fonts" / "LICENSE-figtree.txt").read_text("utf-8")


@pytest.mark.parametrize("name", ["../pictures/logo", "CLOCK", ""])
def test_a_name_that_is_a_path_opens_no_file(name: str) -> None:
    with pytest.raises(ValueError, match="not the name"):
        icon(name)
    with pytest.raises(ValueError, match="not the name"):
        picture(name)


def test_the_drawings_pass_the_content_security_policy() -> None:
    assert all("style" not in picture(name) and "<script" not in picture(name) for name in ("hero", "logo"))
