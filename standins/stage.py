"""What every stand-in has: its posts, and the mishaps that it can be asked for."""

import json
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import cast

from flask import Flask, Response, request

Moment = Callable[[], datetime]


class Fault(StrEnum):
    """How one step goes wrong. "Does it" means that the post is there afterwards."""

    DROP = "drop"  # does it, and closes the connection without a word
    ERROR = "error"  # does it, and answers 500
    SLOW = "slow"  # does it, and answers when released
    DUPLICATE = "duplicate"  # does it, and says that it was there already
    HTML = "html"  # does it, and answers with a page instead of JSON
    EMPTY = "empty"  # does it, and answers 200 with nothing
    LOST = "lost"  # closes the connection and does nothing
    HELD = "held"  # does it only when released
    STALLED = "stalled"  # waits until released, and then does nothing
    BROKEN = "broken"  # answers 500 and does nothing
    THROTTLED = "throttled"  # asks to slow down and does nothing
    EXPIRED = "expired"  # no longer knows the token and does nothing
    POLITE = "polite"  # answers 200 with an error inside and does nothing
    REFUSED = "refused"  # finds fault with the content and does nothing


@dataclass
class StandInPost:
    id: str
    text: str
    link: str | None
    media: list[str]  # ids
    posted_at: str  # ISO 8601
    key: str | None = None  # the idempotency key that it came with
    facts: dict[str, str] = field(default_factory=dict)  # language, visibility …
    reply_to: str | None = None  # id of the post that it answers


@dataclass
class StandInMedia:
    id: str
    name: str
    kind: str
    alt: str
    polls_left: int = 0  # how often it still says that it is being processed
    facts: dict[str, str] = field(default_factory=dict)  # of a container: caption, status


@dataclass(frozen=True)
class Answers:
    """How this network words its refusals."""

    throttled: Callable[[], Response]
    expired: Callable[[], Response]
    duplicate: Callable[[], Response]
    refused: Callable[[], Response] = lambda: Response("Bad Request", status=400)


