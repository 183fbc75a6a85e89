"""Keeps tests off the network: only this computer may be talked to."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest


class NetworkIsOffError(RuntimeError):
    """A test tried to reach another computer.

    Deliberately not an OSError, which a program would take for a server that is away.
    """


def switch_off(patch: pytest.MonkeyPatch) -> None:
    """Refuse every address but those of this computer, until `patch` is undone.

    Names are refused as well, since looking them up would already ask a server. libpq and Qt do
    not use Python's sockets and are not held back.
    """
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded_connect(getattr(socket.socket, name)))
    patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))


def _guarded_connect(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:  # noqa: ANN401 - as in socket
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _check(address[0])
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as in socket
        _check(host)
        return lookup(host, *arguments, **options)

    return guarded


def _check(host: str | bytes | None) -> None:
    if not _is_here(host):
        msg = f"The network is off in tests; something asked for {host!r}."
        raise NetworkIsOffError(msg)


def _is_here(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost", socket.gethostname()):
        return True
    try:
        address = ipaddress.ip_address(str(name))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
