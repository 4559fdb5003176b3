"""The home of making a finding of what it is about, an action, a link or a measure: its key, its owner, its source."""

from collections.abc import Mapping
from decimal import Decimal

from tracker import findings
from tracker.alignment import action_key
from tracker.finding_facts import ActionFacts, LinkFacts, PeriodFacts
from tracker.findings import Fact, Finding, FindingKind
from tracker.following import FollowedAction, FollowedMeasure, source_of
from tracker.rows import Cut


def of_action(
    kind: FindingKind,
    facts: PeriodFacts,
    one: ActionFacts,
    *,
    dollars: Decimal | None = None,
    said: Mapping[str, Fact] | None = None,
    about: tuple[str, ...] = (),
) -> Finding:
    """A finding about an action; ``dollars`` at stake, 0 is none; ``about`` tells it from others of its kind."""
    followed = one.followed
    action, kept = followed.action, followed.kept
    return Finding(
        kind=kind,
        about=(kept.department_key, _name_of(followed), *about),
        said=facts_said(facts, {"action": action.label, **(said or {})}),
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


def of_link(
    kind: FindingKind,
    facts: PeriodFacts,
    link: LinkFacts,
    dollars: Decimal | None,
    *,
    said: Mapping[str, Fact] | None = None,
) -> Finding:
    """A finding about a link, and the action that it pays for where a plan of the period has it."""
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
        said=facts_said(facts, told),
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


def of_asks(
    facts: PeriodFacts,
    asking: tuple[FollowedAction, ...],
    what: tuple[Cut, str, str],
    amounts: tuple[Decimal, Decimal],
) -> Finding:
    """A finding about something that actions ask for: its cut, key and name, and the dollars asked and held."""
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
        said=facts_said(facts, said),
        dollars=abs(asked - held),
        department=first.kept.department_key if len(departments) == 1 else None,
        department_name=", ".join(dict.fromkeys(one.kept.plan.department for one in asking)),
        goal=first.goal if len(goals) == 1 else None,
        lead=first.action.lead if len(leads) == 1 else None,
        action=first.action.name if len(asking) == 1 else None,
        title=first.action.title if len(asking) == 1 else None,
        phase=facts.judged,
        lines=slice_of(cut, key),
        source=source_of(first.kept, first.path),
    )


def of_record(kind: FindingKind, facts: PeriodFacts, one: FollowedAction) -> Finding:
    """A finding about what a plan says, or does not say, of an action."""
    own, action = ActionFacts(one, ()), one.action
    return of_action(kind, facts, own, dollars=action.ask.amount, said={"record": action.label})


def of_measure(kind: FindingKind, facts: PeriodFacts, one: FollowedMeasure) -> Finding:
    """A finding about what a plan says, or does not say, of a measure."""
    kept, measure = one.kept, one.measure
    code = one.action.code if one.action else measure.action
    record = f"The measure {measure.title}" + (f" of {code}" if code else "")
    return Finding(
        kind=kind,
        about=(kept.department_key, "measure", (code or "").casefold(), action_key(measure.code or measure.title)),
        said=facts_said(facts, {"record": record}),
        department=kept.department_key,
        department_name=kept.plan.department,
        goal=one.goal,
        lead=measure.owner or (one.action.lead if one.action else None),
        action=code,
        title=measure.title,
        source=source_of(kept, one.path),
    )


def facts_said(facts: PeriodFacts, told: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts of a sentence, with the phase of the book that is judged."""
    return {"phase": facts.judged.value if facts.judged else "", **told}


def _name_of(one: FollowedAction) -> str:
    return action_key(one.action.name)


def slice_of(cut: Cut, key: str | None) -> tuple[tuple[Cut, str], ...]:
    """The slice of a book that a key names; of lines that name none there is no slice to lead to."""
    return ((cut, key),) if key else ()
