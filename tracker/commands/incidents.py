"""The home of the log of what should not have happened on the command line."""

import tempfile
from pathlib import Path
from uuid import uuid4

import structlog

LOG_NAME = "equity-tracker-errors.log"


def record(error: BaseException, folder: Path | None = None) -> tuple[str, Path]:
    """Write an error with its trace as one JSON line, and give its number and the file that it stands in.

    The file stands in the system's folder for temporary files unless another is named: the data folder itself may be
    what is broken.
    """
    number = uuid4().hex[:8]
    place = (folder or Path(tempfile.gettempdir())) / LOG_NAME
    with place.open("a", encoding="utf-8") as file:
        log = structlog.wrap_logger(
            structlog.WriteLogger(file),
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.add_log_level,
                structlog.processors.ExceptionRenderer(
                    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
                ),
                structlog.processors.JSONRenderer(),
            ],
        )
        log.error("unexpected", number=number, exc_info=error)
    return number, place
