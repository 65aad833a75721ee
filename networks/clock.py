"""The hour as it passes while deliveries are sent."""

import threading
import time
from datetime import datetime, timedelta


class Clock:
    """Starts at a given instant and runs on from there, whatever the machine's own hour is."""

    def __init__(self, at: datetime, stopping: threading.Event | None = None) -> None:
        self._at = at
        self._began = self._hands()
        self._stopping = stopping or threading.Event()

    def now(self) -> datetime:
        # While a machine is suspended only its calendar goes on, and a calendar may be set back:
        # whichever ran further shows best how long a lease has been held.
        passed = max(now - began for now, began in zip(self._hands(), self._began, strict=True))
        return self._at + timedelta(seconds=passed)

    def wait(self, seconds: float) -> None:
        """Let time pass; a service that stops cuts it short."""
        self._stopping.wait(seconds)

    @staticmethod
    def _hands() -> tuple[float, float]:
        return time.monotonic(), time.time()
