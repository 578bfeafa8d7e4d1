"""Floor 6: the editor without a window. Documents are frozen, every edit is a command, history is a list of states."""
