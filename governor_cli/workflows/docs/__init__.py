"""Documentation branches from opening to pull request, and the state of the documentation."""
