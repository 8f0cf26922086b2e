"""What every workflow reads a repository as, and the one way it is written to and shared."""
