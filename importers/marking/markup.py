"""The home of xml that is changed in place: where its elements stand, so that all the rest stays byte for byte."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from xml.sax.saxutils import escape

# What never ends goes on to the end of the xml: else each one after another would be sought there in vain.
_TAG = re.compile(
    rb"<(?:!--(?:.*?-->|.*)|\?(?:.*?\?>|.*)|!\[CDATA\[(?:.*?\]\]>|.*)"
    rb"|(?P<close>/?)(?P<name>[A-Za-z_][\w.:-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>)",
    re.DOTALL,
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ENDS = {'"': "&quot;", "\r": "&#13;"}

Change = tuple[int, int, bytes]
"""Where a stretch of xml begins and ends, and what takes its place."""


class MarkupError(ValueError):
    """A part is written in a way that cannot be changed in place."""

    def __init__(self, what: str) -> None:
        super().__init__(f"it is written in an unusual way ({what})")


@dataclass(frozen=True, slots=True)
class Element:
    """Where an element stands, from ``start`` to ``end``; between ``inner`` and ``inner_end`` is what it holds."""

    name: str
    start: int
    inner: int
    inner_end: int
    end: int

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def is_empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.inner == self.end


def children(xml: bytes, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """The elements of a stretch of xml that stand in none of the others. Raises ``MarkupError``."""
    open_name, open_start, inner, depth = "", 0, 0, 0
    for tag in _TAG.finditer(xml, start, len(xml) if end is None else end):
        if tag["name"] is None:
            continue
        if tag["close"]:
            depth -= 1
            if depth == 0:
                yield Element(open_name, open_start, inner, tag.start(), tag.end())
        elif depth == 0:
            name = tag["name"].decode("ascii")
            if tag["empty"]:
                yield Element(name, tag.start(), tag.end(), tag.end(), tag.end())
            else:
                open_name, open_start, inner, depth = name, tag.start(), tag.end(), 1
        elif not tag["empty"]:
            depth += 1
        if depth < 0:
            break
    if depth:
        raise MarkupError("its tags do not match")


def root_of(xml: bytes) -> Element:
    """The root element. Raises ``MarkupError`` for a part that is no plain xml in UTF-8."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in xml[:8]:
        raise MarkupError("not in UTF-8")
    if b"<!DOCTYPE" in xml[:4096]:
        raise MarkupError("with a document type")
    found = next(children(xml), None)
    if found is None:
        raise MarkupError("without an element")
    return found


def inner_elements(xml: bytes, element: Element) -> list[Element]:
    """The elements right within another."""
    return list(children(xml, element.inner, element.inner_end))


def find_child(xml: bytes, element: Element, local: str) -> Element | None:
    """The first element of that name right within another."""
    inner = children(xml, element.inner, element.inner_end)
    return next((each for each in inner if each.local == local), None)


def prefix_of(element: Element) -> str:
    """The prefix that the names of a part have, with its colon."""
    return element.name[: len(element.name) - len(element.local)]


def tag_of(xml: bytes, element: Element) -> bytes:
    """The opening tag."""
    return xml[element.start : element.inner]


def attribute(tag: bytes, name: str) -> str | None:
    """The value of an attribute of an opening tag; the name as it is written, with its prefix."""
    found = re.search(rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    if found is None:
        return None
    return unescape((found[1] if found[1] is not None else found[2]).decode("utf-8", "replace"))


def attributes(tag: bytes) -> dict[str, str]:
    """Every attribute of an opening tag."""
    found = re.findall(rb"\s([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return {name.decode("ascii"): unescape((one or other).decode("utf-8", "replace")) for name, one, other in found}


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """The same opening tag with an attribute set, or without it."""
    pattern = rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    written = b"" if value is None else f' {name}="{escape(value, _ENDS)}"'.encode()
    if re.search(pattern, tag):
        return re.sub(pattern, lambda _: written, tag, count=1)
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + written + tag[end:]


def replaced(xml: bytes, start: int, end: int, new: bytes) -> bytes:
    """The xml with another stretch in the place of one."""
    return xml[:start] + new + xml[end:]


def changed(xml: bytes, changes: Iterable[Change]) -> bytes:
    """The xml with other stretches in the place of many, which stand in order; all at once, as there may be many."""
    parts, at = list[bytes](), 0
    for start, end, new in changes:
        parts += [xml[at:start], new]
        at = end
    return b"".join([*parts, xml[at:]])


def appending(xml: bytes, element: Element, new: bytes) -> Change:
    """The change that puts something more at the end of what an element holds."""
    if not element.is_empty:
        return element.inner_end, element.inner_end, new
    opened = tag_of(xml, element)[:-2].rstrip() + b">"
    return element.start, element.end, opened + new + f"</{element.name}>".encode()


def appended(xml: bytes, element: Element, new: bytes) -> bytes:
    """The xml with something more at the end of what an element holds."""
    return replaced(xml, *appending(xml, element, new))


def escaped(text: str) -> str:
    """A text as xml holds it, as a spreadsheet shows it: whatever it looks like, and without what xml forbids."""
    return escape(_ESCAPED.sub("_x005F_", _FORBIDDEN.sub("", text)), _ENDS)
