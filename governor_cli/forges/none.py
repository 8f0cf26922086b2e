"""No forge at all, or one that gov does not know: the branch is pushed, and a person asks for the rest."""

from governor_cli.contracts.forge import Delivery, Forge, Home, Proposal, Proposed, Remote


def _deliver(proposal: Proposal) -> Delivery:
    return Delivery(f"refs/heads/{proposal.branch}")


def _propose(home: Home, proposal: Proposal, remote: Remote) -> Proposed:
    """Nothing can be opened; what to send to whoever merges is written by Git itself."""
    del home, proposal, remote
    return Proposed()


FORGE = Forge("none", r"(?!)", _deliver, _propose)
