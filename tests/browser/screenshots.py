"""Draws the pictures of the documentation from the demonstration: `make screenshots`."""

import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.places import PLACES
from tests.browser.serving import browsing, served
from tests.demonstration import make_demo

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
# Width, and how much of a page's height is shown: enough to judge a page by, and no file is larger than it has to be.
SIZES = ((1440, 1020), (390, 900))
THEMES = ("light", "dark")
PICTURED = (
    "overview",
    "goals",
    "goal",
    "departments",
    "department",
    "budget",
    "budget-lines",
    "cycle",
    "briefing-department",
    "alignment",
    "linking",
    "findings",
    "changes",
    "package",
    "questions-department",
    "attention",
    "imports",
    "how-these-numbers-are-made",
)
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def draw_all(browser: Browser, county: str, faulty: Path) -> Iterator[Path]:
    """Draw every page in every size and theme."""
    for width, height in SIZES:
        for theme in THEMES:
            page = _page(browser, width, theme)
            for name in PICTURED:
                page.goto(county + PLACES[name])
                yield _draw(page, f"{name}-{width}-{theme}", width, height)
            _take_in(page, county, faulty)
            yield _draw(page, f"upload-{width}-{theme}", width, height)
            page.get_by_role("button", name="Discard").click()
            page.wait_for_url("**/imports")
            page.context.close()


def _page(browser: Browser, width: int, theme: Any) -> Page:
    view: Any = {"width": width, "height": 900}
    context = browser.new_context(viewport=view, color_scheme=theme, reduced_motion="reduce")
    return context.new_page()


def _take_in(page: Page, county: str, faulty: Path) -> None:
    page.goto(f"{county}/imports")
    page.get_by_label("A budget").check()
    page.locator(".drop input[type=file]").set_input_files(faulty)
    page.locator(".issues").first.wait_for()


def _draw(page: Page, name: str, width: int, height: int) -> Path:
    page.locator(".card:visible").first.wait_for()
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    whole = int(page.evaluate("document.documentElement.scrollHeight"))
    # The bar at the bottom of a phone stays at the bottom of the picture.
    page.set_viewport_size({"width": width, "height": min(whole, height)})
    path = IMAGES / f"{name}.png"
    path.write_bytes(smaller(page.screenshot()))
    page.set_viewport_size({"width": width, "height": 900})
    return path


def smaller(png: bytes) -> bytes:
    """The same picture, packed as tightly as PNG allows."""
    chunks = list(_chunks(png))
    pixels = zlib.compress(zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT")), 9)
    head = [chunk for chunk in chunks if chunk[0] == b"IHDR"]
    return SIGNATURE + b"".join(_chunk(*chunk) for chunk in [*head, (b"IDAT", pixels), (b"IEND", b"")])


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def main() -> None:
    """Draw all pictures anew."""
    found = run([ROOT / "tests" / "setup_browser.sh", "--find"], capture_output=True, text=True, check=False)
    if found.returncode:
        sys.exit("There is no Chromium to draw with; `make browser` says what to do.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = make_demo(Path(folder) / "demo")
        with served(demo) as county, browsing(found.stdout.strip()) as browser:
            drawn = list(draw_all(browser, county, demo / "try-these" / "budget-with-faults.csv"))
    size = sum(path.stat().st_size for path in drawn)
    sys.stdout.write(f"{len(drawn)} pictures, {size / 1e6:.1f} MB, in {IMAGES.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
