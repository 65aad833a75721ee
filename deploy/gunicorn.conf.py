"""How gunicorn serves Meydan: `gunicorn --config deploy/gunicorn.conf.py feedback_api.wsgi:app`."""
# ruff: noqa: N999 (gunicorn looks for this name)

from gunicorn import util
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

# In both languages of the municipality: nothing of such an address has been read.
_TOO_LONG = """<!doctype html>
<html lang="tr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>Adres çok uzun</title>
<h1>Adres çok uzun</h1>
<p>Geri dönün ve daha kısa yazın: aramaya birkaç sözcük yeter.</p>
<p lang="en">The address is too long. Go back and write less: a few words are enough to search.</p>
</html>
""".encode()
_ANSWER = b"\r\n".join(
    [
        b"HTTP/1.1 414 URI Too Long",
        b"Connection: close",
        b"Content-Type: text/html; charset=utf-8",
        b"Content-Security-Policy: default-src 'none'",
        b"X-Content-Type-Options: nosniff",
        b"Content-Length: %d" % len(_TOO_LONG),
        b"",
        _TOO_LONG,
    ]
)


class Worker(ThreadWorker):
    """Says in people's words what gunicorn would say of its own limit."""

    def handle_error(self, req, client, addr, exc):
        if isinstance(exc, LimitRequestLine):
            util.write_nonblock(client, _ANSWER)
        else:
            super().handle_error(req, client, addr, exc)


# One process with threads shares SQLite's commits; more processes only with PostgreSQL
# (WEB_CONCURRENCY), and several machines only behind a proxy that buffers slow clients.
worker_class = Worker
threads = 16
bind = "127.0.0.1:8000"
timeout = 60
graceful_timeout = 30
keepalive = 5
# Without a proxy that is known, nobody may tell us another address or scheme.
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 4096
limit_request_fields = 60
# gunicorn 25 opens a socket for commands unless it is told not to.
control_socket_disable = True
accesslog = None
errorlog = "-"
