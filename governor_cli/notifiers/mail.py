"""Mail: plain text to the channel's address, in one thread an incident, behind TLS where there is any."""

from email.message import EmailMessage
from email.utils import format_datetime
from smtplib import (
    SMTP,
    SMTPDataError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from socket import SHUT_RDWR
from typing import Final

from governor_cli.adapters.http import redacted
from governor_cli.adapters.mail_server import MailServer, mail_server, secured, speaking
from governor_cli.adapters.variables import MAIL, MAIL_SENDER
from governor_cli.adapters.webhook import unset
from governor_cli.contracts.notice import Message, Notice
from governor_cli.contracts.notifier import Means, Notifier, Receipt
from governor_cli.core.cutting import cut
from governor_cli.core.errors import GovError, OutsideError
from governor_cli.core.forms import email

_SUBJECT: Final = 200
_SECONDS: Final = 20.0
"""For the whole conversation."""
_FOR_GOOD: Final = 500
"""From this code on a server refuses; below it asks to come again."""
_SAID: Final = 80


def _written(notice: Notice, means: Means) -> EmailMessage:
    """The same notice is the same mail, whoever sends it: its id tells one that arrives twice."""
    domain = notice.name.rpartition("@")[2]
    thread = f"<{notice.incident.lower()}@{domain}>"
    mail = EmailMessage()
    mail["From"] = means.sender
    mail["To"] = notice.name
    mail["Subject"] = cut(" ".join(notice.message.title.split()), _SUBJECT)
    mail["Date"] = format_datetime(notice.written)
    mail["Message-ID"] = f"<{notice.key.lower()}@{domain}>"
    if notice.incident:
        mail["In-Reply-To"] = mail["References"] = thread
    mail.set_content(_body(notice.message))
    return mail


def _body(message: Message) -> str:
    facts = "\n".join(f"{name}: {value}" for name, value in message.facts)
    links = "\n".join(f"{name}: {url}" for name, url in message.links)
    return "\n\n".join(part for part in (message.title, message.text, facts, links) if part) + "\n"


def _server(means: Means) -> MailServer:
    if not means.secret:
        raise unset(means.variable)
    return mail_server(means.secret, means.variable)


def _checked(notice: Notice, means: Means) -> None:
    """GovError where it would come from nobody, or go nowhere."""
    if not means.sender:
        hint = f"Set {MAIL_SENDER} to the address that mail comes from."
        raise GovError(f"nobody says whom mail comes from: {MAIL_SENDER} is not set", hint=hint)
    try:
        email(means.sender)
    except ValueError:
        raise GovError(f"mail cannot come from `{means.sender}`", hint=f"Correct {MAIL_SENDER}.") from None
    try:
        email(notice.name)
    except ValueError:
        hint = "Name the channel by its address in the playbook."
        raise GovError(f"the channel's name is no mail address: `{notice.name}`", hint=hint) from None


def _shown(notice: Notice, means: Means) -> str:
    mail = _written(notice, means)
    head = "".join(f"{name}: {value}\n" for name, value in mail.items())
    return f"{head}\n{_body(notice.message)}"


def _host(means: Means) -> str:
    return _server(means).where


def _deliver(notice: Notice, means: Means) -> Receipt:
    from governor_cli.adapters.deadline import ending

    server = _server(means)
    _checked(notice, means)
    mail = _written(notice, means)
    told: list[Receipt] = []
    try:
        with speaking(server) as connection, ending(_SECONDS, lambda: _hang_up(connection)):
            secured(server, connection)
            told.append(_said(server, connection, mail))
    except OutsideError:
        if not told:  # else it took the mail, and only its farewell went wrong
            raise
    return told[0]


def _hang_up(connection: SMTP) -> None:
    """Closing alone would not wake whoever waits for an answer."""
    if connection.sock is not None:
        connection.sock.shutdown(SHUT_RDWR)


def _said(server: MailServer, connection: SMTP, mail: EmailMessage) -> Receipt:
    """What became of the mail; errors are told by their code, for their words may repeat a login."""
    try:
        if server.user:
            connection.login(server.user, server.password)
        connection.send_message(mail)
    except SMTPRecipientsRefused as error:
        ((code, words), *_) = error.recipients.values()
        return _refused(server, code, f"does not take mail for it: {words.decode('utf-8', 'replace')}")
    except (SMTPSenderRefused, SMTPDataError) as error:
        return _refused(server, error.smtp_code, f"does not take it: {_text(error)}")
    except SMTPResponseException as error:
        return _refused(server, error.smtp_code, "does not accept the login")
    except SMTPNotSupportedError as error:
        return Receipt("refused", f"{server.where} cannot do what is needed: {error}")
    except UnicodeError:
        return Receipt(
            "refused", f"{server.where} is given a login or an address with letters it cannot take"
        )
    return Receipt("delivered", f"{server.where} took it")


def _refused(server: MailServer, code: int, why: str) -> Receipt:
    said = redacted(f"{server.where} {' '.join(why.split())}", (server.password,))
    return Receipt("refused" if code >= _FOR_GOOD else "later", f"{cut(said, 2 * _SAID)} ({code})")


def _text(error: SMTPResponseException) -> str:
    told = error.smtp_error
    return told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)


NOTIFIER = Notifier("mail", "mail", MAIL, _shown, _host, _deliver, is_shared=True)
