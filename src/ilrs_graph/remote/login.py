"""Who asks a server: HTTP Basic, Digest (RFC 7616) and Bearer (RFC 6750).

Passwords and tokens come from the environment or from the file of `netrc`, never from the command line, and are sent
over plain http only to this machine.
"""

from __future__ import annotations

import hashlib
import netrc
import os
import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from ..errors import InputError, UsageError
from .address import is_loopback

PASSWORD, TOKEN = "ILRS_GRAPH_PASSWORD", "ILRS_GRAPH_TOKEN"
"""Variables of the environment."""
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


@dataclass(frozen=True)
class Challenge:
    """What a server that refuses a request wants: the scheme in lower case, and its values."""

    scheme: str
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, header: str) -> Challenge:
        """Return the challenge of one `WWW-Authenticate` header.

        >>> Challenge.read('Digest realm="a, b", nonce="7"').values["realm"]
        'a, b'
        """
        scheme, _, rest = header.strip().partition(" ")
        pairs = [pair for pair in parse_http_list(rest) if "=" in pair]
        return cls(scheme.lower(), {k.lower(): v for k, v in parse_keqv_list(pairs).items()})


@dataclass(frozen=True)
class Login:
    """A name and a password, or a token; without any, requests are sent without a login.

    >>> Login(user="Ada", password="secret")
    Login(user='Ada')
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.user or self.token)

    @classmethod
    def for_server(cls, url: str, user: str | None, environment: Mapping[str, str] = os.environ) -> Login:
        """Return the login for a server: of `user` if there is one, else the token of the environment.

        The password is that of the environment, else that of the host in ~/.netrc.

        Raises:
            UsageError: no password is known; or it would be sent over plain http to another machine.
            InputError: ~/.netrc cannot be read.

        >>> Login.for_server("https://example.org/ds", "Ada", {PASSWORD: "secret"}).user
        'Ada'
        """
        if user is None:
            found = cls(token=environment.get(TOKEN, ""))
        else:
            password = environment.get(PASSWORD)
            if password is None:
                password = _password_in_netrc(urlsplit(url).hostname or "", user)
            if password is None:
                tip = f"give it in the environment as {PASSWORD}, or in ~/.netrc"
                raise UsageError(f"{{user}}: the password of {user} is not known", tip=tip, about="user")
            found = cls(user, password)
        if found and url.startswith("http://") and not is_loopback(url):
            what = f"the login is not sent to {urlsplit(url).hostname} over plain http, where others can read it"
            raise UsageError(what, tip="use an https address")
        return found

    def choose(self, headers: Iterable[str]) -> Challenge | None:
        """Return the safest challenge that this login can answer; None if there is none.

        >>> Login("Ada", "secret").choose(['Basic realm="x"', 'Digest realm="x", nonce="7"']).scheme
        'digest'
        """
        offered = {each.scheme: each for each in map(Challenge.read, headers)}
        if not self.user:
            return None
        digest = offered.get("digest")
        if digest is not None and _can_answer(digest):
            return digest
        return offered.get("basic")

    def header(self, method: str, target: str, challenge: Challenge | None) -> str:
        """Return the `Authorization` header of a request to the path and query `target`; "" for none.

        A token is sent at once, a password when the server has asked for it.
        """
        if self.token:
            return f"Bearer {self.token}"
        if challenge is None:
            return ""
        if challenge.scheme == "basic":
            return "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return self._digest(method, target, challenge.values, secrets.token_hex(8))

    def _digest(self, method: str, target: str, wanted: Mapping[str, str], cnonce: str) -> str:
        algorithm = wanted.get("algorithm", "MD5")

        def hashed(*parts: str) -> str:
            return _HASHES[algorithm.upper()](":".join(parts).encode()).hexdigest()

        own, asked = hashed(self.user, wanted["realm"], self.password), hashed(method, target)
        values = {"username": self.user, "realm": wanted["realm"], "nonce": wanted["nonce"], "uri": target}
        plain = {"algorithm": algorithm}
        if "qop" in wanted:  # each request counts as the first with a nonce of its own for the client
            values["response"] = hashed(own, wanted["nonce"], "00000001", cnonce, "auth", asked)
            values["cnonce"] = cnonce
            plain |= {"qop": "auth", "nc": "00000001"}
        else:
            values["response"] = hashed(own, wanted["nonce"], asked)
        if "opaque" in wanted:
            values["opaque"] = wanted["opaque"]
        quoted = {name: '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for name, value in values.items()}
        return "Digest " + ", ".join(f"{name}={value}" for name, value in (quoted | plain).items())


def _can_answer(digest: Challenge) -> bool:
    values = digest.values
    known = values.get("algorithm", "MD5").upper() in _HASHES and {"realm", "nonce"} <= values.keys()
    return known and "auth" in [each.strip() for each in values.get("qop", "auth").split(",")]


def _password_in_netrc(host: str, user: str) -> str | None:
    """Return the password of a user of a host in the file that NETRC names, else in ~/.netrc.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, netrc.NetrcParseError) as error:
        raise InputError(f"~/.netrc cannot be read: {error}", tip=f"or give the password as {PASSWORD}") from None
    return found[2] if found is not None and found[0] == user else None
