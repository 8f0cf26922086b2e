"""The notifiers: one medium each, how a notice looks there and how it gets there."""
