"""The home of what can be wrong with a file before its table is looked at; more kinds are in ``importers.issues``."""

from importers.issues import Severity, declare

FORM_NOT_READ = declare(
    "form-not-read",
    Severity.ERROR,
    problem="The file '{value}' is {what}, a form that is not read.",
    remedy="Open it in your spreadsheet program, save it as .xlsx, and send that file.",
)
TEXT_TOO_LONG = declare(
    "text-too-long",
    Severity.ERROR,
    problem="A cell of '{value}' holds more than {limit} characters.",
    remedy="Shorten the text, or look for a quotation mark that is not closed.",
)
SHEET_NAMES_REPEATED = declare(
    "sheet-names-repeated",
    Severity.ERROR,
    problem="Two sheets of the file have the name '{value}'; which of them is meant, nobody could tell.",
    remedy="Open it in your spreadsheet program, give each sheet a name of its own, and save it as .xlsx.",
)
HIDDEN_CELLS = declare(
    "hidden-rows-or-columns",
    Severity.INFO,
    problem="Hidden on the sheet '{value}': {which}. They were read like all others.",
    remedy="Show them to see what they hold; delete them if they are not meant.",
)
COMMA_UNCLEAR = declare(
    "comma-unclear",
    Severity.ERROR,
    problem="'{value}' is one amount where a comma parts thousands, and another where it begins the decimals.",
    remedy="Enter a plain number without thousands separators, such as 1234 or 1.234, or send the file as .xlsx.",
)
DECIMAL_COMMA = declare(
    "decimal-comma",
    Severity.INFO,
    problem="The numbers of the column '{value}' have a comma before their decimals; 1.234,56 was read as 1234.56.",
    remedy="Nothing is to be done.",
)
