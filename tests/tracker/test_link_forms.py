from datetime import date
from decimal import Decimal

import pytest

from tests.builders import BIENNIUM
from tracker.alignment import Basis
from tracker.link_forms import LinkNotTakenError, TypedLink, link_typed, read_dollars, read_share


def typed(**changes) -> TypedLink:
    said = {"department": "Public Health", "action": "A-1", "keys": {"unit": " A1000 ", "fund": ""}, "share": "25"}
    return TypedLink(**{**said, **changes})


def test_a_share_begins_with_the_period_and_goes_on():
    link = link_typed(typed(note="  "), BIENNIUM)

    assert (link.share, link.amount, link.selector.named) == (Decimal("0.25"), None, {"unit": "A1000"})
    assert (link.since, link.until, link.note, link.basis) == (BIENNIUM.start, None, None, Basis.ENTERED)


def test_an_amount_is_for_the_period_alone():
    link = link_typed(typed(share=" ", amount="$1,200.50", note="why"), BIENNIUM)

    assert (link.amount, link.until, link.note) == (Decimal("1200.50"), BIENNIUM.end, "why")


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(LinkNotTakenError) as told:
        link_typed(TypedLink(department="", action="A-1", until=date(2020, 1, 1)), BIENNIUM)

    for words in ("choose the action", "name the part", "say how much", "ends after it begins"):
        assert words in str(told.value)


def test_days_are_read_as_they_are_typed():
    link = link_typed(typed(since=" 2026-07-01 ", until="2027-06-30"), BIENNIUM)

    assert (link.since, link.until) == (date(2026, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"since": "2027-01-01", "until": "2026-12-31"},
            "a link ends after it begins; 2027-01-01 to 2026-12-31 does not",
        ),
        ({"since": "1 July"}, "'1 July' is no day"),
        ({"until": "2026-02-30"}, "'2026-02-30' is no day"),
        ({"share": "", "amount": "5", "until": "2028-01-01"}, "an amount is for one period"),
        ({"share": "", "amount": "5", "since": "2025-12-31"}, "an amount is for one period"),
        ({"share": "", "amount": "5", "until": "soon"}, "'soon' is no day"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(changes, told):
    with pytest.raises(LinkNotTakenError) as refused:
        link_typed(typed(**changes), BIENNIUM)

    assert str(refused.value).startswith(told)
    assert str(refused.value).count("; ") == 1


def test_a_share_and_an_amount_together_are_refused():
    with pytest.raises(LinkNotTakenError, match="one of the two"):
        link_typed(typed(amount="5"), BIENNIUM)


@pytest.mark.parametrize(
    ("text", "share"),
    [("25", "0.25"), ("25 %", "0.25"), ("0.5%", "0.005"), ("100", "1"), ("33.3333", "0.333333")],
)
def test_reads_percent(text, share):
    assert read_share(text) == Decimal(share)


@pytest.mark.parametrize("text", ["0", "-5", "101", "0.25", "a quarter", "33.33333", ""])
def test_says_why_a_text_is_no_share(text):
    assert isinstance(read_share(text), str)


@pytest.mark.parametrize("text", ["0", "-5", "(5)", "1.234", "some", "0.001", ""])
def test_says_why_a_text_is_no_amount(text):
    assert isinstance(read_dollars(text), str)


@pytest.mark.parametrize(
    "share", ["$25", "25 USD", "usd 25", "(25)", "1e-400", f"1.{'0' * 500}1", "NaN", "-0", "1e400"]
)
def test_what_is_written_as_money_or_as_no_number_is_no_share(share):
    told = read_share(share)

    assert "is no share" in str(told)
    assert len(str(told)) < 200


@pytest.mark.parametrize("amount", [f"1.{'0' * 500}1", "9" * 5000, "Infinity", "-0", "0.001", "1e400"])
def test_an_amount_that_is_none_is_told_in_few_words(amount):
    assert isinstance(read_dollars(amount), str)
    assert len(str(read_dollars(amount))) < 200


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"since": date(206, 1, 1)}, "0206-01-01 is in no budget"),
        ({"until": date(9999, 12, 31)}, "9999-12-31 is in no budget"),
        ({"keys": {"unit": "A" * 1001}}, "the unit has 1,001 characters"),
        ({"action": "A" * 10_001}, "the action has 10,001 characters"),
        ({"note": "A" * 5_001}, "the note has 5,001 characters"),
        ({"action": "\u200b"}, "choose the action"),
        ({"keys": {"unit": "\x00"}}, "name the part"),
    ],
)
def test_what_no_link_can_hold_is_refused_in_words(changes, told):
    with pytest.raises(LinkNotTakenError) as refused:
        link_typed(typed(**changes), BIENNIUM)

    assert told in str(refused.value)
    assert len(str(refused.value)) < 300


def test_a_link_holds_plain_words_alone():
    link = link_typed(typed(note="why\x1b[2J\r\nnot \ud800\u202eback"), BIENNIUM)

    assert link.note == "why[2J\nnot back"
