"""The home of what the linking workbench asks: actions, the budget's tree from kept totals, suggestions, links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.money import from_cents
from budgets.selectors import LineSelector
from tracker.aligning import NOTHING, Aligned, SumKey
from tracker.alignment import FundingLink, action_key
from tracker.errors import NotFoundError
from tracker.following import FollowedAction, source_of
from tracker.funding_rows import Fall, LinesLeft, LinkRow, Weighed
from tracker.linking_rows import Branch, LinkAction, LinkingAsked, LinkingPage, SureLink, SureLinks
from tracker.records import BookName, Dimension
from tracker.rows import View
from tracker.services.asks_met import ask_met
from tracker.services.funding_pages import Tied, link_row, named_actions, tie
from tracker.services.laying import Books, Scale, lines_left, weigh
from tracker.services.linked_fte import FteUnderLinks
from tracker.services.looking import Look, of_direction
from tracker.services.suggestions import Suggested, SureClaim, spots, suggested_for, suggestions, sure_links
from tracker.suggesting import Suggestion, confirmed
from tracker.sums import Slice

_CUTS = {
    "department": (Dimension.DEPARTMENT, Dimension.UNIT),
    "fund": (Dimension.FUND, Dimension.DEPARTMENT),
    "package": (Dimension.PACKAGE, Dimension.DEPARTMENT),
}


def linking(look: Look, asked: LinkingAsked) -> LinkingPage:
    """Everything that one view of the workbench shows."""
    view = asked.view
    actions = _actions(look, view)
    own = [row for row in actions if _fits(row, asked)]
    chosen = _chosen(actions, asked)
    return LinkingPage(
        county=look.facts,
        view=view,
        has_book=bool(look.spending(view)),
        departments=tuple(dict.fromkeys((row.department_key, row.department) for row in actions)),
        goals=tuple((goal.code, goal.short_name or goal.name) for goal in look.framework.goals),
        actions=tuple(row for row in own if not asked.unlinked or row.linked is None),
        unlinked=sum(1 for row in own if row.linked is None),
        of=len(own),
        chosen=chosen,
        suggested=_suggested(look, view, chosen),
        trail=_trail(look, asked),
        branches=_branches(look, asked),
        links=links(look, view, chosen),
    )


def links(look: Look, view: View, of: LinkAction | None = None) -> tuple[LinkRow, ...]:
    """Every link, the newest first and those that were ended last, or those of one action alone."""
    tied = tie(look, view)
    actions = named_actions(look, view)
    kept_sums = _kept(look, view, "link")
    sums, fte = {key.link: own for key, own in kept_sums.items()}, FteUnderLinks(look, view, kept_sums)
    rows = []
    for kept in reversed(look.links):
        name = kept.link.department, kept.link.action_key
        if of is None or name == (of.department_key, action_key(of.name)):
            counted = sums.get(kept.id, NOTHING) if kept.id in tied else None
            of_link = fte.of([kept.id]) if kept.id in tied else None
            rows.append(link_row(look, Tied(kept, actions.get(name)), counted, of_link))
    return tuple(sorted(rows, key=lambda row: row.ended_at is not None))


def weighed(look: Look, view: View, wanted: FundingLink) -> Weighed:
    """What a link would do to the book of a view. Raises ``NotFoundError`` where there is no such book."""
    book = _book(look, view)
    # As it will be kept: by the key of its department, which settles who of several takes a last cent.
    own = wanted.model_copy(update={"department": look.rules_of.department_key(wanted.department)})
    told = weigh(look.uow, Books(look.uow, look.rules_of), book, own)
    return replace(told, falls=tuple(named_fall(look, view, each) for each in told.falls))


def named_fall(look: Look, view: View, own: Fall) -> Fall:
    """A link that would fall, with its department as its plan writes it, and the goal that it serves."""
    one = named_actions(look, view).get((own.department, action_key(own.action)))
    return replace(own, department=one.kept.plan.department, goal=one.goal) if one else own


def left(look: Look, view: View, selector: LineSelector) -> LinesLeft:
    """What a part of the budget comes to in the book of a view, and what no link claims of it.

    Raises ``NotFoundError`` where there is no such book.
    """
    return lines_left(look.uow, Books(look.uow, look.rules_of), _book(look, view), selector)


def _book(look: Look, view: View) -> BookName:
    period = look.period(view)
    if period is None or not look.spending(view):
        raise NotFoundError("budget", f"{view.phase.value} {view.period}".strip())
    return BookName(period, view.phase)


# -- actions


def _actions(look: Look, view: View) -> tuple[LinkAction, ...]:
    return look.keeping.of(("actions to link", view), lambda: _told(look, view))


def _told(look: Look, view: View) -> tuple[LinkAction, ...]:
    sums, own = _by_link(look, view), defaultdict[tuple[str, str], list[int]](list)
    for number, tied in tie(look, view).items():
        own[tied.kept.link.department, tied.kept.link.action_key].append(number)
    rows = []
    for one in look.followed(view).actions:
        numbers = own[one.kept.department_key, action_key(one.action.name)]
        paid = [from_cents(sums[number].net) for number in numbers if number in sums]
        row = _action(one, len(numbers), sum(paid, Decimal(0)) if numbers else None)
        rows.append(replace(row, met=ask_met(look, view, one)))
    return tuple(rows)


def _action(one: FollowedAction, links_: int, linked: Decimal | None) -> LinkAction:
    action, ask = one.action, one.action.ask
    named = (("unit", ask.appropriation_unit), ("fund", ask.fund), ("package", ask.decision_package))
    return LinkAction(
        department=one.kept.plan.department,
        department_key=one.kept.department_key,
        name=action.name,
        title=action.title,
        goal=one.goal,
        status=action.current_status,
        asked=ask.amount,
        within_existing=ask.within_existing,
        named=tuple(f"{part} {code}" for part, code in named if code),
        links=links_,
        linked=linked,
        source=source_of(one.kept, one.path),
    )


def _fits(row: LinkAction, asked: LinkingAsked) -> bool:
    return asked.department in (None, row.department_key) and asked.goal in (None, row.goal)


def _chosen(rows: Iterable[LinkAction], asked: LinkingAsked) -> LinkAction | None:
    if not asked.of or not asked.action:
        return None
    wanted = asked.of, action_key(asked.action)
    found = next((row for row in rows if (row.department_key, action_key(row.name)) == wanted), None)
    if found is None:
        raise NotFoundError("action", asked.action)
    return found


# -- suggestions


def _suggested(look: Look, view: View, chosen: LinkAction | None) -> tuple[Suggestion, ...]:
    if chosen is None or not look.spending(view):
        return ()
    (told,) = _with_left(look, view, [suggested_for(look, view, chosen.department_key, chosen.name)])
    return told.found


def _with_left(look: Look, view: View, among: Iterable[Suggested]) -> tuple[Suggested, ...]:
    """Suggestions with what their lines come to in the book of a view, what no link claims of it, and what each does.

    The cells of the book are read once for all of them.
    """
    rows, book = tuple(among), _book(look, view)
    selectors = dict.fromkeys(one.selector for each in rows for one in each.found)
    scale = Scale(look.uow, Books(look.uow, look.rules_of), book, selectors)

    def weighed_of(each: Suggested, one: Suggestion) -> Suggestion:
        own = scale.left(one.selector)
        if one.amount is None:
            return replace(one, dollars=own.total, left=own.left)
        told = scale.weigh(confirmed(one, each.action.kept.department_key, each.name, book.period))
        falls = tuple(named_fall(look, view, fall) for fall in told.falls)
        return replace(one, dollars=own.total, left=own.left, weighed=replace(told, falls=falls))

    return tuple(replace(each, found=tuple(weighed_of(each, one) for one in each.found)) for each in rows)


def sure(look: Look, view: View) -> SureLinks:
    """The links of a period that plans state, place and amount: those that are met beside all others, and the rest."""
    return look.keeping.of(("sure links", view), lambda: _all_sure(look, view))


def _all_sure(look: Look, view: View) -> SureLinks:
    found = {(each.action.kept.department_key, action_key(each.name)): each for each in suggestions(look, view)}
    met, left_out = list[SureLink](), list[SureLink]()
    for own in sure_links(look, view, found.values()):
        each = found[own.link.department, own.link.action_key]
        row = _sure(own, each)
        falls = tuple(named_fall(look, view, fall) for fall in own.claimed.falls)
        (met if own.claimed.is_met else left_out).append(replace(row, falls=falls))
    return SureLinks(tuple(met), tuple(left_out))


def _sure(own: SureClaim, each: Suggested) -> SureLink:
    best = next(one for one in each.found if one.is_sure)
    return SureLink(
        link=own.link,
        department=each.action.kept.plan.department,
        title=each.action.action.title,
        goal=each.action.goal,
        label=best.label,
        reasons=best.reasons,
        gross=from_cents(own.claimed.gross),
        net=from_cents(own.claimed.net),
        beside=own.beside,
    )


def all_suggested(look: Look, view: View) -> tuple[Suggested, ...]:
    """What may pay for each action of a period; none where there is no book."""
    return _with_left(look, view, suggestions(look, view)) if look.spending(view) else ()


# -- the budget's tree


@dataclass(slots=True)
class _Sum:
    named: Slice
    cents: int = 0
    left: int | None = None


def _branches(look: Look, asked: LinkingAsked) -> tuple[Branch, ...]:
    if asked.words.strip():
        return _sought(look, asked)
    if asked.cut == "department" and asked.unit:
        return _programs(look, asked)
    if asked.cut == "department" and asked.within:
        return _units(look, asked)
    return _entries(look, asked)


def _entries(look: Look, asked: LinkingAsked) -> tuple[Branch, ...]:
    part, inner = _CUTS.get(asked.cut, _CUTS["department"])
    found: dict[str, _Sum] = {}
    for kept in of_direction(look.totals(look.book(asked.view), part, inner)):
        named = look.naming(part)(kept.outer)
        if named.key is not None:
            found.setdefault(named.key, _Sum(named)).cents += kept.sum.cents or 0
    left = _left(look, asked.view, part)
    opens = part is Dimension.DEPARTMENT
    return _ordered(
        Branch(
            part=part.value,
            code=own.named.code,
            name=own.named.name,
            keys={part.value: _said(part, own.named)},
            dollars=from_cents(own.cents),
            left=from_cents(left.get(key, 0)),
            opens=key if opens else None,
        )
        for key, own in found.items()
    )


def _units(look: Look, asked: LinkingAsked) -> tuple[Branch, ...]:
    department, unit = look.naming(Dimension.DEPARTMENT), look.naming(Dimension.UNIT)
    found: dict[str, _Sum] = {}
    for kept in of_direction(look.totals(look.book(asked.view), Dimension.DEPARTMENT, Dimension.UNIT)):
        named = unit(kept.inner)
        if department(kept.outer).key == asked.within and named.key is not None:
            found.setdefault(named.key, _Sum(named)).cents += kept.sum.cents or 0
    left = _left(look, asked.view, Dimension.UNIT, within=asked.within)
    return _ordered(
        Branch("unit", own.named.code, own.named.name, {"unit": _said(Dimension.UNIT, own.named)},
               from_cents(own.cents), from_cents(left.get(key, 0)), key)
        for key, own in found.items()
    )  # fmt: skip


def _programs(look: Look, asked: LinkingAsked) -> tuple[Branch, ...]:
    unit, program = look.naming(Dimension.UNIT), look.naming(Dimension.PROGRAM)
    found: dict[str, _Sum] = {}
    of: str | None = None
    for kept in of_direction(look.totals(look.book(asked.view), Dimension.UNIT, Dimension.PROGRAM)):
        outer, named = unit(kept.outer), program(kept.inner)
        if outer.key == asked.unit and named.key is not None:
            of = of or _said(Dimension.UNIT, outer)
            found.setdefault(named.key, _Sum(named)).cents += kept.sum.cents or 0
    return _ordered(
        Branch("program", own.named.code, own.named.name,
               {"unit": of or "", "program": _said(Dimension.PROGRAM, own.named)}, from_cents(own.cents), None)
        for own in found.values()
    )  # fmt: skip


def _sought(look: Look, asked: LinkingAsked) -> tuple[Branch, ...]:
    words = asked.words.casefold().split()
    told = look.keeping.of(("spots", asked.view), lambda: spots(look, asked.view))
    return _ordered(
        Branch(spot.part, spot.code, spot.name, {spot.part: spot.said}, spot.dollars, None)
        for spot in told
        if all(word in spot.label.casefold() for word in words)
    )


def _trail(look: Look, asked: LinkingAsked) -> tuple[tuple[str, str], ...]:
    """The opened department and unit: key and name of each."""
    told = []
    for dimension, key in ((Dimension.DEPARTMENT, asked.within), (Dimension.UNIT, asked.unit)):
        if key:
            number = next(iter(look.numbers(dimension, key)), None)
            if number is None:
                raise NotFoundError(dimension.value, key)
            told.append((key, look.naming(dimension)(number).label or key))
    return tuple(told)


def _left(look: Look, view: View, part: Dimension, within: str | None = None) -> Mapping[str | None, int]:
    """What no link claims of each entry, in cents, from the sums kept under links."""
    department, own = look.naming(Dimension.DEPARTMENT), look.naming(part)
    found: dict[str | None, int] = defaultdict(int)
    for key, sums in _kept(look, view, "link", "department", part.value).items():
        if key.link is None and within in (None, department(key.department).key):
            found[own(getattr(key, part.value)).key] += sums.net
    return found


def _by_link(look: Look, view: View) -> Mapping[int | None, Aligned]:
    return {key.link: own for key, own in _kept(look, view, "link").items()}


def _kept(look: Look, view: View, *by: str) -> Mapping[SumKey, Aligned]:
    period = look.period(view)
    if period is None:
        return {}
    book = BookName(period, view.phase)
    return look.uow.alignment.sums([book], by).get(book, {})


def _said(part: Dimension, named: Slice) -> str:
    """How a selector names an entry: by its code; a department by its name."""
    if part is Dimension.DEPARTMENT:
        return named.name or named.key or ""
    return named.code or named.name or named.key or ""


def _ordered(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    return tuple(sorted(branches, key=lambda own: (-own.dollars, own.code or "", own.name or "")))
