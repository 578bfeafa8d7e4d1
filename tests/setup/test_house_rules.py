"""The house rules catch what they forbid, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.circles import circles
from tools.house_rules import ROOT, check_source, check_tree

BREACHES = {
    "ImageFont imported": "from PIL import ImageFont",
    "ImageFont inside a function": "def f():\n    from PIL.ImageFont import truetype",
    "ImageFont as an attribute": "import PIL\nfont = PIL.ImageFont.load_default()",
    "text by Pillow": "from PIL import ImageDraw\nImageDraw.Draw(x).text((0, 0), 'a')",
    "polygon by Pillow": "from PIL import Image, ImageDraw\ndraw = ImageDraw.Draw(x)\ndraw.polygon([(0, 0)])",
    "open to write": "open('a', 'w')",
    "open to append, by keyword": "open('a', mode='ab')",
    "Path.open to write": "from pathlib import Path\nPath('a').open('wb')",
    "fdopen to write": "import os\nos.fdopen(3, 'wb')",
    "write_text": "from pathlib import Path\nPath('a').write_text('b')",
    "write_bytes": "path.write_bytes(b'')",
    "save to a path": "image.save(path)",
    "save to a name with a format": "image.save('a.png', format='PNG')",
    "rename": "import os\nos.replace('a', 'b')",
    "copy": "import shutil\nshutil.copyfile('a', 'b')",
    "clock": "import time\nstamp = time.time()",
    "today": "import datetime\nday = datetime.date.today()",
    "salted hash": "key = hash('a')",
    "directory order": "names = [p.name for p in folder.iterdir()]",
    "glob order": "for path in folder.glob('*.json'):\n    pass",
    "POSIX module": "import fcntl",
    "POSIX call": "import os\nos.kill(1, 9)",
    "Qt in the engine": "from PySide6 import QtGui",
    "a type not settled": "import msgspec\nmsgspec.convert(data, Job)",
    "a type by keyword": "import msgspec\nmsgspec.json.decode(data, type=list[Job])",
    "a decoder of one": "import msgspec\nmsgspec.msgpack.Decoder(Job)",
    "rich in the engine": "def f():\n    import rich.table",
}
GOOD = {
    "open to read": "open('a')\nopen('a', 'rb')",
    "Pillow's opener": "from PIL import Image\nImage.open('a')",
    "save to memory": "import io\nstream = io.BytesIO()\nimage.save(stream, 'PNG')",
    "save to a stream given": "from typing import IO\ndef f(out: IO[bytes]):\n    image.save(out, 'PNG')",
    "the door itself": "from designer_app import files\nfiles.write_bytes(path, b'')",
    "the door by name": "from designer_app.files import write_text\nwrite_text(path, '')",
    "text that isn't drawn": "layer.text('a')\nshape.polygon(5)",
    "sorted folders": "names = sorted(p.name for p in folder.iterdir())\nfull = any(folder.iterdir())",
    "to nowhere": "import os\nopen(os.devnull, 'w')",
    "a stopwatch": "import time\nbegun = time.perf_counter()",
    "a settled type": "import msgspec\nmsgspec.convert(data, read_as(Job))\nmsgspec.json.decode(data)",
    "a breach with its reason": "open('a', 'w')  # house: the lock file of this folder",
}


def test_other_rooms_come_to_the_painter_by_its_doors() -> None:
    inner = "from designer_app.paint.bounds import bounds, rect_of"
    [breach] = check_source(inner, "studio/card.py")
    assert breach.rule.startswith("designer_app.paint.bounds.rect_of: ")
    assert not check_source(inner, "paint/card.py")
    assert not check_source("from designer_app.paint import Painter, paint", "studio/card.py")
    for module in ("from designer_app.paint import coverage", "import designer_app.paint.faces"):
        assert check_source(module, "studio/card.py"), module


@pytest.mark.parametrize("source", BREACHES.values(), ids=BREACHES)
def test_breach_is_found(source: str) -> None:
    breaches = check_source(source, "paint/card.py")
    assert [breach.file for breach in breaches[:1]] == ["paint/card.py"], breaches


@pytest.mark.parametrize("source", GOOD.values(), ids=GOOD)
def test_good_code_passes(source: str) -> None:
    assert check_source(source, "paint/card.py") == []


def test_breach_names_its_line() -> None:
    (breach,) = check_source("import os\n\n\nos.replace('a', 'b')\n", "paint/card.py")
    assert breach.line == 4
    assert str(breach).startswith("paint/card.py:4: os.replace")


def test_vague_module_names() -> None:
    assert check_source("", "paint/utils.py")
    assert check_source("", "helpers/card.py")
    assert not check_source("", "paint/coverage.py")


def test_each_floor_has_its_own_rules() -> None:
    assert check_source("import rich", "cli/show.py") == []
    assert check_source("image.save(path)", "cli/show.py"), "writing has one door on every floor"
    assert check_source("import os\nos.replace('a', 'b')\nopen('a', 'w')", "files.py") == []
    assert check_source("from PIL import ImageFont", "files.py"), "the door is for files only"


def test_tree_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.py", "a.py"):
        (tmp_path / name).write_text("hash('x')\n")
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "c.py").write_text("import fcntl\n")
    assert [breach.file for breach in check_tree(tmp_path)] == ["a.py", "b.py", "room/c.py"]


def test_the_project_keeps_them() -> None:
    assert [str(breach) for breach in check_tree(ROOT / "designer_app")] == []


def test_circles_are_found_at_the_top_and_inside_functions(tmp_path: Path) -> None:
    package = tmp_path / "pack"
    (package / "room").mkdir(parents=True)
    (package / "a.py").write_text("from pack.room import b\n")
    (package / "room" / "b.py").write_text("def f():\n    from pack.c import x\n")
    (package / "c.py").write_text("import pack.a\n")
    (package / "d.py").write_text("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pack.e\n")
    (package / "e.py").write_text("import pack.d\n")
    (package / "f.py").write_text("import pack.g\n")
    (package / "g.py").write_text("import pack.f  # house: a tile is painted as any node is\n")
    assert circles(package) == ["a.py → room/b.py → c.py → a.py"]


def test_the_project_has_no_circles() -> None:
    assert circles(ROOT / "designer_app") == []
