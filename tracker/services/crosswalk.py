"""The home of links in and out as a workbook: all of a file or nothing, the same file twice changes nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from budgets.calendar import distinct
from budgets.lines import LineKey
from budgets.period import BudgetPeriod
from importers.crosswalk_workbook import CrosswalkRow, read_crosswalk
from importers.file_names import shown_name
from importers.issues import Issue, IssueKind
from importers.layouts.layout import Record
from importers.link_issues import (
    LINK_ACTION_UNKNOWN,
    LINK_CELL_UNREADABLE,
    LINK_CODE_UNKNOWN,
    LINK_ENDED,
    LINK_NOT_WHOLE,
    LINK_STANDS,
    LINK_TWICE,
    LINK_UNKNOWN,
)
from importers.templates import write_crosswalk
from importers.values import find_record_number
from tracker.alignment import Basis, FundingLink
from tracker.county import County
from tracker.crosswalk_rows import BookUnderLinks, LinkIn, LinksIn
from tracker.errors import StateError
from tracker.link_forms import LinkNotTakenError, TypedLink, link_written, read_dollars, read_share
from tracker.permissions import Actor, Permission, require
from tracker.records import BookName, KeptLink
from tracker.rows import View
from tracker.services.laying import Books, weigh_together
from tracker.services.linking import Check, LinkStandsError, UnknownActionError, UnknownKeyError, keep_all
from tracker.services.linking_pages import links, named_fall
from tracker.services.looking import Look, passing_look
from tracker.services.unit_of_work import UnitOfWork

_PARTS = {part: "lines_of" if part == "department" else part for part in LineKey._fields}
_PERCENT = "a share in percent, such as 25 %"
_DOLLARS = "dollars above 0, such as 120,000"


class LinksMeanwhileError(StateError):
    """Something was linked or imported since it was told what a workbook would do."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"what {file} would do",
            "no longer as you saw it: something was linked or imported meanwhile",
            "taken in as it was shown",
            "look at it once more",
        )


