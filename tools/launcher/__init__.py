"""First-use set-up: the environment, the tests' extras and the system libraries. Standard library only."""
