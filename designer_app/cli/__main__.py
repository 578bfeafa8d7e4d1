"""``designer`` and ``python -m designer_app.cli``. Workers import this file again: keep it empty of work."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 not all done, 2 wrong use."""
    from designer_app.cli.early import expect_pictures

    expect_pictures(sys.argv[1:])
    from designer_app.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
