"""The callbacks of the page of one decision package."""

from functools import partial

from dashboards.address import UNNAMED, read_number
from dashboards.asking import Ask
from dashboards.ids import Package
from dashboards.pages.package.body import tell_package, tell_several
from dashboards.pages.telling import Told, tell, view_of
from dashboards.wiring import Wiring
from tracker.errors import NotFoundError
from tracker.permissions import Permission
from tracker.services.package_pages import SeveralPackagesError


def show_package(arguments: dict[str, str], *, ask: Ask) -> Told:
    """Tell one package; where a code means one of several departments, which there are. Raises ``NotFoundError``."""
    view, code = view_of(arguments, ask), arguments.get("code", "")
    if not code:
        raise NotFoundError("decision package", "without a code")
    department = arguments.get("department")
    after = read_number(arguments.get("after", ""))
    try:
        page = ask.package(code, "" if department == UNNAMED else department, view, after)
    except SeveralPackagesError as several:
        return tell_several(code, several.packages, view)
    return tell_package(page, after)


def connect(wiring: Wiring, ask: Ask) -> None:
    """Tie the page to its arguments."""
    ids = (Package.ARGUMENTS, Package.TITLE, Package.LINE, Package.BODY)
    tell(wiring, ids, Permission.REPORT_READ, partial(show_package, ask=ask))
