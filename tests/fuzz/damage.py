"""Ways to damage a file, each decided by a number alone, so that whatever it finds can be made again."""

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from importers.package import DAMAGE

Damage = Callable[[bytes, Random], bytes]
NUMBER = re.compile(rb"\d+")
NUMBERS = (b"0", b"-1", b"65536", b"1048577", b"16385", b"2147483648", b"4294967295", b"99999999999999999999", b"1e400")
WORDS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)


def flipped(content: bytes, chance: Random) -> bytes:
    """Some bits turned round."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_short(content: bytes, chance: Random) -> bytes:
    """The end is missing."""
    return content[: chance.randrange(len(content))]


def cut_out(content: bytes, chance: Random) -> bytes:
    """A piece is missing."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 600) :]


def doubled(content: bytes, chance: Random) -> bytes:
    """A piece stands there many times."""
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randint(1, 300)]
    return content[:start] + piece * chance.choice((2, 3, 100, 3000)) + content[start:]


def blotted(content: bytes, chance: Random) -> bytes:
    """Zeros, or noise, over a piece."""
    start, length = chance.randrange(len(content)), chance.randint(1, 512)
    over = bytes(length) if chance.random() < 0.5 else chance.randbytes(length)
    return content[:start] + over + content[start + length :]


def with_other_words(content: bytes, chance: Random) -> bytes:
    """Some numbers of two or four bytes put to where programs go wrong."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        form, word = chance.choice(("<H", "<I")), chance.choice(WORDS)
        at = chance.randrange(max(len(changed) - 4, 1))
        struct.pack_into(form, changed, at, word & (0xFFFF if form == "<H" else 0xFFFFFFFF))
    return bytes(changed)


def with_other_numbers(content: bytes, chance: Random) -> bytes:
    """Some written numbers put to where programs go wrong."""
    found = list(NUMBER.finditer(content))
    for number in sorted(chance.sample(found, min(len(found), chance.randint(1, 4))), key=lambda each: -each.start()):
        content = content[: number.start()] + chance.choice(NUMBERS) + content[number.end() :]
    return content


def with_other_marks(content: bytes, chance: Random) -> bytes:
    """Some brackets and quotation marks gone or elsewhere."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(len(changed))] = chance.choice(b"<>\"'&/;,=\r\n\0")
    return bytes(changed)


OF_BYTES: tuple[Damage, ...] = (flipped, cut_short, cut_out, doubled, blotted, with_other_words)
OF_PARTS: tuple[Damage, ...] = (*OF_BYTES, with_other_numbers, with_other_numbers, with_other_marks)
NAMES = ("xl/workbook.xml", "xl/workbook.bin", "content.xml", "xl/sharedStrings.xml", "../out", "mimetype", "")


def damaged(content: bytes, number: int) -> tuple[str, bytes]:
    """What was done to a file, and the file; the number decides."""
    chance = Random(number)
    parts = _parts(content)
    if parts and chance.random() < 0.8:
        return _package_damaged(parts, chance)
    is_text = not content.startswith((b"PK", b"\xd0\xcf"))
    way = chance.choice(OF_PARTS if is_text else OF_BYTES)
    return way.__name__, way(content, chance)


def _parts(content: bytes) -> list[tuple[str, bytes]]:
    """The parts of a package; none where it is damaged already, or no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return [(name, package.read(name)) for name in package.namelist()]
    except DAMAGE:
        return []


def _package_damaged(parts: list[tuple[str, bytes]], chance: Random) -> tuple[str, bytes]:
    # The parts that hold the table are where damage tells most.
    told = [
        at for at, (name, _) in enumerate(parts) if name.endswith((".bin", "content.xml", "sheet1.xml", "Strings.xml"))
    ]
    at = chance.choice(told) if told and chance.random() < 0.7 else chance.randrange(len(parts))
    name, part = parts[at]
    deed = chance.choice(("inside", "inside", "inside", "inside", "gone", "renamed", "again"))
    if deed == "inside" and part:
        way = chance.choice(OF_PARTS)
        parts[at] = (name, way(part, chance))
        deed = f"{way.__name__} inside"
    elif deed == "gone":
        del parts[at]
    elif deed == "renamed":
        parts[at] = (chance.choice(NAMES), part)
    else:
        parts.append((chance.choice((name, name.upper(), f"/{name}", name.replace("/", "\\"))), part))
    out = io.BytesIO()
    with (
        warnings.catch_warnings(),
        zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as made,
    ):
        warnings.simplefilter("ignore")
        for own, each in parts:
            made.writestr(zipfile.ZipInfo(own), each, made.compression)
    return deed, out.getvalue()
