"""The home of what is found where plans and budgets meet: one pure function a kind (docs/reference/findings.md)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from budgets.phases import Phase
from plans.attention import ConcernKind
from plans.progress import ActionStatus, ProgressUpdate
from tracker import findings
from tracker.finding_facts import ActionFacts, ActionFall, PeriodFacts
from tracker.finding_making import facts_said, of_action, of_asks, of_link, of_measure, of_record, slice_of
from tracker.findings import Fact, Finding
from tracker.following import FollowedAction
from tracker.rows import Cut

Rule = Callable[[PeriodFacts], Iterator[Finding]]
STARTS_EARLY = "{action} starts on {start}, and its money on {begins}."
ENDS_LATE = "{action} ends on {due}, and nothing pays for it after {last}."
BESIDE_OTHERS = " Of the fall, {cut} is what the budget cut; the rest goes to other links that claim the same lines."
MORE_THAN_THERE_IS = "Link {link} ({claim} of {lines}, for {action}) claims {over} more than the {phase} budget has."
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
            yield of_action(findings.UNFUNDED, facts, one, dollars=one.followed.action.ask.amount)


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
            yield of_action(findings.UNDER_FUNDED, facts, one, dollars=asked - paid, said=said)


def funding_cut(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions in progress whose linked dollars the book cut since an earlier decision. At stake is what it cut."""
    for fall in facts.falls:
        if fall.action.followed.action.current_status is ActionStatus.IN_PROGRESS:
            found = of_action(findings.CUT, facts, fall.action, dollars=fall.cut, said=_said(fall))
            yield _beside_others(found, fall)


def funding_gone(facts: PeriodFacts) -> Iterator[Finding]:
    """Links under whose keys the judged book has no money. At stake is what the last decision before it had there."""
    if facts.judged is None:
        return
    for link in facts.links:
        if facts.judged not in link.paid:
            had = next((link.paid[phase].net for phase in reversed(facts.earlier) if phase in link.paid), None)
            yield of_link(findings.GONE, facts, link, had or None)


def over_allocated(facts: PeriodFacts) -> Iterator[Finding]:
    """Links that claim more than is left for them, beside others or of an amount that is larger than its lines.

    At stake is the excess.
    """
    if facts.judged is None:
        return
    for link in facts.links:
        paid = link.paid.get(facts.judged)
        if paid and (over := paid.over):
            others = ", ".join(str(number) for number in link.beside)
            beside = f"link {others} claims there, too" if len(link.beside) == 1 else f"links {others} claim there, too"
            said: dict[str, Fact] = {"claim": link.link.claim, "over": over, "beside": beside}
            found = of_link(findings.OVER, facts, link, over, said=said)
            yield found if link.beside else replace(found, variant=MORE_THAN_THERE_IS)


def spending_without_plan(facts: PeriodFacts) -> Iterator[Finding]:
    """Money that its own line ties to a goal, by department, with no action behind it. At stake is all of it."""
    for each in facts.tagged:
        lines = ((Cut.GOAL, each.goal), *slice_of(Cut.DEPARTMENT, each.department.key))
        yield Finding(
            kind=findings.NO_PLAN,
            about=(each.department.key or "", each.goal),
            said=facts_said(
                facts,
                {
                    "amount": each.amount,
                    "department": each.department.name,
                    "goal": f"{each.goal} {each.goal_name}",
                    "linked": each.linked,
                },
            ),
            dollars=each.amount,
            department=each.department.key,
            department_name=each.department.name,
            goal=each.goal,
            phase=facts.judged,
            lines=lines,
            is_of_all_keys=True,
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
                of_action(findings.OUT_OF_STEP, facts, one, said=told, about=("start",)), variant=STARTS_EARLY
            )
        if action.due and action.due > facts.period.end and _ends_with_the_period(one, facts):
            told = {"due": action.due, "last": facts.period.end}
            found = of_action(
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
            yield of_action(findings.ONE_TIME, facts, one, dollars=paid, said={"paid": paid})


def progress_while_cut(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions with progress reported in the period while the book cut their linked dollars. At stake is what it cut."""
    for fall in facts.falls:
        report = _last_progress(fall.action.followed, facts)
        if report and report.status and report.as_of:
            told = {**_said(fall), "status": report.status.value.replace("_", " "), "day": report.as_of}
            found = of_action(findings.WHILE_CUT, facts, fall.action, dollars=fall.cut, said=told)
            yield _beside_others(found, fall)


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
            yield of_asks(facts, each.actions, (each.cut, each.place.key or "", each.place.name), (asked, held))


def unanswered_question(facts: PeriodFacts) -> Iterator[Finding]:
    """Decision packages that lack answers to required equity questions. At stake is what the package comes to."""
    for each in facts.packages:
        if each.lacking:
            yield Finding(
                kind=findings.UNANSWERED,
                about=(each.department.key or "", each.package.key or ""),
                said=facts_said(facts, {"lacking": each.lacking, "package": each.package.name}),
                dollars=each.amount or None,
                department=each.department.key,
                department_name=each.department.name,
                goal=each.goal,
                phase=each.struck_from or facts.judged,
                lines=slice_of(Cut.PACKAGE, each.package.key),
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
                said=facts_said(facts, said),
                dollars=each.dollars,
                department=each.department.key,
                department_name=each.department.name,
                goal=each.goal,
                phase=Phase.ADOPTED if each.after is not None else Phase.PROPOSED,
                lines=slice_of(each.cut, each.place.key),
            )


def link_without_action(facts: PeriodFacts) -> Iterator[Finding]:
    """Links to actions that no plan of the period has. At stake is what they pay in the judged book."""
    for link in facts.links:
        if link.action is None:
            paid = link.paid.get(facts.judged) if facts.judged else None
            yield of_link(findings.NO_ACTION, facts, link, (paid.net if paid else None) or None)


def concerns(facts: PeriodFacts) -> Iterator[Finding]:
    """Actions and measures without owner, report, baseline or target, as plans/attention.py finds them."""
    for one in facts.followed.actions:
        for kind, own in _CONCERNS.items():
            if kind.value in one.concerns:
                yield of_record(own, facts, one)
    for measure in facts.followed.measures:
        for kind, own in _CONCERNS.items():
            if kind.value in measure.concerns:
                yield of_measure(own, facts, measure)


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


def _said(fall: ActionFall) -> dict[str, Fact]:
    """What the sentence of a finding needs to tell a fall."""
    return {"earlier": fall.earlier, "before": fall.before.net, "after": fall.after.net, "cut": fall.cut}


def _beside_others(found: Finding, fall: ActionFall) -> Finding:
    """A finding of a fall, which says what other links took of it, where they did."""
    if fall.cut == fall.before.net - fall.after.net:
        return found
    return replace(found, variant=found.kind.problem + BESIDE_OTHERS)


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
