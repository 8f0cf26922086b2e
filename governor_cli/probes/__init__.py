"""The probes: one question about the tooling each, asked by ``gov doctor``."""
