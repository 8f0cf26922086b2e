"""The incident report: one incident from its first signal to its closed report."""
