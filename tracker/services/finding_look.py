"""The home of looking up what findings are judged by; kept sums alone are read, whatever the lines behind them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from budgets.money import from_cents
from budgets.period import BudgetPeriod
from budgets.phases import DECISIONS, Direction, Phase
from plans.progress import ActionStatus
from plans.questions import AskedOf
from tracker.aligning import Aligned, SumKey, claimed_by
from tracker.asks import spellings, ways
from tracker.equity_answers import Subject
from tracker.finding_facts import AskedOfBook, CouncilChange, LinkFacts, Named, PackageFacts, Paid, PeriodFacts, Tagged
from tracker.finding_rules import all_findings
from tracker.findings import Finding
from tracker.following import FollowedAction
from tracker.records import BookName, Dimension, Kept, KeptLink
from tracker.rows import Cut, Money, View
from tracker.services.cutting import PaidByLink, alone
from tracker.services.funding_pages import Tied, tie
from tracker.services.key_changes import Compared
from tracker.services.laying import Books
from tracker.services.looking import Look, of_direction
from tracker.services.package_asks import package_asks
from tracker.services.package_goals import PackageGoals, package_goals
from tracker.services.packages import FoundPackage, are_council_books_alike, asked_packages, found_packages
from tracker.services.plan_pages import listed_departments
from tracker.services.question_pages import asked_for, completeness_of, holding, package_subject
from tracker.services.unit_of_work import Filter
from tracker.standing import covers, parts_of_book
from tracker.sums import Slice, fte_years, money

_NARROWEST = (Cut.PACKAGE, Cut.PROGRAM, Cut.UNIT, Cut.FUND, Cut.DEPARTMENT)
Sums = Mapping[SumKey, Aligned]


def period_findings(look: Look, period: str) -> tuple[Finding, ...]:
    """Everything that is found in a period, by its key. Raises ``NotFoundError``."""
    return look.keeping.of(("found", period), lambda: all_findings(period_facts(look, period)))


def judged_phase(look: Look, period: BudgetPeriod) -> Phase | None:
    """The furthest decision of a period whose book has spending; None where there is none."""
    known = look.spending_phases(period)
    return next((phase for phase in reversed(DECISIONS) if phase in known), None)


def period_facts(look: Look, key: str) -> PeriodFacts:
    """The facts of a period, by its key. Raises ``NotFoundError``."""
    return look.keeping.of(("facts", key), lambda: _facts(look, key))


def _facts(look: Look, key: str) -> PeriodFacts:
    period = look.period(View(key, Phase.ADOPTED))
    if period is None:
        none = look.followed(View("", Phase.ADOPTED))
        return PeriodFacts(BudgetPeriod(start=look.today, end=look.today), None, (), whole=False, followed=none)
    judged = judged_phase(look, period)
    view = View(key, judged or Phase.ADOPTED)
    earlier = _earlier(look, period, judged) if judged else ()
    facts = PeriodFacts(
        period, judged, earlier, whole=bool(judged) and _is_whole(look, view), followed=look.followed(view)
    )
    if judged is None or not facts.followed.plans:
        return facts
    goals = package_goals(look, view, (*earlier, judged))
    return PeriodFacts(
        period=period,
        judged=judged,
        earlier=earlier,
        whole=facts.whole,
        followed=facts.followed,
        links=tuple(_links(look, view, earlier)),
        tagged=tuple(_tagged(look, view)),
        asked=(*_asked_packages(look, view), *_asked_units(look, view)),
        packages=tuple(_packages(look, view, goals)),
        changes=tuple(_changes(look, view, goals)),
        next_has_book=_furthest(look, _beside(look, period, 1)) is not None,
    )


def _earlier(look: Look, period: BudgetPeriod, judged: Phase) -> tuple[Phase, ...]:
    """The decisions before the judged one that can be held against it: what they cover, it covers.

    What was requested counts only until something is proposed: nobody promised it.
    """
    known = [phase for phase in DECISIONS[: DECISIONS.index(judged)] if phase in look.spending_phases(period)]
    promised = [phase for phase in known if phase is not Phase.REQUESTED or judged is Phase.PROPOSED]
    after = parts_of_book(look.parts, period, judged)
    return tuple(phase for phase in promised if covers(after, parts_of_book(look.parts, period, phase)))


def _is_whole(look: Look, view: View) -> bool:
    return {year for part in look.spending(view) for year in part.name.fiscal_years} >= set(
        look.spans[view.period].fiscal_years
    )


def _beside(look: Look, period: BudgetPeriod, step: int) -> BudgetPeriod | None:
    """The period right after another one (1), or right before it (-1), of those that have a book."""
    booked = [each for each in look.budgeted if look.spending_phases(each)]
    later = [each for each in booked if each.start > period.end]
    before = [each for each in booked if each.end < period.start]
    return next(iter(later if step > 0 else reversed(before)), None)


def _furthest(look: Look, period: BudgetPeriod | None) -> BookName | None:
    judged = judged_phase(look, period) if period else None
    return BookName(period, judged) if period and judged else None


def _links(look: Look, view: View, earlier: Sequence[Phase]) -> Iterator[LinkFacts]:
    period = look.spans[view.period]
    tied, books = tie(look, view), Books(look.uow, look.rules_of)
    named = [BookName(period, phase) for phase in (*earlier, view.phase)]
    around = {step: _furthest(look, _beside(look, period, step)) for step in (-1, 1)}
    sums = look.uow.alignment.sums([*named, *(book for book in around.values() if book)], ("link", "one_time"))
    paid, one_time = _paid_links(sums, named)
    held = {
        step: {key.link for key, own in sums.get(book, {}).items() if own.has_dollars} if book else set()
        for step, book in around.items()
    }
    over = {number for number, own in paid.items() if (last := own.get(view.phase)) and last.over}
    by_itself = _alone(look, view, earlier, paid, tied)
    beside = _claimed_by(look, view, over, {number: one.kept for number, one in tied.items()}) if over else {}
    for number, one in tied.items():
        yield LinkFacts(
            id=number,
            link=one.kept.link,
            department=_department(look, one),
            action=one.action,
            paid=paid.get(number, {}),
            alone=by_itself.get(number, {}),
            one_time=one_time.get(number, {}),
            beside=beside.get(number, ()),
            keys=_slices(books, one.kept),
            in_next=number in held[1],
            in_last=number in held[-1],
        )


def _paid_links(
    sums: Mapping[BookName, Sums], books: Sequence[BookName]
) -> tuple[dict[int, dict[Phase, Paid]], dict[int, dict[bool | None, Decimal]]]:
    """What links claim and get of books, by link; and what they get of the last one by what its lines say of time."""
    paid: dict[int, dict[Phase, Paid]] = defaultdict(dict)
    one_time: dict[int, dict[bool | None, Decimal]] = defaultdict(dict)
    for book in books:
        for key, own in sums.get(book, {}).items():
            if key.link is None or not own.has_dollars:
                continue
            net = from_cents(own.net)
            now = Paid(net if own.gross == own.net else from_cents(own.gross), net)
            before = paid[key.link].get(book.phase)
            paid[key.link][book.phase] = Paid(before.gross + now.gross, before.net + net) if before else now
            if book is books[-1]:
                one_time[key.link][key.one_time] = net
    return paid, one_time


def _alone(
    look: Look, view: View, earlier: Sequence[Phase], paid: PaidByLink, tied: Mapping[int, Tied]
) -> Mapping[int, Mapping[Phase, Decimal]]:
    together: dict[object, list[int]] = defaultdict(list)
    for number, one in tied.items():
        if one.action is not None:
            together[one.action.place].append(number)
    return alone(look, look.spans[view.period], paid, together.values(), (*earlier, view.phase))


def _claimed_by(
    look: Look, view: View, over: Iterable[int], links: Mapping[int, KeptLink]
) -> Mapping[int, tuple[int, ...]]:
    """By link that claims what is paid elsewhere, the links that may claim the same lines of it."""
    book = BookName(look.spans[view.period], view.phase)
    sums = look.uow.alignment.sums([book], SumKey._fields).get(book, {})
    books, found = Books(look.uow, look.rules_of), {key.link for key in sums}
    return claimed_by(sums, {number: books.applied(kept) for number, kept in links.items() if number in found}, over)


def _slices(books: Books, kept: KeptLink) -> tuple[tuple[Cut, str], ...]:
    named = dict(books.identity(kept.link))
    return tuple((cut, named[cut]) for cut in _NARROWEST if cut in named)


def _department(look: Look, one: Tied) -> Named:
    key = one.kept.link.department
    plan = one.action.kept.plan.department if one.action else None
    return Named(key, look.department_name(key) or plan or key)


def _tagged(look: Look, view: View) -> Iterator[Tagged]:
    linked = {place: cents for place, (_, cents) in _by_goal(look, view, linked=True).items()}
    for (place, code), (of, cents) in _by_goal(look, view, linked=False).items():
        named = look.framework.find_goal(code)
        if cents and named:
            own, name = Named(place, of.name or of.code or "no department"), named.short_name or named.name
            yield Tagged(own, code, name, from_cents(cents), from_cents(linked.get((place, code), 0)))


def _by_goal(look: Look, view: View, *, linked: bool) -> dict[tuple[str | None, str], tuple[Slice, int]]:
    """What lines that name a shared goal come to, in cents, by the keys of department and goal."""
    book = BookName(look.spans[view.period], view.phase)
    sums: Sums = look.uow.alignment.sums([book], ("department", "goal"), naming={"link": linked}).get(book, {})
    department, goal = look.naming(Dimension.DEPARTMENT), look.naming(Dimension.GOAL)
    found: dict[tuple[str | None, str], tuple[Slice, int]] = {}
    for key, own in sums.items():
        code = goal(key.goal).key
        if code and look.framework.find_goal(code):
            of = department(key.department)
            before = found.get((of.key, code), (of, 0))[1]
            found[of.key, code] = of, before + own.net
    return found


def _asking(look: Look, view: View, said: str) -> list[FollowedAction]:
    """The actions whose ask names something, save cancelled ones, which ask for nothing."""
    return [
        one
        for one in look.followed(view).actions
        if getattr(one.action.ask, said) and one.action.current_status is not ActionStatus.CANCELLED
    ]


def _asked_packages(look: Look, view: View) -> Iterator[AskedOfBook]:
    rule, asking = look.rules_of.codes.package, _asking(look, view, "decision_package")
    asks, counted = package_asks(look, view), {one.place for one in asking}
    every = ((each, asks.of(each)) for each in found_packages(look, view))
    found = [(each, tuple(one for one in ones if one.place in counted)) for each, ones in every]
    for each, actions in found:
        if actions:
            yield AskedOfBook(Cut.PACKAGE, _package_name(each), _spent(each, view.phase), actions, exact=True)
    known = {one.place for _, actions in found for one in actions}
    nowhere: dict[str, list[FollowedAction]] = defaultdict(list)
    for one in asking:
        if one.place not in known:
            nowhere[rule.identity(str(one.action.ask.decision_package))].append(one)
    for text, ones in nowhere.items():
        place = Named(text, str(ones[0].action.ask.decision_package))
        yield AskedOfBook(Cut.PACKAGE, place, None, tuple(ones), exact=True)


def _asked_units(look: Look, view: View) -> Iterator[AskedOfBook]:
    """Units that actions name without a package of them, where they can be told from other units."""
    asking = [one for one in _asking(look, view, "appropriation_unit") if not one.action.ask.decision_package]
    if not asking:
        return
    naming, held = look.naming(Dimension.UNIT), defaultdict[str | None, list[Kept]](list)
    for kept in of_direction(look.totals(look.book(view), Dimension.UNIT)):
        held[naming(kept.outer).key].append(kept)
    known: dict[str, set[str | None]] = defaultdict(set)
    for key, own in held.items():
        for way in ways(look.rules_of.codes, Dimension.UNIT, naming(own[0].outer)):
            known[way].add(key)
    named: dict[str, list[FollowedAction]] = defaultdict(list)
    for one in asking:
        said = spellings(look.rules_of.codes, Dimension.UNIT, str(one.action.ask.appropriation_unit))
        fitting = [*set[str | None]().union(*(known.get(way, ()) for way in said))]
        if len(fitting) == 1 and fitting[0]:
            named[fitting[0]].append(one)
    for key, ones in named.items():
        own = held[key]
        told = money(own, fte_years(own))
        place = Named(key, naming(own[0].outer).label)
        yield AskedOfBook(Cut.UNIT, place, told.amount if told else None, tuple(ones), exact=False)


def _packages(look: Look, view: View, goals: PackageGoals) -> Iterator[PackageFacts]:
    if asked_for(look, look.spans[view.period]) is None:
        return
    names = _names(look, view)
    for each in asked_packages(look, view):
        lacking = completeness_of(look, view, [package_subject(each)]).lacking
        goal = goals.get((each.department_key, each.key))
        last = None if view.phase in each.phases else each.phases[-1]
        yield PackageFacts(_package_name(each), _owner(each, names), _spent(each, view.phase), lacking, goal, last)


def _changes(look: Look, view: View, goals: PackageGoals) -> Iterator[CouncilChange]:
    """What the council changed, where questions are asked that could say what that does; else nobody owes a word."""
    period = look.spans[view.period]
    asked = asked_for(look, period)
    if asked is None or not are_council_books_alike(look, period):
        return
    answered = {subject for number, subject, _ in holding(look, view) if number == asked.id}
    names = _names(look, view)
    if asked.questions.of(AskedOf.PACKAGE):
        for each in found_packages(look, view):
            amounts = _spent(each, Phase.PROPOSED), _spent(each, Phase.ADOPTED)
            is_told = package_subject(each) in answered
            of, goal = _owner(each, names), goals.get((each.department_key, each.key))
            yield CouncilChange(Cut.PACKAGE, _package_name(each), of, *amounts, has_statement=is_told, goal=goal)
    if asked.questions.of(AskedOf.DEPARTMENT):
        for department, program, both in _programs(look, view):
            is_told = Subject(AskedOf.DEPARTMENT, department.key or "") in answered
            yield CouncilChange(Cut.PROGRAM, program, department, *both, has_statement=is_told)


def _programs(look: Look, view: View) -> Iterator[tuple[Named, Named, tuple[Decimal | None, Decimal | None]]]:
    """What programs hold beside packages, by department, where that changed at all."""
    sides = (View(view.period, Phase.PROPOSED), View(view.period, Phase.ADOPTED))
    sums = [_by_program(look, side) for side in sides]
    changed = {number for number in {*sums[0], *sums[1]} if sums[0].get(number) != sums[1].get(number)}
    # A book that names no program at all has changed none of them.
    if not changed or not all(sums):
        return
    where: Filter = {Dimension.PROGRAM: sorted(changed), Dimension.PACKAGE: [None]}
    compared = Compared(look, *sides, Direction.EXPENDITURE, yearly=False, where=where)
    by = (Dimension.DEPARTMENT, Dimension.PROGRAM)
    keys = look.uow.comparing.page(replace(compared.sides, by=by), where, skip=0, size=None)
    of, program = look.naming(Dimension.DEPARTMENT), look.naming(Dimension.PROGRAM)
    names, found = _names(look, view), dict[tuple[str | None, str | None], list[Decimal | None]]()
    told: dict[str | None, str] = {}
    for each in keys:
        department_number, program_number = each.key
        own = program(program_number)
        told[own.key] = own.label
        both = found.setdefault((of(department_number).key, own.key), [None, None])
        for side, amount in enumerate(compared.money(each)):
            both[side] = _plus(both[side], amount)
    for (department, key), (before, after) in found.items():
        yield (
            Named(department, names.get(department or "", department or "no department")),
            Named(key, told[key]),
            (before, after),
        )


def _by_program(look: Look, view: View) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    for kept in of_direction(look.totals(look.book(view), Dimension.PROGRAM)):
        if kept.outer is not None:
            found[kept.outer] += kept.sum.cents or 0
    return found


def _plus(one: Decimal | None, other: Money | None) -> Decimal | None:
    if other is None or other.amount is None:
        return one
    return (one or Decimal(0)) + other.amount


def _names(look: Look, view: View) -> Mapping[str, str]:
    return {row.key: row.name for row in listed_departments(look, view)}


def _package_name(found: FoundPackage) -> Named:
    return Named(found.key, found.name)


def _owner(found: FoundPackage, names: Mapping[str, str]) -> Named:
    key = found.department_key or None
    return Named(key, names.get(found.department_key) or found.department or "no department")


def _spent(found: FoundPackage, phase: Phase) -> Decimal | None:
    own = found.spending.get(phase)
    return own.amount if own else None
