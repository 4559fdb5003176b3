"""The home of the compound file that an xls is: a small file system of sectors, of which one stream is wanted."""

import struct
from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTRY = 128
FIRST_TABLES = 109
LAST_SECTOR = 0xFFFFFFF0
SMALL_STREAM = 4096
SMALL_SECTOR = 64
ROOT, STREAM = 5, 2
LEAST_NAME, LONGEST_NAME = 2, 64
"""In bytes, with the two that end it."""


class DamagedCompoundError(ValueError):
    """The sectors of a compound file do not hold together."""


def stream_of(data: bytes, *names: str) -> bytes | None:
    """The first of the streams of these names that a file has; None where it has none. Raises DamagedCompoundError."""
    try:
        return _stream_of(data, names)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise DamagedCompoundError from error


def _stream_of(data: bytes, names: tuple[str, ...]) -> bytes | None:
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    if size not in (512, 4096):
        raise DamagedCompoundError
    table = _table(data, size)
    (directory,) = struct.unpack_from("<I", data, 48)
    entries = dict(_entries(_chain(data, table, directory, size)))
    wanted = next((name.casefold() for name in names if name.casefold() in entries), None)
    if wanted is None:
        return None
    _, start, length = entries[wanted]
    if length >= SMALL_STREAM:
        return _chain(data, table, start, size)[:length]
    (small_start,) = struct.unpack_from("<I", data, 60)
    root = next((entry for entry in entries.values() if entry[0] == ROOT), None)
    if root is None:
        raise DamagedCompoundError
    small_table = _numbers(_chain(data, table, small_start, size))
    held = _chain(data, table, root[1], size)
    return b"".join(
        held[sector * SMALL_SECTOR : (sector + 1) * SMALL_SECTOR] for sector in _sectors(small_table, start)
    )[:length]


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """Which sector follows which."""
    places = list(struct.unpack_from(f"<{FIRST_TABLES}I", data, 76))
    (following,) = struct.unpack_from("<I", data, 68)
    seen: set[int] = set()
    while following < LAST_SECTOR and following not in seen:
        seen.add(following)
        *more, following = _numbers(_sector(data, following, size))
        places += more
    tables = [_sector(data, place, size) for place in places if place < LAST_SECTOR]
    if sum(map(len, tables)) > len(data):
        raise DamagedCompoundError
    return _numbers(b"".join(tables))


def _entries(directory: bytes) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for at in range(0, len(directory) - ENTRY + 1, ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind in (ROOT, STREAM) and LEAST_NAME <= length <= LONGEST_NAME:
            start, size = struct.unpack_from("<II", directory, at + 116)
            yield directory[at : at + length - 2].decode("utf-16-le").casefold(), (kind, start, size)


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int) -> bytes:
    return b"".join(_sector(data, sector, size) for sector in _sectors(table, start))


def _sectors(table: tuple[int, ...], start: int) -> Iterator[int]:
    sector = start
    for _ in range(len(table)):
        if sector >= LAST_SECTOR:
            return
        yield sector
        sector = table[sector]
    if sector < LAST_SECTOR:
        raise DamagedCompoundError


def _sector(data: bytes, number: int, size: int) -> bytes:
    # The header takes a sector, also where sectors are larger than it.
    at = (number + 1) * size
    if at >= len(data):
        raise DamagedCompoundError
    return data[at : at + size]


def _numbers(sectors: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])
