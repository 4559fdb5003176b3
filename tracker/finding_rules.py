"""The home of what is found where plans and budgets meet: one pure function a kind (docs/reference/findings.md)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budgets.phases import Phase
from plans.attention import ConcernKind
from plans.progress import ActionStatus, ProgressUpdate
from tracker import findings
from tracker.alignment import action_key
from tracker.finding_facts import ActionFacts, LinkFacts, PeriodFacts
from tracker.findings import Fact, Finding, FindingKind
from tracker.following import FollowedAction, FollowedMeasure, source_of
from tracker.rows import Cut

Rule = Callable[[PeriodFacts], Iterator[Finding]]
STARTS_EARLY = "{action} starts on {start}, and its money on {begins}."
ENDS_LATE = "{action} ends on {due}, and nothing pays for it after {last}."
MORE_THAN_THERE_IS = "Link {link} ({claim} of {lines}, for {action}) claims {over} more than the {phase} book has."
_NOTHING = Decimal(0)
_REPORTED = frozenset({ActionStatus.IN_PROGRESS, ActionStatus.COMPLETED})
_CONCERNS = {
    ConcernKind.OWNERLESS: findings.OWNERLESS,
    ConcernKind.NEVER_UPDATED: findings.NEVER_UPDATED,
    ConcernKind.STALE: findings.STALE,
    ConcernKind.NO_BASELINE: findings.NO_BASELINE,
    ConcernKind.NO_TARGET: findings.NO_TARGET,
}


def all_findings(facts: PeriodFacts) -> tuple[Finding, ...]:
    """Everything that is found in a period, kind by kind, the most dollars first."""
    found = [finding for rule in RULES for finding in rule(facts)]
    order = list(findings.CATALOGUE)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind.code), -(one.dollars or _NOTHING), one.about)))


def unfunded(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions that run in the period, that no link pays for, and that do not say that existing resources carry them.

    At stake is what they ask for.
    """
    if facts.judged is None:
        return
    for one in facts.active:
        if not one.links and not one.followed.action.ask.within_existing:
            yield _of_action(findings.UNFUNDED, facts, one, dollars=one.followed.action.ask.amount)


def under_funded(facts: PeriodFacts) -> Iterator[Finding]:
    """Linked actions that get less than they ask for. At stake is the rest.

    An ask is for the period of its plan, so that only plans of this very period are compared, with a whole book.
    """
    if facts.judged is None or not facts.whole:
        return
    for one in facts.active:
        asked, paid = one.followed.action.ask.amount, one.paid(facts.judged) or _NOTHING
        if one.links and asked is not None and paid < asked and one.followed.kept.period == facts.period:
            said = {"asked": asked, "paid": paid}
            yield _of_action(findings.UNDER_FUNDED, facts, one, dollars=asked - paid, said=said)


