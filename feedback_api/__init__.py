"""Citizens' requests: the form, the tracking, the desk and the interfaces for programs."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from jinja2 import FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from database import Database
from feedback_api import api, citizen, commands, desk, responses, site
from feedback_api.attachments import open_attachments
from feedback_api.config import load_settings
from feedback_api.parts import NAME, Parts, machine_clock
from feedback_api.worker import Worker, WorkerThread
from municipality import load
from text.language import speaking
from theme import environment as theme

# A form with three photographs of any size: each file is cut off by itself (uploads.py).
LARGEST_BODY = 200 * 1024 * 1024
# 100,000 characters in every field arrive whole, to be answered with a sentence.
LARGEST_TEXT = 8 * 1024 * 1024


class Service(Flask):
    """Speaks the language of the address while it answers: `/en/…` is English."""

    jinja_options = theme.OPTIONS
    request_class = responses.Request
    _worker: WorkerThread | None = None

    def wsgi_app(self, environ: Any, start_response: Any) -> Any:
        with speaking(responses.language_of(environ, self.extensions[NAME].municipality)):
            return super().wsgi_app(environ, start_response)

    def keep_working(self, worker: WorkerThread) -> None:
        """Start the worker with the first request, however the service was started."""
        self._worker = worker
        self.before_request(worker.start)

    def start_working(self) -> None:
        """Send e-mails and posts in a thread of this process, unless another process does."""
        if self._worker is not None:
            self._worker.start()


def create_app(config: Mapping[str, object] | None = None) -> Service:
    """The service, from `config` (names as in the environment), else from the environment.

    `config` may also hold ready parts: `DATABASE`, a Database, and `CLOCK`, which returns the
    present moment. Raises SettingsNotReady with all that is missing.
    """
    made = _make_parts(config)
    app = Service(__name__, static_folder=None, template_folder=str(theme.TEMPLATES))
    app.extensions[NAME] = made
    app.config.update(
        SECRET_KEY=made.settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=LARGEST_TEXT,
        SESSION_COOKIE_NAME="__Host-meydan" if made.settings.production else "meydan",
        SESSION_COOKIE_SECURE=made.settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # Flask-WTF's defaults for these two turn honest people away: browsers that strip the
        # Referer, and forms that stayed open while a photograph was taken.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
        # Every sentence of a form is ours, in our catalogues.
        WTF_I18N_ENABLED=False,
    )
    app.jinja_loader = FileSystemLoader(theme.TEMPLATES)
    theme.prepare(app.jinja_env, made.municipality)
    responses.prepare(app, made)
    if proxies := made.settings.trusted_proxies:
        # Else everybody would have the proxy's address, and share one limit of attempts.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    _open_doors(app)
    if made.settings.worker == "thread":
        app.keep_working(WorkerThread(lambda: Worker(made, app.jinja_env)))
    return app


def _make_parts(config: Mapping[str, object] | None) -> Parts:
    ready: dict[str, Any] = {}
    if config is not None:
        ready = {name: config[name] for name in ("DATABASE", "CLOCK") if name in config}
        config = {name: value for name, value in config.items() if name not in ready}
    settings = load_settings(config)
    return Parts(
        settings=settings,
        municipality=load(settings.municipality_folder),
        database=ready.get("DATABASE") or Database(settings.database_url),
        attachments=open_attachments(settings.attachments_url),
        clock=ready.get("CLOCK", machine_clock),
    )


def _open_doors(app: Service) -> None:
    """Register every door. A page that citizens read has one address in each language."""
    municipality = app.extensions[NAME].municipality
    for language in municipality.languages:
        is_main = language == municipality.language
        for door in (citizen.blueprint, site.search, site.verification, site.opinions):
            name = door.name if is_main else f"{door.name}_{language}"
            app.register_blueprint(
                door, name=name, url_prefix=municipality.path("", language) or None
            )
    for door in (api.blueprint, desk.entrance, desk.desk, site.operations, site.blueprint):
        app.register_blueprint(door)
    for command in commands.ALL:
        app.cli.add_command(command)
