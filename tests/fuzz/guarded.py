"""Opening files in a process of its own, whose memory and time are limited and measured."""

import json
import os
import resource
import select
import struct
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from importers.workbook import Workbook, open_workbook

ROOT = Path(__file__).resolve().parents[2]
ADDRESSES = 3_000_000_000
MEMORY_MB = 1000
SECONDS = 10.0
PATIENCE = 6 * SECONDS
"""By the clock; what counts is processor time, so that a busy machine makes no file slow."""
PEAK = Path("/proc/self/clear_refs")
STATUS = Path("/proc/self/status")


@dataclass(frozen=True)
class Outcome:
    """What became of a file: its form or the code of its issue, or what must never happen; and what it took.

    ``seconds`` are processor time, or those by the clock of a file that did not come to an end.
    """

    what: str
    seconds: float
    megabytes: float = 0.0
    holds: bool = True

    @property
    def is_opened(self) -> bool:
        return self.what in {"xlsx", "xlsb", "xls", "ods", "csv"}


class Opener:
    """A process that opens one file after the other; it is started anew when one ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def open(self, data: bytes, file: str = "book") -> Outcome:
        """Open bytes; whatever happens is an outcome."""
        process = self._started()
        start = time.monotonic()
        name = file.encode()
        with suppress(BrokenPipeError):
            _pipe(process.stdin).write(struct.pack("<II", len(name), len(data)) + name + data)
            _pipe(process.stdin).flush()
        ready, _, _ = select.select([_pipe(process.stdout)], [], [], PATIENCE)
        line = _pipe(process.stdout).readline() if ready else b""
        if not line:
            what = f"ended with {process.wait()}" if ready else f"took more than {PATIENCE:.0f} seconds"
            self._end()
            return Outcome(what, time.monotonic() - start, holds=False)
        told = json.loads(line)
        is_within = told["megabytes"] <= MEMORY_MB and told["seconds"] <= SECONDS
        holds = is_within and not told["what"].startswith("raised")
        return Outcome(told["what"], told["seconds"], told["megabytes"], holds)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.guarded"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the process was started without its pipes")
    return pipe


def _serve() -> None:
    """Open what comes in, and say what became of it, one line a file."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "w")
    while head := source.read(8):
        name, length = struct.unpack("<II", head)
        file, data = source.read(name).decode(), source.read(length)
        before = _peak(anew=True)
        start = time.process_time()
        try:
            what = _what(data, file)
        except BaseException as error:  # noqa: BLE001 - whatever is raised is what is looked for
            what = f"raised {type(error).__name__}: {error}"
        told = {"what": what, "seconds": time.process_time() - start, "megabytes": _peak() - before}
        answers.write(json.dumps(told) + "\n")
        answers.flush()


def _what(data: bytes, file: str) -> str:
    opened = open_workbook(data, file)
    return opened.form if isinstance(opened, Workbook) else opened.code


def _peak(*, anew: bool = False) -> float:
    """The most memory held since it was last asked for anew, in MB; where the system does not tell, since the start."""
    if anew:
        with suppress(OSError):
            PEAK.write_text("5")
    with suppress(OSError):
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    _serve()
