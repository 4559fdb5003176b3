"""The home of what can be wrong with a plan: every kind of issue that only plans have, and the sentence for it."""

from importers.issues import Severity, declare

PLAN_NOT_UNDERSTOOD = declare(
    "plan-layout-not-understood",
    Severity.ERROR,
    problem="How this plan is laid out was not understood: {why}.",
    remedy="Put one action on a row of one sheet, under one row of headings, or copy the plan into the template{also}.",
)
SHEET_MISSING = declare(
    "sheet-missing",
    Severity.ERROR,
    problem="The sheet '{value}' of the template is not there.",
    remedy="Give the sheet its name back, or copy the plan into a new template.",
)
SHEET_NOT_READ = declare(
    "sheet-not-read",
    Severity.INFO,
    problem="The sheet '{value}' was left out: {why}.",
    remedy="Nothing to do, unless it holds something that you mean: then bring it onto a sheet that is read.",
)
TABLE_NOT_READ = declare(
    "table-not-read",
    Severity.INFO,
    problem="The table under '{value}' was left out: it holds no actions, and says nothing of those that were read.",
    remedy="Nothing to do, unless it belongs to the plan: then name the codes of the actions in it.",
)
COLUMN_NOT_READ = declare(
    "column-not-read",
    Severity.INFO,
    problem="The column '{value}' is none that a plan is read from; it was left out.",
    remedy="Nothing to do, unless it holds something of the plan: then give it a heading from the list of headings.",
)
COLUMN_UNCERTAIN = declare(
    "column-uncertain",
    Severity.INFO,
    problem="The heading '{value}' was taken to mean '{meaning}'.",
    remedy="If it means something else, say so with an answer, or use the heading '{meaning}'.",
)
ACTION_WITHOUT_TEXT = declare(
    "action-without-text",
    Severity.WARNING,
    problem="This row names no action; it was left out.",
    remedy="Say in this cell what will be done, or empty the row.",
)
ROW_NOT_AN_ACTION = declare(
    "row-not-an-action",
    Severity.WARNING,
    problem="'{value}' stands alone in its row; it was not read as an action.",
    remedy="If it is an action, enter who leads it or when it is due; if it is a note, put it above the table.",
)
ACTION_CODE_REPEATED = declare(
    "action-code-repeated",
    Severity.WARNING,
    problem="'{value}' is already the code of the action in {other}.",
    remedy="Give each action a code of its own.",
)
ACTION_REPEATED = declare(
    "action-repeated",
    Severity.WARNING,
    problem="This row says the same as the one of {other}; it was left out.",
    remedy="Delete it, or say how it differs.",
)
CODE_UNKNOWN = declare(
    "code-unknown",
    Severity.WARNING,
    problem="'{value}' is not the code of any {thing} of this plan; it was left out.",
    remedy="Use a code from the sheet '{sheet}'.",
)
TEXT_MISSING = declare(
    "text-missing",
    Severity.ERROR,
    problem="'{heading}' is empty.",
    remedy="Fill in this cell, or empty the row.",
)
NOT_IN_LIST = declare(
    "not-in-list",
    Severity.WARNING,
    problem="'{value}' is none of the words for {thing}; it was left out.",
    remedy="Choose one of: {choices}.",
)
GOAL_OF_EARLIER_VERSION = declare(
    "goal-of-earlier-version",
    Severity.INFO,
    problem="'{value}' is a code of an older version of the framework; it was read as {code} ({name}), its successor.",
    remedy="Nothing is to be done, or write the new code.",
)
GOAL_UNKNOWN = declare(
    "goal-unknown",
    Severity.WARNING,
    problem="'{value}' is not a goal of the framework {framework}; no goal was taken.",
    remedy="Use a goal's code or name as in the framework{nearest}.",
)
GOAL_MISSING = declare(
    "goal-missing",
    Severity.WARNING,
    problem="This action names no goal.",
    remedy="Enter the code or name of a goal of the framework.",
)
LEAD_SEVERAL = declare(
    "lead-several",
    Severity.WARNING,
    problem="'{value}' names more than one lead; '{lead}' was taken as lead and the rest as partners.",
    remedy="Name one lead here, and the others as partners.",
)
LEAD_PERHAPS_SEVERAL = declare(
    "lead-perhaps-several",
    Severity.WARNING,
    problem="'{value}' may be one lead or more than one; it was taken as one.",
    remedy="Name one lead here, and any others as partners; put a semicolon between names.",
)
NOBODY_NAMED = declare(
    "nobody-named",
    Severity.WARNING,
    problem="'{value}' names nobody; the action has no lead.",
    remedy="Name the one person or office that answers for the action.",
)
DATE_IMPOSSIBLE = declare(
    "date-impossible",
    Severity.WARNING,
    problem="'{value}' is not a day of the calendar; no date was taken.",
    remedy="Enter a date that exists, month first, such as 6/30/2027.",
)
DATE_OUT_OF_RANGE = declare(
    "date-out-of-range",
    Severity.WARNING,
    problem="'{value}' cannot be a date of this plan; no date was taken.",
    remedy="Enter the date, such as 6/30/2027, or empty the cell.",
)
DATE_UNCLEAR = declare(
    "date-unclear",
    Severity.WARNING,
    problem="'{value}' does not say a day, month, quarter or year; no date was taken.",
    remedy="Enter a date such as 6/30/2027 or a quarter such as Q2 2027.",
)
DATES_SEVERAL = declare(
    "dates-several",
    Severity.WARNING,
    problem="'{value}' names several dates; the last one, {taken}, was taken.",
    remedy="Enter one date, and tell the steps in the text of the action.",
)
DUE_BEFORE_START = declare(
    "due-before-start",
    Severity.WARNING,
    problem="The due date {value} is before the start {start}.",
    remedy="Correct the one that is wrong.",
)
STATUS_UNKNOWN = declare(
    "status-unknown",
    Severity.WARNING,
    problem="'{value}' is not a status; none was taken.",
    remedy="Use one of: {choices}.",
)
STATUS_DOUBTFUL = declare(
    "status-doubtful",
    Severity.WARNING,
    problem="'{value}' is not one of the statuses; it was taken as {taken}.",
    remedy="Use one of: {choices}.",
)
NUMBER_UNCLEAR = declare(
    "number-unclear",
    Severity.WARNING,
    problem="'{value}' is not a number; none was taken.",
    remedy="Enter a number alone, such as 45 or 1,250; leave the cell empty where there is none.",
)
NUMBER_OUT_OF_RANGE = declare(
    "number-out-of-range",
    Severity.WARNING,
    problem="'{value}' cannot be right here; it was left out.",
    remedy="Enter {least}, or leave the cell empty.",
)
SUPPRESSED_VALUE = declare(
    "suppressed-value",
    Severity.WARNING,
    problem="This value is marked as suppressed and stands here all the same; neither it nor its n was kept.",
    remedy="Empty the cells of the value and of n, or take the mark away.",
)
NUMBER_WITH_WORDS = declare(
    "number-with-words",
    Severity.WARNING,
    problem="'{value}' is more than a number; {taken} was taken.",
    remedy="Enter the number alone, and the words in the measure's text.",
)
PERCENT_UNCLEAR = declare(
    "percent-unclear",
    Severity.WARNING,
    problem="'{value}' under the unit % may be a share of one or percentage points; none was taken.",
    remedy="Enter it with its sign, such as 45%.",
)
UNIT_DIFFERS = declare(
    "unit-differs",
    Severity.WARNING,
    problem="'{value}' is a percentage, and the unit of the measure is '{unit}'; none was taken.",
    remedy="Correct the number or the unit.",
)
MEASURE_WITHOUT_TEXT = declare(
    "measure-without-text",
    Severity.WARNING,
    problem="This row holds numbers of a measure without its name; they were left out.",
    remedy="Name the measure in this cell.",
)
GAP_AMONG_ROWS = declare(
    "gap-among-rows",
    Severity.INFO,
    problem="{count} of {rows} rows say this, and here it is blank: {cells}.",
    remedy="Enter it if it is missing, or look whether it stands one column to the side.",
)
MEASURE_UNCLEAR = declare(
    "measure-unclear",
    Severity.WARNING,
    problem="'{value}' stands where a measure is named, and names none; its numbers were left out with it.",
    remedy="Name what is measured in this cell; a date or a number belongs into another column.",
)
MEASURES_WITHOUT_HEADING = declare(
    "measures-without-heading",
    Severity.WARNING,
    problem="The column '{value}' holds numbers of measures, and no heading says where their names stand.",
    remedy="Give the column with the names the heading Measure.",
)
VALUES_WITHOUT_DATES = declare(
    "values-without-dates",
    Severity.WARNING,
    problem="The column '{value}' does not say when its values were measured; they were left out.",
    remedy="Put the day into the heading, such as Actual (9/30/2026), or add a column Actual as of.",
)
VALUE_WITHOUT_DATE = declare(
    "value-without-date",
    Severity.WARNING,
    problem="It is not said when '{value}' was measured; it was left out.",
    remedy="Enter the day that the value stands for.",
)
ASK_UNCLEAR = declare(
    "ask-unclear",
    Severity.WARNING,
    problem="'{value}' is not an amount that can be asked for; none was taken.",
    remedy="Enter dollars or FTE as a plain number, such as 250000 or 0.5; 0 where nothing is asked.",
)
ASK_WITH_WORDS = declare(
    "ask-with-words",
    Severity.WARNING,
    problem="'{value}' is more than an amount; {taken} was taken.",
    remedy="Enter the amount alone, and the words in another column.",
)
ASK_ADDED = declare(
    "ask-added",
    Severity.INFO,
    problem="The amounts of several years were added up: {taken}, from '{value}' on.",
    remedy="Nothing to do, if they are parts of one request.",
)
ASK_TEXT_KEPT = declare(
    "ask-text-kept",
    Severity.INFO,
    problem="'{value}' was kept as written; no amount was read from it.",
    remedy="If the action asks for money, enter the dollars as a plain number.",
)
ANSWER_DIFFERS = declare(
    "answer-differs",
    Severity.WARNING,
    problem="The file says '{value}', the answer says '{answer}'; the answer was taken.",
    remedy="Make sure that this is the right file.",
)
PERIOD_FROM_DATES = declare(
    "period-from-dates",
    Severity.INFO,
    problem="The file names no period; {value} was taken from the dates of its actions.",
    remedy="If the plan is for another period, say so with an answer.",
)
DEPARTMENT_UNKNOWN = declare(
    "department-unknown",
    Severity.WARNING,
    problem="'{value}' is none of the departments in the county's file; the plan is that of a department of its own"
    "{nearest}.",
    remedy="Write its name or code as the county's file does, or add this name to that file.",
)
FRAMEWORK_DIFFERS = declare(
    "framework-differs",
    Severity.WARNING,
    problem="This plan was written for the framework '{value}'; goals were read by '{framework}'.",
    remedy="Check the goals, or load the framework that the plan was written for.",
)
ROW_HIDDEN = declare(
    "row-hidden",
    Severity.WARNING,
    problem="This row is hidden; it was read all the same.",
    remedy="Show the row if it belongs to the plan, or delete it.",
)
CELL_ERROR = declare(
    "cell-error",
    Severity.WARNING,
    problem="The formula in this cell gives the error {value}; nothing was taken.",
    remedy="Mend the formula, or enter the value.",
)
FORMULA_NOT_CALCULATED = declare(
    "formula-not-calculated",
    Severity.WARNING,
    problem="The formula in this cell was never calculated; nothing was taken.",
    remedy="Open the file in a spreadsheet program, save it, and send it again, or enter the value.",
)
FRAMEWORK_INVALID = declare(
    "framework-invalid",
    Severity.ERROR,
    problem="This is not a framework that can be used: {why}.",
    remedy="Correct it in the workbook; the template for frameworks shows what stands where.",
)
DATE_ORDER_UNCLEAR = declare(
    "date-order-unclear",
    Severity.WARNING,
    problem="'{value}' may have the day or the month first{why}; no date was taken.",
    remedy="Write the month as a word, such as 5 June 2026 or 5 de junio de 2026, or enter it as a date.",
)
DATE_ORDERS_MIXED = declare(
    "date-orders-mixed",
    Severity.WARNING,
    problem="'{value}' has the day first, and '{other}' in {place} has the month first.",
    remedy="Write all dates in one order; those with the month as a word leave no doubt.",
)
DATES_PERHAPS_TURNED = declare(
    "dates-perhaps-turned",
    Severity.WARNING,
    problem="Day and month may be exchanged in {count} of the dates in this column, first in {value}; none of them was "
    "taken. '{other}' in {place} has the day first: a spreadsheet that expects the month first keeps that as text, and "
    "turns 5/6/2026, the fifth of June, into the sixth of May.",
    remedy="Check these dates; where they are right, write the text as a date as well.",
)
STATUS_NOT_SAID = declare(
    "status-not-said",
    Severity.INFO,
    problem="'{value}' does not begin with a status; none was taken.",
    remedy="Add a column Status with one of: {choices}.",
)
GOAL_WITHOUT_ACTIONS = declare(
    "goal-without-actions",
    Severity.INFO,
    problem="No action stands under '{value}'.",
    remedy="Nothing to do if there is none; else put its actions beneath it.",
)
MARKS_WITH_GAP = declare(
    "marks-with-gap",
    Severity.WARNING,
    problem="The marks of this row leave a gap; {first} was taken as start and {last} as due.",
    remedy="Mark every time in which the action runs, or make two actions of it.",
)
MARK_WITH_WORDS = declare(
    "mark-with-words",
    Severity.WARNING,
    problem="'{value}' stands where a mark is expected; its words were not read.",
    remedy="Put an X there, and the words in a column of their own.",
)
TWO_THINGS_UNCLEAR = declare(
    "two-things-unclear",
    Severity.WARNING,
    problem="'{value}' does not part what the heading '{heading}' asks for; nothing was taken.",
    remedy="Write both with a slash between them, or give each a column of its own.",
)
MEASURE_IN_SENTENCE = declare(
    "measure-in-sentence",
    Severity.INFO,
    problem="From '{value}' was read: {taken}.",
    remedy="Check it; columns of their own for measure, unit, baseline and target leave no doubt.",
)
MEASURE_TEXT_LEFT = declare(
    "measure-text-left",
    Severity.INFO,
    problem="In '{value}' there are numbers that were not read: {left}.",
    remedy="Write them as in: baseline 44% (2024), target 60% by Dec 2027; or in columns of their own.",
)
JOIN_AMBIGUOUS = declare(
    "join-ambiguous",
    Severity.WARNING,
    problem="'{value}' names two actions, {others}; what stands in this row was given to neither.",
    remedy="Give each action a code of its own, and use it here.",
)
JOIN_CODE_MISSING = declare(
    "join-code-missing",
    Severity.WARNING,
    problem="This row does not say which action it belongs to; it was left out.",
    remedy="Enter the code of the action in this cell.",
)
JOIN_DIFFERS = declare(
    "join-differs",
    Severity.WARNING,
    problem="'{value}' differs from what {other} says of the same action; that was taken.",
    remedy="Say it once, or say the same in both.",
)
STATUSES_BY_LEGEND = declare(
    "statuses-by-legend",
    Severity.INFO,
    problem="The letters under '{value}' were read by the legend of the workbook: {legend}.",
    remedy="Check it, or write the statuses out.",
)
HEADING_DAY_SHORT = declare(
    "heading-day-short",
    Severity.INFO,
    problem="The heading '{value}' was taken to mean {taken}.",
    remedy="If it means another day, write it out, as in 12/31/2027.",
)
STRUCK_THROUGH = declare(
    "struck-through",
    Severity.WARNING,
    problem="'{value}' is struck through{how}; it was read as if it were not.",
    remedy="Delete what is gone, or set the status to cancelled; take the line away from what stays.",
)
COMMENT_NOT_READ = declare(
    "comment-not-read",
    Severity.WARNING,
    problem="A comment at this cell was not read: '{comment}'.",
    remedy="If it changes what the cell says, put it into the cell.",
)
COLOR_NOT_READ = declare(
    "color-not-read",
    Severity.WARNING,
    problem="The color of this cell may mean something; colors are not read.",
    remedy="Say it in words: a status, an X under a quarter.",
)
FIELD_REPEATED = declare(
    "field-repeated",
    Severity.WARNING,
    problem="'{value}' is the second answer for one action; neither was taken.",
    remedy="Say it once, or put all of it into one row.",
)
ACTIONS_SEVERAL = declare(
    "actions-several",
    Severity.WARNING,
    problem="'{value}' numbers several actions in one cell; they were taken as one.",
    remedy="Give each action a row of its own.",
)
ACTION_TITLE_REPEATED = declare(
    "action-title-repeated",
    Severity.WARNING,
    problem="'{value}' is the text of the action in {other} as well; both were read.",
    remedy="Delete the one that was sent by mistake, or say how they differ.",
)
