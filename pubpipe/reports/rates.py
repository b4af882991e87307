"""Match bands, and what each costs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How well the memory knows a sentence, best first."""

    IN_CONTEXT = "in-context exact"
    EXACT = "exact"
    REPAIRED = "repaired"
    FUZZY_95 = "95–99%"
    FUZZY_85 = "85–94%"
    FUZZY_75 = "75–84%"
    FUZZY_50 = "50–74%"
    NEW = "new"
    REPETITION = "repetition"
    FIGURES = "figures only"

    @staticmethod
    def of(similarity: int) -> Band:
        """The band of a similarity below 100."""
        limits = ((95, Band.FUZZY_95), (85, Band.FUZZY_85), (75, Band.FUZZY_75), (50, Band.FUZZY_50))
        return next((band for least, band in limits if similarity >= least), Band.NEW)


@dataclass(frozen=True, slots=True)
class BandRates:
    """`[count.rates]`: what a word costs in each band, in percent of a new one."""

    in_context: int = 0
    exact: int = 10
    repaired: int = 30
    fuzzy_95: int = 30
    fuzzy_85: int = 50
    fuzzy_75: int = 70
    fuzzy_50: int = 100
    new: int = 100
    repetition: int = 10
    figures: int = 0


@dataclass(frozen=True, slots=True)
class CountSettings:
    """`[count]`: the price of a thousand new English words, its currency, and the rates; what a contract agrees on."""

    price: float = 0.0
    currency: str = "元"
    rates: BandRates = BandRates()

    def weighted(self, band: Band, words: int) -> float:
        """Words, weighed by what their band costs."""
        percent: int = getattr(self.rates, band.name.lower())
        return words * percent / 100

    def cost(self, band: Band, words: int) -> float:
        """What words of a band cost."""
        return self.weighted(band, words) / 1000 * self.price
