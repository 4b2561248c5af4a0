"""A cable between a phone and the site that can be cut, so that a lost network is a lost network and not a setting."""

import contextlib
import socket
import threading
from collections.abc import Iterator

_CHUNK = 4096


class Cable:
    """Carries bytes between a port of its own and the site, as long as it is whole.

    `cut` drops everything that is under way and whatever comes later. `cut_after` does so by itself after so many bytes have gone
    to the site. `drop_answers` lets the site hear everything and the phone nothing.
    """

    def __init__(self, site_port: int) -> None:
        self._site_port = site_port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._left: int | None = None
        self._is_cut = self._is_deaf = False
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Where the phone finds the site."""
        return f"http://localhost:{self.port}"

    @property
    def is_cut(self) -> bool:
        """Whether nothing comes through."""
        return self._is_cut

    def cut(self) -> None:
        """No coverage from now on."""
        self._is_cut = True
        with self._lock:
            for end in self._open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def cut_after(self, bytes_to_site: int) -> None:
        """No coverage as soon as so many bytes have gone to the site."""
        self._left = bytes_to_site

    def drop_answers(self) -> None:
        """The site still hears, the phone no longer does."""
        self._is_deaf = True

    def mend(self) -> None:
        """Coverage again."""
        self._left, self._is_cut, self._is_deaf = None, False, False

    def close(self) -> None:
        """Gone for good."""
        self.cut()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                phone, _ = self._listener.accept()
            except OSError:
                return
            try:
                site = None if self._is_cut else socket.create_connection(("127.0.0.1", self._site_port))
            except OSError:
                site = None
            if site is None:
                phone.close()
                continue
            with self._lock:
                self._open |= {phone, site}
            for source, target, is_up in ((phone, site, True), (site, phone, False)):
                threading.Thread(target=self._carry, args=(source, target, is_up), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, is_up: bool) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(_CHUNK):
                if is_up and self._left is not None:
                    self._left -= len(chunk)
                    if self._left <= 0:
                        self.cut()
                if self._is_cut:
                    break
                if is_up or not self._is_deaf:
                    target.sendall(chunk)
        with self._lock:
            self._open -= {source, target}
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextlib.contextmanager
def cable(site_port: int) -> Iterator[Cable]:
    """A whole cable."""
    made = Cable(site_port)
    try:
        yield made
    finally:
        made.close()
