"""Judging a snapshot: findings, their fixes, and the hook that refuses."""
