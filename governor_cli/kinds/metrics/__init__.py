"""Metrics: what was measured on a day, and how that can be proved."""
