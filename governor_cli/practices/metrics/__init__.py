"""Measured values: captures, gates, series, verification."""
