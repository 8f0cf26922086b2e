"""A command's declarations as Typer wants them."""

import inspect
from typing import Annotated, Any

import typer

from governor_cli.ui.grammar import REQUIRED, Argument, Function, Offer, Option, Parameter, parameters


def typed(function: Function) -> Function:
    """The same command, as a function whose signature Typer can read."""
    taken = [_parameter(one) for one in parameters(function)]

    def called(**given: Any) -> Any:
        return function(**given)

    called.__signature__ = inspect.Signature(taken)  # type: ignore[attr-defined]
    called.__annotations__ = {one.name: one.annotation for one in taken}
    called.__doc__ = function.__doc__
    return called


def _parameter(one: Parameter) -> inspect.Parameter:
    default = inspect.Parameter.empty if one.default is REQUIRED else one.default
    kind: Any = one.annotation.__origin__
    declared: Any = Annotated[kind, _marker(one.annotation.__metadata__[0])]
    return inspect.Parameter(one.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=declared)


def _marker(marker: Argument | Option) -> Any:
    offered = marker.autocompletion and _completion(marker.autocompletion)
    if isinstance(marker, Argument):
        return typer.Argument(metavar=marker.metavar, help=marker.help, autocompletion=offered)
    return typer.Option(
        *marker.names,
        metavar=marker.metavar,
        help=marker.help,
        min=marker.min,
        max=marker.max,
        autocompletion=offered,
    )


def _completion(offer: Offer) -> Any:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]] | list[str]:
        return offer(ctx, incomplete)

    return complete
