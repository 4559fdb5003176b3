"""The home of the comments of a sheet: ours beside the sender's, and their boxes in the drawing that shows them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from importers.cells import column_letters
from importers.marking.markup import (
    Change,
    Element,
    MarkupError,
    appended,
    appending,
    attribute,
    changed,
    escaped,
    find_child,
    inner_elements,
    prefix_of,
    replaced,
    root_of,
    tag_of,
    with_attribute,
)

AUTHOR = "equity-tracker"
"""Who says what is ours; a comment of a sender's that ours was added to has our part after this name."""

COMMENTS_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML_MEDIA = "application/vnd.openxmlformats-officedocument.vmlDrawing"
NO_COMMENTS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors>'
    b"<commentList></commentList></comments>"
)
MOST_COMMENTS = 30_000
"""How many comments of one sheet are looked at; a sheet with more keeps its own, and the list stands apart."""

_COMMENT = re.compile(rb"<(?:\w+:)?comment\s")
_SEPARATOR = f"\n\n[{AUTHOR}]\n"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SHAPE = re.compile(rb"<(?P<name>(?:\w+:)?shape)\s(?:.*?</(?P=name)(?P<ends>)>|.*)", re.DOTALL)
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
_NOTE = re.compile(rb"ObjectType\s*=\s*[\"']Note[\"']")
_ROW = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*</")
_COLUMN = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*</")
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_CHARACTERS_A_LINE, _LINE_HEIGHT, _LEAST_HEIGHT, _BOX_WIDTH = 44, 13, 40, 250
_ROW_HEIGHT, _LAST_ROW, _LAST_COLUMN = 15, 1_048_575, 16_383
CLUSTER = 1024
"""How many shapes share one number of a drawing."""

Place = tuple[int, int]
"""Row and column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Commented:
    """Comments after a change, and the cells whose boxes have to be made, or taken away."""

    xml: bytes
    cells: tuple[Place, ...]


def with_comments(xml: bytes, texts: Mapping[Place, str]) -> Commented:
    """Comments of ours beside those that are there; one that the sender has on a cell is kept, and ours follows it."""
    present = _comments(xml)
    xml = changed(xml, _answers(xml, present, texts))
    new = sorted(texts.keys() - {place for place, _ in present})
    if not new:
        return Commented(xml, ())
    xml, author = _with_author(xml)
    root = root_of(xml)
    said = b"".join(_comment(prefix_of(root), place, author, texts[place]) for place in new)
    listed = find_child(xml, root, "commentList")
    return Commented(appended(xml, listed or root, said), tuple(new))


def _answers(xml: bytes, present: Sequence[tuple[Place, Element]], texts: Mapping[Place, str]) -> Iterator[Change]:
    """What is put behind the sender's words, where cells have comments already."""
    for place, comment in present:
        text = find_child(xml, comment, "text") if place in texts else None
        if text is not None:
            run = _run(prefix_of(text), f"{_SEPARATOR}{texts[place]}")
            yield appending(xml, text, run) if text.is_empty else _with_run(xml, text, run)


def without_comments(xml: bytes) -> Commented:
    """The comments without ours; the cells that have none any more."""
    gone: list[Place] = []
    changes: list[Change] = []
    present = _comments(xml)
    author = _author_number(xml)
    for place, comment in present:
        text = find_child(xml, comment, "text")
        if author is not None and attribute(tag_of(xml, comment), "authorId") == str(author):
            changes.append((comment.start, comment.end, b""))
            gone.append(place)
        elif text is not None:
            changes += _without_ours(xml, text)
    xml = changed(xml, changes)
    if author is not None:
        xml = _without_author(xml, author)
    return Commented(xml, tuple(gone))


def places_of(xml: bytes) -> frozenset[Place]:
    """The cells that have a comment."""
    return frozenset(place for place, _ in _comments(xml))


def _comments(xml: bytes) -> list[tuple[Place, Element]]:
    if sum(1 for _ in _COMMENT.finditer(xml)) > MOST_COMMENTS:
        raise MarkupError(f"a sheet with more than {MOST_COMMENTS:,} comments")
    listed = find_child(xml, root_of(xml), "commentList")
    return [
        (place, one)
        for one in (inner_elements(xml, listed) if listed else ())
        if (place := place_of(attribute(tag_of(xml, one), "ref") or ""))
    ]


def place_of(address: str) -> Place | None:
    """The row and column that an address names, such as ``B14``."""
    found = _PLACE.fullmatch(address)
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - 64
    return (int(found[2]), column) if found else None


# -- texts


def _run(prefix: str, text: str) -> bytes:
    return f'<{prefix}r><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}r>'.encode()


def _comment(prefix: str, place: Place, author: int, text: str) -> bytes:
    address = f"{column_letters(place[1])}{place[0]}"
    said = _run(prefix, text).decode()
    return (
        f'<{prefix}comment ref="{address}" authorId="{author}" shapeId="0">'
        f"<{prefix}text>{said}</{prefix}text></{prefix}comment>"
    ).encode()


def _with_run(xml: bytes, text: Element, run: bytes) -> Change:
    """What puts a run at the end of a text; a text that is one piece becomes a run first."""
    held = xml[text.inner : text.inner_end]
    whole = find_child(xml, text, "t")
    if whole is not None:
        name = f"{prefix_of(text)}r"
        before, after = xml[text.inner : whole.start], xml[whole.end : text.inner_end]
        held = b"".join([before, f"<{name}>".encode(), xml[whole.start : whole.end], f"</{name}>".encode(), after])
    return text.inner, text.inner_end, held + run


