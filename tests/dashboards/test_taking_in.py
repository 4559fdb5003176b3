import pytest

from dashboards.pages.imports.callbacks import Counter, opened
from dashboards.pages.imports.drafts import Drafts
from dashboards.pages.taking import NotSentWholeError
from tests.dashboards.fakes import FakeDesk, FakeQueries
from tracker.permissions import LOCAL_USER


@pytest.mark.parametrize(
    ("contents", "kind"), [("data:;base64,A", "plan"), ("data:;base64,!!!!", "plan"), ("data:;base64,R29h", "x")]
)
def test_what_does_not_arrive_whole_is_told_so(contents, kind):
    ask = FakeQueries()
    desk = FakeDesk(ask)
    counter = Counter(ask, desk, lambda: LOCAL_USER, Drafts(ask, desk), lambda number: opened(ask, number), 1000)

    with pytest.raises(NotSentWholeError, match="drop the file once more"):
        counter.take_in(contents, "plan.csv", kind)

    assert desk.done == []
