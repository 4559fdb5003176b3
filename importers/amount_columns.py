"""The home of columns of amounts: which of the columns with numbers are money of a book, one or several side by side.

A table may have one column for each year or phase. They are read side by side where every heading says which year or
phase it is and no two say the same; anything less certain is asked. Columns that compare others (a change, a
percentage) and columns that add others up are found by their words and by arithmetic, kept out, and told.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import repeat

from budgets.period import find_all_years, years_of_labels
from budgets.phases import Direction, Phase
from importers.answers import Asked, columns_answered
from importers.columns import ENTITIES, AmountColumn, Columns, Part, Words
from importers.headers import Heading
from importers.issues import (
    COMPARISON_NOT_READ,
    FTE_NOT_READ,
    LAYOUT_NOT_UNDERSTOOD,
    MONEY_NOT_READ,
    SUM_COLUMN_DIFFERS,
)
from importers.labels import Label, Years, names_an_amount, read_label
from importers.lexicon import fold
from importers.part_columns import holds_a_sum, parts_alike
from importers.reading import Answers, QuestionCode
from importers.values import find_number

NEARLY_ALL = 0.9
FEWEST_ROWS = 3
FEWEST_PARTS = 2
MOST_SUMS = 100
"""Of more columns that call themselves sums none is held against the others; which one is the amount is asked."""


@dataclass(frozen=True, slots=True)
class _Money:
    """A column with numbers that may be money, and what its heading says of them."""

    heading: Heading
    label: Label

    @property
    def years(self) -> Years | None:
        return self.label.years[0] if len(self.label.years) == 1 else None

    @property
    def key(self) -> tuple[object, Phase | None, Direction | None]:
        """What makes a column of amounts another than the one beside it."""
        return self.label.years, self.label.phase, self.label.direction


def answered_amounts(columns: Columns, words: Words, answers: Answers, asked: Asked) -> None:
    """Take the columns that a person named as amounts, one or several."""
    named = columns_answered(answers, "amount", columns.table.headings, asked)
    if len(named) == 1:
        columns.used["amount"] = named[0].column
    elif named:
        _take(columns, _money_of(named, words))


def settle_amounts(columns: Columns, words: Words, asked: Asked) -> None:
    """Say which columns are the amounts; what is not sure becomes a question or an issue."""
    money = _money_of([heading for heading in columns.free() if _may_be_money(columns, heading, words)], words)
    if columns.holds_amounts:
        _tell_unread(columns, money, words, asked)
    elif money:
        _choose(columns, money, words, asked)
    elif "fte" not in columns.used and not asked.issues:
        table = columns.table
        cell, why = table.sheet.at(table.header_row, 1), "no column holds amounts"
        asked.issues.append(LAYOUT_NOT_UNDERSTOOD.at(cell, table.sheet.name, field=("amount",), why=why))
    _pair_fte(columns, words, asked)


def _choose(columns: Columns, money: Sequence[_Money], words: Words, asked: Asked) -> None:
    plain = [each for each in money if not _compares(each.heading, words)]
    sums = _columns_of_sums(columns, plain, words)
    summing = _places(sums)
    plain = [each for each in plain if each.heading.column not in summing]
    if len(plain) == 1 and _names_amount(plain[0].heading, words):
        columns.used["amount"] = plain[0].heading.column
    elif len(plain) > 1 and _are_side_by_side(plain, words):
        _take(columns, _with_phases(plain, words))
    elif len(sums) == 1 and (parts := _parts_of_total(columns, next(iter(sums.values())), words)):
        ((_, plain),) = sums.items()
        columns.several = tuple(parts)
    elif not sums and (parts := _parts(columns, plain, words)):
        columns.several = tuple(parts)
    else:
        chosen = summing | _places(plain)
        _ask(columns, [each for each in money if each.heading.column in chosen] or money, asked)
        return
    _hold_sums(columns, sums, asked)
    told = summing | _places(plain)
    _tell_unread(columns, [each for each in money if each.heading.column not in told], words, asked)


def _parts(columns: Columns, plain: Sequence[_Money], words: Words) -> list[AmountColumn]:
    """The columns as parts of what is spent, one for each fund or class; none where the headings do not say so.

    Without a total nothing but their words tells: each must be another one of a kind that no other column names, say
    no year, phase or direction, and none may be the sum of others.
    """
    parts = parts_alike([each.heading for each in plain], words.lexicon)
    if len(parts) < FEWEST_PARTS or parts[0].field in {name.split(".")[0] for name in columns.used}:
        return []
    if any(each.label.years or each.label.phases or each.label.directions for each in plain):
        return []
    cents = [[int((number or 0) * 100) for number in _numbers(columns, each)] for each in plain]
    return [] if holds_a_sum(cents) else _as_parts(plain, parts)


def _parts_of_total(columns: Columns, plain: Sequence[_Money], words: Words) -> list[AmountColumn]:
    """The columns of which one is the total: of what their headings name, and of classes where these do not say."""
    parts = parts_alike([each.heading for each in plain], words.lexicon)
    if parts and parts[0].field not in {name.split(".")[0] for name in columns.used}:
        return _as_parts(plain, parts)
    if columns.names_categories or not all(each.heading.text for each in plain):
        return []
    return _as_parts(plain, [Part("category", None, each.heading.text) for each in plain])


def _as_parts(plain: Sequence[_Money], parts: Sequence[Part]) -> list[AmountColumn]:
    return [AmountColumn(each.heading.column, Label(), part=part) for each, part in zip(plain, parts, strict=True)]


def _places(money: Iterable[_Money]) -> set[int]:
    return {each.heading.column for each in money}


def with_all_money(columns: Columns, words: Words) -> Columns:
    """The columns with every one that may be money among the amounts, where nobody has said which are."""
    if columns.holds_amounts:
        return columns
    money = [heading for heading in columns.free() if _may_be_money(columns, heading, words)]
    return replace(columns, several=tuple(AmountColumn(heading.column, Label()) for heading in money))


def _names_amount(heading: Heading, words: Words) -> bool:
    """Whether a heading says that its column holds amounts, and nothing else."""
    match = words.lexicon.match(heading.text)
    return (match is not None and match.field == "amount") or names_an_amount(
        heading.text, words.lexicon, words.calendar
    )


def _money_of(headings: Iterable[Heading], words: Words) -> list[_Money]:
    """What headings say, their years read together: 2022-23 beside 2023-24 is no pair of calendar years."""
    headings = list(headings)
    found = {heading.column: find_all_years(heading.text, words.calendar) for heading in headings}
    alone = {column: years[0].label for column, years in found.items() if len(years) == 1}
    together = years_of_labels(alone.values(), words.calendar)
    money = []
    for heading in headings:
        label = read_label(heading.text, words.lexicon, words.calendar)
        years = together.get(alone.get(heading.column, ""), ())
        money.append(_Money(heading, replace(label, years=years) if years else label))
    return money


def _may_be_money(columns: Columns, heading: Heading, words: Words) -> bool:
    """Whether a column that is nothing else holds numbers that could be dollars."""
    profile = columns.profiles[heading.column]
    match = words.match(heading)
    if _is_fte(heading, words):
        return False
    if match is not None and match.field == "amount":
        return profile.numbers > 0 or not profile.values
    if not profile.is_numeric or (match is not None and match.field == "ignored"):
        return False
    is_code = match is not None and match.field.split(".")[0] in (*ENTITIES, "goal")
    return not (profile.is_like_codes and (is_code or _ends_as_code(heading.text, words) or profile.is_like_years))


def _is_fte(heading: Heading, words: Words) -> bool:
    """Whether a heading names FTE, alone or beside a year and a phase."""
    match = words.lexicon.match(heading.own)
    return (match is not None and match.field == "fte") or bool(words.lexicon.members_in("full_time", heading.text))


def _ends_as_code(text: str, words: Words) -> bool:
    return words.lexicon.member("parts", fold(text).rpartition(" ")[2]) == "code"


def _compares(heading: Heading, words: Words) -> bool:
    """Whether a heading speaks of a comparison of amounts, such as a change or a share used."""
    return bool(words.lexicon.members_in("comparisons", heading.text)) or "%" in heading.text


def _says_total(heading: Heading, words: Words) -> bool:
    return bool(words.lexicon.members_in("totals", heading.text))


def _are_side_by_side(plain: Sequence[_Money], words: Words) -> bool:
    """Whether columns are the amounts of different years, phases or directions, each by its own heading's words."""
    if not all(_names_amount(each.heading, words) for each in plain):
        return False
    said = [(bool(each.label.years), bool(each.label.phases), bool(each.label.directions)) for each in plain]
    years, phases, directions = zip(*said, strict=True)
    if any(years) and not all(years):
        return False
    if not (all(years) or all(phases) or all(directions)):
        return False
    keyed = _with_phases(plain, words)
    return len({each.key for each in keyed}) == len(plain) and not any(map(_overlaps, keyed, repeat(keyed)))


