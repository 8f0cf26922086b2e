"""Telling channels about incidents: written into the outbox first, then sent until somebody took it."""
