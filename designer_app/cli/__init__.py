"""Floor 8: the command line. One module per command, each imported only when it is called."""
