"""The part of a file's page that tells what it changes: fields lost and gained, records new and gone, values."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from dash import html
from dash.development.base_component import Component

from budgets.changes import ChangeKind
from dashboards import formats
from dashboards.address import address
from dashboards.components.cards import card
from dashboards.components.parts import Child, icon, lines, link, quiet, status
from dashboards.components.questions import field_words
from dashboards.components.tables import Column, Heading, Row, table, tucked_table
from dashboards.marks import CHANGE
from tracker.waiting import Change, Differences, Filled, KeyChanges, KeyMoved, Moved, WholeGone

_MOST_CHANGES = 200
_MOST_NAMES = 12
_OPEN_CHANGES = 15
_LINE_BY_LINE = (
    "Lines that name the same department, unit, fund, program, account and package count as one, so that this can "
    "differ though no department's total does."
)
_WHOLE = (
    Heading("Gone entirely", Column.NAME),
    Heading("What it is"),
    Heading("Was", Column.NUMBER),
    Heading("FTE", Column.NUMBER),
    Heading("In this file"),
)
_TENSES = {True: ("What it changed", "changed"), False: ("What would change", "would change")}


def changes_card(found: Differences, *, is_done: bool, every: str | None = None) -> Component:
    """What a file changes; ``is_done`` says that it was accepted, and so has changed it.

    ``every`` is where all changes of a budget can be had.
    """
    title, verb = _TENSES[is_done]
    if not found.is_held:
        words = "Nothing of this is in force yet: everything in the file is new"
        new = html.P(f"{words}, {formats.count(len(found.new), 'record or sum', 'records or sums')}.")
        return card(title, new, *_notes(found))
    if found.is_empty:
        nothing = html.P(f"Nothing: no record, no sum and no field {verb}.")
        return card(title, nothing, *_beside(found, is_done=is_done), *_notes(found), about=_against(found))
    parts: list[Child] = [
        *_beside(found, is_done=is_done),
        *_notes(found),
        _totals(found.totals),
        _whole(found.keys.whole),
        _keys(found.keys, every),
        _filled(found),
        _names(found.gone, "gone", "fall"),
        _names(found.new, "new", "arrow"),
    ]
    if found.changes:
        parts.append(_table(found.changes))
    return card(title, html.P(_counts(found)), *parts, about=_against(found), css="changes")


def lost_words(found: Differences) -> str:
    """The fields that a file no longer says, or says less often, as people name them; empty where there are none."""
    return formats.listed(field_words(each.field) for each in found.lost)


def gone_words(found: Differences) -> str:
    """How many departments, programs and packages are gone entirely; empty where none is."""
    many = Counter(each.dimension for each in found.keys.whole)
    kinds = ("department", "program", "package")
    return formats.listed(formats.count(many[kind], kind) for kind in kinds if many[kind])


def _against(found: Differences) -> list[Child]:
    """The imports in force whose place a file takes, else those of the decision before it."""
    of_earlier = dict.fromkeys(number for each in found.keys.compared for number in each.imports)
    before = "the version that it takes the place of" if found.against else "the decision before it"
    links: list[Child] = [f"Against {before}: "]
    for place, number in enumerate(found.against or of_earlier):
        links += [", " if place else "", link(f"import {number}", address("/imports", id=number))]
    return links


def _beside(found: Differences, *, is_done: bool) -> list[Child]:
    """With which decision each budget is compared of which nothing is in force."""
    return [html.P(html.Strong(each.words(is_done=is_done))) for each in found.keys.compared]


def _whole(whole: Sequence[WholeGone]) -> Component | None:
    """The departments, programs and packages that are gone entirely, with what they held."""
    if not whole:
        return None
    title = "Departments, programs and packages that are gone entirely"
    about = quiet(" What a department that is gone held is told as one; what moved is not gone.")
    shown, rest = whole[:_OPEN_CHANGES], whole[_OPEN_CHANGES:_MOST_CHANGES]
    drawn: list[Child] = [html.P([icon("fall"), " ", html.Strong(f"{title}."), about], className="names-title")]
    money = formats.alike(_amount(each.dollars) for each in whole)
    drawn.append(table(title, _WHOLE, [_gone(each, money) for each in shown]))
    if rest:
        further = table(f"{title}, further", _WHOLE, [_gone(each, money) for each in rest])
        drawn.append(tucked_table(further, f"{len(rest):,} more"))
    more = len(whole) - _MOST_CHANGES
    drawn.append(html.P(quiet(f"and {more:,} more, all in the workbook"), className="card-foot") if more > 0 else None)
    return html.Div(drawn)


def _gone(each: WholeGone, money: formats.Alike) -> Row:
    left = "only lines of $0" if each.has_lines else "no line"
    beneath = " \N{MIDDLE DOT} ".join(text for text in (each.department, each.book) if text)
    fte = formats.number(_amount(each.fte), 2)
    return Row((lines(each.name, quiet(beneath)), each.dimension, money.dollars(_amount(each.dollars)), fte, left))


def _counts(found: Differences) -> str:
    lost, gained = len(found.lost), len(found.filled) - len(found.lost)
    of_budget = bool(found.totals)
    counts = [
        f"{len(found.new):,} new" if of_budget else f"{formats.count(len(found.new), 'action')} new",
        f"{len(found.gone):,} gone",
        f"{len(found.changes):,} changed" if of_budget else f"{formats.count(len(found.changes), 'value')} changed",
    ]
    counts += [f"{formats.count(lost, 'field')} lost or thinned"] if lost else []
    counts += [f"{formats.count(gained, 'field')} gained"] if gained else []
    told = ", ".join(counts)
    return f"Totals by department, year and direction: {told}." if of_budget else f"{formats.sentence_case(told)}."


def _notes(found: Differences) -> list[Child]:
    return [html.P([icon("fall"), " ", html.Strong(note)]) for note in found.notes]


def _totals(totals: Sequence[Moved]) -> Component | None:
    """How the total of each book moves: what it was, what it is in the file, and by how much."""
    if not totals:
        return None
    headings = (
        Heading("Budget", Column.NAME),
        Heading("Was", Column.NUMBER),
        Heading("In this file", Column.NUMBER),
        Heading("Difference", Column.NUMBER),
    )
    money = _alike(totals)
    return table("Totals", headings, [_moved(each, money) for each in totals])


def _moved(each: Moved, money: formats.Alike) -> Row:
    before, after, difference = map(_amount, (each.before, each.after, each.difference))
    return Row((each.book, money.dollars(before), money.dollars(after), money.change(difference)))


def _alike(rows: Sequence[Moved] | Sequence[KeyMoved]) -> formats.Alike:
    """One way to write the dollars of a table: what cents are in none of its amounts are in no difference of them."""
    return formats.alike(_amount(text) for each in rows for text in (each.before, each.after, each.difference))


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _keys(keys: KeyChanges, every: str | None) -> Component | None:
    """What became of the lines of a budget, those for one thing together: how many, and the largest by name."""
    if not keys.of:
        return None
    counts = [(keys.added, "added"), (keys.gone, "gone"), (keys.changed, "changed"), (keys.moved, "moved")]
    told = formats.listed(f"{many:,} {word}" for many, word in counts if many)
    title = [html.Strong(f"Line by line: {told}."), quiet(f" {_LINE_BY_LINE}")]
    shown = _key_table("Line by line", keys.largest)
    rest = f"These are the {len(keys.largest):,} largest of {keys.of:,}. " if keys.of > len(keys.largest) else ""
    way: list[Child] = ["Download ", html.A("all of them (xlsx)", href=every, download="")] if every else []
    foot = html.P([quiet(rest), *way], className="card-foot") if rest or way else None
    return html.Div([html.P(title, className="names-title"), shown, foot])


def _key_table(caption: str, changes: Sequence[KeyMoved]) -> Component:
    headings = (
        Heading("Lines for", Column.NAME),
        Heading("What happens"),
        Heading("Was", Column.NUMBER),
        Heading("In this file", Column.NUMBER),
        Heading("Difference", Column.NUMBER),
    )
    money = _alike(changes)
    return table(caption, headings, [_key(each, money) for each in changes])


def _key(each: KeyMoved, money: formats.Alike) -> Row:
    mark = status(CHANGE[ChangeKind(each.became)])
    became = lines(mark, quiet(f"from {each.came_from}")) if each.came_from else mark
    before, after, difference = map(_amount, (each.before, each.after, each.difference))
    change = money.change(difference) if difference or each.came_from else "FTE alone"
    before_words = money.dollars(before) if each.had_lines else quiet("not there")
    after_words = money.dollars(after) if each.has_lines else quiet("not there")
    return Row((lines(each.key, quiet(each.book)), became, before_words, after_words, html.Strong(change)))


def _filled(found: Differences) -> Component | None:
    if not found.filled:
        return None
    lost = set(found.lost)
    return html.Ul([_field(each, is_lost=each in lost) for each in found.filled], className="found")


def _field(each: Filled, *, is_lost: bool) -> Component:
    name = html.Strong(formats.sentence_case(field_words(each.field)))
    before = f": was filled in on {_of(each.before, each.of_before, each.record)}, now on "
    mark = icon("fall" if is_lost else "arrow")
    css = "lacking" if is_lost else None
    return html.Li(html.Span([mark, " ", name, before, _now(each)], className=css))


def _of(filled: int, of: int, record: str) -> str:
    if not filled:
        return "none"
    return f"all {formats.count(of, record)}" if filled == of else f"{filled:,} of {formats.count(of, record)}"


def _now(each: Filled) -> str:
    return _of(each.after, each.of_after, each.record)


def _names(names: Sequence[str], word: str, mark: str) -> Component | None:
    if not names:
        return None
    title = html.P([icon(mark), html.Strong(f" {len(names):,} {word}")], className="names-title")
    shown = html.Ul([html.Li(name) for name in names[:_MOST_NAMES]], className="names")
    rest = names[_MOST_NAMES:]
    if not rest:
        return html.Div([title, shown])
    more = html.Ul([html.Li(name) for name in rest], className="names")
    return html.Div([title, shown, html.Details([html.Summary(f"{len(rest):,} more"), more], className="tucked")])


def _table(changes: Sequence[Change]) -> Component:
    shown, rest = changes[:_OPEN_CHANGES], changes[_OPEN_CHANGES:_MOST_CHANGES]
    drawn = [_values("Values that differ", shown)]
    if rest:
        drawn.append(tucked_table(_values("More values that differ", rest), f"{len(rest):,} more"))
    more = len(changes) - _MOST_CHANGES
    return html.Div([*drawn, html.P(quiet(f"and {more:,} more"), className="card-foot") if more > 0 else None])


def _values(caption: str, changes: Sequence[Change]) -> Component:
    headings = (Heading("Record", Column.NAME), Heading("Field"), Heading("Before"), Heading("In this file"))
    amounts = (change for change in changes if _is_amount(change.field))
    money = formats.alike(_amount(text) for change in amounts for text in (change.before, change.after))
    return table(caption, headings, [_row(change, money) for change in changes])


def _row(change: Change, money: formats.Alike) -> Row:
    before, after = (_value(change.field, text, money) for text in (change.before, change.after))
    return Row((change.record, field_words(change.field), before or quiet("nothing"), html.Strong(after or "nothing")))


def _is_amount(field: str) -> bool:
    return field.rpartition(".")[2] == "amount"


def _value(field: str, text: str | None, money: formats.Alike) -> str | None:
    if text is None:
        return None
    match field.rpartition(".")[2]:
        case "amount":
            return money.dollars(Decimal(text))
        case "fte":
            return formats.number(Decimal(text), 2)
        case "status" | "direction":
            return text.replace("_", " ")
    return text
