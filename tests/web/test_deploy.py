"""The files for a server on the open net, and their page: commands that exist, numbers that are so, and linters."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from hang_limit import HANG_S
from ilrs_graph.cli.serve import command
from ilrs_graph.sandbox.limits import Limits
from ilrs_graph.web.connection import MAX_HEAD
from ilrs_graph.web.run import CONNECTIONS, GRACE_S
from ilrs_graph.web.service import Settings

REPO = Path(__file__).parents[2]
DEPLOY = REPO / "deploy"
PAGE = (REPO / "docs" / "deploy.md").read_text(encoding="utf-8")
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(DEPLOY.iterdir()) if path.is_file()}


def commands(text: str) -> list[str]:
    """Return the options of each `ilrs-graph serve`, also as the list of a container file."""
    found = re.findall(r'ilrs-graph[`",]* "?serve"?([^`\n\]]*)', text)
    return [each.replace('"', " ").replace(",", " ") for each in found]


@pytest.mark.parametrize("name", ["docs/deploy.md", *(f"deploy/{name}" for name in FILES)])
def test_the_options_of_commands_exist(name: str) -> None:
    found = commands((REPO / name).read_text(encoding="utf-8"))
    assert found, name
    for options in found:
        words = shlex.split(options.split(";")[0].split(", to include")[0])
        command.make_context("serve", [word.rstrip(";.") for word in words])


def test_the_page_names_every_file_and_both_options() -> None:
    assert all(f"deploy/{name}" in PAGE or f"`{name}`" in PAGE for name in FILES)
    options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts}
    assert {"--trusted-proxy", "--base-path"} <= options
    assert all(f"`{name} " in PAGE for name in ("--trusted-proxy", "--base-path"))


@pytest.mark.parametrize(
    "words",
    [
        f"within {Limits().wall_s:.0f} seconds, {Limits().memory_mb} MB",
        f"answers of {Limits().result_bytes // 10**6} MB",
        f"at most {Limits().spool_bytes // 10**9} GB together",
        f"wait up to {Limits().wait_s:.0f} seconds",
        f"for up to {GRACE_S} seconds",
        f"{MAX_HEAD // 1024} KiB",
        f"a body ({Settings().body_s:.0f} seconds) and of a reader who does not read ({Settings().send_s:.0f} seconds)",
        f"{CONNECTIONS} connections",
    ],
)
def test_the_numbers_of_the_page_are_those_of_the_server(words: str) -> None:
    assert words in PAGE


def lint(*words: str) -> str:
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    found = subprocess.run(words, capture_output=True, text=True, timeout=HANG_S)
    assert found.returncode == 0, found.stderr
    return found.stdout + found.stderr


def test_nginx_reads_its_file(tmp_path: Path) -> None:
    site = FILES["nginx.conf"].replace("listen 443 ssl", "listen 8443").replace("listen [::]:443 ssl", "listen 8444")
    site = re.sub(r"ssl_certificate.*;", "", site)  # nginx looks for the files
    file = tmp_path / "nginx.conf"
    file.write_text(f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}}\nhttp {{ {site} }}", encoding="utf-8")
    assert "successful" in lint("nginx", "-t", "-c", str(file), "-p", str(tmp_path))


def test_caddy_reads_its_file() -> None:
    assert "Valid" in lint("caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile"))


def test_systemd_reads_its_file(tmp_path: Path) -> None:
    unit = tmp_path / "ilrs-graph.service"
    unit.write_text(FILES[unit.name].replace("/opt/ilrs-graph/bin/ilrs-graph", "/bin/true"), encoding="utf-8")
    assert lint("systemd-analyze", "verify", str(unit)) == ""


def test_hadolint_finds_nothing() -> None:
    assert lint("hadolint", str(DEPLOY / "Containerfile")) == ""
