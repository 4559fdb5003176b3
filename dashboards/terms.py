"""The home of what is explained beside figures in several places: in the same words everywhere, and in the glossary."""

ASKED_AND_REQUESTED = (
    "“Asked” is what a plan says that an action needs; “requested” is what the department's budget request holds. They "
    "come from two files, need not agree, and are never added together."
)
ONCE = (
    "Each dollar is counted once: a link waits until all links are paid that name all of its keys, and more; "
    "those whose turn it is share in proportion."
)
TAGGED = "“Tagged” is money on lines that carry the goal's code and that no link claims."
