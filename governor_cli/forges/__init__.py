"""Forges: where a branch becomes a change that somebody reviews, one module each."""