def _overlaps(money: _Money, others: Sequence[_Money]) -> bool:
    """Whether another column of the same phase and direction is of some of the same years: a biennium and its years."""
    own = {year for years in money.label.years for year in years}
    return any(
        other is not money and other.key[1:] == money.key[1:] and own.intersection(*other.label.years)
        for other in others
        if len(money.label.years) == len(other.label.years) == 1
    )


def _with_phases(plain: Sequence[_Money], words: Words) -> list[_Money]:
    """Columns headed Appropriations beside others headed Expenditures, year by year: what was allowed and was spent.

    The words alone say no phase: expenditures may as well be those of a proposed book.
    """
    families = {each.heading.column: _family(each, words) for each in plain}
    years: dict[str, set[tuple[Years, ...]]] = {}
    for each in plain:
        years.setdefault(families[each.heading.column] or "", set()).add(each.label.years)
    if not years.get("authority", set()) & years.get("spending", set()):
        return list(plain)
    phases = {"authority": frozenset({Phase.ADOPTED}), "spending": frozenset({Phase.ACTUAL})}
    return [
        replace(each, label=replace(each.label, phases=phases[family], directions=frozenset({Direction.EXPENDITURE})))
        if (family := families[each.heading.column])
        else each
        for each in plain
    ]


def _family(money: _Money, words: Words) -> str | None:
    return None if money.label.phases else words.lexicon.member("spent_or_allowed", money.label.rest)


