"""A plugin of pytest: the kernels of notebooks are forked from one process that is ready.

Most of what a short notebook costs is the start: of Python, of pandas and matplotlib, of the
tables and patterns of this package. One process does this once, with what every notebook reads.
Each notebook runs in a fork of it, with a namespace of its own that no other notebook has touched.
"""

import gc
import importlib
import json
import os
import signal
import subprocess
import sys

MODULES = ["ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.debugger", "IPython.core.history",
           "IPython.extensions.storemagic", "matplotlib.pyplot", "scipy.stats"]  # fmt: skip
_served: list[subprocess.Popen] = []


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


def pytest_configure() -> None:
    """jupyter_client starts kernels here."""
    # comes with nbval
    provisioner = importlib.import_module("jupyter_client.provisioning.local_provisioner")
    provisioner.launch_kernel = launch


def pytest_unconfigure() -> None:
    """The process ends with the tests, and the kernels that are left with it."""
    while _served:
        _served.pop().communicate()


def launch(command: list[str], cwd: str | None = None, **_) -> Kernel:
    """A kernel in ``cwd``, or where the tests run, for the connection file that ends ``command``."""
    if not _served:
        start = [sys.executable, __file__]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        _served.append(subprocess.Popen(start, text=True, **pipes))
    (server,) = _served
    print(json.dumps([command[-1], cwd or os.getcwd()]), file=server.stdin, flush=True)
    return Kernel(int(server.stdout.readline()))


def serve() -> None:
    """Fork a kernel for each line of the standard input, and answer with its number."""
    importlib.import_module("warmed")  # tables and patterns
    sys.path[0] = ""  # a kernel looks into its own folder first, and not into that of the tests
    load()
    signal.signal(signal.SIGCHLD, reap)
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            become_kernel(*json.loads(line))
        os.setpgid(pid, pid)
        print(pid, flush=True)


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
    serve()