@dataclass(slots=True)
class _Rows:
    """The rows of a file held against what stands, one after another."""

    check: Check
    kept: dict[int, KeptLink]
    issues: list[Issue]
    periods: Sequence[BudgetPeriod]
    wanted: list[LinkIn] = field(default_factory=list)
    unchanged: int = 0
    _numbered: dict[int, FundingLink] = field(default_factory=dict)
    _known: list[tuple[CrosswalkRow, KeptLink]] = field(default_factory=list)

    def read(self, row: CrosswalkRow) -> None:
        """Take one row: a new link, a change of one that stands, or one that is known."""
        link = self._link(row)
        if link is None:
            self._before(row)
            return
        if self._is_twice(row, link):
            return
        if self._is_known(row, link):
            return
        known = self._before(row)
        if known is None:
            return
        before = next(iter(known), None)
        try:
            own = self.check.checked(link, instead_of=before)
        except UnknownActionError as error:
            self._tell(LINK_ACTION_UNKNOWN, row, "action", department=row.texts["department"], nearest=error.hint)
        except UnknownKeyError as error:
            self._tell(LINK_CODE_UNKNOWN, row, _PARTS[error.part], nearest=error.hint)
        except LinkStandsError as error:
            standing = error.standing
            other = f"link {standing.id}, {standing.link.claim}" if standing.id > 0 else "in a row above"
            self._tell(LINK_STANDS, row, "action", other=other)
        else:
            self._check_period(row, own)
            self.wanted.append(LinkIn(row.cells["action"], row.texts["department"], own, before))
            self.check.promise(own)

    def _is_known(self, row: CrosswalkRow, link: FundingLink) -> bool:
        """Whether a row says what stands: its own link, or another where it has no number, or that of an ended one.

        A row that gives its link the words of another one would be a second of these.
        """
        numbered = self._numbered_by(row)
        known = self.check.find_known(link, numbered)
        if known is None or (numbered is not None and numbered.stands and numbered.id != known.id):
            return False
        self.unchanged += 1
        self._known.append((row, known))
        return True

    def check_known(self) -> None:
        """Tell of rows that say what stands, where another row changes just that: one of the two would be lost."""
        replaced = {row.before.id for row in self.wanted if row.before}
        for row, known in self._known:
            if known.id in replaced:
                self._tell(LINK_STANDS, row, "action", other=f"link {known.id}, which another row changes")

    def _check_period(self, row: CrosswalkRow, own: FundingLink) -> None:
        touched = [period.label for period in self.periods if own.holds_in(period)]
        if own.amount is not None and len(touched) > 1:
            # It would count whole in each of them.
            why = f"an amount is for one period, and these days are in {' and '.join(touched)}"
            self.issues.append(LINK_NOT_WHOLE.at(row.cells["action"], None, field=("action",), why=why))

    def _is_twice(self, row: CrosswalkRow, link: FundingLink) -> bool:
        """Whether a row above has the same number; two rows of one link must not say different things."""
        number = find_record_number(row.texts.get("number", ""))
        above = link if number is None else self._numbered.setdefault(number, link)
        if above != link:
            self._tell(LINK_TWICE, row, "number")
        return above is not link

    def _numbered_by(self, row: CrosswalkRow) -> KeptLink | None:
        number = find_record_number(row.texts.get("number", ""))
        return None if number is None else self.kept.get(number)

    def _before(self, row: CrosswalkRow) -> tuple[KeptLink, ...] | None:
        """The link that a row is about, none for a new one; None where it cannot be about what it names."""
        if "number" not in row.texts:
            return ()
        found = self._numbered_by(row)
        if found is None:
            self._tell(LINK_UNKNOWN, row, "number")
            return None
        if not found.stands:
            self._tell(LINK_ENDED, row, "number", by=found.ended_by, why=found.ended_why)
            return None
        return (found,)

    def _link(self, row: CrosswalkRow) -> FundingLink | None:
        texts, wrong = row.texts, False
        for name, read, takes in (("share", read_share, _PERCENT), ("amount", read_dollars, _DOLLARS)):
            if name in texts and isinstance(read(texts[name]), str):
                self._tell(LINK_CELL_UNREADABLE, row, name, takes=takes)
                wrong = True
        if wrong or "since" not in row.days or texts.get("basis", Basis.ENTERED) not in set(Basis):
            return None
        typed = TypedLink(
            department=texts.get("department"),
            action=texts.get("action"),
            keys={part: texts.get(column) for part, column in _PARTS.items()},
            share=texts.get("share"),
            amount=texts.get("amount"),
            since=row.days["since"],
            until=row.days.get("until"),
            note=texts.get("note"),
            basis=Basis(texts.get("basis", Basis.ENTERED)),
        )
        try:
            return link_written(typed)
        except LinkNotTakenError as error:
            self.issues.append(LINK_NOT_WHOLE.at(row.cells["action"], None, field=("action",), why=str(error)))
            return None

    def _tell(self, kind: IssueKind, row: CrosswalkRow, name: str, **facts: object) -> None:
        self.issues.append(kind.at(row.cells[name], row.texts.get(name), field=(name,), **facts))


def import_links(uow: UnitOfWork, actor: Actor, county: County, file: tuple[str, bytes]) -> LinksIn:
    """Read a workbook of links and keep what is new or changed where nothing in it is wrong: all of it or nothing.

    A row with the number of a link changes that link: it is ended, and a new one takes its place. A row that is not
    there changes nothing, and neither does the same file twice.
    """
    require(actor, Permission.LINK_WRITE)
    sent = _sent(file)
    with uow:
        uow.raise_data_version()
        told = _read(uow, Books(uow, county), county, sent)
        _keep(uow, actor, county, told)
    return told


def check_links(
    uow: UnitOfWork, actor: Actor, county: County, file: tuple[str, bytes], view: View, *, today: date
) -> LinksIn:
    """Say what a workbook of links would do, to the book of a view too, and write nothing."""
    require(actor, Permission.LINK_WRITE)
    sent = _sent(file)
    with uow:
        return _weighed(uow, county, sent, view, today)


