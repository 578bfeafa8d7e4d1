from __future__ import annotations

import pytest

from tests.cli.running import Designer


@pytest.fixture
def designer(capsys: pytest.CaptureFixture[str]) -> Designer:
    return Designer(capsys)
