"""The home of the demonstration's words that are not of one department: names, notes, and actions that all share."""

from typing import NamedTuple

FIRST_NAMES = (
    "Amara", "Benedict", "Carmen", "Dao", "Esther", "Farid", "Grace", "Hamza", "Ines", "Jerome", "Keiko", "Lamar",
    "Marisol", "Nadia", "Owen", "Priya", "Quentin", "Rosa", "Samir", "Tavita", "Uma", "Viktor", "Wanda", "Xochitl",
    "Yusuf", "Zora", "Anders", "Bao", "Celeste", "Dmitri", "Elena", "Fatou", "Gideon", "Hana", "Isaac", "Joy",
)  # fmt: skip
LAST_NAMES = (
    "Abdi", "Beltran", "Castillo", "Duarte", "Ekwueme", "Faleolo", "Greene", "Huang", "Ibarra", "Jimenez", "Kaur",
    "Lindqvist", "Mbeki", "Nakamura", "Okafor", "Petrov", "Quintana", "Ramirez", "Sandoval", "Tran", "Ulrich",
    "Vaituu", "Whitehorse", "Yamada", "Zeller", "Osei", "Moreau", "Haddad", "Cho", "Bergstrom", "Achebe", "Dolan",
)  # fmt: skip


class SharedAction(NamedTuple):
    """An action that every department takes in its own place; two ways to say it."""

    goal: str
    strategy: str
    determinant: str
    ways: tuple[str, str]


SHARED_ACTIONS = (
    SharedAction("CE", "acc", "practice", (
        "Translate {document} into the county's six threshold languages and test them with readers",
        "Put {document} into plain words, then into six languages",
    )),
    SharedAction("WW", "emp", "jobs", (
        "Fill half of the entry-level {job} openings through paid internships with {school}",
        "Open a paid training route into {job} posts together with {school}",
    )),
    SharedAction("LOS", "acc", "practice", (
        "Complete an Equity Impact Review before the next change to {service}",
        "Ask who gains and who loses before {service} changes again, and publish the answer",
    )),
    SharedAction("CP", "part", "practice", (
        "Pay members of {community} for their time and answer each of their recommendations in writing",
        "Meet with {community} every quarter, with pay, child care and interpretation",
    )),
    SharedAction("PPB", "acc", "econ", (
        "Bid {contract} in lots that small local firms can carry",
        "Bring at least three small firms into the next round for {contract}",
    )),
    SharedAction("CE", "acc", "practice", (
        "Publish {dataset} by race, income and council district every quarter",
        "Show {dataset} by neighborhood on the open data page",
    )),
    SharedAction("FSI", "acc", "practice", (
        "Remove the barriers that the accessibility survey found at {facility}",
        "Repair signs, doors and counters at {facility} so that everyone can use them alone",
    )),
    SharedAction("WW", "emp", "practice", (
        "Train all {staff} in trauma-informed and anti-racist practice, with follow-up after six months",
        "Practice hard conversations about race with {staff} in small groups",
    )),
    SharedAction("PPB", "acc", "practice", (
        "Score every new budget request of {division} with the equity tool before it is submitted",
        "Print the equity effect beside each budget request of {division}",
    )),
    SharedAction("WW", "emp", "practice", (
        "Review what is asked of {job} applicants and drop what the work does not need",
        "Interview every {job} applicant with the same scored questions",
    )),
)  # fmt: skip

