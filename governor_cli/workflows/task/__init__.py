"""Follow-ups: added, ended, listed, proved."""
