"""The home of what can be wrong with questions and answers: every kind of issue that only they have."""

from importers.issues import Severity, declare

QUESTION_SET_INVALID = declare(
    "question-set-invalid",
    Severity.ERROR,
    problem="This is not a set of questions that can be used: {why}.",
    remedy="Correct it in the workbook; what each column takes is told in it.",
)
NOT_ANSWERS = declare(
    "not-a-workbook-of-answers",
    Severity.ERROR,
    problem="The file '{value}' is not a workbook of answers as it was written for a department.",
    remedy="Take a new one with `equity-tracker questions export`, and copy the answers into it.",
)
ANSWERS_OF_NOBODY = declare(
    "answers-of-nobody",
    Severity.ERROR,
    problem="'{value}' is not the {what} of any answers that are asked for.",
    remedy="Put back what stood there, or copy the answers into a new workbook.",
)
QUESTIONS_CHANGED = declare(
    "questions-changed",
    Severity.WARNING,
    problem="This workbook holds version {value} of the questions, and version {now} is asked now.",
    remedy="Its answers stay with version {value}. Take a new workbook to answer what is asked now.",
)
QUESTION_UNKNOWN = declare(
    "question-unknown",
    Severity.ERROR,
    problem="'{value}' is not the code of a question about {whom} in this version.",
    remedy="Put the code back, or delete the row.",
)
PACKAGE_UNKNOWN = declare(
    "package-unknown",
    Severity.ERROR,
    problem="'{value}' is not a decision package of {department} in this budget.",
    remedy="Put the code back; if the package is gone from the budget, delete its rows.",
)
ANSWER_NOT_TAKEN = declare(
    "answer-not-taken",
    Severity.ERROR,
    problem="'{value}' is not an answer to this question.",
    remedy="Write {takes}.",
)
ANSWER_TOO_LONG = declare(
    "answer-too-long",
    Severity.ERROR,
    problem="This answer has {length} characters, and an answer may have {limit}.",
    remedy="Shorten it, and name the document that holds the rest.",
)
ANSWER_TWICE = declare(
    "answer-twice",
    Severity.ERROR,
    problem="This question is answered in {other} already.",
    remedy="Answer it once, and delete the other row.",
)
ANSWER_NOT_READABLE = declare(
    "answer-not-readable",
    Severity.ERROR,
    problem="The formula in this cell gives no answer ({value}).",
    remedy="Write the answer itself.",
)
ANSWERED_SINCE = declare(
    "answered-since",
    Severity.ERROR,
    problem="{by} answered this on {day}, after this workbook was written: '{held}'.",
    remedy="Write the same, empty the cell, or copy what is new into a workbook that is taken now.",
)
ANSWER_LEFT_OUT = declare(
    "answer-left-out",
    Severity.WARNING,
    problem="There is an answer to this question, and the cell is blank; the answer stays as it is.",
    remedy="To take an answer back, do so on its page.",
)
