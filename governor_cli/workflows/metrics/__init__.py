"""Snapshots of metrics: captured, gated, verified, shown."""
