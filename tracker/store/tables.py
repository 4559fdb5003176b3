"""The home of the tables: what is kept, under which names, and what must hold for it (docs/decisions/0010-store.md)."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from budgets.phases import AmendmentBasis, Direction, Phase
from importers.reading import Kind, Outcome
from plans.implementation import PartnerKind
from plans.measures import MeasureDirection, MeasureKind
from plans.progress import ActionStatus
from tracker.rows import ImportState
from tracker.store.periods import period_columns
from tracker.store.schema import metadata, of, one_of, own_number, who_and_when
from tracker.store.types import Cents, Exact, Id, Json, Millionths, Word, Years

# ------------------------------------------------------------------------------------------ the store itself, and files

store_state = Table(
    "store_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("data_version", Id, nullable=False),
    Column("next_line", Id, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)
"""One row: the number that every publication raises, and that of the next budget line. Whoever publishes holds it."""

stored_files = Table(
    "stored_files",
    metadata,
    own_number(),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size", Id, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

imports = Table(
    "imports",
    metadata,
    own_number(),
    Column("kind", Word(Kind), nullable=False),
    of("stored_files", name="file_id"),
    Column("file_name", Text, nullable=False),
    Column("state", Word(ImportState), nullable=False),
    *who_and_when("created"),
    *who_and_when("published", nullable=True),
    *who_and_when("withdrawn", nullable=True),
    Column("withdrawn_why", Text),
    *who_and_when("discarded", nullable=True),
    Column("differences", Json),
    Column("layout", Text, nullable=False),
    Column("layout_version", Text, nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Column("answers", Json, nullable=False),
    Column("surroundings", Json, nullable=False),
    Column("mapping", Json, nullable=False),
    Column("report", Json, nullable=False),
    Column("what", Text, nullable=False),
    Column("records", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    one_of("kind", Kind),
    one_of("state", ImportState),
    one_of("outcome", Outcome),
    Index(None, "file_id", "kind"),
)

import_issues = Table(
    "import_issues",
    metadata,
    own_number(),
    of("imports", index=True),
    Column("code", String(80), nullable=False),
    Column("severity", String(20), nullable=False),
    Column("sheet", Text),
    Column("row", Integer),
    Column("column", Integer),
    Column("field", Json, nullable=False),
    Column("value", Text),
    Column("message", Text, nullable=False),
)

frameworks = Table(
    "frameworks",
    metadata,
    own_number(),
    Column("code", String(120), nullable=False),
    Column("version", String(120), nullable=False),
    Column("document", Json, nullable=False),
    Column("in_force", Boolean, nullable=False),
    *who_and_when("loaded"),
    UniqueConstraint("code", "version"),
)

profiles = Table(
    "profiles",
    metadata,
    own_number(),
    Column("kind", Word(Kind), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("headings", Json, nullable=False),
    Column("answers", Json, nullable=False),
    Column("picks_sheet", Boolean, nullable=False),
    *who_and_when("said"),
    of("imports", nullable=True),
    UniqueConstraint("kind", "fingerprint"),
    one_of("kind", Kind),
)
"""What headings mean (docs/decisions/0031-profiles.md)."""

last_answers = Table(
    "last_answers",
    metadata,
    own_number(),
    Column("kind", Word(Kind), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("answers", Json, nullable=False),
    UniqueConstraint("kind", "fingerprint"),
    one_of("kind", Kind),
)
"""What was answered last for a file with these headings: it is offered first, and decides nothing."""

# --------------------------------------------------------------------------------------------------------------- plans

plans = Table(
    "plans",
    metadata,
    own_number(),
    of("imports", index=True),
    Column("department", Text, nullable=False),
    Column("department_key", Text, nullable=False),
    *period_columns(),
    Column("start", Date, nullable=False),
    Column("end", Date, nullable=False),
    Column("as_of", Date),
    Column("framework", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("department_key", "period_start", "period_end", "version"),
)

actions = Table(
    "actions",
    metadata,
    own_number(),
    of("plans"),
    Column("position", Integer, nullable=False),
    Column("code", Text),
    Column("title", Text, nullable=False),
    Column("goal", Text),
    Column("strategy", Text),
    Column("determinants", Json, nullable=False),
    Column("policy_area", Text),
    Column("indicator", Text),
    Column("lead", Text),
    Column("start", Date),
    Column("due", Date),
    Column("due_text", Text),
    Column("status", Word(ActionStatus)),
    Column("progress_note", Text),
    Column("blocked_reason", Text),
    Column("population", Text),
    Column("geography", Text),
    Column("ask_amount", Cents),
    Column("ask_fte", Millionths),
    Column("ask_fund", Text),
    Column("ask_appropriation_unit", Text),
    Column("ask_decision_package", Text),
    Column("ask_within_existing", Boolean, nullable=False),
    Column("ask_text", Text),
    Column("cells", Json, nullable=False),
    UniqueConstraint("plan_id", "position"),
    one_of("status", ActionStatus),
)

partners = Table(
    "partners",
    metadata,
    own_number(),
    Column("name_key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
)
"""Who the county works with; the same name in two plans is one partner."""

action_partners = Table(
    "action_partners",
    metadata,
    own_number(),
    of("actions"),
    of("partners", index=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Word(PartnerKind)),
    UniqueConstraint("action_id", "position"),
    one_of("kind", PartnerKind),
)

agreements = Table(
    "agreements",
    metadata,
    own_number(),
    of("plans"),
    of("partners", index=True),
    Column("position", Integer, nullable=False),
    Column("partner", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("county_promises", Text),
    Column("partner_promises", Text),
    Column("actions", Json, nullable=False),
    Column("cells", Json, nullable=False),
    UniqueConstraint("plan_id", "position"),
)

measures = Table(
    "measures",
    metadata,
    own_number(),
    of("plans"),
    of("actions", nullable=True, index=True),
    Column("position", Integer, nullable=False),
    Column("code", Text),
    Column("title", Text, nullable=False),
    Column("action", Text),
    Column("goal", Text),
    Column("kind", Word(MeasureKind), nullable=False),
    Column("unit", Text),
    Column("direction", Word(MeasureDirection)),
    Column("owner", Text),
    Column("basis", Text),
    Column("baseline", Exact),
    Column("baseline_date", Date),
    Column("target", Exact),
    Column("target_date", Date),
    Column("reference_group", Text),
    Column("reporting_months", Integer),
    Column("weight", Exact),
    Column("tolerance", Exact),
    Column("cells", Json, nullable=False),
    Index(None, "plan_id", "position"),
    one_of("kind", MeasureKind),
    one_of("direction", MeasureDirection),
)

measure_targets = Table(
    "measure_targets",
    metadata,
    own_number(),
    of("measures"),
    Column("position", Integer, nullable=False),
    Column("date", Date),
    Column("value", Exact, nullable=False),
    Column("cells", Json, nullable=False),
    UniqueConstraint("measure_id", "position"),
)

measure_values = Table(
    "measure_values",
    metadata,
    own_number(),
    of("measures"),
    Column("position", Integer, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("value", Exact),
    Column("scheme", Text),
    Column("group_name", Text),
    Column("n", Integer),
    Column("suppressed", Boolean, nullable=False),
    Column("note", Text),
    Column("cells", Json, nullable=False),
    UniqueConstraint("measure_id", "position"),
)

progress_updates = Table(
    "progress_updates",
    metadata,
    own_number(),
    of("actions"),
    Column("position", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("as_of", Date),
    Column("status", Word(ActionStatus)),
    Column("note", Text),
    Column("blocked_reason", Text),
    Column("reported_by", Text),
    Column("cells", Json, nullable=False),
    UniqueConstraint("action_id", "position"),
    one_of("status", ActionStatus),
)

# ------------------------------------------------------------------------------------------------------------- budgets

book_parts = Table(
    "book_parts",
    metadata,
    own_number(),
    of("imports", index=True),
    *period_columns("book"),
    Column("phase", Word(Phase), nullable=False),
    Column("fiscal_years", Years, nullable=False),
    Column("directions", Json, nullable=False),
    Column("scope_department", Text),
    Column("scope_fund", Text),
    Column("basis", Word(AmendmentBasis)),
    Column("as_of", Date),
    Column("version", Integer, nullable=False),
    Column("lines", Integer, nullable=False),
    Index(None, "book_start", "book_end", "phase"),
    one_of("phase", Phase),
    one_of("basis", AmendmentBasis),
)
"""One file's share of a book; ``book_start`` and ``book_end`` are the county's period that it belongs to."""

chart_entries = Table(
    "chart_entries",
    metadata,
    own_number(),
    Column("dimension", String(20), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("dimension", "code", "name"),
)
"""Codes and names as files have them; an absent one is empty, so that the pair is unique on every database."""

sheets = Table(
    "sheets",
    metadata,
    own_number(),
    of("imports"),
    Column("name", Text, nullable=False),
    UniqueConstraint("import_id", "name"),
)

line_groups = Table(
    "line_groups",
    metadata,
    own_number(),
    of("book_parts", name="part_id"),
    Column("fiscal_years", Years, nullable=False),
    Column("direction", Word(Direction), nullable=False),
    *(
        of("chart_entries", name=f"{name}_id", nullable=True)
        for name in ("department", "unit", "fund", "program", "package", "goal")
    ),
    Column("transfer", Boolean, nullable=False),
    Column("one_time", Boolean),
    of("sheets"),
    Column("column", Integer, nullable=False),
    Column("last_line", Id, nullable=False),
    Column("lines", Integer, nullable=False),
    Column("amount", Cents),
    Column("fte", Millionths),
    Column("reductions", Cents, nullable=False),
    Column("transfers", Cents, nullable=False),
    Index(None, "part_id", "direction", "last_line"),
    *(
        Index(None, "part_id", "direction", f"{name}_id", "last_line")
        for name in ("department", "unit", "fund", "program", "package", "goal")
    ),
    one_of("direction", Direction),
)
"""Lines of a part that agree in every dimension of the pages, in sheet and column; numbered on from its own number."""

line_accounts = Table(
    "line_accounts",
    metadata,
    own_number(),
    *(
        of("chart_entries", name=f"{name}_id", nullable=True, index=True)
        for name in ("account", "division", "category")
    ),
)
"""What lines say besides: account, division and category, each combination once an import."""

budget_lines = Table(
    "budget_lines",
    metadata,
    own_number(),
    of("line_groups", name="group_id"),
    of("line_accounts", name="account_id", nullable=True),
    Column("row", Integer, nullable=False),
    Column("amount", Cents),
    Column("fte", Millionths),
    Column("description", Text),
    Column("reason", Text),
)
"""One line each, in as few columns as can be. No index but the key: a page reads runs that ``line_groups`` names."""

kept_totals = Table(
    "kept_totals",
    metadata,
    own_number(),
    of("book_parts", name="part_id"),
    Column("direction", Word(Direction), nullable=False),
    Column("fiscal_years", Years, nullable=False),
    Column("outer", String(20), nullable=False),
    Column("inner", String(20), nullable=False),
    of("chart_entries", name="outer_id", nullable=True),
    of("chart_entries", name="inner_id", nullable=True),
    Column("lines", Integer, nullable=False),
    Column("amount", Cents),
    Column("fte", Millionths),
    Column("reductions", Cents, nullable=False),
    Column("transfers", Cents, nullable=False),
    Index(None, "part_id", "outer", "inner", "direction"),
    one_of("direction", Direction),
)
"""Sums for pages, made when a part is published: the whole (``outer`` empty), each cut, pairs that pages show."""
