"""Writes and sends e-mails: the one place that speaks SMTP."""

import smtplib
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from jinja2 import Environment

from feedback_api.actions.references import make_secret
from feedback_api.config import Settings
from feedback_api.errors import MailNotSent
from feedback_api.models.outbox import OutgoingEmail
from municipality import Municipality
from text.cleaning import clean_line
from text.language import speaking

TIMEOUT = 20  # seconds


@dataclass(frozen=True)
class Composer:
    """Writes a message from its row, in the language of the citizen."""

    settings: Settings
    municipality: Municipality
    environment: Environment  # the theme's

    def compose(self, email: OutgoingEmail) -> EmailMessage:
        """Nothing that a citizen typed is in a message: its address has not been verified, and
        our server must not carry a stranger's words to it.
        """
        with speaking(email.language):
            subject = self._render(email, "subject")
            body = self._render(email, "body")
            sender = str(self.municipality.name)
        message = EmailMessage(policy=SMTP)
        # One line each: a line break in a header would begin another header.
        message["Subject"] = clean_line(subject)
        address = self.settings.mail_from or f"meydan@{self.settings.host}"
        message["From"] = f'"{clean_line(sender)}" <{address}>'
        message["To"] = email.recipient
        message["Date"] = format_datetime(email.created_at)
        message["Message-ID"] = f"<{email.message_id}@{self.settings.host}>"
        # No vacation notice or other machine answers to it (RFC 3834).
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body.strip() + "\n", cte="quoted-printable")
        return message

    def _render(self, email: OutgoingEmail, part: str) -> str:
        service_request = email.service_request
        address = self.municipality.path("/basvuru/takip/", email.language)
        # Plain text, so nothing is escaped.
        template = self.environment.overlay(autoescape=False).get_template(
            f"mail/{email.template}/{part}.txt"
        )
        return template.render(
            service_request=service_request,
            event=email.event,
            secret=make_secret(self.settings.secret_key, service_request.idempotency_key),
            tracking_url=self.settings.site_url + address,
        )


def send(message: EmailMessage, url: str) -> None:
    """Hand the message to the server of MAIL_URL. Raises MailNotSent."""
    parts = urlsplit(url)
    _WAYS[parts.scheme](message, parts)


def _send_to_console(message: EmailMessage, _parts: SplitResult) -> None:
    body = message.get_content()
    headers = "".join(f"{name}: {value}\n" for name, value in message.items())
    sys.stdout.write(f"{headers}\n{body}\n")
    sys.stdout.flush()


def _send_by_smtp(message: EmailMessage, parts: SplitResult) -> None:
    try:
        with _connect(parts) as server:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code, reason = next(iter(error.recipients.values()))
        raise _refusal(code, reason) from error
    except smtplib.SMTPAuthenticationError as error:
        # Our own mistake, not the recipient's: it is tried again once it is put right.
        raise MailNotSent(f"{error.smtp_code} {error.smtp_error!r}", forever=False) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailNotSent(str(error) or type(error).__name__, forever=False) from error
    except (ValueError, HeaderParseError) as error:
        raise MailNotSent(str(error), forever=True) from error


def _connect(parts: SplitResult) -> smtplib.SMTP:
    """`smtp://user:password@host:587?starttls=1` or `smtps://host`; certificates are checked."""
    host = parts.hostname or "127.0.0.1"
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    if parse_qs(parts.query).get("starttls") == ["1"]:
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _refusal(code: int, reason: bytes | str) -> MailNotSent:
    """RFC 5321: 4xx is “not now”, 5xx is “never”."""
    words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason
    return MailNotSent(f"{code} {words}", forever=code >= 500)


_WAYS: dict[str, Callable[[EmailMessage, SplitResult], None]] = {
    "console": _send_to_console,
    "smtp": _send_by_smtp,
    "smtps": _send_by_smtp,
}
