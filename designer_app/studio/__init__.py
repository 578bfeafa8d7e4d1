"""Floor 7: the window. Shows editor state, sends commands; nothing here decides what a document is."""

# Before Qt: PySide6 reads the source of every module that is imported after it.
import designer_app.editor.artboard
import designer_app.editor.commands
import designer_app.editor.session
import designer_app.editor.split
import designer_app.paint  # noqa: F401
