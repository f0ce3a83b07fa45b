"""A plugin of pytest: the kernels of notebooks are forked from one process that is ready.

Most of what a short notebook costs is the start: of Python, of pandas and matplotlib, of the
tables and patterns of this package. One process does this once for all workers, with what every
notebook reads. Each notebook runs in a fork of it, with a namespace of its own that no other
notebook has touched.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile

MODULES = ["ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.history",
           "IPython.extensions.storemagic", "matplotlib.pyplot", "scipy.stats"]  # fmt: skip
ASKED = "KERNELS_ARE_ASKED_FOR_AT"  # in the environment: the socket of the process
_served: list[tuple[subprocess.Popen, tempfile.TemporaryDirectory]] = []


class Kernel:
    """A forked kernel, as far as jupyter_client asks for a process."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None as long as it lives."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float | None = None) -> int:
        return 0  # called when poll has said so

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def pytest_configure(config) -> None:
    """jupyter_client starts kernels here; where notebooks are run, the process is there for all workers."""
    # comes with nbval
    provisioner = importlib.import_module("jupyter_client.provisioning.local_provisioner")
    provisioner.launch_kernel = launch
    if config.getoption("nbval", False) and ASKED not in os.environ:
        start()


def pytest_unconfigure() -> None:
    """The process ends with the tests that started it, and the kernels that are left with it."""
    while _served:
        process, folder = _served.pop()
        process.communicate()
        folder.cleanup()
        del os.environ[ASKED]


def start() -> None:
    """Start the process; whoever inherits the environment asks the same one."""
    folder = tempfile.TemporaryDirectory()
    path = os.path.join(folder.name, "kernels")
    with socket.socket(socket.AF_UNIX) as heard:
        heard.bind(path)
        heard.listen()
        command = [sys.executable, __file__, str(heard.fileno())]
        quiet = {**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # the debugger's warning
        pipes = {"stdin": subprocess.PIPE, "pass_fds": [heard.fileno()]}
        process = subprocess.Popen(command, env=quiet, **pipes)
    _served.append((process, folder))
    os.environ[ASKED] = path


def launch(command: list[str], cwd: str | None = None, **_) -> Kernel:
    """A kernel in ``cwd``, or where the tests run, for the connection file that ends ``command``."""
    if ASKED not in os.environ:
        start()
    with socket.socket(socket.AF_UNIX) as asked:
        asked.connect(os.environ[ASKED])
        asked.sendall(json.dumps([command[-1], cwd or os.getcwd()]).encode() + b"\n")
        return Kernel(int(asked.makefile().readline()))


def serve(heard: socket.socket) -> None:
    """Fork a kernel for each that asks, and answer with its number, until the standard input ends."""
    importlib.import_module("warmed")  # tables and patterns
    sys.path[0] = ""  # a kernel looks into its own folder first, and not into that of the tests
    load()
    signal.signal(signal.SIGCHLD, reap)
    while sys.stdin not in select.select([sys.stdin, heard], [], [])[0]:
        asked, _ = heard.accept()
        with asked:
            wanted = json.loads(asked.makefile().readline())
            pid = os.fork()
            if not pid:
                become_kernel(*wanted)
            os.setpgid(pid, pid)
            asked.sendall(f"{pid}\n".encode())


def load() -> None:
    """What most notebooks import."""
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for module in MODULES:
        importlib.import_module(module)
    gc.freeze()  # so that a fork shares the memory


def reap(*_) -> None:
    """Kernels that have ended are let go."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def become_kernel(connection: str, folder: str) -> None:
    """The process that calls this is a kernel from here to its end."""
    from ipykernel.kernelapp import IPKernelApp

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setpgid(0, 0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)
    os.chdir(folder)
    IPKernelApp.launch_instance(argv=["-f", connection], parent_handle=os.getppid())
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
