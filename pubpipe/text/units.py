"""Units of measure and currencies: their names in both languages and how they convert.

Every unit is known by its English name; its dimension and factor say what it converts to. A dimension with tolerance 0
converts exactly (two weeks are 14 days).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_TOLERANCE = Fraction(6, 100)
"""How far a rounded conversion may be from the exact value."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: one of it is `factor` of the dimension's base."""

    name: str
    dimension: str
    factor: Fraction
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def _measure(name: str, dimension: str, factor: str, english: str, chinese: str) -> Measure:
    return Measure(name, dimension, Fraction(factor), tuple(english.split("|")), tuple(chinese.split("|")))


MEASURES = (
    _measure("millimetre", "length", "0.001", "mm|millimeters?|millimetres?", "毫米"),
    _measure("centimetre", "length", "0.01", "cm|centimeters?|centimetres?", "厘米|公分"),
    _measure("metre", "length", "1", "meters?|metres?", "米|公尺"),
    _measure("kilometre", "length", "1000", "km|kilometers?|kilometres?|kph|kmh", "公里|千米"),
    _measure("inch", "length", "0.0254", "inch|inches", "英寸"),
    _measure("foot", "length", "0.3048", "feet|foot|ft", "英尺"),
    _measure("yard", "length", "0.9144", "yards?", "码"),
    _measure("mile", "length", "1609.344", "miles?|mph|mi", "英里"),
    _measure("square metre", "area", "1", "square meters?|square metres?|sq\\.? m", "平方米|㎡"),
    _measure(
        "square kilometre", "area", "1000000", "square kilometers?|square kilometres?|sq\\.? km", "平方公里|平方千米"
    ),
    _measure("square foot", "area", "0.09290304", "square feet|square foot|square-foot|sq\\.? ft", "平方英尺"),
    _measure("square yard", "area", "0.83612736", "square yards?", "平方码"),
    _measure("square mile", "area", "2589988.11", "square miles?|sq\\.? mi", "平方英里"),
    _measure("acre", "area", "4046.8564", "acres?", "英亩"),
    _measure("hectare", "area", "10000", "hectares?|ha", "公顷"),
    _measure("mu", "area", "666.6667", "mu", "亩"),
    _measure("litre", "volume", "1", "liters?|litres?", "升"),
    _measure("gallon", "volume", "3.785412", "gallons?", "加仑"),
    _measure("cubic metre", "volume", "1000", "cubic meters?|cubic metres?", "立方米"),
    _measure("cubic foot", "volume", "28.316847", "cubic feet|cubic foot", "立方英尺"),
    _measure("cubic yard", "volume", "764.55486", "cubic yards?", "立方码"),
    _measure("acre-foot", "volume", "1233481.84", "acre-feet|acre-foot", "英亩英尺"),
    _measure("gram", "mass", "0.001", "grams?", "克"),
    _measure("kilogram", "mass", "1", "kg|kilograms?", "千克|公斤"),
    _measure("ounce", "mass", "0.02834952", "ounces?|oz", "盎司"),
    _measure("pound", "mass", "0.45359237", "pounds?|lbs?", "磅"),
    _measure("tonne", "mass", "1000", "metric tons?|tonnes?|tons?", "吨|公吨"),
    _measure("ton", "mass", "907.18474", "short tons?", "短吨|美吨"),
    _measure("watt", "power", "1", "watts?", "瓦|瓦特"),
    _measure("kilowatt", "power", "1000", "kilowatts?|kW", "千瓦"),
    _measure("megawatt", "power", "1000000", "megawatts?|MW", "兆瓦"),
    _measure("gigawatt", "power", "1000000000", "gigawatts?|GW", "吉瓦"),
    _measure("kilowatt-hour", "energy", "1", "kilowatt-hours?|kilowatt hours?|kWh", "千瓦时|度电"),
    _measure("megawatt-hour", "energy", "1000", "megawatt-hours?|megawatt hours?|MWh", "兆瓦时"),
    _measure("second", "clock", "1", "seconds?", "秒|秒钟"),
    _measure("minute", "clock", "60", "minutes?", "分钟"),
    _measure("hour", "clock", "3600", "hours?", "小时|个小时|个钟头"),
    _measure("day", "clock", "86400", "days?", "天|日|个工作日"),
    _measure("week", "clock", "604800", "weeks?", "周|星期|个星期"),
    _measure("month", "calendar", "1", "months?", "个月"),
    _measure("year", "calendar", "12", "years?|yrs?", "年|周年|岁"),
    _measure("decade", "calendar", "120", "decades?", "个十年"),
    _measure("century", "calendar", "1200", "centuries", "个世纪"),
    _measure("degree Fahrenheit", "temperature", "1", "degrees? fahrenheit|°\\s?F", "华氏度|℉|°F"),
    _measure("degree Celsius", "temperature", "1", "degrees? celsius|degrees? centigrade|°\\s?C", "摄氏度|℃|°C"),
    _measure("percentage point", "point", "1", "percentage points?", "个百分点|百分点"),
)
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
