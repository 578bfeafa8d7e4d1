"""Long lists in few bytes are the lists that they were made of."""

from __future__ import annotations

import pickle
import sys

import pytest

from designer_app.production.packed import ByKey, Packed, at_places, ordered, picked
from designer_app.production.records import Cell

MANY = 6000  # some stay as they are, others are packed, some wait


def cells(count: int = MANY) -> list[Cell]:
    return [Cell(number=n, key=f"r{n}", values={"headline": f"Number {n}", "price": n}, stem=f"r{n}") for n in range(count)]  # fmt: skip


def test_it_is_the_list_that_it_was_made_of() -> None:
    plain = cells()
    packed = Packed(plain)
    assert len(packed) == MANY
    assert list(packed) == plain
    assert packed == plain
    assert packed != plain[:-1]
    for at in (0, 1023, 1024, 1151, 1152, 5500, MANY - 1, -1, -MANY):
        assert packed[at] == plain[at]
    with pytest.raises(IndexError):
        packed[MANY]
    assert Packed() == ()
    assert not Packed()


def test_parts_and_parts_of_parts() -> None:
    packed = Packed(cells())
    part = packed[4000:5900]
    assert list(part) == cells()[4000:5900]
    assert list(part[500:]) == cells()[4500:5900]
    assert list(packed[::700]) == cells()[::700]
    assert len(packed[9000:]) == 0


def test_order_and_choice() -> None:
    packed = Packed(reversed(cells()))
    assert ordered(packed, [cell.number for cell in packed]) == cells()
    assert ordered(Packed(cells()), [0] * MANY) == cells()  # equal keys stay as they stand
    odd = picked(packed, lambda cell: bool(cell.number % 2))
    assert [cell.number for cell in odd] == list(range(MANY - 1, 0, -2))
    assert picked(packed, lambda cell: True) is packed


def test_records_at_places_are_read_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    packed, places = Packed(cells()), [n * 7 % MANY for n in range(MANY) if n * 7 % MANY != 9]
    found = at_places(packed, places)
    assert [cell.number for cell in found] == places
    assert [cell.number for cell in at_places(packed, sorted(places))] == sorted(places)
    read: list[int] = []
    unpack = Packed._read

    def counting(one: Packed[Cell], number: int) -> list[Cell]:
        read.append(number)
        return unpack(one, number)

    monkeypatch.setattr(Packed, "_read", counting)
    assert len(list(found)) == len(places)
    assert len(read) == len(set(read)) > 10


def test_by_key_a_record_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = Packed(cells())
    found = ByKey((cell.key for cell in cells()), packed)
    read: list[int] = []
    unpack = Packed._read
    monkeypatch.setattr(Packed, "_read", lambda one, number: (read.append(number), unpack(one, number))[1])
    assert len(found) == MANY
    assert "r5000" in found
    assert found["r5000"] == cells()[5000]
    assert found.get("r6000") is None
    assert len(read) == 1


def test_it_travels_to_other_processes() -> None:
    packed = Packed(cells())
    assert pickle.loads(pickle.dumps(packed)) == packed
    assert list(pickle.loads(pickle.dumps(packed[3:9]))) == cells()[3:9]


def test_it_takes_few_bytes() -> None:
    def size(count: int) -> int:
        return len(pickle.dumps(Packed(cells(count))))

    each = (size(20_000) - size(10_000)) / 10_000
    assert each < 60
    assert sys.getsizeof(cells(1)[0].values) > each
