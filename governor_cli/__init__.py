"""gov: incidents, rosters, checklists and metrics as reviewed files in Git."""

__version__ = "0.1.0"
