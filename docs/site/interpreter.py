"""Python for the browser: the core of Pyodide, taken once from npm and held to its hash.

``python docs/site/interpreter.py OUT`` puts the five files that a page needs into OUT. The version
and the hash stand in ``interpreter.txt``. Without npm nothing is written and the reason is said:
the edition is then made without the page on which a reader tries the method.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PINNED = Path(__file__).with_name("interpreter.txt")
CORE = (
    "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"
)  # fmt: skip


def fetch(out: Path) -> None:
    """The files of ``CORE`` in ``out``; raises ``RuntimeError`` where they cannot be had."""
    name, integrity = PINNED.read_text(encoding="utf-8").split()
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("there is no npm here")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", "--silent", "--pack-destination", folder, name]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            raise RuntimeError(f"npm pack {name} failed: {' '.join(done.stderr.split())[:200]}")
        digest = hashlib.sha512(archives[0].read_bytes()).digest()
        if f"sha512-{base64.b64encode(digest).decode()}" != integrity:
            raise RuntimeError(f"{name} is not the file whose hash stands in {PINNED.name}")
        out.mkdir(parents=True, exist_ok=True)
        with tarfile.open(archives[0]) as archive:
            for file in CORE:
                member = archive.extractfile(f"package/{file}")
                assert member is not None
                (out / file).write_bytes(member.read())


if __name__ == "__main__":
    try:
        fetch(Path(sys.argv[1]))
    except RuntimeError as error:
        print(f"no Python for the browser: {error}; the edition is made without it")
