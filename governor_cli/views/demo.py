"""The demonstration as a terminal would have shown it."""

from governor_cli.views.ink import bold, ink


def event_text(event: tuple[str, ...] | tuple[str, str, int]) -> str:
    """One event: what is said, a command with its output, or a changed line."""
    match event:
        case (str(text),):
            return f"\n{ink('cyan', f'# {text}')}"
        case (str(typed), str(output), int()):
            return f"{bold(f'$ {typed}')}\n{output}".rstrip("\n")
        case (str(path), str(before), str(after)):
            return f"{bold(f'$ $EDITOR {path}')}\n{ink('red', f'- {before}')}\n{ink('green', f'+ {after}')}"
        case _:
            raise TypeError(event)