def _take(columns: Columns, plain: Sequence[_Money]) -> None:
    columns.several = tuple(AmountColumn(each.heading.column, each.label) for each in plain)


def _ask(columns: Columns, money: Sequence[_Money], asked: Asked) -> None:
    many = f"{len(money)} columns hold numbers that may be money. Which one is the amount?"
    message = "Is this column the amount?" if len(money) == 1 else many
    asked.ask(QuestionCode.AMOUNT, "amount", message, columns.candidates([each.heading for each in money]))


def _tell_unread(columns: Columns, money: Iterable[_Money], words: Words, asked: Asked) -> None:
    for each in money:
        kind = COMPARISON_NOT_READ if _compares(each.heading, words) else MONEY_NOT_READ
        heading = each.heading
        asked.issues.append(kind.at(columns.table.at(heading), heading.text or heading.letters, field=("heading",)))


# Columns that add up others.


def _columns_of_sums(columns: Columns, plain: Sequence[_Money], words: Words) -> dict[_Money, list[_Money]]:
    """The columns that are the sum of others, each with those: a total, a biennium beside its years."""
    found: dict[_Money, list[_Money]] = {}
    totals = _places(each for each in plain if _says_total(each.heading, words))
    wholes = [each for each in plain if each.heading.column in totals or len(each.years or ()) > 1]
    if len(wholes) > MOST_SUMS:
        return {}
    for each in wholes:
        parts = [other for other in plain if other is not each and other not in found and _is_part(other, each, totals)]
        # A total beside classes of spending adds up those, and not the column of another year beside it.
        alike = [other for other in parts if other.key == each.key]
        for summed in (parts, alike):
            if len(summed) > 1 and _share_of_sums(columns, each, summed) >= NEARLY_ALL:
                found[each] = summed
    return found


