"""Tables of colours: .cube and .3dl."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from designer_app.errors import DesignError
from designer_app.pictures.cubes import cube_of, read_cube

SWAPPED = "\n".join(f"{b} {g} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1))


def values(data: str) -> np.ndarray:
    found = cube_of(data.encode())
    return np.frombuffer(found.values, "<u2").reshape(found.size, found.size, found.size, 3)


def test_a_cube_has_red_fastest() -> None:
    text = (
        f'# a comment\nTITLE "Swap"\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1.0 1.0 1.0\n\n{SWAPPED}\n'
    )
    got = values(text)
    assert tuple(got[0, 0, 1]) == (0, 0, 65535), "red alone became blue"
    assert tuple(got[1, 0, 0]) == (65535, 0, 0)


@pytest.mark.parametrize(("most", "bits"), [(1023, 10), (4095, 12), (65535, 16)])
def test_a_mesh_has_blue_fastest(most: int, bits: int) -> None:
    lines = [f"{r * most} {g * most // 2} {b * most}" for r in (0, 1) for g in (0, 1) for b in (0, 1)]
    got = values("0 1023\n" + "\n".join(lines))
    assert tuple(got[0, 0, 1]) == (65535, 0, 0)
    assert tuple(got[1, 0, 0]) == (0, 0, 65535)
    assert abs(int(got[0, 1, 0, 1]) - 32767) <= 65535 >> bits


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00\xff\x00binary", b"LUT_3D_SIZE 2\n0 0 0\n", b"LUT_3D_SIZE 999999999\n0 0 0",
        b"LUT_3D_SIZE 2\n" + b"0 nan 1\n" * 8, b"LUT_3D_SIZE 2\n" + b"1 2\n" * 8, b"LUT_1D_SIZE 4\nLUT_3D_SIZE 2\n",
        b"LUT_3D_SIZE 2\nDOMAIN_MAX 2 2 2\n" + b"0 0 0\n" * 8, b"LUT_1D_SIZE 2\n0 0 0\n1 1 1", b"0 512 1023\n0 0 0",
    ],
)  # fmt: skip
def test_bad_tables_are_one_clear_line(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.cube"
    file.write_bytes(data)
    with pytest.raises(DesignError) as caught:
        read_cube(file)
    (finding,) = caught.value.findings
    assert finding.code in ("bad-lookup", "bad-picture")
    assert finding.file == str(file)
    assert "\n" not in finding.line()
