"""What lets gov into a channel: the variable with its address or key, and who sends mail."""

import os

from governor_cli.adapters.commits import identity
from governor_cli.adapters.mail_server import mail_server
from governor_cli.adapters.variables import MAIL_SENDER, variable, variable_of_channel
from governor_cli.adapters.workspace import Workspace
from governor_cli.contracts.notice import Notice
from governor_cli.contracts.notifier import Means
from governor_cli.core.errors import GovError
from governor_cli.workflows import catalogue


def means_of(workspace: Workspace, notice: Notice) -> Means:
    """The means for the channel of a notice, set or not."""
    notifier = catalogue.notifier(notice.medium)
    general = variable(workspace.settings, notifier.part, notifier.variable)
    has_general = notice.is_first or notifier.is_shared
    name = variable_of_channel(general, notice.channel, os.environ, has_general=has_general)
    means = Means(os.environ, name)
    return means._replace(sender=_sender(workspace, means)) if notice.medium == "mail" else means


def _sender(workspace: Workspace, means: Means) -> str:
    """Whom mail comes from: as a variable says, else the login of the server, else git's address."""
    told = os.environ.get(MAIL_SENDER, "").strip()
    if told:
        return told
    try:
        user = mail_server(means.secret, means.variable).user
    except GovError:
        user = ""
    known = identity(workspace.git)
    return user if "@" in user else known[1] if known else ""
