"""The launcher makes, repairs and reuses the environment of a small project with one package of its own."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.launcher.environment import Environment, SetupError

ROOT = Path(__file__).resolve().parents[2]
COMMAND = """
import json, os, sys
from importlib.metadata import version
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "ink": version("ink"), "utf8": sys.flags.utf8_mode}))
sys.exit(int(os.environ.get("ANSWER", "0")))
"""


def make_wheel(folder: Path, version: str) -> str:
    """Write a tiny package ``ink`` as a wheel; returns its line for a lock file."""
    info = f"ink-{version}.dist-info"
    files = {
        "ink.py": b"",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: ink\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n"
        for name, data in files.items()
    )
    path = folder / f"ink-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n".encode()}.items():
            archive.writestr(name, data)
    return f"ink=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Project:
    """A checkout in miniature, in a folder whose name has a space and Cyrillic letters."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "мой проект"
        self.wheels = folder / "wheels"
        self.wheels.mkdir()
        shutil.copytree(ROOT / "tools" / "launcher", self.root / "tools" / "launcher")
        (self.root / "tools" / "__init__.py").touch()
        shutil.copy(ROOT / "designer", self.root / "designer")
        (self.root / "designer_app" / "cli").mkdir(parents=True)
        (self.root / "designer_app" / "cli" / "__main__.py").write_text(COMMAND, encoding="utf-8")
        self.lock(make_wheel(self.wheels, "1.0"))

    def lock(self, line: str) -> None:
        (self.root / "requirements.lock").write_text(line, encoding="utf-8")

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
        settings = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
            "PIP_CONFIG_FILE": os.devnull,
        }
        return subprocess.Popen(
            [sys.executable, str(self.root / "designer"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**plain, **settings, "PYTHONUTF8": "1", **variables},
            cwd=variables.get("FOLDER", os.getcwd()),
            start_new_session=True,
        )

    def run(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **variables)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project after its first run."""
    project = Project(tmp_path_factory.mktemp("ready"))
    code, out, err = project.run("first")
    assert code == 0, err
    assert '"ink": "1.0"' in out
    assert "Installing packages" in err
    return project


def test_second_run_installs_nothing_and_says_nothing(ready: Project) -> None:
    code, out, err = ready.run("again", PIP_FIND_LINKS="", PATH="")
    assert (code, err) == (0, "")
    assert '"arguments": ["again"]' in out


def test_arguments_and_exit_code_pass_unchanged(ready: Project) -> None:
    code, out, _ = ready.run("render", "", "a b", "--set=x=«1 990»".encode().decode(), ANSWER="2")
    assert code == 2
    assert '["render", "", "a b", "--set=x=\\u00ab1 990\\u00bb"]' in out


def test_works_from_any_folder_and_ignores_what_lies_there(ready: Project, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    (tmp_path / "designer_app").mkdir()
    (tmp_path / "designer_app" / "__init__.py").write_text("raise SystemExit('the wrong package')")
    code, out, err = ready.run(FOLDER=str(tmp_path), PYTHONPATH=str(tmp_path))
    assert (code, err) == (0, "")
    assert f'"folder": "{tmp_path}"' in out
    assert '"utf8": 1' in out


def test_started_through_a_link(ready: Project, tmp_path: Path) -> None:
    link = tmp_path / "studio"
    link.symlink_to(ready.root / "designer")
    answer = subprocess.run([sys.executable, str(link), "x"], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_new_lock_is_installed_over_the_old(ready: Project) -> None:
    old = (ready.root / "requirements.lock").read_text(encoding="utf-8")
    ready.lock(make_wheel(ready.wheels, "2.0"))
    code, out, err = ready.run()
    assert code == 0, err
    assert '"ink": "2.0"' in out
    assert "Making .venv" not in err
    ready.lock(old)
    assert '"ink": "1.0"' in ready.run()[1]


def test_two_first_runs_at_once(project: Project) -> None:
    both = [project.start("one"), project.start("two")]
    answers = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], answers
    assert "".join(err for _, err in answers).count("Making .venv (once): done") == 1
    assert all('"ink": "1.0"' in out for out, _ in answers)


@pytest.mark.skipif(os.name == "nt", reason="kills a process group")
def test_killed_set_up_is_repaired(ready: Project) -> None:
    right = (ready.root / "requirements.lock").read_text(encoding="utf-8")
    ready.lock(make_wheel(ready.wheels, "3.0"))
    process = ready.start()
    assert process.stderr is not None
    seen = ""
    while "Installing" not in seen:
        line = process.stderr.readline()
        assert line, seen
        seen += line
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    ready.lock(right)
    site = next((ready.root / ".venv" / "lib").glob("python*/site-packages"))
    (site / "ink-1.0.dist-info").mkdir(
        exist_ok=True
    )  # half a package: it claims to be there, but has no code
    (site / "ink-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: ink\nVersion: 1.0\n")
    (site / "ink.py").unlink(missing_ok=True)
    (ready.root / ".venv" / "designer-setup" / "engine.done").unlink()
    code, _, err = ready.run("after")
    assert code == 0, err
    assert (site / "ink.py").exists()
    assert not (ready.root / ".venv.unfinished").exists()


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("ink==1.5", "designer: set-up failed: ink==1.5"),
        ("quill==1.0", "designer: set-up failed: no ready-made package of quill==1.0"),
    ],
    ids=["wrong hash", "not to be had"],
)
def test_package_is_refused_in_one_line(ready: Project, package: str, said: str) -> None:
    right = (ready.root / "requirements.lock").read_text(encoding="utf-8")
    make_wheel(ready.wheels, "1.5")
    ready.lock(f"{package} --hash=sha256:{'0' * 64}\n")
    code, out, err = ready.run()
    assert (code, out) == (1, "")
    assert err.splitlines()[-1].startswith(said)
    assert "Traceback" not in err
    ready.lock(right)
    assert ready.run()[::2] == (0, ""), "a refusal leaves what was there"


def test_old_python_gets_one_line() -> None:
    program = f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(ROOT / 'designer')!r}, run_name='__main__')"
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith("designer: found Python 3.9 · expected 3.11 or newer")
    assert answer.stderr.count("\n") == 1


def test_folder_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "requirements.lock").touch()
    environment = Environment(str(tmp_path))
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(
        SetupError, match=r"cannot be written to .* copy the project into a folder of your own"
    ):
        environment.prepare("engine")


@pytest.fixture
def closed(ready: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A finished checkout that this person may read but not write to."""
    monkeypatch.setattr(os, "access", lambda path, _: not str(path).startswith(str(ready.root)))
    monkeypatch.setattr("tools.launcher.environment.cache_folder", lambda: str(tmp_path / "cache"))
    return ready


def test_a_checkout_of_somebody_else_is_used_as_it_is(closed: Project, tmp_path: Path) -> None:
    environment = Environment(str(closed.root))
    environment.prepare("engine")
    assert environment.folder == str(closed.root / ".venv")
    assert not (tmp_path / "cache").exists()


def test_a_checkout_that_lacks_something_and_is_closed_leaves_for_the_cache(
    closed: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", closed.wheels.as_uri())
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    (closed.root / "requirements-test.lock").write_text(make_wheel(closed.wheels, "4.0"), encoding="utf-8")
    before = sorted(closed.root.rglob("*"))
    for _ in range(2):
        environment = Environment(str(closed.root))
        environment.prepare("test")
        assert Path(environment.folder).is_relative_to(tmp_path / "cache")
        assert environment.ready("test")
        monkeypatch.setenv("PIP_FIND_LINKS", "nowhere")  # the second time nothing is fetched
    assert sorted(closed.root.rglob("*")) == before
