"""The words for a file that was sent as what it is not: on its page, beside the button that reads it anew."""

from dashboards.reports import ReportTold
from importers.issues import IssueKind
from importers.reading import Kind
from importers.wrong_kinds import OTHER_KIND_READS, OTHER_WORKBOOK, WRONG_KIND, other_kind

_NOT_AGAIN = "It need not be sent once more."


def other_kind_words(report: ReportTold, kind: Kind) -> str:
    """Why a file that was read as ``kind`` may be of the other one; empty where nothing says so."""
    other = other_kind(kind)
    if _says(report, WRONG_KIND):
        return f"This workbook is our template of a {other}, and it was sent as a {kind}. {_NOT_AGAIN}"
    if _says(report, OTHER_KIND_READS):
        return f"Nothing was read of this as a {kind}; it can be read as a {other}. {_NOT_AGAIN}"
    return ""


def mistaken_title(report: ReportTold, kind: Kind) -> str:
    """The sentence over the page of such a file; empty where nothing says that it is one."""
    if _says(report, WRONG_KIND):
        return f"This workbook is a {other_kind(kind)}, and it was sent as a {kind}"
    if _says(report, OTHER_WORKBOOK):
        return f"This workbook was made for something else than a {kind}"
    if _says(report, OTHER_KIND_READS):
        return f"Nothing was read of this as a {kind}; it may be a {other_kind(kind)}"
    return ""


def mistaken_deed(report: ReportTold, kind: Kind) -> str:
    """What a person can do with a workbook of ours that was sent as what it is not; empty where it was not."""
    if _says(report, WRONG_KIND):
        return f"Read it as a {other_kind(kind)}, or discard it."
    return "Bring it in where it belongs, and discard this copy." if _says(report, OTHER_WORKBOOK) else ""


def _says(report: ReportTold, kind: IssueKind) -> bool:
    return any(issue.code == kind.code for issue in report.issues)
