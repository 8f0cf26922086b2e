"""The weekly sync: what was looked at, decided, and given to somebody."""
