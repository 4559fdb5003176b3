"""The home of findings as people work with them: told with their state, waived and taken back, and remembered."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from budgets.period import BudgetPeriod
from budgets.phases import Phase
from tracker.county import County
from tracker.errors import NotFoundError, StateError, TrackerError
from tracker.finding_history import (
    Cause,
    KeptRound,
    KeptWaiver,
    NewRound,
    Seen,
    Span,
    Waiver,
    last_import,
    rounds_since,
)
from tracker.finding_rows import FindingRow, FindingsPage, FindingState, Gone, seen
from tracker.findings import Finding, plain
from tracker.permissions import Actor, Permission, require
from tracker.rows import View
from tracker.services.finding_look import judged_phase, period_facts, period_findings
from tracker.services.looking import Look, passing_look
from tracker.services.question_pages import asked_for
from tracker.services.unit_of_work import UnitOfWork
from tracker.typed_words import LONGEST_NAME, words_typed

LONGEST_WAIVER = 10
"""In years. A waiver has an end: what would stand for longer is a mistake of typing, or not to be found at all."""


class WaiverNotTakenError(TrackerError):
    """A waiver lacks what it is to be read by later."""


@dataclass(frozen=True, slots=True)
class NewWaiver:
    """What a person says who lets a finding stand: which one, of which period, who, why, and until when."""

    period: str
    finding: str
    person: str
    reason: str
    until: date


def findings(look: Look, view: View, since: int | None = None) -> FindingsPage:
    """Everything that is found in the period of a view, whatever its phase.

    What came up with the round ``since`` or after it is new; without one, with the last import of a book or plan of the
    period. Raises ``NotFoundError`` for a period, or a round of it, that is not there.
    """
    period = look.period(view)
    found = period_findings(look, view.period)
    facts_judged = judged_phase(look, period) if period else None
    waivers = look.uow.findings.waivers(period) if period else ()
    rounds = look.uow.findings.rounds(period) if period else ()
    spans = look.uow.findings.spans(period) if period else ()
    new_since = _named(rounds, since) if since is not None else last_import(rounds, _files(look, view))
    return FindingsPage(
        county=look.facts,
        view=view,
        judged=facts_judged,
        earlier=period_facts(look, view.period).earlier if facts_judged else (),
        rows=_rows(look, found, waivers, spans, (rounds, new_since)),
        resolved=_resolved(found, spans, rounds),
        rounds=rounds,
        new_since=new_since,
        silent=tuple(_silent(look, view, facts_judged)),
        goals=tuple((goal.code, goal.short_name or goal.name) for goal in look.framework.goals),
    )


def waive_finding(uow: UnitOfWork, actor: Actor, county: County, wanted: NewWaiver, *, today: date) -> KeptWaiver:
    """Let a finding stand until a day; afterwards it is told again.

    Raises ``NotFoundError`` where nothing of that key is found, ``StateError`` where it is waived already, and
    ``WaiverNotTakenError`` without a name, a reason, or a day to come.
    """
    require(actor, Permission.FINDING_WAIVE)
    with uow:
        uow.raise_data_version()
        look = passing_look(uow, county, today)
        period, finding = _found(look, wanted.period, wanted.finding)
        if any(_holds(kept, finding.key, look.today) for kept in uow.findings.waivers(period)):
            raise StateError(f"finding {finding.key}", "waived already", "waived again", "take that waiver back first")
        waiver = _taken(wanted, period, finding, look.today)
        number = uow.findings.waive(waiver, by=actor.name, at=_now())
        kept = next(kept for kept in uow.findings.waivers(period) if kept.id == number)
        uow.commit()
    return kept


def take_waiver_back(uow: UnitOfWork, actor: Actor, county: County, period: str, finding: str, *, today: date) -> None:
    """Let a waiver of a finding count no more. Raises ``NotFoundError`` where none holds."""
    require(actor, Permission.FINDING_WAIVE)
    with uow:
        uow.raise_data_version()
        look = passing_look(uow, county, today)
        own = look.period(View(period, look.default_view().phase))
        waivers = uow.findings.waivers(own) if own else ()
        held = [kept for kept in waivers if _holds(kept, finding, look.today)]
        if not held:
            raise NotFoundError("waiver that holds, of finding", finding)
        for kept in held:
            uow.findings.take_back(kept.id, by=actor.name, at=_now())
        uow.commit()


def remember_findings(uow: UnitOfWork, county: County, cause: Cause, *, by: str, import_id: int | None = None) -> None:
    """Keep what a change opened and resolved, period by period; to be called in its transaction, when it is done.

    A period in which nothing was ever found, and nothing is, gets no round.
    """
    for own in _rounds(uow, county):
        new = NewRound(period=own.period, cause=cause, by=by, at=_now(), import_id=import_id)
        uow.findings.keep_round(new, own.opened, own.resolved, own.standing)


def remember_changed_findings(uow: UnitOfWork, county: County, cause: Cause, *, by: str) -> None:
    """The same, but of the periods alone in which something was opened or resolved: nobody waits for word of it."""
    for own in _rounds(uow, county):
        if own.opened or own.resolved:
            new = NewRound(period=own.period, cause=cause, by=by, at=_now())
            uow.findings.keep_round(new, own.opened, own.resolved, own.standing)


@dataclass(frozen=True, slots=True)
class _Round:
    """What a change opened and resolved in a period, and how many findings stand there then."""

    period: BudgetPeriod
    opened: Sequence[Seen]
    resolved: Sequence[str]
    standing: int


def _rounds(uow: UnitOfWork, county: County) -> Iterator[_Round]:
    look = passing_look(uow, county, _now().astimezone().date())
    for key, period in look.spans.items():
        before = uow.findings.standing(period)
        now = {finding.key: finding for finding in period_findings(look, key)}
        if before or now:
            opened = [seen(finding) for finding_key, finding in now.items() if finding_key not in before]
            yield _Round(period, opened, sorted(before.keys() - now.keys()), len(now))


def _named(rounds: Sequence[KeptRound], number: int) -> KeptRound:
    found = next((kept for kept in rounds if kept.id == number), None)
    if found is None:
        raise NotFoundError("round of findings", number)
    return found


def _files(look: Look, view: View) -> frozenset[int]:
    """The imports in force that hold a book or a plan of the period of a view."""
    period = look.period(view)
    books = (part.import_id for part in look.parts if part.name.period == period)
    return frozenset((*books, *(head.import_id for head in look.plans_of(view))))


def _rows(
    look: Look,
    found: tuple[Finding, ...],
    waivers: tuple[KeptWaiver, ...],
    spans: tuple[Span, ...],
    history: tuple[Sequence[KeptRound], KeptRound | None],
) -> tuple[FindingRow, ...]:
    rounds, since = history
    at = {kept.id: kept.round.at for kept in rounds}
    fresh = rounds_since(rounds, since) if since else frozenset()
    opened = {span.seen.finding: span.opened for span in spans if span.resolved is None}
    waived: dict[str, list[KeptWaiver]] = defaultdict(list)
    for kept in waivers:
        waived[kept.waiver.finding].append(kept)
    rows = []
    for finding in found:
        own = waived[finding.key]
        held = next((kept for kept in own if kept.holds_on(look.today)), None)
        past = next((kept for kept in reversed(own) if kept.ended_at is None and not kept.holds_on(look.today)), None)
        came = opened.get(finding.key)
        # A store from before there was a history has no round: then nobody can say what is new.
        is_new = bool(rounds) and (came is None or came in fresh)
        state = FindingState.NEW if is_new else FindingState.OPEN
        state = FindingState.WAIVED if held else state
        rows.append(FindingRow(finding, state, at.get(came) if came else None, held, None if held else past))
    return tuple(rows)


def _resolved(found: tuple[Finding, ...], spans: tuple[Span, ...], rounds: tuple[KeptRound, ...]) -> tuple[Gone, ...]:
    """What was resolved and did not come back, the last one first."""
    at, there = {kept.id: kept.round.at for kept in rounds}, {finding.key for finding in found}
    gone: dict[str, Gone] = {}
    for span in spans:
        if span.resolved is not None and span.seen.finding not in there:
            gone[span.seen.finding] = Gone(span.seen, at[span.resolved])
    return tuple(sorted(gone.values(), key=lambda each: each.at, reverse=True))


def _silent(look: Look, view: View, judged: Phase | None) -> list[str]:
    """What nothing is said of, and why: no finding there does not mean that all is well."""
    period = look.period(view)
    if period is None or not look.followed(view).plans:
        return ["There is no plan of this period, so nothing is said of promises and their money."]
    said = []
    if judged is None:
        said.append("There is no requested, proposed or adopted budget of this period, so nothing is said of money.")
    elif not period_facts(look, view.period).whole:
        said.append(
            f"The {judged.value} budget has no spending of some year of the period, so that it is not compared with "
            "what plans ask for."
        )
    if asked_for(look, period) is None:
        said.append("No equity questions are asked for this period, so nothing is said of answers and statements.")
    if reason := look.why_not_told(View(view.period, Phase.AMENDED)):
        said.append(f"What was amended is not judged: {reason}.")
    return said


def _taken(wanted: NewWaiver, period: BudgetPeriod, finding: Finding, today: date) -> Waiver:
    person = words_typed(wanted.person, "the name of the person", LONGEST_NAME)
    reason = words_typed(wanted.reason, "the reason")
    last = _last_day(today)
    lacking: Mapping[str, bool] = {
        "name the person who lets it stand": not person,
        "say why, in a sentence": not reason,
        f"name a last day that has not passed; {wanted.until.isoformat()} has": wanted.until < today,
        f"name a last day up to {last.isoformat()}; {wanted.until.isoformat()} is no end": wanted.until > last,
    }
    if problems := [problem for problem, holds in lacking.items() if holds]:
        raise WaiverNotTakenError(f"a waiver has a name, a reason and an end: {'; '.join(problems)}")
    return Waiver(
        period=period,
        finding=finding.key,
        kind=finding.kind.code,
        told=finding.sentence(plain),
        person=person,
        reason=reason,
        until=wanted.until,
    )


def _last_day(today: date) -> date:
    return date(min(today.year + LONGEST_WAIVER, date.max.year), 12, 31)


def _found(look: Look, key: str, wanted: str) -> tuple[BudgetPeriod, Finding]:
    period = look.period(View(key, look.default_view().phase))
    finding = next((each for each in period_findings(look, key) if each.key == wanted), None)
    if period is None or finding is None:
        raise NotFoundError("finding", wanted)
    return period, finding


def _holds(kept: KeptWaiver, finding: str, today: date) -> bool:
    return kept.waiver.finding == finding and kept.holds_on(today)


def _now() -> datetime:
    return datetime.now(UTC)
