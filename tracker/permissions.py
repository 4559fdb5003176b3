"""The home of who may do what: a closed list of permissions, and the one place that asks for them."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.errors import PermissionDeniedError


class Permission(StrEnum):
    """Named ``<thing>:<deed>``. Keep the list in alphabetical order."""

    ANSWER_WRITE = "answer:write"
    BUDGET_UPLOAD = "budget:upload"
    FINDING_WAIVE = "finding:waive"
    FRAMEWORK_LOAD = "framework:load"
    IMPORT_READ = "import:read"
    IMPORT_WITHDRAW = "import:withdraw"
    LINK_WRITE = "link:write"
    PLAN_UPLOAD = "plan:upload"
    PROFILE_WRITE = "profile:write"
    QUESTION_LOAD = "question:load"
    REPORT_READ = "report:read"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and what that person may do."""

    name: str
    permissions: frozenset[Permission]


LOCAL_USER = Actor(name="local user", permissions=frozenset(Permission))
"""Until there are accounts, whoever sits at the machine (docs/reference/settings.md)."""


def require(actor: Actor, needed: Permission) -> None:
    """Raise ``PermissionDeniedError`` unless the actor holds the permission."""
    if needed not in actor.permissions:
        raise PermissionDeniedError(actor.name, needed)
