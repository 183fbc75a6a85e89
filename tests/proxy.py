"""A TCP proxy in front of a server: stopped, it is a network cable that was pulled."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress


class Proxy:
    """Passes bytes between clients and a server; `stop` and `start` cut and mend the line.

    The server is at a TCP address (host, port) or a Unix socket (a path).
    """

    def __init__(self, server: tuple[str, int] | str) -> None:
        self._server = server
        self._listener: socket.socket | None = None
        self._lines: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.port = 0
        self.start()

    def start(self) -> None:
        """Let clients through, on the port of before."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        self._run(self._accept, self._listener)

    def stop(self) -> None:
        """Break all connections and accept none."""
        sockets = [*([self._listener] if self._listener else []), *self._lines]
        for one in sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._lines.clear()
        for thread in self._threads:
            thread.join(5)
        self._threads.clear()

    def _run(self, target: object, *arguments: socket.socket) -> None:
        thread = threading.Thread(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]  # a method
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _address = listener.accept()
            except OSError:
                return
            server = self._connect()
            self._lines += [client, server]
            self._run(_pass_on, client, server)
            self._run(_pass_on, server, client)

    def _connect(self) -> socket.socket:
        if isinstance(self._server, tuple):
            return socket.create_connection(self._server)
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._server)
        return server


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
