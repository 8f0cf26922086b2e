"""The roster: who is on call, as a reviewed file."""
