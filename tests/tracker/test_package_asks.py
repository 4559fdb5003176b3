from types import SimpleNamespace
from typing import Any

import pytest

from budgets.structure import CodeRule
from plans.implementation import FundingAsk
from tests.builders import an_action
from tests.tracker.test_finding_rules import followed
from tracker.services.package_asks import PackageAsks
from tracker.services.packages import FoundPackage

RULE = CodeRule(ignore_leading_zeros=True)


def a_package(code: str | None = "DS_7", title: str = "Food at schools", department: str = "public health") -> Any:
    return FoundPackage(
        key=RULE.identity(code) if code else title.casefold(),
        code=code,
        titles=(title,),
        department_key=department,
        department=department,
        spending={},
        phases=(),
    )


def asking(*cells: str | None) -> Any:
    actions = [an_action(f"A-{place}", ask=FundingAsk(decision_package=cell)) for place, cell in enumerate(cells)]
    return followed(*actions).actions


def names(found: Any) -> list[str]:
    return [one.action.code for one in found]


@pytest.mark.parametrize(
    "cell", ["DS_7", "ds_7", "Food at schools", "DS_7: Food", "DS_9; DS_7", "DS_9, Food at Schools", "DS_9\nDS_7 x"]
)
def test_a_cell_names_a_package_by_its_code_or_title_alone_or_first_or_among_others(cell):
    package = a_package()

    assert names(PackageAsks(asking(cell, "DS_71", None), [package], RULE).of(package)) == ["A-0"]


def test_the_first_word_names_no_package_that_has_no_code():
    package = a_package(code=None, title="Food")

    assert names(PackageAsks(asking("Food trucks", "food"), [package], RULE).of(package)) == ["A-1"]


def test_a_code_that_two_departments_use_is_that_of_the_own_one():
    own, other, alone = a_package(), a_package(department="parks"), a_package("DS_8", department="parks")
    asks = PackageAsks(asking("DS_7", "DS_8"), [own, other, alone], RULE)

    assert [names(asks.of(each)) for each in (own, other, alone)] == [["A-0"], [], ["A-1"]]


@pytest.mark.parametrize("size", [20, 200])
def test_each_cell_is_looked_at_once_however_many_packages_there_are(size):
    looked = SimpleNamespace(times=0)

    class Counting(CodeRule):
        def identity(self, code: str) -> str:
            looked.times += 1
            return super().identity(code)

    packages = [a_package(f"DS_{number}", f"Title {number}") for number in range(size)]
    asks = PackageAsks(asking(*(f"DS_{number}" for number in range(size))), packages, Counting())

    assert [names(asks.of(each)) for each in packages] == [[f"A-{number}"] for number in range(size)]
    assert looked.times == 3 * size
