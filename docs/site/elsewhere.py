"""Where a notebook can be run: on this machine, or at Binder where the repository is public."""

import re
import subprocess
from html import escape
from pathlib import Path
from urllib.parse import quote

HOSTS = {"github.com": "gh", "gitlab.com": "gl"}
ORIGIN = re.compile(r"(?:https://|git@)(?P<host>[\w.-]+)[/:](?P<name>[\w./-]+?)(?:\.git)?/?")


def badge(origin: str, notebook: str = "") -> str:
    """A link that starts the notebook at Binder, or nothing where ``origin`` is not public."""
    found = ORIGIN.fullmatch(origin)
    if not found or found["host"] not in HOSTS:
        return ""
    name = found["name"] if found["host"] == "github.com" else quote(found["name"], safe="")
    place = f"https://mybinder.org/v2/{HOSTS[found['host']]}/{name}/HEAD"
    place += f"?urlpath=lab/tree/{quote(notebook)}" if notebook else "?urlpath=lab"
    return f'<a class="binder" href="{escape(place)}">Open in Binder</a>'


def how_to_run(origin: str, notebook: str) -> str:
    """The ways to run one notebook, or all, as HTML."""
    here = f"open <code>{escape(notebook)}</code>" if notebook else "open any notebook"
    way = f"On your machine: <code>make lab</code> and {here}."
    there = badge(origin, notebook)
    if there:
        return f"{way} In a browser, with nothing to install, after some minutes: {there}."
    return (
        f"{way} In a browser, with nothing to install: mybinder.org, once the repository is "
        "public; it builds <code>environment.yml</code>."
    )


def origin_of(root: Path) -> str:
    """The address that the repository was cloned from, or nothing."""
    command = ["git", "-C", str(root), "config", "--get", "remote.origin.url"]
    try:
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""