def _is_part(part: _Money, whole: _Money, totals: Container[int]) -> bool:
    """Whether the words of two headings allow one to be a part of the other."""
    same = part.label.phase == whole.label.phase and part.label.direction == whole.label.direction
    if whole.years and part.years and set(part.years) < set(whole.years):
        return same
    if whole.heading.column not in totals or part.heading.column in totals:
        return False
    return not whole.label.years or (part.label.years == whole.label.years and same)


def _share_of_sums(columns: Columns, whole: _Money, parts: Sequence[_Money]) -> float:
    rows = [
        (total, sum((cells[index] or Decimal(0) for cells in summed), Decimal(0)))
        for summed in [[_numbers(columns, part) for part in parts]]
        for index, total in enumerate(_numbers(columns, whole))
        if total
    ]
    return sum(_is_near(*row) for row in rows) / len(rows) if len(rows) >= FEWEST_ROWS else 0.0


def _is_near(one: Decimal, other: Decimal) -> bool:
    # A stored sum of binary fractions is off by a millionth of a cent.
    return abs(one - other) < Decimal("0.005")


def _numbers(columns: Columns, money: _Money) -> list[Decimal | None]:
    return [find_number(value) for value in columns.table.column(money.heading.column)]


def _hold_sums(columns: Columns, sums: Mapping[_Money, Sequence[_Money]], asked: Asked) -> None:
    """Tell of each column that sums up others, and of each cell in which it does not."""
    table = columns.table
    for whole, parts in sums.items():
        named = ", ".join(part.heading.letters for part in parts)
        cell = table.at(whole.heading)
        asked.issues.append(COMPARISON_NOT_READ.at(cell, whole.heading.text, field=("heading",)))
        summed = [_numbers(columns, part) for part in parts]
        for index, total in enumerate(_numbers(columns, whole)):
            added = sum((cells[index] or Decimal(0) for cells in summed), Decimal(0))
            if total is not None and not _is_near(total, added):
                at = table.sheet.at(table.first_row + index, whole.heading.column)
                asked.issues.append(
                    SUM_COLUMN_DIFFERS.at(at, f"{total:,}", field=("amount",), columns=named, sum=f"{added:,}")
                )


# Full-time equivalents beside several columns of amounts.


def _pair_fte(columns: Columns, words: Words, asked: Asked) -> None:
    """Give each column of FTE to the amounts of the same years and phase; spending before income."""
    if not columns.several:
        return
    columns.used.pop("fte", None)
    fte = [heading for heading in columns.free() if _is_fte(heading, words) and columns.profiles[heading.column].values]
    taken: dict[int, int] = {}
    for each in _money_of(fte, words):
        fits = [
            one for one in columns.several if (one.label.years, one.label.phase) == (each.label.years, each.label.phase)
        ]
        spending = [one for one in fits if one.label.direction is not Direction.REVENUE]
        homes = [one.column for one in spending or fits if one.column not in taken]
        if len(homes) == 1:
            taken[homes[0]] = each.heading.column
        else:
            cell = columns.table.at(each.heading)
            asked.issues.append(FTE_NOT_READ.at(cell, each.heading.text, field=("fte",)))
    columns.several = tuple(replace(one, fte=taken.get(one.column)) for one in columns.several)
