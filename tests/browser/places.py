"""The pages to look at, each by a name and an address of the demonstration."""

PLACES = {
    "overview": "/",
    "goals": "/goals",
    "goal": "/goal?code=WW",
    "departments": "/departments",
    "department": "/department?key=human%20resources",
    "department-silent": "/department?key=assessments",
    "budget": "/budget",
    "budget-lines": "/budget?cut=department&slice=public+health",
    "cycle": "/cycle",
    "cycle-department": "/cycle?department=community+and+human+services",
    "changes": "/changes",
    "changes-slice": "/changes?from=proposed&department=community+and+human+services",
    "briefing": "/briefing",
    "briefing-department": "/briefing?department=community+and+human+services",
    "attention": "/attention?kind=stale",
    "imports": "/imports",
    "import": "/imports?id=1",
    "how-these-numbers-are-made": "/how-these-numbers-are-made",
    "search": "/search?q=health",
}
