"""`gov hook`: keep wrong documents out of commits."""

from governor_cli.ui.grammar import Commands
from governor_cli.ui.session import current

app = Commands()


@app.command("install")
def install() -> None:
    """Write the pre-commit hook and the merge driver of this clone; somebody else's hook is never touched."""
    from governor_cli.adapters.git import Git
    from governor_cli.ui.merging import install_driver
    from governor_cli.workflows.check.hooking import install_hook

    session = current()
    path, written = install_hook(Git.around(session.start))
    session.path(path)
    session.note(
        "every commit is now judged by gov" if written else "the hook was there already; nothing changed"
    )
    install_driver()


@app.command("run")
def run() -> int:
    """Judge what is staged; exit 1 where the commit would make a document wrong."""
    from governor_cli.adapters.staged import staged
    from governor_cli.ui.hooked import judge_commit

    found = staged(str(current().start))
    return judge_commit(found[0] if found else ())
