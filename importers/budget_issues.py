"""The home of what may be wrong with the rows of a budget as a whole; more kinds are in ``importers.issues``."""

from importers.issues import Severity, declare

LINE_BENEATH_TOTAL = declare(
    "line-beneath-total",
    Severity.ERROR,
    problem="The amount {value} stands beneath '{label}', which is the sum of all lines, and no total holds it.",
    remedy="Move it above the total and correct that, or leave it out if it is no line of the budget.",
)
LINE_ABOVE_HEADINGS = declare(
    "line-above-headings",
    Severity.ERROR,
    problem="The amount {value} stands above the row of headings, {row}, and was not read.",
    remedy="Put the headings above all lines, each table on a sheet of its own, or leave the amount out.",
)
ROWS_REPEAT_AMOUNTS = declare(
    "rows-repeat-amounts",
    Severity.ERROR,
    problem="The rows from {first} to {last} add up to exactly what the rows from {other} on do: {value}.",
    remedy="Leave one out if it is the same money; if one is income, say so in a column, or use a sheet for each.",
)
SECTION_SAYS_OTHERWISE = declare(
    "section-says-otherwise",
    Severity.ERROR,
    problem="'{value}' says {said}, and the amounts were taken for {taken}.",
    remedy="Give each line its year, phase or direction in a column of its own, or make a table for each.",
)
ROW_IS_NO_LINE = declare(
    "row-is-no-line",
    Severity.ERROR,
    problem="'{value}' is no line of a budget, and its row has numbers under the amounts.",
    remedy="Leave the row out; if it is a line, name it by what the money is for.",
)
NAMED_LIKE_OTHER_MONEY = declare(
    "named-like-other-money",
    Severity.WARNING,
    problem="{count} rows are named like income or balances, such as '{value}'; they were read as {direction}.",
    remedy="If they are, say so in a column for income and spending, or use a sheet for each.",
)
AMOUNTS_OF_OTHER_SIZE = declare(
    "amounts-of-other-size",
    Severity.ERROR,
    problem="The amounts under '{value}' are about {times} times smaller than those under '{other}', row by row.",
    remedy="Give all amounts in the same units; percentages and counts need a heading that says so.",
)
LINES_ONCE_FOR_EACH = declare(
    "lines-once-for-each",
    Severity.WARNING,
    problem="Every line stands once for each value of the column '{value}' ({values}); all of them were added up.",
    remedy="If these are versions of the same money, send one of them; if they are its parts, nothing is to be done.",
)
SHEETS_ADD_UP_ALIKE = declare(
    "sheets-add-up-alike",
    Severity.ERROR,
    problem="The sheets '{value}' and '{other}' add up to exactly the same money; both were to be read.",
    remedy="Answer which one is to be read, or send a file without the one that repeats the other.",
)
NAME_SAYS_OTHERWISE = declare(
    "name-says-otherwise",
    Severity.WARNING,
    problem="{place} says {said}, and the amounts were taken for {taken}.",
    remedy="Nothing is to be done if the name is not about these amounts; otherwise correct the answer.",
)
GAP_AMONG_AMOUNTS = declare(
    "gap-among-amounts",
    Severity.WARNING,
    problem="Nearly every line has an amount under '{heading}', and {count} have none: {cells}.",
    remedy="Enter amounts that are missing, or look whether they stand one column to the side.",
)
FTE_WITHOUT_AMOUNT = declare(
    "fte-without-amount",
    Severity.WARNING,
    problem="Lines with FTE have dollars beside it, and {count} have none, or $0: {cells}.",
    remedy="Enter amounts that are missing; where other money pays for the positions, leave them as they are.",
)
NUMBER_AMONG_NAMES = declare(
    "number-among-names",
    Severity.WARNING,
    problem="'{value}' is a number in the column '{heading}', which holds texts; {count} such cells: {cells}.",
    remedy="If it is an amount, move it to its column.",
)
SENTENCES_FOR_NAMES = declare(
    "sentences-for-names",
    Severity.WARNING,
    problem="Under '{value}' most cells hold long texts in place of names; the column was not read.",
    remedy="Shorten them to names, or give the column a heading such as Description.",
)
NAME_OF_GREAT_LENGTH = declare(
    "name-of-great-length",
    Severity.WARNING,
    problem="'{value} ...' stands among names and has {letters} characters; it was read as a name; {count} such cells.",
    remedy="Shorten it to the name, and look whether cells ran together.",
)
NAMED_ONCE_ABOVE_LINES = declare(
    "named-once-above-lines",
    Severity.WARNING,
    problem="'{value}' stands on one line alone; under '{heading}' {count} of {lines} lines are blank and have none.",
    remedy="Where a name holds for the lines beneath it, write it on each of them.",
)
YEARS_OUT_OF_ORDER = declare(
    "years-out-of-order",
    Severity.WARNING,
    problem="The columns of amounts stand in no order of their years: {value}.",
    remedy="Look whether two headings were exchanged; nothing is to be done if the order is meant.",
)
RECORDS_OVER_TWO_ROWS = declare(
    "records-over-two-rows",
    Severity.INFO,
    problem="{count} amounts such as {value} stand one row beneath their names; each was read with the name above it.",
    remedy="Nothing is to be done if every amount belongs to the name above it.",
)
TOTAL_NOT_CHECKED = declare(
    "total-not-checked",
    Severity.ERROR,
    problem="'{label}' is {value}, and nobody can say whether it fits: the amount in {cell_in_doubt} cannot be read.",
    remedy="Correct that cell; the total is then held against its lines.",
)
SECTIONS_READ = declare(
    "sections-read",
    Severity.INFO,
    problem="Headings between the lines, such as '{value}' ({count} in all), were read as the {kind} of these.",
    remedy="Nothing is to be done, unless they name something else.",
)
SECTIONS_NOT_READ = declare(
    "sections-not-read",
    Severity.WARNING,
    problem="Headings stand between the lines, such as '{value}' ({count} in all); what they name was not read.",
    remedy="Answer what they name, as in section=department, or write it beside each line in a column of its own.",
)
SECTION_ANSWER_NOT_USED = declare(
    "section-answer-not-used",
    Severity.WARNING,
    problem="The answer '{value}' was not used: no headings between the lines are left whose meaning nothing says.",
    remedy="Leave the answer out, or look whether the headings it is about are on the sheet that was read.",
)
SECTIONS_OF_UNCLEAR_LEVELS = declare(
    "sections-of-unclear-levels",
    Severity.WARNING,
    problem="Headings between the lines, such as '{value}' ({count} in all), can be nested in two ways; none was read.",
    remedy="Indent those of the inner level, or write what they name beside each line in a column of its own.",
)
NET_LEFT_OUT = declare(
    "net-left-out",
    Severity.INFO,
    problem="'{value}' is the income less the spending of the lines above; it is no money of its own and was not read.",
    remedy="Nothing is to be done.",
)
NET_DIFFERS = declare(
    "net-differs",
    Severity.ERROR,
    problem="'{value}' is named like a balance or a net, and is not the income less the spending of the lines above.",
    remedy="Correct it, or leave the row out; a line that is meant so belongs above the total of its section.",
)
ACTUALS_WITHOUT_DAY = declare(
    "actuals-without-day",
    Severity.WARNING,
    problem="The actual amounts of {value} do not say up to which day they run, and pages will say so.",
    remedy="Answer the day, such as as_of=2026-06-30, or write it on the sheet About of the template.",
)
