"""The README is true: its two commands are two, every command is in it, and every room stands in its map."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import pubpipe
from pubpipe.cli._commands import command

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def commands(group: click.Group, path: str = "") -> dict[str, click.Command]:
    found: dict[str, click.Command] = {}
    context = click.Context(group)
    for name in group.list_commands(context):
        each = group.get_command(context, name)
        assert each is not None, name
        found[f"{path}{name}"] = each
        if isinstance(each, click.Group):
            found |= commands(each, f"{path}{name} ")
    return found


EVERY = commands(command)  # type: ignore[arg-type]


def test_two_commands_are_two_lines_in_two_fences() -> None:
    fences = re.findall(r"^```sh\n(.*?)^```$", section("Two commands"), re.MULTILINE | re.DOTALL)
    assert [fence.count("\n") for fence in fences] == [1, 1]
    assert fences[0].endswith("pubpipe publish\n")
    assert fences[1].endswith("pytest\n")


def test_ci_runs_the_second_command_as_the_readme_has_it() -> None:
    assert "README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in EVERY if " " not in name])
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"^\| `pubpipe {name}[ `]", section("Commands"), re.MULTILINE)


@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_has_help(name: str) -> None:
    assert EVERY[name].help
    for parameter in EVERY[name].params:
        assert isinstance(parameter, click.Argument) or parameter.help, parameter.name  # type: ignore[attr-defined]


def test_every_room_stands_in_the_map() -> None:
    package = Path(pubpipe.__file__).parent
    rooms = {
        each.name + ("/" if each.is_dir() else "")
        for each in package.iterdir()
        if not each.name.startswith("_") and each.name != "locale"
    }
    assert {room for room in rooms if f"`{room}`" not in section("Rooms")} == set()
