"""A mail server that keeps what it is given, for tests and for the demo."""

from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox


@dataclass(frozen=True)
class ReceivedMail:
    key: str  # the file's name
    sender: str
    recipient: str
    subject: str
    text: str  # its plain part
    received_at: datetime
    content: bytes  # the whole message, as it came over the wire


class _AnyPort(Controller):
    """Takes a free port; aiosmtpd 1.4.6 would knock at port 0 to see whether it is up."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)  # noqa: S101 (it listens)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd's own is not typed


@contextmanager
def serving_mail(folder: Path) -> Iterator[int]:
    """Keeps every message in `folder`, a Maildir; gives the port on 127.0.0.1."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    controller = _AnyPort(Mailbox(folder), hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def read_messages(folder: Path) -> list[ReceivedMail]:
    """All messages in the Maildir, the newest first."""
    files = [path for place in ("new", "cur") for path in (folder / place).glob("*")]
    messages = [_read(path) for path in files]
    return sorted(messages, key=lambda message: (message.received_at, message.key), reverse=True)


def _read(path: Path) -> ReceivedMail:
    content = path.read_bytes()
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(preferencelist=("plain",))
    return ReceivedMail(
        key=path.name,
        sender=str(message["From"]),
        recipient=str(message["X-RcptTo"] or message["To"]),
        subject=str(message["Subject"]),
        text=str(body.get_content()) if body else "",
        received_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        content=content,
    )
