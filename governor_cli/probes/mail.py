"""Mail: whether the server that takes messages answers EHLO, also behind TLS. Nobody logs in."""

import ssl
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from governor_cli.adapters.http import is_loopback
from governor_cli.contracts.probe import Ground, Outcome, Probe, failed, not_configured, ok
from governor_cli.core.errors import GovError, OutsideError

VARIABLE: Final = "GOV_SMTP_URL"
_SECONDS: Final = 4.0
"""For each answer of the server."""
_PORTS: Final = {"smtp": 25, "smtps": 465}
_FINE: Final = range(200, 300)


class _Address(NamedTuple):
    host: str
    port: int
    is_wrapped: bool
    """TLS from the first byte on."""
    has_password: bool
    variable: str


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("mail", VARIABLE)
    told = ground.environment.get(variable, "").strip()
    if not told:
        return not_configured(f"{variable} is not set")
    address = _read(told, variable)
    where = f"{address.host}:{address.port}"
    try:
        with _connected(address) as server:
            return _greeted(server, address, where)
    except ssl.SSLError as error:
        why = getattr(error, "verify_message", "") or error.reason or "no TLS"
        raise _unwell(variable, f"{where} cannot be trusted: {str(why).lower().replace('_', ' ')}") from None
    except TimeoutError:
        raise _unwell(variable, f"{where} did not answer in time") from None
    except SMTPException as error:
        code = f" ({error.args[0]})" if error.args and isinstance(error.args[0], int) else ""
        raise _unwell(variable, f"{where} does not answer as a mail server{code}") from None
    except (OSError, UnicodeError):
        raise _unwell(variable, f"{where} cannot be reached") from None


def _read(told: str, variable: str) -> _Address:
    """GovError for what is no such address; it may hold a password, so it is not repeated."""
    write = f"Write {variable} as smtp://HOST:587 or smtps://HOST."
    try:
        parts = urlsplit(told)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise GovError(f"{variable} is no address", hint=write) from None
    if parts.scheme not in _PORTS or not host or not host.isprintable():
        raise GovError(f"{variable} is no address of a mail server", hint=write)
    default = _PORTS[parts.scheme]
    return _Address(host, port or default, parts.scheme == "smtps", parts.password is not None, variable)


def _connected(address: _Address) -> SMTP:
    if address.is_wrapped:
        trust = _trust(address)
        return SMTP_SSL(address.host, address.port, timeout=_SECONDS, context=trust)
    return SMTP(address.host, address.port, timeout=_SECONDS)


def _trust(address: _Address) -> ssl.SSLContext:
    """Certificates are checked, but for this very machine, whose name none is for."""
    context = ssl.create_default_context()
    if is_loopback(address.host):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _greeted(server: SMTP, address: _Address, where: str) -> Outcome:
    code, _ = server.ehlo()
    if code not in _FINE:
        return failed(
            f"{where} answers EHLO with {code}", "Ask whoever looks after it why it refuses this machine."
        )
    if address.is_wrapped:
        return ok(f"{where} answers EHLO, with TLS")
    if not server.has_extn("starttls"):
        if address.has_password and not is_loopback(address.host):
            return failed(
                f"{where} offers no TLS, and {address.variable} has a password",
                "Use smtps://, or no password.",
            )
        return ok(f"{where} answers EHLO, without TLS")
    server.starttls(context=_trust(address))
    server.ehlo()
    return ok(f"{where} answers EHLO, with STARTTLS")


def _unwell(variable: str, message: str) -> OutsideError:
    return OutsideError(message, hint=f"Compare {variable}, and try again when the server answers.")


PROBE = Probe("mail", "the mail server answers EHLO", _check)
