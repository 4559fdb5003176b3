"""Links counted the slow way: every line looked at, every rule said in plain loops (docs/decisions/0040)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

KEYS = ("department", "unit", "fund", "program", "account", "package")


@dataclass(frozen=True)
class PlainLine:
    """A line of expenditure: its keys as they compare, cents, and what else parts one sum from another.

    ``fte`` are millionths of an FTE, once for each of its years.
    """

    keys: Mapping[str, str | None]
    cents: int
    goal: str | None = None
    one_time: bool | None = None
    fte: int = 0


@dataclass(frozen=True, eq=False)
class PlainLink:
    """What a link claims; ``order`` settles the last cent."""

    name: str
    keys: Mapping[str, str]
    order: tuple[str, ...]
    share: Fraction | None = None
    cents: int | None = None

    def claims(self, line: PlainLine) -> bool:
        return all(line.keys[part] == code for part, code in self.keys.items())


def count_links(lines: Sequence[PlainLine], links: Sequence[PlainLink]) -> dict[str | None, tuple[int, int, int]]:
    """Gross and net cents and FTE of each link, and of what no link claims (None), over all lines."""
    sums: dict[tuple[object, ...], dict[tuple[str, ...], int]] = defaultdict(lambda: defaultdict(int))
    positions: dict[tuple[object, ...], dict[tuple[str, ...], int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        cell: tuple[object, ...] = (*(line.keys[part] for part in KEYS if part != "account"), line.goal, line.one_time)
        names = tuple(link.name for link in links if link.claims(line))
        sums[cell][names] += line.cents
        positions[cell][names] += line.fte
    amounts = _fixed(links, sums)
    found: dict[str | None, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for cell, of_cell in sums.items():
        for names, cents in of_cell.items():
            claims = {}
            for link in links:
                if link.name in names:
                    own = amounts.get((link.name, cell, names), 0)
                    part = Fraction(own, abs(cents)) if link.cents is not None and cents else link.share or Fraction(0)
                    claims[link] = part if link.cents is None or cents else Fraction(0)
            met = _met(claims)
            nets = _divide(cents, met)
            fte, own_fte = positions[cell][names], _divide(positions[cell][names], met)
            is_unsaid = any(link.cents is not None for link in claims)
            over = sum(claims.values()) > 1
            for link, part in claims.items():
                gross = _half_up(cents, part) if over else nets[link.name]
                gross = gross if abs(gross) > abs(nets[link.name]) else nets[link.name]
                own = 0 if link.cents is not None else own_fte[link.name]
                found[link.name] = _plus(found[link.name], (gross, nets[link.name], own))
            rest = cents - sum(nets.values())
            found[None] = _plus(found[None], (rest, rest, 0 if is_unsaid else fte - sum(own_fte.values())))
    return {name: sums for name, sums in found.items() if sums != (0, 0, 0)}


def _plus(one, other):
    return tuple(left + right for left, right in zip(one, other, strict=True))


def _fixed(links, sums):
    amounts = {}
    for link in links:
        if link.cents is None:
            continue
        sizes = {cell: sum(own for names, own in of.items() if link.name in names) for cell, of in sums.items()}
        for cell, part in _by_size(link.cents, sizes).items():
            inner = {names: own for names, own in sums[cell].items() if link.name in names}
            for names, own in _by_size(part, inner).items():
                amounts[link.name, cell, names] = own
    return amounts


def _by_size(cents, sizes):
    positive = {key: own for key, own in sizes.items() if own > 0}
    whole = sum(positive.values())
    if not whole:
        return {}
    exact = {key: Fraction(cents * own, whole) for key, own in positive.items()}
    parts = {key: int(own) for key, own in exact.items()}
    first = sorted(parts, key=lambda key: parts[key] - exact[key])
    for key in first[: cents - sum(parts.values())]:
        parts[key] += 1
    return parts


def _met(claims):
    left, met, waiting = Fraction(1), {}, list(claims)
    if sum(claims.values()) <= 1:
        met, waiting = dict(claims), []
    while waiting:
        now = [
            link
            for link in waiting
            if not any(set(other.keys.items()) > set(link.keys.items()) for other in waiting if other is not link)
        ]
        wanted = sum(claims[link] for link in now)
        part = min(Fraction(1), left / wanted) if wanted else Fraction(0)
        met |= {link: claims[link] * part for link in now}
        left -= wanted * part
        waiting = [link for link in waiting if link not in now]
    return met


def _divide(cents, met):
    ordered = sorted(met, key=lambda link: link.order)
    exact = [abs(cents) * met[link] for link in ordered]
    exact.append(abs(cents) - sum(exact))
    whole = [int(part) for part in exact]
    for place in sorted(range(len(exact)), key=lambda at: (whole[at] - exact[at], at))[: abs(cents) - sum(whole)]:
        whole[place] += 1
    sign = -1 if cents < 0 else 1
    return {link.name: sign * own for link, own in zip(ordered, whole, strict=False)}


def _half_up(cents, part):
    size = int(abs(cents) * part + Fraction(1, 2))
    return -size if cents < 0 else size
