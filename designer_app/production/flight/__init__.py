"""The flight check: all that is wrong with a template, a kit or a job, before anyone sees the pictures."""