class Stage:
    """The state of one stand-in. Safe to use from several threads.

    With `state` (a JSON file; pictures lie in a folder beside it) it outlives its process.
    """

    def __init__(self, answers: Answers, state: Path | None, now: Moment | None) -> None:
        self.posts: list[StandInPost] = []  # oldest first
        self.media: dict[str, StandInMedia] = {}
        self.listing_delay = 0.0  # seconds that a post is not listed yet
        self.lock = threading.RLock()
        self.now: Moment = now or (lambda: datetime.now(UTC))
        self.answers = answers
        self._state = state
        self._pictures: dict[str, bytes] = {}
        self._faults: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._log: list[tuple[str, str]] = []
        self._numbers = 0
        self._change = threading.Condition()
        self._is_released = threading.Event()
        self._load()

    def fail(self, step: str, fault: Fault, *, times: int = 1, after: int = 0) -> None:
        """`times` requests for `step` meet the fault, once `after` of them have gone well."""
        self._is_released.clear()
        self._faults[step].extend([None] * after + [fault] * times)

    def mend(self) -> None:
        """Nothing goes wrong any more."""
        with self.lock:
            self._faults.clear()
        self.listing_delay = 0.0
        self.release()

    def release(self) -> None:
        """Whoever is held or kept waiting goes on."""
        self._is_released.set()

    def count(self, step: str, phase: str = "arrived") -> int:
        with self._change:
            return self._log.count((step, phase))

    def wait_for(self, step: str, phase: str, times: int = 1, timeout: float = 20.0) -> None:
        """Until `step` has `arrived`, is `done` or is `answered`. Raises TimeoutError."""
        with self._change:
            reached = self._change.wait_for(
                lambda: self._log.count((step, phase)) >= times, timeout
            )
        if not reached:
            raise TimeoutError(f"{step} was not {phase} within {timeout} s")

    def listed(self) -> list[StandInPost]:
        """What the listing shows, newest first."""
        with self.lock:
            return [
                post
                for post in reversed(self.posts)
                if (self.now() - datetime.fromisoformat(post.posted_at)).total_seconds()
                >= self.listing_delay
            ]

    def next_number(self) -> int:
        """0, 1, 2 …: never the same again, though posts are deleted."""
        with self.lock:
            self._numbers += 1
            return self._numbers - 1

    def find_post(self, post_id: str) -> StandInPost | None:
        return next((post for post in self.posts if post.id == post_id), None)

    def change_post(self, post: StandInPost) -> None:
        with self.lock:
            self.posts = [post if each.id == post.id else each for each in self.posts]
            self._save()

    def delete_post(self, post_id: str) -> bool:
        """False where there is no such post."""
        with self.lock:
            if self.find_post(post_id) is None:
                return False
            self.posts = [each for each in self.posts if each.id != post_id]
            self._save()
            return True

    def add_post(self, post: StandInPost) -> None:
        with self.lock:
            self.posts.append(post)
            self._save()

    def add_media(self, media: StandInMedia, content: bytes) -> None:
        with self.lock:
            self.media[media.id] = media
            self._pictures[media.id] = content
            if self._state is not None:
                folder = self._state.with_suffix("")
                folder.mkdir(parents=True, exist_ok=True)
                (folder / media.id).write_bytes(content)
            self._save()

    def read_picture(self, media_id: str) -> bytes:
        if media_id not in self._pictures and self._state is not None:
            self._pictures[media_id] = (self._state.with_suffix("") / media_id).read_bytes()
        return self._pictures[media_id]

    def perform(self, step: str, work: Callable[[], Response]) -> Response:
        """Answer a request, or go wrong in the way that was asked for."""
        fault = self._take_fault(step)
        self._note(step, "arrived")
        refusal = self._refuse(fault)
        if refusal is not None:
            return refusal
        if fault is Fault.HELD:
            self._is_released.wait()
        answer = work()
        self._note(step, "done")
        if fault is not None:
            answer = self._spoil(fault, answer)
        answer.call_on_close(partial(self._note, step, "answered"))
        return answer

    def _take_fault(self, step: str) -> Fault | None:
        with self.lock:
            return self._faults[step].popleft() if self._faults[step] else None

    def _refuse(self, fault: Fault | None) -> Response | None:
        if fault is Fault.THROTTLED:
            return self.answers.throttled()
        if fault is Fault.EXPIRED:
            return self.answers.expired()
        if fault is Fault.POLITE:
            answer = self.answers.throttled()
            answer.status_code = 200
            return answer
        if fault is Fault.REFUSED:
            return self.answers.refused()
        if fault is Fault.BROKEN:
            return Response("Internal Server Error", status=500)
        if fault is Fault.STALLED:
            self._is_released.wait()
        return _hang_up() if fault in {Fault.LOST, Fault.STALLED} else None

    def _spoil(self, fault: Fault, answer: Response) -> Response:
        if fault is Fault.DROP:
            return _hang_up()
        if fault is Fault.SLOW:
            self._is_released.wait()
            return answer
        if fault is Fault.ERROR:
            return Response("Internal Server Error", status=500)
        if fault is Fault.DUPLICATE:
            return self.answers.duplicate()
        if fault is Fault.HTML:
            return Response("<!doctype html><p>Bakım çalışması</p>")
        return Response("") if fault is Fault.EMPTY else answer

    def _note(self, step: str, phase: str) -> None:
        with self._change:
            self._log.append((step, phase))
            self._change.notify_all()

    def _load(self) -> None:
        if self._state is None or not self._state.exists():
            return
        saved = json.loads(self._state.read_text(encoding="utf-8"))
        self.posts = [StandInPost(**post) for post in saved["posts"]]
        self.media = {media["id"]: StandInMedia(**media) for media in saved["media"]}
        self._numbers = saved.get("numbers", len(self.posts))

    def _save(self) -> None:
        if self._state is None:
            return
        self._state.parent.mkdir(parents=True, exist_ok=True)
        saved = {
            "posts": [asdict(post) for post in self.posts],
            "media": [asdict(media) for media in self.media.values()],
            "numbers": self._numbers,
        }
        new = self._state.with_name(f"{self._state.name}.new")
        new.write_text(json.dumps(saved, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(self._state)


def stage_of(app: Flask) -> Stage:
    return cast(Stage, app.extensions["stage"])


def _hang_up() -> Response:
    """Close the connection itself: the client gets no status, no header, nothing."""
    connection = request.environ.get("werkzeug.socket") or request.environ["gunicorn.socket"]
    connection.shutdown(socket.SHUT_RDWR)
    return Response("")