NOTES = {
    "LOS": (
        "Pilot ended well; 9 of 10 participants would come again.",
        "Two of the three sites are open, the third waits for its inspection.",
        "Outreach reached more people than expected, mostly by word of mouth.",
        "Waiting list is down by a third since the change.",
        "Slower than planned at the start, has caught up since March.",
        "Half of the posts are filled, interviews for the rest are under way.",
    ),
    "PPB": (
        "Draft shared with partners, 46 comments came back.",
        "On schedule. The next step is the public hearing.",
        "The budget office tried the form on twelve requests and shortened it.",
        "Legal review is done; the ordinance goes to committee in September.",
        "Numbers for the first two quarters are in and hold up.",
    ),
    "WW": (
        "The joint labor committee agreed to the draft.",
        "First group of eleven has finished; the second starts in August.",
        "Managers meet every two weeks and clear what stands in the way.",
        "Applications have doubled since the announcement was rewritten.",
        "Funding for stipends is in place through the end of the biennium.",
    ),
    "CP": (
        "Moved to the larger room after the first two meetings were full.",
        "First payments went out; two partners asked for simpler invoices.",
        "Partners chose their own chair and set the agenda for the year.",
        "Contract signed in May; work starts after the summer.",
    ),
    "CE": (
        "Survey finished in five languages; analysis by the end of the quarter.",
        "Readers found eleven phrases that nobody understood; they are gone.",
        "New form is live; fewer people give up halfway.",
        "Vietnamese and Somali are out, Ukrainian is with the reviewers.",
        "First quarter is published; the press called once, residents 140 times.",
    ),
    "FSI": (
        "Design is at 60 percent and was walked through with users.",
        "Vendor chosen; installation begins in September.",
        "Bids came in under the estimate; two more places could be added.",
        "Work at the first two places is finished.",
    ),
}
"""What is said of an action that moves, by its goal."""
DONE_NOTES = (
    "Finished. The review after six months is set for the autumn.",
    "Done; now part of the yearly work plan.",
    "Complete. Results are on the public page.",
    "Finished two months early.",
    "Done at all sites; the last one opened in April.",
    "Adopted without changes.",
)
BLOCKED_REASONS = (
    "Two of three posts have been vacant since January.",
    "The landlord has not signed the access agreement.",
    "Bargaining over shift times is not finished.",
    "The state has not released the grant.",
    "Data sharing waits for legal review.",
    "The only bid came in at twice the estimate.",
    "The software vendor cannot deliver before next year.",
)
LATE_NOTES = (
    "Design took longer than planned.",
    "Ready except for the translation, which is with the vendor.",
    "The partner changed directors and asked for more time.",
    "Permit came four months late.",
)
WAITING_NOTES = (
    "Put off until the new director has started.",
    "Waits for the levy vote in November.",
    "Taken up again with the next budget.",
)
DROPPED_NOTES = ("Merged into another action of this plan.", "The federal program that paid for it has ended.")

POPULATIONS = {
    "early": ("Parents under 25", "Families with children under five", "Immigrant and refugee families"),
    "edu": ("Youth of color aged 12 to 24", "Students in temporary housing"),
    "jobs": ("Youth of color aged 12 to 24", "Workers without a degree", "Residents with a conviction"),
    "econ": ("Small firms owned by women and people of color", "Residents without fast internet"),
    "housing": ("Renters below half of median income", "Elders who own their home", "Native residents without a home"),
    "health": ("Residents without a regular doctor", "Black and Pacific Islander residents", "People who use drugs"),
    "food": ("Households with benefits", "Growers of color", "Families who fish for food"),
    "env": ("Residents downwind and downstream", "Renters without cooling"),
    "parks": ("Residents of park-poor areas", "Children who use wheelchairs"),
    "transit": ("Night-shift workers", "Riders with low incomes", "Riders with disabilities"),
    "neigh": ("Residents of unincorporated areas", "Residents of mobile home parks"),
    "safety": ("Residents who do not drive", "People in shelters", "Walkers and cyclists"),
    "justice": ("People in custody and their families", "Tenants who face eviction", "Youth referred to court"),
    "practice": ("Residents with limited English", "People with disabilities", "Frontline county staff"),
}
PLACES = (
    "Countywide",
    "South county",
    "Council District 2",
    "Council District 5",
    "Council District 7",
    "Unincorporated Skyline and West Ridge",
    "ZIP 98168",
    "Larch Bay",
    "Cedar Flats",
    "Vashti Island",
)
INDICATORS = {
    "early": "More children arrive in kindergarten ready to learn",
    "edu": "More young people finish school in their own neighborhood",
    "jobs": "More households live on a family wage",
    "econ": "More local firms of color grow",
    "housing": "Fewer households pay more than half of their income for a home",
    "health": "Life expectancy differs less between neighborhoods",
    "food": "Fewer households go without enough food",
    "env": "Air, water and heat harm no neighborhood more than others",
    "parks": "Every resident can walk to a park",
    "transit": "Jobs can be reached within 45 minutes without a car",
    "neigh": "More residents trust and help their neighbors",
    "safety": "Fewer people are hurt at home and in the street",
    "justice": "Fewer people are held, charged or evicted without need",
    "practice": "More residents say that the county treats them fairly",
}
GROUPS = (
    ("American Indian or Alaska Native", "0.78", 9),
    ("Asian", "1.04", 310),
    ("Black or African American", "0.86", 240),
    ("Hispanic or Latino", "0.89", 420),
    ("Middle Eastern or North African", "0.93", 46),
    ("Native Hawaiian or Pacific Islander", "0.82", 12),
    ("White", "1.08", 780),
)
"""The minimum categories of OMB SPD 15 (2024): each group's value beside everyone's, and about how many people."""
