"""Which characters an expression can end with.

Most places of a text stand behind a letter, where no rule can cut. To know that without asking the rules, what a
break rule wants before the cut is read far enough to see its end. What cannot be read counts as "any character".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_GROUPS = ("?:", "?>", "?=", "?!", "?<=", "?<!")
_LOOKING = ("?=", "?!", "?<=", "?<!")
_ZERO_WIDTH = "bBAZGKmM"
_UNREADABLE = "XRNgk123456789"


def last(expression: str) -> str | None:
    """A set of `regex` that holds every character with which a match can end; None where it may be any, or nothing."""
    try:
        choices, position = _choices(expression, 0)
        sets = _sets(choices) if position == len(expression) else None
    except (_Unreadable, IndexError):
        return None
    return f"[{''.join(dict.fromkeys(sets))}]" if sets else None


@dataclass(frozen=True, slots=True)
class _Atom:
    """One step of an expression: a set of characters, or a group's choices; zero-width where it has neither."""

    characters: str = ""
    choices: tuple[tuple[_Atom, ...], ...] = ()
    optional: bool = False

    @property
    def zero_width(self) -> bool:
        return not self.characters and not self.choices


class _Unreadable(Exception):
    """The expression says something we do not follow."""


def _sets(choices: Iterable[Sequence[_Atom]]) -> list[str] | None:
    """The sets at the end of all choices; None if one of them may match nothing."""
    found: list[str] = []
    for atoms in choices:
        for atom in reversed(atoms):
            if atom.zero_width:
                continue
            inner = _sets(atom.choices) if atom.choices else [atom.characters]
            found += _all_sets(atom) if inner is None else inner
            if not atom.optional and inner is not None:
                break
        else:
            return None
    return found


def _all_sets(atom: _Atom) -> list[str]:
    """Every set anywhere in it: more than its end, never less."""
    if not atom.choices:
        return [atom.characters] if atom.characters else []
    return [each for choice in atom.choices for inner in choice for each in _all_sets(inner)]


def _choices(expression: str, position: int) -> tuple[tuple[tuple[_Atom, ...], ...], int]:
    """What stands between bars, until the group or the expression ends."""
    choices: list[tuple[_Atom, ...]] = []
    atoms: list[_Atom] = []
    while position < len(expression) and expression[position] != ")":
        if expression[position] == "|":
            choices.append(tuple(atoms))
            atoms = []
            position += 1
            continue
        atom, position = _atom(expression, position)
        optional, position = _quantifier(expression, position)
        atoms.append(_Atom(atom.characters, atom.choices, optional))
    return (*choices, tuple(atoms)), position


def _atom(expression: str, position: int) -> tuple[_Atom, int]:
    character = expression[position]
    if character == "(":
        return _group(expression, position + 1)
    if character == "[":
        end = _end_of_set(expression, position)
        return _Atom(expression[position:end]), end
    if character == "\\":
        return _escape(expression, position)
    if character in "^$":
        return _Atom(), position + 1
    if character == ".":
        return _Atom(r"\s\S"), position + 1
    return _Atom("\\" + character if character in "-&~" else character), position + 1


def _group(expression: str, position: int) -> tuple[_Atom, int]:
    kind = next((kind for kind in _GROUPS if expression.startswith(kind, position)), "")
    if not kind and expression[position] == "?":
        raise _Unreadable  # flags, names, conditions
    choices, position = _choices(expression, position + len(kind))
    if expression[position] != ")":
        raise _Unreadable
    return (_Atom() if kind in _LOOKING else _Atom(choices=choices)), position + 1


def _escape(expression: str, position: int) -> tuple[_Atom, int]:
    letter = expression[position + 1]
    if letter in _UNREADABLE:
        raise _Unreadable
    if letter in _ZERO_WIDTH:
        return _Atom(), position + 2
    end = position + 2
    if letter in "pP" and expression[end] == "{":
        end = expression.index("}", end) + 1 if "}" in expression[end:] else len(expression)
    else:
        end += {"x": 2, "u": 4, "U": 8}.get(letter, 0)
    return _Atom(expression[position:end]), end


def _end_of_set(expression: str, position: int) -> int:
    """Just behind the bracket that closes the set (sets nest)."""
    depth = 0
    start = position
    while True:
        character = expression[position]
        if character == "\\":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]" and position > start + 1 and expression[start:position] != "[^":
            depth -= 1
            if not depth:
                return position + 1
        position += 1


def _quantifier(expression: str, position: int) -> tuple[bool, int]:
    """Whether what stands before may be missing, and where the quantifier ends."""
    optional = False
    while position < len(expression) and expression[position] in "*+?{":
        character = expression[position]
        if character == "{":
            end = expression.find("}", position)
            numbers = expression[position + 1 : end].split(",")
            if end < 0 or not all(not number or number.isdigit() for number in numbers):
                raise _Unreadable
            optional = optional or numbers[0] in ("", "0")
            position = end
        else:
            optional = optional or character in "*?"  # a lazy or possessive mark behind makes it no less sure to hold
        position += 1
    return optional, position
