"""Who holds a lease: a process of a machine, and whether it still lives."""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
# Linux says so for a process that has ended and waits for its parent to notice.
_ENDED = {"Z", "X"}


@dataclass(frozen=True)
class Holder:
    host: str
    pid: int
    started: str  # tells the process from a later one with the same number

    def __str__(self) -> str:
        return f"{self.host} {self.pid} {self.started}"


def this_process() -> Holder:
    pid = os.getpid()
    return Holder(_host(), pid, _started(pid) or "")


def is_gone(holder: str, asking: Holder) -> bool:
    """True if it is certain that the process named in `holder` has ended.

    Nothing is certain about a process of another host, or of another container on this one.
    """
    host, pid, started = holder.split(" ", 2)
    if host != asking.host:
        return False
    return _started(int(pid)) != started


def _host() -> str:
    """Processes that see each other's numbers have the same one."""
    name = socket.gethostname().replace(" ", "-")
    try:
        boot = (_PROC / "sys/kernel/random/boot_id").read_text().split("-")[0]
        namespace = (_PROC / "self/ns/pid").readlink().name.strip("pid:[]")
    except OSError:
        return name
    return f"{name}/{boot}/{namespace}"


def _started(pid: int) -> str | None:
    """When the process began, in the system's own count; None if there is no such process."""
    if not _PROC.is_dir():
        return _answers(pid)
    try:
        stat = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return None
    # The name of the program stands in parentheses and may hold anything, spaces included.
    state, *fields = stat.rpartition(")")[2].split()
    return None if state in _ENDED else fields[18]


def _answers(pid: int) -> str | None:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return ""
