"""What is installed has all it needs with it, and loads no more than it must."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from generator import __version__

ROOT = Path(__file__).parent.parent


def test_the_wheel_makes_and_builds_a_site_on_its_own(tmp_path: Path) -> None:
    """What is installed has templates, texts, scripts and the starter site with it."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", tmp_path, ROOT], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("fagarkiv-*.whl")
    installed = tmp_path / "installert"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert {path.name for path in installed.iterdir()} == {
        "generator",
        "search",
        "theme",
        f"fagarkiv-{__version__}.dist-info",
    }
    environment = {**os.environ, "PYTHONPATH": os.fspath(installed)}

    def python(*words: str, cwd: Path) -> str:
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True, text=True).stdout

    where = "import generator, search, theme; print(generator.__file__, search.__file__, theme.__file__)"
    assert all(Path(file).is_relative_to(installed) for file in python("-c", where, cwd=tmp_path).split())
    python("-m", "generator", "new-site", "nytt", cwd=tmp_path)
    assert python("-m", "generator", "build", "--jobs", "1", cwd=tmp_path / "nytt").startswith("Bygget ")
    assert "Arkivet er i gang" in (tmp_path / "nytt/site/index.html").read_text("utf-8")
    assert list((tmp_path / "nytt/site/assets").glob("motor.*.js"))


def test_a_worker_process_that_loads_the_program_loads_nothing_of_it() -> None:
    script = "import sys, generator.__main__; print([name for name in sys.modules if name.startswith('generator.')])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "['generator.__main__']\n"
