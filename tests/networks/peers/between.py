"""Stands between a client and a server, and can lose an answer on the way."""

import socket
import socketserver
import threading
from contextlib import contextmanager, suppress

_PIECE = 65536


class _Connection(socketserver.BaseRequestHandler):
    def handle(self):
        between = self.server.between
        with socket.create_connection(between.target) as server:
            first = self.request.recv(_PIECE)
            loses = between.is_to_lose(first)
            server.sendall(first)
            threading.Thread(target=_pass_on, args=(self.request, server), daemon=True).start()
            if loses:
                # The server has done what it was asked when its answer begins.
                server.recv(1)
                return
            _pass_on(server, self.request)


class Between:
    def __init__(self, target):
        self.target = target
        self.lost = 0
        self._losing = None

    def lose_answer_to(self, request):
        """To the next request whose first line begins so."""
        self._losing = request

    def is_to_lose(self, head):
        if self._losing is None or not head.startswith(self._losing.encode()):
            return False
        self._losing = None
        self.lost += 1
        return True


@contextmanager
def standing_between(url):
    """Gives it and the address under which the server is asked through it."""
    host, port = url.removeprefix("http://").split(":")
    between = Between((host, int(port)))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Connection) as server:
        server.daemon_threads = True
        server.between = between
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield between, f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def _pass_on(source, target):
    """Until one of the two hangs up; the other then hears that nothing more comes."""
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
