"""Floor 7: the window. Shows editor state, sends commands; nothing here decides what a document is."""
