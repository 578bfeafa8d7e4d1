"""What the project needs to build, check and start itself; nothing here is shipped in the wheel."""
