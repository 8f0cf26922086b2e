"""`gov notify`: announce incidents where the playbook says, and see to what could not be delivered."""

from typing import Annotated

from governor_cli.contracts.notice import What
from governor_cli.ui.grammar import Argument, Commands, Option
from governor_cli.ui.options import DryRun, Format, complete_channel, complete_open_incident

app = Commands()


@app.command("send")
def send(
    incident: Annotated[
        str | None,
        Argument(
            metavar="INCIDENT",
            help="The incident. [default: the one you are working on]",
            autocompletion=complete_open_incident,
        ),
    ] = None,
    what: Annotated[
        What | None,
        Option("--what", help="What is told. [default: what happened last; with --text alone that text]"),
    ] = None,
    to: Annotated[
        list[str] | None,
        Option(
            "--to",
            metavar="CHANNEL",
            help="A channel of the playbook; may be repeated. [default: those that hear of it]",
            autocompletion=complete_channel,
        ),
    ] = None,
    text: Annotated[
        str | None, Option("--text", metavar="TEXT", help="Your own words, or a few more.")
    ] = None,
    again: Annotated[
        bool, Option("--again", help="Send it even where the same was delivered before.")
    ] = False,
    dry_run: DryRun = False,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Tell the channels that hear of an incident how it stands: written down first, then sent.

    What cannot be delivered waits in this clone, and the exit code is 4. The same thing is told once.
    """
    import secrets

    from governor_cli.ui.notices import send as sent
    from governor_cli.workflows.notify.composing import Wish

    wish = Wish(what, text, to or (), secrets.token_hex(8) if again else "")
    return sent(incident, wish, dry_run=dry_run, format=format)


@app.command("flush")
def flush(
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Deliver what waits, each channel in its order. Exits 4 while something still does."""
    from governor_cli.ui.notices import flush as flushed

    return flushed(format)


@app.command("list")
def list_(
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Show what waits and why, and what was delivered lately."""
    from governor_cli.ui.notices import show_list

    return show_list(format)


@app.command("drop")
def drop(
    notices: Annotated[
        list[str],
        Argument(metavar="NOTICE...", help="Its id, a unique beginning of it, or its last four characters."),
    ],
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Give up what waits: nobody is told it any more."""
    from governor_cli.ui.notices import drop as dropped

    return dropped(notices, format)


@app.command("test")
def try_channels(
    channels: Annotated[
        list[str] | None,
        Argument(
            metavar="[CHANNEL]...",
            help="A channel of the playbook. [default: all]",
            autocompletion=complete_channel,
        ),
    ] = None,
    format: Format = "text",  # noqa: A002 - it is the option's name
) -> int:
    """Send a test message and say where it arrived; a pager gets one that pages nobody."""
    from governor_cli.ui.notices import try_channels as tried

    return tried(channels or (), format)
