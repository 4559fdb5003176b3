import pytest

from dashboards.settling import settle
from tracker.records import Dimension


def key(dimension: Dimension, text: str) -> str:
    return f"{dimension.value}:{text}"


@pytest.mark.parametrize(
    ("path", "arguments", "settled"),
    [
        ("/questions", {"package": "DS_701"}, {"package": "package:DS_701"}),
        ("/goal", {"code": "ppb"}, {"code": "goal:ppb"}),
        ("/department", {"key": "Parks", "goal": "ppb"}, {"key": "department:Parks", "goal": "goal:ppb"}),
        ("/package", {"code": "DS_701"}, {"code": "DS_701"}),
        ("/budget", {"cut": "unit", "slice": "A1"}, {"cut": "unit", "slice": "unit:A1"}),
        ("/budget", {"slice": "Parks"}, {"slice": "department:Parks"}),
        ("/budget", {"cut": "colour", "slice": "red"}, {"cut": "colour", "slice": "red"}),
        ("/changes", {"fund": "~", "from": "2026.adopted"}, {"fund": "~", "from": "2026.adopted"}),
        ("/linking", {"by": "fund", "within": "F10", "under": "A1"}, {"within": "fund:F10", "under": "unit:A1"}),
    ],
)
def test_the_codes_of_an_address_are_settled_and_nothing_else(path, arguments, settled):
    assert settle(path, arguments, key) == arguments | settled
