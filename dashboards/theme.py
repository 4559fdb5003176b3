"""The home of colours and type: the tokens of both themes, and how the component library and charts take them."""

from dataclasses import dataclass
from typing import Any

SANS = '"Public Sans", system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
SERIF = '"Source Serif 4", Georgia, "Times New Roman", serif'


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme. assets/10-tokens.css holds the same ones; a test compares them."""

    ground: str
    card: str
    ink: str
    muted: str
    accent: str
    line: str
    track: str
    met: str
    on_track: str
    at_risk: str
    off_track: str
    no_data: str


LIGHT = Tokens(
    ground="#F5F3EE",
    card="#FFFFFF",
    ink="#17202A",
    muted="#51606F",
    accent="#0B5C6B",
    line="#DDD8CD",
    track="#E6E1D6",
    met="#1A6B4A",
    on_track="#1F5FA8",
    at_risk="#8A5A00",
    off_track="#A8281E",
    no_data="#5F6B78",
)
DARK = Tokens(
    ground="#14191F",
    card="#1C232B",
    ink="#E8EBEE",
    muted="#A9B4BF",
    accent="#5FC4D4",
    line="#2F3943",
    track="#303A45",
    met="#5CC79A",
    on_track="#7FB2F0",
    at_risk="#E8B44F",
    off_track="#F08A7E",
    no_data="#9AA6B2",
)
SCHEMES = {"light": LIGHT, "dark": DARK}

# The accent in ten steps, as the component library wants it; the fifth is the dark theme's, the eighth the light one's.
_ACCENT = (
    "#E7F3F5",
    "#CFE6EA",
    "#A5D2DA",
    "#7CC4D0",
    "#5FC4D4",
    "#2F98A9",
    "#177585",
    "#0B5C6B",
    "#094B57",
    "#063842",
)


def mantine() -> dict[str, Any]:
    """The theme of the component library."""
    return {
        "fontFamily": SANS,
        "headings": {"fontFamily": SERIF, "fontWeight": "600"},
        "primaryColor": "accent",
        "primaryShade": {"light": 7, "dark": 4},
        "colors": {"accent": list(_ACCENT)},
        "autoContrast": True,
        "defaultRadius": 6,
        "focusRing": "auto",
        "respectReducedMotion": True,
        "cursorType": "pointer",
    }


def tokens(scheme: str | None) -> Tokens:
    """The colours of a theme by its name, as the browser says it; whatever is not dark is light."""
    return SCHEMES.get(scheme or "light", LIGHT)
