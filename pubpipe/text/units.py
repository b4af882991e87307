"""Units of measure and currencies: their names in both languages and how they convert.

Every unit is known by its English name; its dimension and factor say what it converts to. units.toml has them all. A
dimension with tolerance 0 converts exactly (two weeks are 14 days).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

_TOLERANCE = Fraction(6, 100)
"""How far a rounded conversion may be from the exact value."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: one of it is `factor` of the dimension's base; units.toml says what the fields hold."""

    name: str
    dimension: str
    factor: Fraction
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    metric: tuple[str, ...] = ()
    behind: str = ""


def _measures() -> Iterator[Measure]:
    units = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for name, unit in units.items():
        lists = {key: tuple(unit.get(key, ())) for key in ("english", "chinese", "metric")}
        yield Measure(name, unit["dimension"], Fraction(unit["factor"]), **lists, behind=unit.get("behind", ""))


MEASURES = tuple(_measures())
BY_NAME = {measure.name: measure for measure in MEASURES}
EXACT = {"clock", "calendar", "point"}

CURRENCIES = {
    "USD": ("US\\$|USD|\\$", "U\\.S\\. dollars?|US dollars?|dollars?", "美元|美金"),
    "CNY": ("CN¥|RMB|CNY|¥", "yuan|renminbi|RMB", "元人民币|人民币元|人民币|元|块钱"),
    "EUR": ("€|EUR", "euros?", "欧元"),
    "GBP": ("£|GBP", "pounds sterling", "英镑"),
    "JPY": ("JP¥|JPY", "yen", "日元"),
    "HKD": ("HK\\$|HKD", "Hong Kong dollars?", "港元|港币"),
    "CAD": ("C\\$|CA\\$|CAD", "Canadian dollars?", "加元|加拿大元"),
    "AUD": ("A\\$|AU\\$|AUD", "Australian dollars?", "澳元|澳大利亚元"),
}
"""Currency code: English signs before the number, English words and Chinese words after it, as expressions."""


def converts(value: Fraction, unit: str, other_value: Fraction, other_unit: str) -> bool:
    """Whether two measures are the same, as written or converted and rounded (6 %; 1 degree)."""
    if unit == other_unit:
        return value == other_value
    first, second = BY_NAME[unit], BY_NAME[other_unit]
    if first.dimension != second.dimension:
        return False
    if first.dimension == "temperature":
        fahrenheit, celsius = (value, other_value) if "Fahrenheit" in unit else (other_value, value)
        return abs((fahrenheit - 32) * Fraction(5, 9) - celsius) <= 1
    here, there = value * first.factor, other_value * second.factor
    return abs(here - there) <= (0 if first.dimension in EXACT else _TOLERANCE * here)