def funding_cut(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions in progress whose linked dollars are fewer than an earlier decision had. At stake is the difference."""
    for one, fall in _falls(facts):
        if one.followed.action.current_status is ActionStatus.IN_PROGRESS:
            yield _of_action(findings.CUT, facts, one, dollars=fall.dollars, said=fall.said)


def funding_gone(facts: PeriodFacts) -> Iterator[Finding]:
    """Links under whose keys the judged book has no money. At stake is what the last decision before it had there."""
    if facts.judged is None:
        return
    for link in facts.links:
        if facts.judged not in link.paid:
            had = next((link.paid[phase].net for phase in reversed(facts.earlier) if phase in link.paid), None)
            yield _of_link(findings.GONE, facts, link, had or None)


def over_allocated(facts: PeriodFacts) -> Iterator[Finding]:
    """Links that claim more than is left for them, beside others or of an amount that is larger than its lines.

    At stake is the excess.
    """
    if facts.judged is None:
        return
    for link in facts.links:
        gross, net = link.paid.get(facts.judged, (_NOTHING, _NOTHING))
        if over := abs(gross - net):
            others = ", ".join(str(number) for number in link.beside)
            beside = f"link {others} claims there, too" if len(link.beside) == 1 else f"links {others} claim there, too"
            said: dict[str, Fact] = {"claim": link.link.claim, "over": over, "beside": beside}
            found = _of_link(findings.OVER, facts, link, over, said=said)
            yield found if link.beside else replace(found, variant=MORE_THAN_THERE_IS)


def spending_without_plan(facts: PeriodFacts) -> Iterator[Finding]:
    """Money that its own line ties to a goal, by department, with no action behind it. At stake is all of it."""
    for each in facts.tagged:
        lines = ((Cut.GOAL, each.goal), *_slice(Cut.DEPARTMENT, each.department.key))
        yield Finding(
            kind=findings.NO_PLAN,
            about=(each.department.key or "", each.goal),
            said=_said(
                facts,
                {"amount": each.amount, "department": each.department.name, "goal": f"{each.goal} {each.goal_name}"},
            ),
            dollars=each.amount,
            department=each.department.key,
            department_name=each.department.name,
            goal=each.goal,
            phase=facts.judged,
            lines=lines,
        )


def out_of_step(facts: PeriodFacts) -> Iterator[Finding]:
    """Linked actions that start before their money does, or end after the period with nothing in the next.

    Money begins with the link or with the period, whichever is later, unless the period before pays already. Of the
    next period nothing is known while it has no decision, save that a link does not reach into it.
    """
    if facts.judged is None:
        return
    for one in facts.active:
        action, paying = one.followed.action, [link for link in one.links if facts.judged in link.paid]
        if not paying:
            continue
        begins = min(max(link.link.since, facts.period.start) for link in paying)
        if action.start and action.start < begins and not any(link.in_last for link in one.links):
            told: dict[str, Fact] = {"start": action.start, "begins": begins}
            yield replace(
                _of_action(findings.OUT_OF_STEP, facts, one, said=told, about=("start",)), variant=STARTS_EARLY
            )
        if action.due and action.due > facts.period.end and _ends_with_the_period(one, facts):
            told = {"due": action.due, "last": facts.period.end}
            found = _of_action(
                findings.OUT_OF_STEP, facts, one, dollars=one.paid(facts.judged), said=told, about=("end",)
            )
            yield replace(found, variant=ENDS_LATE)


def one_time_money(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions that go on, or name no end, and are paid by one-time dollars alone. At stake are these."""
    if facts.judged is None:
        return
    for one in facts.active:
        action, paid = one.followed.action, one.paid(facts.judged)
        kinds = {kind for link in one.links for kind, net in link.one_time.items() if net}
        if paid and kinds == {True} and (action.due is None or action.due > facts.period.end):
            yield _of_action(findings.ONE_TIME, facts, one, dollars=paid, said={"paid": paid})


def progress_while_cut(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions of which progress was reported in the period while their linked dollars fell. At stake is the fall."""
    for one, fall in _falls(facts):
        report = _last_progress(one.followed, facts)
        if report and report.status and report.as_of:
            told = {**fall.said, "status": report.status.value.replace("_", " "), "day": report.as_of}
            yield _of_action(findings.WHILE_CUT, facts, one, dollars=fall.dollars, said=told)


def amounts_differ(facts: PeriodFacts) -> Iterator[Finding]:
    """Packages of which plans ask for another amount than the book has, and units of which they ask for more.

    Only where every action that names it says an amount, in plans of this very period. At stake is the difference.
    """
    if facts.judged is None or not facts.whole:
        return
    for each in facts.asked:
        amounts = [one.action.ask.amount for one in each.actions]
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(amounts) or any(one.kept.period != facts.period for one in each.actions):
            continue
        asked, held = sum(known, _NOTHING), each.amount or _NOTHING
        if asked > held or (each.exact and asked != held):
            yield _of_asks(facts, each.actions, (each.cut, each.place.key or "", each.place.name), (asked, held))


def unanswered_question(facts: PeriodFacts) -> Iterator[Finding]:
    """Decision packages that lack answers to required equity questions. At stake is what the package comes to."""
    for each in facts.packages:
        if each.lacking:
            yield Finding(
                kind=findings.UNANSWERED,
                about=(each.department.key or "", each.package.key or ""),
                said=_said(facts, {"lacking": each.lacking, "package": each.package.name}),
                dollars=each.amount or None,
                department=each.department.key,
                department_name=each.department.name,
                phase=facts.judged,
                lines=_slice(Cut.PACKAGE, each.package.key),
            )


def unexplained_change(facts: PeriodFacts) -> Iterator[Finding]:
    """Packages and programs that the council changed, where no answer says what that does to equity."""
    for each in facts.changes:
        if each.dollars and not each.has_statement:
            what = "package" if each.cut is Cut.PACKAGE else "program"
            said: dict[str, Fact] = {
                "what": f"the {what} {each.place.name}",
                "before": each.before or _NOTHING,
                "after": each.after or _NOTHING,
            }
            yield Finding(
                kind=findings.UNEXPLAINED,
                about=(each.cut.value, each.department.key or "", each.place.key or ""),
                said=_said(facts, said),
                dollars=each.dollars,
                department=each.department.key,
                department_name=each.department.name,
                phase=Phase.ADOPTED if each.after is not None else Phase.PROPOSED,
                lines=_slice(each.cut, each.place.key),
            )


def link_without_action(facts: PeriodFacts) -> Iterator[Finding]:
    """Links to actions that no plan of the period has. At stake is what they pay in the judged book."""
    for link in facts.links:
        if link.action is None:
            paid = link.paid.get(facts.judged) if facts.judged else None
            yield _of_link(findings.NO_ACTION, facts, link, (paid.net if paid else None) or None)


def concerns(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions and measures without owner, report, baseline or target, as plans/attention.py finds them."""
    for one in facts.followed.actions:
        for kind, own in _CONCERNS.items():
            if kind.value in one.concerns:
                yield _of_record(own, facts, one)
    for measure in facts.followed.measures:
        for kind, own in _CONCERNS.items():
            if kind.value in measure.concerns:
                yield _of_measure(own, facts, measure)


RULES: tuple[Rule, ...] = (
    funding_gone,
    funding_cut,
    over_allocated,
    unexplained_change,
    under_funded,
    unfunded,
    progress_while_cut,
    one_time_money,
    out_of_step,
    amounts_differ,
    spending_without_plan,
    link_without_action,
    unanswered_question,
    concerns,
)


@dataclass(frozen=True, slots=True)
class _Fall:
    """What an action lost on the way to the judged book."""

    earlier: Phase
    before: Decimal
    after: Decimal

    @property
    def dollars(self) -> Decimal:
        return self.before - self.after

    @property
    def said(self) -> dict[str, Fact]:
        return {"earlier": self.earlier, "before": self.before, "after": self.after}


def _falls(facts: PeriodFacts) -> Iterator[tuple[ActionFacts, _Fall]]:
    """Actions that get less than the earlier decision that gave them most."""
    if facts.judged is None:
        return
    for one in facts.actions:
        had = [(paid, phase) for phase in facts.earlier if (paid := one.paid(phase)) is not None]
        if had:
            before, phase = max(had, key=lambda own: own[0])
            after = one.paid(facts.judged) or _NOTHING
            if after < before:
                yield one, _Fall(phase, before, after)


def _ends_with_the_period(one: ActionFacts, facts: PeriodFacts) -> bool:
    if facts.next_has_book:
        return not any(link.in_next for link in one.links)
    # A fixed amount was said for one period; a share carries over until its last day.
    return all(
        link.link.amount is not None or (link.link.until is not None and link.link.until <= facts.period.end)
        for link in one.links
    )


def _last_progress(followed: FollowedAction, facts: PeriodFacts) -> ProgressUpdate | None:
    dated = [each for each in followed.action.updates if each.as_of and each.status in _REPORTED]
    own = [each for each in dated if each.as_of and facts.period.start <= each.as_of <= facts.period.end]
    return max(own, key=lambda each: str(each.as_of), default=None)


def _of_action(
    kind: FindingKind,
    facts: PeriodFacts,
    one: ActionFacts,
    *,
    dollars: Decimal | None = None,
    said: Mapping[str, Fact] | None = None,
    about: tuple[str, ...] = (),
) -> Finding:
    followed = one.followed
    action, kept = followed.action, followed.kept
    return Finding(
        kind=kind,
        about=(kept.department_key, _name_of(followed), *about),
        said=_said(facts, {"action": action.label, **(said or {})}),
        dollars=dollars or None,
        department=kept.department_key,
        department_name=kept.plan.department,
        goal=followed.goal,
        lead=action.lead,
        action=action.name,
        title=action.title,
        link=one.links[0].id if len(one.links) == 1 else None,
        phase=facts.judged,
        lines=tuple(dict.fromkeys(slice_ for link in one.links for slice_ in link.keys)),
        source=source_of(kept, followed.path),
    )


def _of_link(
    kind: FindingKind,
    facts: PeriodFacts,
    link: LinkFacts,
    dollars: Decimal | None,
    *,
    said: Mapping[str, Fact] | None = None,
) -> Finding:
    own, followed = link.link, link.action
    title = followed.action.title if followed else None
    told: dict[str, Fact] = {
        "link": link.id,
        "lines": own.selector.label,
        "action": f"{own.action} {title}" if title and title != own.action else own.action,
        "department": link.department.name,
        **(said or {}),
    }
    return Finding(
        kind=kind,
        about=(own.department, own.action_key, own.selector.label.casefold()),
        said=_said(facts, told),
        dollars=dollars,
        department=own.department,
        department_name=link.department.name,
        goal=followed.goal if followed else None,
        lead=followed.action.lead if followed else None,
        action=own.action,
        title=title,
        link=link.id,
        phase=facts.judged,
        lines=link.keys,
        source=source_of(followed.kept, followed.path) if followed else None,
    )


def _of_asks(
    facts: PeriodFacts,
    asking: tuple[FollowedAction, ...],
    what: tuple[Cut, str, str],
    amounts: tuple[Decimal, Decimal],
) -> Finding:
    cut, key, name = what
    asked, held = amounts
    first, departments = asking[0], {one.kept.department_key for one in asking}
    goals, leads = {one.goal for one in asking}, {one.action.lead for one in asking}
    names = [one.action.label if len(asking) == 1 else one.action.name for one in asking]
    noun = "package" if cut is Cut.PACKAGE else "unit"
    said: dict[str, Fact] = {
        "action": names[0] if len(names) == 1 else f"{len(names)} actions ({', '.join(names)})",
        "asks": "asks" if len(names) == 1 else "together ask",
        "asked": asked,
        "held": held,
        "what": f"the {noun} {name}",
    }
    return Finding(
        kind=findings.DIFFER,
        about=(cut.value, key, *sorted(departments)),
        said=_said(facts, said),
        dollars=abs(asked - held),
        department=first.kept.department_key if len(departments) == 1 else None,
        department_name=", ".join(dict.fromkeys(one.kept.plan.department for one in asking)),
        goal=first.goal if len(goals) == 1 else None,
        lead=first.action.lead if len(leads) == 1 else None,
        action=first.action.code if len(asking) == 1 else None,
        title=first.action.title if len(asking) == 1 else None,
        phase=facts.judged,
        lines=_slice(cut, key),
        source=source_of(first.kept, first.path),
    )


def _of_record(kind: FindingKind, facts: PeriodFacts, one: FollowedAction) -> Finding:
    record = one.action.label
    own = ActionFacts(one, ())
    return _of_action(kind, facts, own, dollars=one.action.ask.amount, said={"record": record})


def _of_measure(kind: FindingKind, facts: PeriodFacts, one: FollowedMeasure) -> Finding:
    kept, measure = one.kept, one.measure
    code = one.action.code if one.action else measure.action
    record = f"The measure {measure.title}" + (f" of {code}" if code else "")
    return Finding(
        kind=kind,
        about=(kept.department_key, "measure", (code or "").casefold(), action_key(measure.code or measure.title)),
        said=_said(facts, {"record": record}),
        department=kept.department_key,
        department_name=kept.plan.department,
        goal=one.goal,
        lead=measure.owner or (one.action.lead if one.action else None),
        action=code,
        title=measure.title,
        source=source_of(kept, one.path),
    )


def _said(facts: PeriodFacts, told: Mapping[str, Fact]) -> dict[str, Fact]:
    return {"phase": facts.judged.value if facts.judged else "", **told}


def _name_of(one: FollowedAction) -> str:
    return action_key(one.action.name)


def _slice(cut: Cut, key: str | None) -> tuple[tuple[Cut, str], ...]:
    return ((cut, key),) if key else ()