def _without_ours(xml: bytes, text: Element) -> list[Change]:
    """What leaves the runs of a text up to ours; one that alone is left, without a look of its own, is no run."""
    runs = inner_elements(xml, text)
    own = next(
        (number for number, run in enumerate(runs) if f"[{AUTHOR}]".encode() in xml[run.inner : run.inner_end]), None
    )
    if own is None:
        return []
    said = _text_of(xml[runs[own].start : runs[own].end])
    kept = said.partition(_SEPARATOR)[0] if _SEPARATOR in said else said.partition(f"[{AUTHOR}]")[0].rstrip("\n")
    left = _run(prefix_of(text), kept) if kept else b""
    held = xml[text.inner : runs[own].start] + left
    rest = [run for run in runs[:own] if run.local == "r"]
    parts = inner_elements(xml, rest[0]) if len(rest) == 1 and not kept else []
    if len(parts) == 1:
        held = xml[text.inner : rest[0].start] + xml[parts[0].start : parts[0].end] + xml[rest[0].end : runs[own].start]
    return [(text.inner, text.inner_end, held)]


def _text_of(xml: bytes) -> str:
    found = re.findall(rb"<(?:\w+:)?t\b[^>]*>([^<]*)</", xml)
    return unescape(b"".join(found).decode("utf-8", "replace")).replace("\r\n", "\n")


# -- authors


def _author_number(xml: bytes) -> int | None:
    authors = find_child(xml, root_of(xml), "authors")
    named = [xml[each.inner : each.inner_end] for each in inner_elements(xml, authors)] if authors else []
    return named.index(AUTHOR.encode()) if AUTHOR.encode() in named else None


def _with_author(xml: bytes) -> tuple[bytes, int]:
    known = _author_number(xml)
    if known is not None:
        return xml, known
    root = root_of(xml)
    authors = find_child(xml, root, "authors")
    prefix = prefix_of(root)
    said = f"<{prefix}author>{AUTHOR}</{prefix}author>".encode()
    if authors is None:
        said = f"<{prefix}authors>".encode() + said + f"</{prefix}authors>".encode()
        return replaced(xml, root.inner, root.inner, said), 0
    return appended(xml, authors, said), len(inner_elements(xml, authors))


def _without_author(xml: bytes, number: int) -> bytes:
    """The comments without one author, whom none of them names; those after that one move up."""
    tags = [(comment, tag_of(xml, comment)) for _, comment in _comments(xml)]
    others = [(comment, tag, int(attribute(tag, "authorId") or 0)) for comment, tag in tags]
    xml = changed(
        xml,
        [
            (comment.start, comment.inner, with_attribute(tag, "authorId", str(other - 1)))
            for comment, tag, other in others
            if other > number
        ],
    )
    authors = find_child(xml, root_of(xml), "authors")
    if authors is None:
        return xml
    author = inner_elements(xml, authors)[number]
    return replaced(xml, author.start, author.end, b"")


# -- boxes


def new_drawing(number: int) -> bytes:
    """A drawing without boxes; each of a workbook has a number of its own."""
    return (
        f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{number}"/></o:shapelayout></xml>'
    ).encode()


def with_boxes(drawing: bytes, texts: Mapping[Place, str], number: int) -> bytes:
    """A drawing with a box for each new comment. Raises ``MarkupError`` for one that does not end."""
    taken = [int(found) for found in _SHAPE_NUMBER.findall(drawing)]
    first = max([number * CLUSTER, *taken]) + 1
    boxes = [_box(first + index, place, text) for index, (place, text) in enumerate(sorted(texts.items()))]
    kinds = [] if b'"_x0000_t202"' in drawing else [_SHAPE_TYPE]
    end = drawing.rfind(b"</xml>")
    if end < 0:
        raise MarkupError("a drawing that does not end")
    return replaced(drawing, end, end, "".join([*kinds, *boxes]).encode())


def without_boxes(drawing: bytes, places: Collection[Place]) -> bytes:
    """A drawing without the boxes of comments that are gone."""

    def kept(shape: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(shape[0]), _COLUMN.search(shape[0])
        own = (
            shape["ends"] is not None
            and _NOTE.search(shape[0])
            and row
            and column
            and (int(row[1]) + 1, int(column[1]) + 1) in places
        )
        return b"" if own else shape[0]

    return _SHAPE.sub(kept, drawing)


def holds_boxes(drawing: bytes) -> bool:
    """Whether anything is drawn."""
    return _SHAPE.search(drawing) is not None


def _box(shape: int, place: Place, text: str) -> str:
    row, column = place[0] - 1, place[1] - 1
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.split("\n"))
    height = max(_LEAST_HEIGHT, (lines + 1) * _LINE_HEIGHT)
    beside, top = min(column + 1, _LAST_COLUMN), max(row - 1, 0)
    ends = min(beside + 4, _LAST_COLUMN), min(top + height // _ROW_HEIGHT + 1, _LAST_ROW)
    return (
        f'<v:shape {_SPACES} id="_x0000_s{shape}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f'margin-top:2pt;width:{_BOX_WIDTH}pt;height:{height}pt;z-index:{shape % CLUSTER + 1};visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{beside}, 15, {top}, 2, {ends[0]}, 15, {ends[1]}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
