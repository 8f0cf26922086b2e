"""The forge: whether its token works, and what a pull request opened with it does not do."""

from governor_cli.contracts.probe import Ground, Outcome, Probe, not_configured, ok

_BY_HAND = "Put a token into {variable} that may write pull requests, or open them by hand."


def _check(ground: Ground) -> Outcome:
    found = ground.forge()
    if found is None:
        return not_configured("there is no remote to propose changes to")
    forge, home = found
    if forge.name == "none":
        return not_configured("the remote is on no forge that gov knows: changes are proposed by hand")
    if forge.admits is None:
        return not_configured(f"{forge.name} needs no token: reviews are opened by the push itself")
    if not home.token:
        return not_configured(f"{home.variable} is not set", _BY_HAND.format(variable=home.variable))
    admission = forge.admits(home)
    return ok(f"{forge.name}: {admission.may}", admission.hint)


PROBE = Probe("forge", "the forge accepts the token", _check)
