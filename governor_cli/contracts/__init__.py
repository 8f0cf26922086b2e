"""What a kind, a rule or a corpus offers to the rest of the house."""
