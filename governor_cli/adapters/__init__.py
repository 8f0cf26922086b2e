"""The machine: git, files, clock, settings, cache."""