def take_links(
    uow: UnitOfWork, actor: Actor, county: County, file: tuple[str, bytes], view: View, *, today: date, seen: str
) -> LinksIn:
    """Keep the links of a workbook as ``check_links`` told them; ``seen`` is the fingerprint of that.

    Raises ``LinksMeanwhileError`` where it would do something else by now, or is not sound.
    """
    require(actor, Permission.LINK_WRITE)
    sent = _sent(file)
    with uow:
        uow.raise_data_version()
        told = _weighed(uow, county, sent, view, today)
        if not told.is_sound or told.fingerprint != seen:
            raise LinksMeanwhileError(told.file)
        _keep(uow, actor, county, told)
    return told


class _Sent(NamedTuple):
    """A file as it was opened, before anything of it is held against what stands."""

    name: str
    rows: Sequence[CrosswalkRow]
    issues: Sequence[Issue]


def _sent(file: tuple[str, bytes]) -> _Sent:
    """Open a file: before a turn is taken, for others wait for that, and a large file takes seconds."""
    name = shown_name(file[0])
    return _Sent(name, *read_crosswalk(file[1], name))


def _read(uow: UnitOfWork, books: Books, county: County, sent: _Sent) -> LinksIn:
    standing = list(uow.links.all())
    periods = tuple(distinct([*county.periods, *(book.period for book in books.parts)]))
    check = Check(uow, books, county, standing)
    rows = _Rows(check, {link.id: link for link in standing}, list(sent.issues), periods)
    for row in sent.rows:
        rows.read(row)
    rows.check_known()
    return LinksIn(sent.name, tuple(rows.wanted), rows.unchanged, tuple(rows.issues))


def _weighed(uow: UnitOfWork, county: County, sent: _Sent, view: View, today: date) -> LinksIn:
    """What a workbook says, with what each of its links would claim of a book, where it is sound and there is one."""
    look, books = passing_look(uow, county, today), Books(uow, county)
    told, period = _read(uow, books, county, sent), look.period(view)
    if not told.is_sound or period is None or not look.spending(view):
        return told
    replaced = {row.before.id for row in told.rows if row.before}
    found = weigh_together(uow, books, BookName(period, view.phase), [row.link for row in told.rows], replaced)
    rows = tuple(
        replace(row, gross=own.gross, net=own.net) if own else row
        for row, own in zip(told.rows, found.claims, strict=True)
    )
    falls = tuple(named_fall(look, view, each) for each in found.falls)
    return replace(told, rows=rows, book=BookUnderLinks(view, found.over_before, found.over_after, falls))


def _keep(uow: UnitOfWork, actor: Actor, county: County, told: LinksIn) -> None:
    if told.is_sound and told.rows:
        replaced = [row.before for row in told.rows if row.before]
        keep_all(uow, actor, county, [row.link for row in told.rows], replaced, why=f"changed by {told.file}")
        uow.commit()


def links_workbook(look: Look, view: View) -> bytes:
    """The links that stand, as a workbook, with what of each is counted in the book of a view."""
    counted = {row.id: row.net for row in links(look, view)}
    standing = [kept for kept in look.links if kept.stands]
    names = sorted({one.kept.plan.department for one in look.followed(view).actions})
    return write_crosswalk(list(_records(look, standing, counted)), names)


def _records(look: Look, standing: Sequence[KeptLink], counted: Mapping[int, Decimal | None]) -> Iterator[Record]:
    for kept in standing:
        own = kept.link
        share = None if own.share is None else own.claim
        yield {
            "number": str(kept.id),
            "department": look.department_name(own.department) or own.department,
            "action": own.action,
            **{column: own.selector.named.get(part) for part, column in _PARTS.items()},
            "share": share,
            "amount": own.amount,
            "basis": own.basis.value,
            "since": own.since,
            "until": own.until,
            "note": own.note,
            "counted": counted.get(kept.id),
        }
