"""Offline desktop studio for social-media design: one engine for canvas, command line and library."""

__version__ = "0.1.0"
