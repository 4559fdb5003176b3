"""The home of the options that many commands take, in the same words."""

from pathlib import Path
from typing import Annotated

import typer

PeriodOption = Annotated[str | None, typer.Option(help="A budget period, as in 2026-2027; else the current one.")]
PhaseOption = Annotated[str | None, typer.Option(help="A phase, as in adopted; else the furthest one.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where to write it; a new file.")
]
