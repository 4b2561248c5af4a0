"""The ratios that tokens.css promises, computed: contrast by WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

import re
from pathlib import Path

import pytest

TOKENS = (
    Path(__file__).parents[3] / "src" / "weerbaar" / "portal" / "web" / "static" / "weerbaar" / "tokens.css"
).read_text("utf-8")
NOTE = re.compile(r"--wb-([a-z0-9-]+): (#[0-9A-Fa-f]{6});(?: /\* (.*?) \*/)?")
RATIO = re.compile(r"([\d.]+):1 on ([a-z0-9-]+)")
# Borders and meaningful graphics need 3:1, the inner line of the focus ring lies beside its halo, everything else is text.
GRAPHICS = {"control", "first-fill", "better-fill", "fine-fill", "none-fill"}


def theme(name: str) -> dict[str, tuple[str, list[tuple[float, str]]]]:
    start = TOKENS.index(name)
    block = TOKENS[start : TOKENS.index("--wb-road", start) + 30]
    return {
        token: (value, [(float(ratio), other) for ratio, other in RATIO.findall(note or "")])
        for token, value, note in NOTE.findall(block)
    }


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


THEMES = [":root {", ":root:not([data-theme", '[data-theme="dark"] {']


@pytest.mark.parametrize("name", THEMES)
def test_every_ratio_is_what_it_says(name: str) -> None:
    tokens = theme(name)
    promised = [(token, ratio, other) for token, (_, notes) in tokens.items() for ratio, other in notes]
    assert len(promised) >= 25
    for token, ratio, other in promised:
        assert contrast(tokens[token][0], tokens[other][0]) == pytest.approx(ratio, abs=0.06), (token, other)


@pytest.mark.parametrize("name", THEMES)
def test_text_has_the_contrast_that_wcag_asks(name: str) -> None:
    for token, (_, notes) in theme(name).items():
        least = 3.0 if token in GRAPHICS else 4.5
        assert token.startswith("focus") or all(ratio >= least for ratio, _ in notes), token


def test_both_ways_to_dark_have_the_same_colours() -> None:
    assert theme(THEMES[1]) == theme(THEMES[2])
