"""Mail: whether the server that takes messages answers EHLO, also behind TLS. Nobody logs in."""

from governor_cli.adapters.mail_server import mail_server, secured, speaking
from governor_cli.adapters.variables import MAIL
from governor_cli.contracts.probe import Ground, Outcome, Probe, not_configured, ok


def _check(ground: Ground) -> Outcome:
    variable = ground.variable("mail", MAIL)
    told = ground.environment.get(variable, "").strip()
    if not told:
        return not_configured(f"{variable} is not set")
    server = mail_server(told, variable)
    with speaking(server) as connection:
        return ok(f"{server.where} answers EHLO, {secured(server, connection)}")


PROBE = Probe("mail", "the mail server answers EHLO", _check)
