"""Draw docs/terminal.svg: a real commit, refused at a real terminal.

usage: python docs/picture.py

Needs the installed gov beside this Python, and git. It runs `gov demo` in a temporary folder,
breaks the report it finds there, and records what `git commit` shows on a terminal.
"""

import io
import os
import pty
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH, HEIGHT = 100, 30
PICTURE = Path(__file__).with_name("terminal.svg")


def on_terminal(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What a command prints when its output is a terminal."""
    controller, terminal = pty.openpty()
    subprocess.run(["stty", "cols", str(WIDTH), "rows", str(HEIGHT)], stdin=terminal, check=True)
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    printed = b""
    while True:
        try:
            read = os.read(controller, 65536)
        except OSError:
            break
        if not read:
            break
        printed += read
    process.wait()
    os.close(controller)
    return printed.decode().replace("\r\n", "\n")


def main() -> None:
    """Record, and write the picture."""
    gov = Path(sys.executable).with_name("gov")
    foreign = ("GIT_", "NO_COLOR")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment |= {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "TERM": "xterm-256color",
        "PATH": f"{gov.parent}{os.pathsep}{os.environ['PATH']}",
    }
    with tempfile.TemporaryDirectory() as name:
        ops = Path(name, "ops")
        subprocess.run([gov, "demo", ops], env=environment, check=True, stdout=subprocess.DEVNULL)
        report = next(ops.glob("artifacts/incidents/INC-*.md"))
        text = report.read_text().replace("severity: P1\n", "severity: P7\n", 1)
        report.write_text(text.replace('commander: "@ada"', 'commander: "@adda"', 1))
        command = ["git", "commit", "-qam", "Correct the severity"]
        shown = on_terminal(command, ops, environment)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ git commit -qam 'Correct the severity'", style="bold"))
    console.print(Text.from_ansi(re.sub(r"INC-\d{8}-\w{4}", "INC-20261123-7F3K", shown)))
    drawn = console.export_svg(title="ops: git commit")
    PICTURE.write_text(re.sub(r',\s*url\("https:[^)]*\)\s*format\("\w+"\)', "", drawn))


if __name__ == "__main__":
    main()
