"""The health of the tooling: every probe asked at once, and what they found kept for the weekly sync."""
