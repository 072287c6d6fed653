"""The built wheel, in an empty environment, from another folder."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.conftest import NINE, ROOT


@pytest.mark.slow
def test_the_wheel_runs_the_demo_from_any_folder(tmp_path):
    wheels = tmp_path / "wheels"
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--wheel-dir",
        str(wheels),
        str(_copy(tmp_path)),
    ]
    built = subprocess.run(command, capture_output=True, text=True)
    if built.returncode and not os.environ.get("CI"):
        pytest.skip(f"no wheel could be built, perhaps for want of a network: {built.stderr.strip()[-200:]}")
    assert built.returncode == 0, built.stderr
    (wheel,) = wheels.glob("*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    programs = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    # What lies on PYTHONPATH or in the current folder would count as installed already.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    command = [str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel)]
    install = subprocess.run(command, capture_output=True, text=True, cwd=elsewhere, env=environment)
    if install.returncode and not os.environ.get("CI"):
        pytest.skip(
            f"its dependencies could not be installed, perhaps for want of a network: {install.stderr.strip()[-200:]}"
        )
    assert install.returncode == 0, install.stderr
    run = subprocess.run(
        [programs / "facilitate", "demo"], capture_output=True, text=True, cwd=elsewhere, env=environment
    )
    assert run.returncode == 0, run.stderr
    for number, name in enumerate(NINE, 1):
        assert f"  {number}. {name}\n" in run.stdout
    assert len(list(elsewhere.glob("demo/*/report/report.docx"))) == 2


def _copy(tmp_path: Path) -> Path:
    """The project without what other runs left behind: a stale build folder would ship deleted files."""
    import shutil

    skip = shutil.ignore_patterns(
        ".git", ".venv", "build", "dist", "demo", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis"
    )
    return Path(shutil.copytree(ROOT, tmp_path / "source", ignore=skip))
