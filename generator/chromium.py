"""A Chromium of the system or of the user: found, and made to print. No other module starts a browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from .model.errors import PrintError, UsageError

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "brave-browser",
)
_PLACES = (  # where it is not on the path
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "~/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"%ProgramFiles%\Chromium\Application\chrome.exe",
    r"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
    r"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    r"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
)
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no host has an address: nothing leaves the machine
    "--no-pdf-header-footer",
)


def find(
    given: str | None, environment: Mapping[str, str], *, names: Sequence[str] = _NAMES, places: Sequence[str] = _PLACES
) -> str:
    """The program that `given` or $CHROMIUM names, else the first of the usual ones.

    Raises UsageError when the one that was named does not exist, or when there is none at all.
    """
    for said, name in (("--chromium", given), ("$CHROMIUM", environment.get("CHROMIUM"))):
        if name:
            if found := shutil.which(name, path=environment.get("PATH")):
                return found
            raise UsageError(f"{said} {name}: no such program")
    expanded = (os.path.expandvars(Path(place).expanduser()) for place in places)
    for candidate in (*names, *expanded):
        if found := shutil.which(candidate, path=environment.get("PATH")):
            return found
    raise UsageError(
        "a PDF is printed by Chromium, and none was found: install one (`apt-get install chromium`, `brew "
        "install --cask chromium`, "
        "or Google Chrome), or name yours with --chromium or in the variable CHROMIUM"
    )


def print_pdf(program: str, page: Path, output: Path, *, timeout: float) -> None:
    """Print an HTML file, on paper of the size that its style asks for.

    Raises PrintError when Chromium cannot be started, fails, or has written nothing after `timeout` seconds.
    """
    with tempfile.TemporaryDirectory(prefix="briefing-chromium-", ignore_cleanup_errors=True) as profile:
        root = (
            ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        )  # root has no sandbox in Chromium
        command = [program, *_FLAGS, *root, f"--user-data-dir={profile}", f"--print-to-pdf={output}", page.as_uri()]
        try:
            running = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,  # so that its helpers end with it
                encoding="utf-8",
                errors="replace",
            )
        except OSError as error:
            raise PrintError(f"{program}: {error.strerror}; name another Chromium with --chromium") from error
        try:
            _, told = running.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            raise PrintError(
                f"{program} had not finished after {timeout:g} seconds and was stopped; nothing was written"
            ) from None
        finally:
            _end(running)
    if running.returncode or not output.exists():
        outcome = f"exit code {running.returncode}" if running.returncode else "no error, and no file"
        raise PrintError("\n".join([f"{program} could not print ({outcome})", *_complaints(told), _hint(told)]))


def _end(running: subprocess.Popen[str]) -> None:
    """Stop it and what it started; nothing happens when all of it has ended."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    if running.stderr:
        running.stderr.close()


def _complaints(told: str) -> Iterable[str]:
    """The last lines that say something of the failure; a machine without a desktop makes Chromium talk of its bus."""
    return [f"  {line.strip()}" for line in told.splitlines() if line.strip() and "dbus" not in line][-3:]


def _hint(told: str) -> str:
    if "sandbox" in told.lower():
        return "its sandbox does not work here: --chromium may name a script that starts it with other flags"
    return "a Chromium that came as a snap cannot read the folder of temporary files: set TMPDIR to one in your home"
