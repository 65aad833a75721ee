"""Runs a stand-in in this process, on a port of 127.0.0.1."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from standins.stage import stage_of


class _QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """Lines about every request would drown what a test or the demo has to say."""


@contextmanager
def serving(app: Flask, port: int = 0) -> Iterator[str]:
    """Serves a stand-in until the block is left; gives the base URL. Port 0 takes a free one."""
    with serving_plainly(app, port) as base_url:
        try:
            yield base_url
        finally:
            # Whoever is kept waiting on purpose must not outlive the server.
            stage_of(app).release()


@contextmanager
def serving_plainly(app: Flask | DispatcherMiddleware, port: int = 0) -> Iterator[str]:
    """The same for any application."""
    server = open_server(app, port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_server(app: Flask | DispatcherMiddleware, port: int) -> BaseWSGIServer:
    return make_server("127.0.0.1", port, app, threaded=True, request_handler=_QuietHandler)
