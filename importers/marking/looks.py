"""The home of how marked cells look: a fill over the sender's own style, which a named style of ours remembers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from importers.issues import Severity
from importers.marking.markup import (
    Element,
    MarkupError,
    attribute,
    attributes,
    children,
    escaped,
    inner_elements,
    prefix_of,
    root_of,
    tag_of,
    with_attribute,
)

STYLE_NAME = "equity-tracker"
"""How the names of our cell styles begin. What a cell looked like before stands in them, so that it can come back."""

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
INK, ACCENT, PALE = "FF1F2A37", "FF0F4C5C", "FFE6EEF0"
_OF_LIST = "list"
_LIGHT_THEMES, _LIGHT_INDEXES = frozenset({"0", "2"}), frozenset({"1", "9"})
_LIGHT = 150

_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_AFTER = (*_SECTIONS, "tableStyles", "colors", "extLst")
_NAMED = re.compile(rf"{STYLE_NAME} (\w+) \d+: (.*)", re.DOTALL)
_DEFAULTS = {
    "fonts": [b'<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'],
    "fills": [b'<fill><patternFill patternType="none"/></fill>', b'<fill><patternFill patternType="gray125"/></fill>'],
    "borders": [b"<border><left/><right/><top/><bottom/><diagonal/></border>"],
    "cellStyleXfs": [b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'],
    "cellXfs": [b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'],
    "cellStyles": [b'<cellStyle name="Normal" xfId="0" builtinId="0"/>'],
}
EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"></styleSheet>'
)


@dataclass(slots=True)
class Looks:
    """The styles of a workbook, section by section, each a list of elements as they are written."""

    xml: bytes
    prefix: str = ""
    sections: dict[str, list[bytes]] = field(default_factory=dict)
    made: dict[tuple[int, Severity], int] = field(default_factory=dict)
    list_style: int | None = None

    @classmethod
    def of(cls, xml: bytes) -> "Looks":
        """The styles of a workbook. Raises ``MarkupError``."""
        root = root_of(xml)
        looks = cls(xml, prefix_of(root))
        for each in inner_elements(xml, root):
            if each.local in _SECTIONS:
                looks.sections[each.local] = _held(xml, each)
        if any(one[1:].startswith(b"mc:") for section in looks.sections.values() for one in section):
            raise MarkupError("styles with alternatives")
        return looks

    def add(self, section: str, element: str) -> int:
        """One more element of a section, and its number."""
        self._whole(section)
        self.sections[section].append(self._prefixed(element.encode()))
        return len(self.sections[section]) - 1

    def _whole(self, section: str) -> None:
        """Fill a section that must hold something up to what it must hold."""
        held, least = self.sections.setdefault(section, []), _DEFAULTS.get(section, [])
        held += [self._prefixed(each) for each in least[len(held) :]]

    def _prefixed(self, element: bytes) -> bytes:
        return re.sub(rb"<(/?)(?=\w)", rb"<\g<1>" + self.prefix.encode(), element) if self.prefix else element

    def marked(self, style: int, severity: Severity) -> int:
        """The style of a marked cell that had another one."""
        if (style, severity) not in self.made:
            self.made[style, severity] = self._mark(style, severity)
        return self.made[style, severity]

    def _mark(self, style: int, severity: Severity) -> int:
        for section in _DEFAULTS:
            self._whole(section)
        cells, kept = self.sections["cellXfs"], self.sections["cellStyleXfs"]
        before = _one_of(cells, style)
        own = int(attribute(before, "xfId") or 0)
        tag = before[: before.index(b">") + 1]
        # The named style looks as the cell did; the cell alone has our fill over it.
        base = _one_of(kept, own)
        base_tag = base[: base.index(b">") + 1]
        for name in ("fillId", "applyFill", "fontId", "applyFont"):
            base_tag = with_attribute(base_tag, name, attribute(tag, name))
        kept.append(base_tag + base[base.index(b">") + 1 :])
        name = f"{STYLE_NAME} {severity} {len(kept) - 1}: {self._name_of(own)}"
        self.add("cellStyles", f'<cellStyle name="{escaped(name)}" xfId="{len(kept) - 1}" hidden="1"/>')
        changes = {"fillId": str(self._fill(FILLS[severity])), "applyFill": "1", "xfId": str(len(kept) - 1)}
        font = self._readable(int(attribute(tag, "fontId") or 0))
        if font is not None:
            changes |= {"fontId": str(font), "applyFont": "1"}
        for name, value in changes.items():
            tag = with_attribute(tag, name, value)
        cells.append(tag + before[before.index(b">") + 1 :])
        return len(cells) - 1

    def of_list(self, font: str, fill: str | None) -> int:
        """The style of a cell of our list: a font, and the color behind it."""
        for section in _DEFAULTS:
            self._whole(section)
        if self.list_style is None:
            self.list_style = self.add("cellStyleXfs", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>')
            name = f"{STYLE_NAME} {_OF_LIST} {self.list_style}: Normal"
            self.add("cellStyles", f'<cellStyle name="{name}" xfId="{self.list_style}" hidden="1"/>')
        looks = f'fontId="{self._once("fonts", font)}" fillId="{self._fill(fill) if fill else 0}"'
        return self.add(
            "cellXfs",
            f'<xf numFmtId="49" {looks} borderId="0" xfId="{self.list_style}" applyNumberFormat="1" applyFont="1" '
            'applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
        )

    def _fill(self, color: str) -> int:
        colors = f'<fgColor rgb="{color}"/><bgColor indexed="64"/>'
        return self._once("fills", f'<fill><patternFill patternType="solid">{colors}</patternFill></fill>')

    def _once(self, section: str, element: str) -> int:
        written, known = self._prefixed(element.encode()), self.sections[section]
        return known.index(written) if written in known else self.add(section, element)

    def _readable(self, font: int) -> int | None:
        """A dark font in the place of one too light to be read on our fills; None where it can be."""
        fonts = self.sections["fonts"]
        written = _one_of(fonts, font)
        color = re.search(rb"<(?:\w+:)?color\b[^>]*>", written)
        if color is None or not _is_light(color[0]):
            return None
        dark = written.replace(color[0], self._prefixed(f'<color rgb="{INK}"/>'.encode()))
        if dark in fonts:
            return fonts.index(dark)
        fonts.append(dark)
        return len(fonts) - 1

    def _name_of(self, named: int) -> str:
        found = (one for one in self.sections["cellStyles"] if attribute(one, "xfId") == str(named))
        return next((attribute(one, "name") or "" for one in found), "Normal")

    # -- taking away

    def cleared(self) -> dict[int, int]:
        """Take every look of ours away; the styles that cells had, by those that they have to change for them."""
        ours = {
            int(attribute(one, "xfId") or 0): found
            for one in self.sections.get("cellStyles", ())
            if (found := _NAMED.fullmatch(attribute(one, "name") or ""))
        }
        if not ours:
            return {}
        back = self._restore(ours)
        self._forget_named(ours)
        self._forget_last("fills", "fillId", (*FILLS.values(), PALE))
        self._forget_last("fonts", "fontId", (INK, ACCENT))
        return back

    def _restore(self, ours: dict[int, re.Match[str]]) -> dict[int, int]:
        cells, kept = self.sections["cellXfs"], self.sections["cellStyleXfs"]
        numbers = {attribute(one, "name"): attribute(one, "xfId") or "0" for one in self.sections["cellStyles"]}
        known = {_as_meant(one): number for number, one in reversed(list(enumerate(cells))) if not _is_in(one, ours)}
        back: dict[int, int] = {}
        for number, one in enumerate(cells):
            if not _is_in(one, ours):
                continue
            own = int(attribute(one, "xfId") or 0)
            tag, rest = one[: one.index(b">") + 1], one[one.index(b">") + 1 :]
            for name in ("fillId", "applyFill", "fontId", "applyFont"):
                tag = with_attribute(tag, name, attribute(kept[own], name) if 0 <= own < len(kept) else "0")
            cells[number] = with_attribute(tag, "xfId", numbers.get(ours[own][2], "0")) + rest
            back[number] = 0 if ours[own][1] == _OF_LIST else known.get(_as_meant(cells[number]), number)
        while cells and back.get(len(cells) - 1, len(cells) - 1) != len(cells) - 1:
            cells.pop()
        return {number: to for number, to in back.items() if number != to}

    def _forget_named(self, ours: dict[int, re.Match[str]]) -> None:
        kept = [number for number in range(len(self.sections["cellStyleXfs"])) if number not in ours]
        renumbered = {str(old): str(new) for new, old in enumerate(kept)}
        self.sections["cellStyleXfs"] = [self.sections["cellStyleXfs"][number] for number in kept]
        styles = self.sections["cellStyles"]
        self.sections["cellStyles"] = [one for one in styles if not _NAMED.fullmatch(attribute(one, "name") or "")]
        for section in ("cellStyles", "cellXfs"):
            self.sections[section] = [_renumbered(one, "xfId", renumbered) for one in self.sections[section]]

    def _forget_last(self, section: str, name: str, ours: Sequence[str]) -> None:
        """Take the last elements of a section away as long as they are ours and nothing refers to them."""
        held = self.sections[section]
        used = {attribute(one, name) for other in ("cellXfs", "cellStyleXfs") for one in self.sections[other]}
        while held and str(len(held) - 1) not in used and any(color.encode() in held[-1] for color in ours):
            held.pop()

    def written(self) -> bytes:
        """The styles as a part of the workbook."""
        root = root_of(self.xml)
        present = {each.local: each for each in inner_elements(self.xml, root)}
        out = self.xml[root.start : root.inner] if not root.is_empty else tag_of(self.xml, root)[:-2] + b">"
        parts = [self.xml[: root.start], out]
        for section in _AFTER:
            found = present.get(section)
            if found and self.sections.get(section) == _held(self.xml, found):
                parts.append(self.xml[found.start : found.end])
            elif section in self.sections:
                tag = tag_of(self.xml, found) if found else f"<{self.prefix}{section}>".encode()
                parts.append(_section(f"{self.prefix}{section}", tag, self.sections[section]))
            elif found:
                parts.append(self.xml[found.start : found.end])
        return b"".join([*parts, f"</{root.name}>".encode()])


def _one_of(held: Sequence[bytes], number: int) -> bytes:
    """The element of that number; the first one where there is none, as spreadsheets take it."""
    return held[number] if 0 <= number < len(held) else held[0]


def _held(xml: bytes, section: Element) -> list[bytes]:
    return [xml[one.start : one.end] for one in inner_elements(xml, section)]


def _section(name: str, tag: bytes, elements: Sequence[bytes]) -> bytes:
    opened = with_attribute(tag, "count", str(len(elements)))
    opened = opened[:-2].rstrip() + b">" if opened.endswith(b"/>") else opened
    return b"".join([opened, *elements, f"</{name}>".encode()])


def _is_in(xf: bytes, named: dict[int, re.Match[str]]) -> bool:
    return int(attribute(xf[: xf.index(b">") + 1], "xfId") or 0) in named


def _renumbered(element: bytes, name: str, numbers: dict[str, str]) -> bytes:
    end = element.index(b">") + 1
    before = attribute(element[:end], name)
    after = numbers.get(before or "", before)
    return element if after == before else with_attribute(element[:end], name, after) + element[end:]


def _as_meant(xf: bytes) -> tuple[frozenset[tuple[str, str]], bytes]:
    """A style as it compares with others: the order of its attributes makes no difference."""
    root = next(children(xf))
    said = {"xfId": "0", **attributes(tag_of(xf, root))}
    return frozenset(said.items()), xf[root.inner : root.inner_end]


def _is_light(color: bytes) -> bool:
    rgb = attribute(color, "rgb") or ""
    if re.fullmatch(r"[0-9A-Fa-f]{8}", rgb):
        red, green, blue = (int(rgb[at : at + 2], 16) for at in (2, 4, 6))
        return (299 * red + 587 * green + 114 * blue) / 1000 > _LIGHT
    return attribute(color, "theme") in _LIGHT_THEMES or attribute(color, "indexed") in _LIGHT_INDEXES
