"""The home of FTE under links: what shares tie of the positions of a book, each once, and what nobody can say."""

from collections.abc import Collection, Mapping

from budgets.fte import average_of
from tracker import aligning
from tracker.funding_rows import FteCoverage, LinkedFte
from tracker.rows import View
from tracker.services.looking import Look, of_direction
from tracker.sums import fte_added, fte_years


class FteUnderLinks:
    """The FTE of one book by what links say of them; nothing is told of a book that says no FTE.

    ``sums`` are kept sums of the book, cut by link at least.
    """

    def __init__(self, look: Look, view: View, sums: Mapping[aligning.SumKey, aligning.Aligned]) -> None:
        totals = of_direction(look.totals(look.book(view)))
        self._years, self._whole = fte_years(totals), fte_added(totals)
        self._fixed = {one.link for one in look.counting_links(view) if one.is_fixed}
        self._of_link: dict[int | None, int] = {}
        for key, own in sums.items():
            self._of_link[key.link] = self._of_link.get(key.link, 0) + own.fte

    def of(self, links: Collection[int]) -> LinkedFte | None:
        """What some links tie, on average over the years of the book."""
        if not self._years:
            return None
        own = [number for number in links if number in self._of_link]
        fixed = sum(1 for number in own if number in self._fixed)
        added_up = sum(self._of_link[number] for number in own)
        return LinkedFte(average_of(added_up, self._years), shares=len(own) - fixed, fixed=fixed)

    def coverage(self) -> FteCoverage | None:
        """How many of the FTE of the book are under links."""
        if not self._years:
            return None
        linked = sum(fte for link, fte in self._of_link.items() if link is not None)
        # What is kept of no link and of no share stands on lines that a fixed amount claims.
        unsaid = self._whole - sum(self._of_link.values())
        return FteCoverage(*(average_of(each, self._years) for each in (self._whole, linked, unsaid)))
