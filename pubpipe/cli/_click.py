"""Click, in the user's language: help texts are translated when shown, errors end with the right exit code."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from typing import Any

import click

from pubpipe.errors import PubpipeError
from pubpipe.messages import _, language


class Formatter(click.HelpFormatter):
    """Help wrapped by the width a terminal gives its characters: two columns for a Chinese one."""

    def write_text(self, text: str) -> None:
        """A paragraph, indented."""
        for line in wrapped(text, self.width - self.current_indent):
            self.write(f"{' ' * self.current_indent}{line}\n")

    def write_dl(self, rows: Any, col_max: int = 30, col_spacing: int = 2) -> None:
        """Names and what they mean, in two columns."""
        from pubpipe.text.scripts import width

        indent = " " * self.current_indent
        first = min(max((width(name) for name, _meaning in rows), default=0), col_max) + col_spacing
        for name, meaning in rows:
            lines = wrapped(meaning, self.width - self.current_indent - first) or [""]
            if width(name) + col_spacing > first:
                self.write(f"{indent}{name}\n")
            else:
                self.write(f"{indent}{name}{' ' * (first - width(name))}{lines.pop(0)}".rstrip() + "\n")
            for line in lines:
                self.write(f"{indent}{' ' * first}{line}\n")


def wrapped(text: str, columns: int) -> list[str]:
    """The lines of a paragraph; it may break at a space, or after a Chinese character that no mark follows."""
    from pubpipe.text.scripts import width

    lines = [""]
    for piece in re.findall(r"[⺀-鿿＀-￯　-〿][，。；：、）”？！》」]*|[^\s⺀-鿿＀-￯　-〿]+|\s+", text):
        if width(lines[-1]) + width(piece.rstrip()) > max(columns, 20):
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


click.Context.formatter_class = Formatter


class Command(click.Command):
    """A command whose help is shown in the user's language."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(context)
        formatter.write_usage(context.command_path, " ".join(pieces), _("Usage:") + " ")

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in (self.help or "").split("\n\n"):
                formatter.write_text(_(" ".join(paragraph.split())))
                formatter.write_paragraph()

    def get_short_help_str(self, limit: int = 45) -> str:
        first = " ".join((self.help or "").split("\n\n")[0].split())
        return _(first).rstrip(".。")

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for record in map(_record, self.get_params(context)) if record]
        if records:
            with formatter.section(_("Options")):
                formatter.write_dl(records)


def _record(parameter: click.Parameter) -> tuple[str, str] | None:
    if not isinstance(parameter, click.Option) or parameter.hidden:
        return None
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    if not parameter.is_flag and not parameter.count:
        names += " " + (parameter.metavar or _choices(parameter.type) or parameter.type.name.upper())
    return names, _(parameter.help or "")


def _choices(kind: Any) -> str:
    return "[" + "|".join(map(str, kind.choices)) + "]" if isinstance(kind, click.Choice) else ""


class Group(Command, click.Group):
    """Commands of one group, each in the file that bears its name and imported only when it is used."""

    command_class = Command

    def __init__(self, *arguments: Any, package: str = "", names: Sequence[str] = (), **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self._package, self._names = package, names

    def list_commands(self, context: click.Context) -> list[str]:
        return [*self._names, *super().list_commands(context)]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in self._names:
            module = f"{name}_" if iskeyword(name) else name
            found: click.Command = import_module(f"{self._package}.{module}").command
            return found
        return super().get_command(context, name)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        Command.format_options(self, context, formatter)
        commands = [(name, self.get_command(context, name)) for name in self.list_commands(context)]
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, each.get_short_help_str()) for name, each in commands if each])


def say_error(error: Exception) -> int:
    """Print one clear sentence for an error and give the exit code it stands for."""
    if isinstance(error, PubpipeError):
        print_error(str(error))
        return error.exit_code
    if isinstance(error, click.UsageError):
        if error.ctx:
            click.echo(error.ctx.get_usage(), err=True)
        print_error(_usage_error(error))
        return 2
    assert isinstance(error, click.ClickException)
    print_error(error.format_message())
    return 2


def print_error(sentence: str) -> None:
    """A sentence on stderr that survives a terminal which cannot encode it."""
    click.echo(_("error: {sentence}").format(sentence=sentence), err=True)


def _usage_error(error: click.UsageError) -> str:
    if language() == "en":
        return error.format_message()
    parameter = error.param if isinstance(error, click.BadParameter) else None
    name = parameter.human_readable_name if parameter else ""
    if isinstance(parameter, click.Option):
        name = parameter.opts[0]
        if isinstance(parameter.type, click.Choice):
            choices = ", ".join(map(str, parameter.type.choices))
            return _("{name} must be one of {choices}").format(name=name, choices=choices)
    unknown = re.match(r"No such command '(.*?)'", error.message)
    if unknown:
        return _("no such command: {name}").format(name=unknown[1])
    if isinstance(error, click.NoSuchOption):
        return _("no such option: {name}").format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("missing: {name}").format(name=name)
    if isinstance(error, click.BadParameter):
        return _("invalid value for {name}: {reason}").format(name=name, reason=error.message)
    return error.format_message()


def survive_encoding() -> None:
    """Let output reach a terminal that cannot encode Chinese, as escapes instead of an exception."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
