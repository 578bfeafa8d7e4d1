"""Panels of the editor window: each shows one side of the state and sends commands."""
