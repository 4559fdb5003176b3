import doctest
import importlib
import pkgutil

import pytest

import budgets

MODULES = sorted(module.name for module in pkgutil.walk_packages(budgets.__path__, "budgets."))


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_docstrings_are_true(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0
