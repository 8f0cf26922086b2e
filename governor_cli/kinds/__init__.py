"""One folder per kind of artifact: its record and its rules."""
