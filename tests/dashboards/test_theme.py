import re
from dataclasses import fields
from pathlib import Path

import pytest

from dashboards.app import ASSETS
from dashboards.theme import DARK, LIGHT, SCHEMES, Tokens, mantine, tokens

SHEET = (ASSETS / "10-tokens.css").read_text(encoding="utf-8")
TEXT = ("ink", "muted", "accent", "met", "on_track", "at_risk", "off_track", "no_data")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", sorted(SCHEMES))
@pytest.mark.parametrize("token", TEXT)
def test_every_text_can_be_read_on_both_grounds(name, token):
    theme = SCHEMES[name]

    assert min(contrast(getattr(theme, token), ground) for ground in (theme.ground, theme.card)) >= 4.8


@pytest.mark.parametrize(("selector", "theme"), [(":root {", LIGHT), ('[data-mantine-color-scheme="dark"] {', DARK)])
def test_the_stylesheet_holds_the_same_colours(selector, theme):
    block = SHEET[SHEET.index(selector) :]
    block = block[: block.index("}")]
    written = dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))

    told = {each.name.replace("_", "-"): getattr(theme, each.name) for each in fields(Tokens)}
    assert {name: written.get(name) for name in told} == told


def test_an_unknown_theme_is_the_light_one():
    assert tokens("dark") is DARK
    assert tokens(None) is tokens("sepia") is LIGHT


def test_the_component_library_gets_ten_steps_of_the_accent():
    accent = mantine()["colors"]["accent"]

    assert len(accent) == 10
    assert (accent[7], accent[4]) == (LIGHT.accent, DARK.accent)


def test_every_colour_that_a_stylesheet_names_exists():
    sheets = [path.read_text(encoding="utf-8") for path in ASSETS.glob("*.css")]
    defined = {name for sheet in sheets for name in re.findall(r"(--[\w-]+):", sheet)}
    used = {name for sheet in sheets for name in re.findall(r"var\((--[\w-]+)", sheet)}

    assert used - defined == set()


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r"\.icon-([\w-]+)", (ASSETS / "20-base.css").read_text(encoding="utf-8")))
    package = Path(ASSETS).parent
    named = set()
    for path in package.rglob("*.py"):
        named |= set(re.findall(r"icon\(\"([\w-]+)\"\)|Mark\(\"([\w-]+)\"", path.read_text(encoding="utf-8")))

    assert {one or other for one, other in named} - drawn == set()


def test_the_fonts_stand_beside_their_licences():
    fonts = {path.name for path in (ASSETS / "fonts").iterdir()}

    assert {"OFL-public-sans.txt", "OFL-source-serif-4.txt"} <= fonts
    assert set(re.findall(r"fonts/([\w.-]+woff2)", SHEET)) == {name for name in fonts if name.endswith("woff2")}
