"""The wheel, installed where the checkout is not: the program and its data are in it, tests are not."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_WITHOUT = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "EXHIBIT_CATALOGUE"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as the locked backend builds it."""
    pytest.importorskip("hatchling", reason="the build backend is not installed here")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    quiet = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True, env=quiet)
    return next(folder.glob("exhibit-*.whl"))


def test_everything_shipped_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"app", "ui", "db", "resources"}
    tracked = subprocess.run(
        ["git", "ls-files", *sorted(tops)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("this is no checkout of git, so what should be shipped is not known")
    shipped = {name for name in tracked.stdout.splitlines() if not name.startswith("resources/build/")}
    assert shipped - names == set()
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_program_does_its_work_far_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """A new environment; libraries come from this one, our own packages only from the wheel."""
    venv.create(tmp_path / "venv", with_pip=False)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    site = Path(
        sysconfig.get_path(
            "purelib", "venv", vars={"base": str(tmp_path / "venv"), "platbase": str(tmp_path / "venv")}
        )
    )
    target = [sys.executable, "-m", "pip", "--python", str(scripts / "python"), "install", "--quiet"]
    clean = {name: value for name, value in os.environ.items() if name not in _WITHOUT}
    clean["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    subprocess.run([*target, "--no-deps", "--no-index", str(wheel)], check=True, env=clean)
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))

    def exhibit(*arguments: str) -> str:
        done = subprocess.run(
            [str(scripts / "exhibit"), *arguments],
            cwd=tmp_path,
            env=clean,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    where = subprocess.run(
        [str(scripts / "python"), "-c", "import app; print(app.__file__)"],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    exhibit("demo", "demo")
    assert "EX-000001" in exhibit("-c", "demo", "find", "near:우수리스크~25km")
    exhibit("-c", "demo", "sheet", "1", "--out", "sheet.pdf")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (scripts / ("exhibit-desk.exe" if os.name == "nt" else "exhibit-desk")).exists()


def test_both_locks_hold_the_build_backend_and_one_version_of_everything() -> None:
    locked = [_versions(ROOT / name) for name in ("requirements.lock", "requirements-dev.lock")]
    assert all("hatchling" in versions for versions in locked)
    assert {name for name, found in locked[0].items() if locked[1].get(name) != found} == set()


def _versions(lock: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line[:1].isalnum():
            name, _, rest = line.partition("==")
            found.setdefault(name, set()).add(rest.split(" ")[0])
    return found
