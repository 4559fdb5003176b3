"""The home of which actions ask for which decision package, by what their plans say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from budgets.structure import CodeRule
from tracker.following import FollowedAction
from tracker.rows import View
from tracker.services.looking import Look
from tracker.services.packages import FoundPackage, found_packages

_PARTED = re.compile(r"[;\n\r]+|,\s+")


class PackageAsks:
    """The actions that ask for packages: those of its department, and of departments that use its code for none.

    The cell of an action holds the code or the title, alone, first, or parted by marks. What cells may mean is looked
    up once, for a county has hundreds of packages and of actions.
    """

    def __init__(self, actions: Iterable[FollowedAction], packages: Iterable[FoundPackage], rule: CodeRule) -> None:
        self._asking = [one for one in actions if one.action.ask.decision_package]
        self._words, self._first_words = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for place, one in enumerate(self._asking):
            asked = str(one.action.ask.decision_package)
            pieces = [piece.strip() for piece in _PARTED.split(asked) if piece.strip()]
            firsts = [piece.split()[0].rstrip(":,.") for piece in pieces]
            for found, texts in ((self._words, (asked, *pieces)), (self._first_words, firsts)):
                for word in {way for text in texts for way in (rule.identity(text), text.casefold())}:
                    found[word].append(place)
        self._users: dict[str, set[str]] = defaultdict(set)
        for package in packages:
            self._users[package.key].add(package.department_key)

    def of(self, found: FoundPackage) -> tuple[FollowedAction, ...]:
        """The actions that ask for a package, in the order of their plans."""
        others = self._users[found.key] - {found.department_key}
        keys = {found.key, *(title.strip().casefold() for title in found.titles)}
        places = _places(self._words, keys) | (_places(self._first_words, keys) if found.code else set())
        asking = (self._asking[place] for place in sorted(places))
        return tuple(one for one in asking if one.kept.department_key not in others)


def package_asks(look: Look, view: View) -> PackageAsks:
    """Which actions of the plans of a view ask for which package of its period."""

    def told() -> PackageAsks:
        return PackageAsks(look.followed(view).actions, found_packages(look, view), look.rules_of.codes.package)

    return look.keeping.of(("package asks", view.period), told)


def _places(words: dict[str, list[int]], keys: Iterable[str]) -> set[int]:
    found: Sequence[list[int]] = [words[key] for key in keys if key in words]
    return set().union(*found)
