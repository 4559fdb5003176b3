"""The home of `link`: links are made, listed, ended and suggested."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.text import Text

from importers.report import decimal_text
from tracker.alignment import action_key
from tracker.commands.failures import UsageError
from tracker.commands.installation import installation
from tracker.commands.showing import console, dollars, print_json, say, show_table, table
from tracker.commands.views import asking, chosen_view, desk
from tracker.funding_rows import Fall, LinkRow, Silence, Weighed
from tracker.link_forms import TypedLink, link_typed
from tracker.linking_rows import SureLink, by_key
from tracker.permissions import LOCAL_USER
from tracker.records import KeptLink
from tracker.rows import View
from tracker.services.linking import link_actions
from tracker.services.suggestions import Suggested
from tracker.store.unit_of_work import writing
from tracker.suggesting import Suggestion

Chosen = tuple[str | None, str | None]
"""A period and a phase as they were typed."""


def add(typed: TypedLink, period: str | None, *, check: bool, as_json: bool) -> None:
    """Make a link, or with ``check`` say what it would do."""
    with installation() as here:
        queries = asking(here)
        view = chosen_view(queries, period, None)
        wanted = link_typed(typed, queries.span(view))
        told = queries.weighed(wanted, view)
        kept = None if check else desk(here).link(LOCAL_USER, wanted)
    if as_json:
        print_json(
            {"link": kept.id if kept else None, "checked_only": check, "phase": view.phase.value, **_money(told)}
        )
        return
    if kept:
        own = kept.link
        say(console(), f"Link {kept.id}: {own.claim} of {own.selector.label} pays for {own.action}.", style="bold")
    for sentence in weighed_words(told, f"{view.phase.value} {view.period}"):
        say(console(), sentence)


def show_links(department: str | None, chosen: Chosen, *, ended: bool, as_json: bool) -> None:
    """List links with their money in one book."""
    with installation() as here:
        queries = asking(here)
        view = chosen_view(queries, *chosen)
        key = here.county.department_key(department) if department else None
        rows = [
            row for row in queries.links(view) if key in (None, row.department_key) and (ended or row.ended_at is None)
        ]
    if as_json:
        print_json({"period": view.period, "phase": view.phase.value, "links": [_link_json(row) for row in rows]})
        return
    _show_links(rows, view)


def end(number: int, reason: str) -> None:
    """End a link."""
    with installation() as here:
        ended = desk(here).end_link(LOCAL_USER, number, reason)
    say(console(), f"Link {ended.id} counts no more; the history keeps it, with your reason.")


_AT_AN_EXPENSE = (
    "made together, not each of these links would get what it claims, or others would be counted less; make them one "
    "by one: link add --check tells before what each would do"
)


class Confirmed(NamedTuple):
    """Which of the links that plans themselves state are made: every one, those of some keys, or none."""

    every: bool
    keys: tuple[str, ...]


def suggest(of: tuple[str | None, str | None], chosen: Chosen, confirm: Confirmed, *, as_json: bool) -> None:
    """Say what may pay for actions, and link what is confirmed of that.

    Raises ``UsageError`` where all and some are confirmed, for a key that no sure suggestion has, and where those that
    are chosen would take from each other or from links that stand.
    """
    if all(confirm):
        raise UsageError("say --confirm-sure or --confirm, one of the two")
    with installation() as here:
        queries = asking(here)
        view = chosen_view(queries, *chosen)
        key = here.county.department_key(of[0]) if of[0] else None
        wanted = action_key(of[1]) if of[1] else None
        found = [each for each in queries.suggested(view) if _is_of(key, wanted, each)]
        stated = queries.sure_links(view)
        sure = [each for each in stated.met if _is_stated_by(key, wanted, each)]
        left_out = [each for each in stated.left_out if _is_stated_by(key, wanted, each)]
        made: tuple[KeptLink, ...] = ()
        if confirmed := sure if confirm.every else _of_keys(confirm.keys, sure):
            if not queries.can_be_made_together(tuple(each.link for each in confirmed), view):
                raise UsageError(_AT_AN_EXPENSE)
            made = link_actions(writing(here.database), LOCAL_USER, here.county, [each.link for each in confirmed])
    if as_json:
        print_json(_suggested_json(found, sure, [link.id for link in made], left_out))
        return
    out = console()
    if any(confirm):
        say(
            out,
            f"{'1 link was' if len(made) == 1 else f'{len(made)} links were'} made of what plans state themselves.",
            style="bold",
        )
        _show_left_out(left_out)
        return
    for each in found:
        _show_suggested(each)
    say(out, f"{len(found)} actions have a suggestion. {len(sure)} are sure: --confirm-sure links those.")
    if sure:
        say(out, "Or link some of them, each by its key, as in " + f"--confirm {sure[0].key}:")
    for one in sure:
        say(out, f"  {one.key} {one.link.action} ({one.department}), {one.link.claim} of {one.label}")
    _show_left_out(left_out)


def _of_keys(keys: Sequence[str], sure: Sequence[SureLink]) -> list[SureLink]:
    """The sure suggestions of some keys. Raises ``UsageError`` with every key that none of them has, or no longer."""
    known = by_key(sure)
    if unknown := [key for key in keys if key.casefold() not in known]:
        raise UsageError(f"no sure suggestion has the key {', '.join(unknown)}, or no longer; look once more")
    return [known[key] for key in dict.fromkeys(key.casefold() for key in keys)]


_SILENCE = {
    Silence.ANOTHER_PERIOD: "its days touch no day of that period",
    Silence.NOT_SPENT: "of a fixed amount nobody says what is spent",
}


def weighed_words(told: Weighed, book: str) -> list[str]:
    """What a link does to a book, in sentences."""
    if not told.total:
        return [f"No spending of the {book} budget is under it: it claims nothing there."]
    said = [
        f"In the {book} budget these lines come to {dollars(told.total)}, of which nobody claims {dollars(told.left)}."
    ]
    if told.silence:
        return [*said, f"It counts nothing there: {_SILENCE[told.silence]}."]
    said.append(f"It claims {dollars(told.gross)}, of which {dollars(told.net)} are counted.")
    if told.over:
        said.append(f"{dollars(told.over)} more would be claimed than there is; each dollar is counted once.")
    return [*said, *map(fall_words, told.falls)]


def fall_words(own: Fall) -> str:
    """A link that others would take dollars from, in a sentence."""
    counted = f"counted {dollars(own.after)} beside it, and {dollars(own.before)} without it"
    return f"Link {own.link}, {own.action} ({own.department}{_goal(own)}): {counted}."


def _goal(own: Fall) -> str:
    return f", goal {own.goal}" if own.goal else ""


def _is_of(department: str | None, action: str | None, each: Suggested) -> bool:
    is_department = department in (None, each.action.kept.department_key)
    return is_department and action in (None, action_key(each.name))


def _is_stated_by(department: str | None, action: str | None, each: SureLink) -> bool:
    return department in (None, each.link.department) and action in (None, each.link.action_key)


# -- for people


def _show_links(rows: Sequence[LinkRow], view: View) -> None:
    out = console()
    money = ("Claimed", "Counted")
    made = table("Link", "Action", "Pays from", "Claim", *money, "Word", numbers=money, whole=("Link", "Claim"))
    for row in rows:
        counted = [dollars(amount) if amount is not None else "not in this budget" for amount in (row.gross, row.net)]
        word = f"ended by {row.ended_by}: {row.ended_why}" if row.ended_at else f"{row.basis}, {row.by}, {_holds(row)}"
        action = f"{row.action} ({row.department})"
        made.add_row(str(row.id), Text(action), Text(row.lines), row.claim, *counted, Text(word))
    say(out, f"{len(rows)} links, {view.phase.value} {view.period}".strip(), style="bold")
    if rows:
        show_table(out, made)


def _holds(row: LinkRow) -> str:
    return f"{row.since} to {row.until}" if row.until else f"from {row.since} on"


def _show_suggested(each: Suggested) -> None:
    out, action = console(), each.action
    say(out, f"{each.name} {action.action.title} ({action.kept.plan.department})", style="bold")
    if each.met and each.met.linked:
        linked, asked = dollars(each.met.linked), dollars(each.met.asked)
        say(out, f"  {linked} of the {asked} that it asks for are linked already, in the {each.met.phase} budget.")
    for one in each.found:
        how_much = "nothing is left to link" if one.left == 0 < one.dollars else "say how much"
        if one.offered is not None:
            how_much = dollars(one.offered)
        elif one.weighed and one.weighed.falls:
            how_much = f"{dollars(one.amount)} would be counted at the expense of others"
        left = f" Of its {dollars(one.dollars)} nobody claims {dollars(one.left)}." if one.left is not None else ""
        say(out, f"  {one.label}: {how_much}. {'. '.join(one.reasons)}.{left}")
        for fall in one.weighed.falls if one.weighed else ():
            say(out, f"    {fall_words(fall)}")


def _show_left_out(rows: Sequence[SureLink]) -> None:
    if not rows:
        return
    out = console()
    say(out, f"{len(rows)} more are stated by plans and left out, for not all of each can be met at nobody's expense:")
    for row in rows:
        who = f"; the same lines are claimed by {', '.join(row.beside)}" if row.beside else ""
        got = f"it would get {dollars(row.net)} of {dollars(row.gross)}" if row.gross else "nothing of it would count"
        say(out, f"  {row.link.action} ({row.department}), {row.link.claim} of {row.label}: {got}{who}.")
        for fall in row.falls:
            say(out, f"    {fall_words(fall)}")


# -- for machines


def _money(told: Weighed) -> dict[str, Any]:
    return {
        "total": decimal_text(told.total),
        "left": decimal_text(told.left),
        "claimed": decimal_text(told.gross),
        "counted": decimal_text(told.net),
        "over_allocated": decimal_text(told.over),
        "falls": [fall_json(own) for own in told.falls],
    }


def fall_json(own: Fall) -> dict[str, Any]:
    """A link that others would take dollars from."""
    return {
        "link": own.link,
        "department": own.department,
        "action": own.action,
        "goal": own.goal,
        "before": decimal_text(own.before),
        "after": decimal_text(own.after),
    }


def _link_json(row: LinkRow) -> dict[str, Any]:
    return {
        "link": row.id,
        "department": row.department,
        "action": row.action,
        "action_title": row.action_title,
        "goal": row.goal,
        "lines": row.lines,
        "claim": row.claim,
        "claimed": decimal_text(row.gross),
        "counted": decimal_text(row.net),
        "fte": decimal_text(row.fte.fte) if row.fte and row.fte.shares else None,
        "basis": row.basis.value,
        "since": row.since.isoformat(),
        "until": row.until.isoformat() if row.until else None,
        "note": row.note,
        "by": row.by,
        "at": row.at.isoformat(),
        "ended_by": row.ended_by,
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
        "ended_why": row.ended_why,
    }


def _suggested_json(
    found: Sequence[Suggested], sure: Sequence[SureLink], made: Sequence[int], left_out: Sequence[SureLink]
) -> dict[str, Any]:
    return {
        "sure": len(sure),
        "can_be_confirmed": [{"key": row.key, **_sure_json(row)} for row in sure],
        "linked": list(made),
        "left_out": [
            {
                **_sure_json(row),
                "claimed": decimal_text(row.gross),
                "counted": decimal_text(row.net),
                "beside": list(row.beside),
                "falls": [fall_json(own) for own in row.falls],
            }
            for row in left_out
        ],
        "actions": [
            {
                "department": each.action.kept.plan.department,
                "action": each.name,
                "title": each.action.action.title,
                "linked": decimal_text(each.met.linked if each.met else None),
                "asked": decimal_text(each.action.action.ask.amount),
                "suggestions": [_suggestion_json(one) for one in each.found],
            }
            for each in found
        ],
    }


def _sure_json(row: SureLink) -> dict[str, Any]:
    return {"department": row.department, "action": row.link.action, "lines": row.label, "claim": row.link.claim}


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    return {
        "keys": one.selector.named,
        "lines": one.label,
        "amount": decimal_text(one.amount),
        "dollars": decimal_text(one.dollars),
        "left": decimal_text(one.left),
        "offered": decimal_text(one.offered),
        "falls": [fall_json(own) for own in one.weighed.falls] if one.weighed else [],
        "sign": one.sign.name.casefold(),
        "sure": one.is_sure,
        "reasons": list(one.reasons),
    }
