"""What gov does to a repository: read, decide, write."""
