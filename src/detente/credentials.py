"""Who we are to a server: from the environment or ~/.netrc, never from the command line, and never shown.

A password is sent only when the server asks for it, by digest where it offers that; a token is sent with every request.
"""

from __future__ import annotations

import base64
import netrc
import os
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from detente.errors import DetenteError


class CredentialsError(DetenteError):
    """Credentials that are incomplete or can't be read."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token, or nothing. Their text form shows neither."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls) -> Credentials:
        """What DETENTE_TOKEN, or DETENTE_USER and DETENTE_PASSWORD, say.

        Raises:
            CredentialsError: a user without a password, or the other way round.
        """
        user, password = os.environ.get("DETENTE_USER", ""), os.environ.get("DETENTE_PASSWORD", "")
        if token := os.environ.get("DETENTE_TOKEN", "").strip():
            return cls(token=token)
        if bool(user) != bool(password):
            raise CredentialsError("of DETENTE_USER and DETENTE_PASSWORD only one is set; set both or none")
        return cls(user, password)

    @classmethod
    def from_netrc(cls, address: str) -> Credentials:
        """What the file NETRC, by default ~/.netrc, says about the host of `address`.

        Raises:
            CredentialsError: there is no such file, it is open to others or damaged, or doesn't know the host.
        """
        path = Path(os.environ.get("NETRC") or "~/.netrc").expanduser()
        host = urlsplit(address).hostname or ""
        try:
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise CredentialsError(f"{path}: others may read it; chmod 600 {path}")
            found = netrc.netrc(str(path)).authenticators(host)
        except OSError as error:
            raise CredentialsError(f"{path}: can't be read: {error.strerror or error}") from error
        except (netrc.NetrcParseError, UnicodeDecodeError):  # whose message may show a password
            raise CredentialsError(f"{path}: not a valid netrc file") from None
        if found is None:
            raise CredentialsError(f"{path}: knows no machine {host}")
        user, _, password = found
        return cls(user, password or "")

    def auth(self) -> httpx.Auth | None:
        """What httpx needs to know, None without credentials."""
        if self.token:
            return _Bearer(self.token)
        return _Password(self.user, self.password) if self.user else None

    def hide(self, text: str) -> str:
        """`text` without the secrets, should a server have echoed them."""
        pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        for secret in (self.token, self.password, pair if self.user else ""):
            if secret:
                text = text.replace(secret, "…")
        return text


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Password(httpx.Auth):
    """Digest or basic, as the server asks for on the first request."""

    def __init__(self, user: str, password: str) -> None:
        self._user = user
        self._password = password
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._scheme is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            offered = {value.split()[0].lower() for value in response.headers.get_list("www-authenticate") if value}
            if "digest" in offered:
                self._scheme = httpx.DigestAuth(self._user, self._password)
            elif "basic" in offered:
                self._scheme = httpx.BasicAuth(self._user, self._password)
            else:
                return
        yield from self._scheme.auth_flow(request)
