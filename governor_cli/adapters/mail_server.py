"""The server that takes mail: its address, a conversation with it, and TLS where it offers that."""

import ssl
from collections.abc import Generator
from contextlib import contextmanager
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from governor_cli.adapters.http import is_loopback
from governor_cli.core.errors import GovError, OutsideError

SECONDS: Final = 4.0
"""For each answer of the server."""
_PORTS: Final = {"smtp": 25, "smtps": 465}
_FINE: Final = range(200, 300)


class MailServer(NamedTuple):
    """Where it listens, and who logs in there."""

    host: str
    port: int
    is_wrapped: bool
    """TLS from the first byte on."""
    variable: str
    user: str = ""
    password: str = ""

    @property
    def where(self) -> str:
        """The part of the address that is no secret."""
        return f"{self.host}:{self.port}"


def mail_server(told: str, variable: str) -> MailServer:
    """The server of ``smtp://HOST:587`` or ``smtps://USER:PASSWORD@HOST``.

    GovError for what is no such address; it may hold a password, so it is not repeated.
    """
    write = f"Write {variable} as smtp://HOST:587 or smtps://HOST."
    try:
        parts = urlsplit(told)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise GovError(f"{variable} is no address", hint=write) from None
    if parts.scheme not in _PORTS or not host or not host.isprintable():
        raise GovError(f"{variable} is no address of a mail server", hint=write)
    is_wrapped = parts.scheme == "smtps"
    login = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(host, port or _PORTS[parts.scheme], is_wrapped, variable, *login)


@contextmanager
def speaking(server: MailServer) -> Generator[SMTP]:
    """A connection for the length of a block; OutsideError, with no secret, for all that goes wrong in it."""
    try:
        with _connected(server) as connection:
            yield connection
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason or "no TLS"
        raise _unwell(server, f"cannot be trusted: {str(why).lower().replace('_', ' ')}") from None
    except TimeoutError:
        raise _unwell(server, "did not answer in time") from None
    except SMTPException as error:
        code = f" ({error.args[0]})" if error.args and isinstance(error.args[0], int) else ""
        raise _unwell(server, f"does not answer as a mail server{code}") from None
    except (OSError, UnicodeError):
        raise _unwell(server, "cannot be reached") from None


def secured(server: MailServer, connection: SMTP) -> str:
    """Greet it, and go behind TLS where it offers that; says how the rest is said.

    OutsideError where it refuses this machine, or where a password would travel in the clear.
    """
    code, _ = connection.ehlo()
    if code not in _FINE:
        hint = "Ask whoever looks after it why it refuses this machine."
        raise OutsideError(f"{server.where} answers EHLO with {code}", hint=hint)
    if server.is_wrapped:
        return "with TLS"
    if connection.has_extn("starttls"):
        connection.starttls(context=_trust(server))
        connection.ehlo()
        return "with STARTTLS"
    if server.password and not is_loopback(server.host):
        message = f"{server.where} offers no TLS, and {server.variable} has a password"
        raise OutsideError(message, hint="Use smtps://, or no password.")
    return "without TLS"


def _connected(server: MailServer) -> SMTP:
    if server.is_wrapped:
        return SMTP_SSL(server.host, server.port, timeout=SECONDS, context=_trust(server))
    return SMTP(server.host, server.port, timeout=SECONDS)


def _trust(server: MailServer) -> ssl.SSLContext:
    """Certificates are checked, but for this very machine, whose name none is for."""
    context = ssl.create_default_context()
    if is_loopback(server.host):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _unwell(server: MailServer, what: str) -> OutsideError:
    hint = f"Compare {server.variable}, and try again when the server answers."
    return OutsideError(f"{server.where} {what}", hint=hint)
