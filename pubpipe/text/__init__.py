"""Facts about English and Chinese text. Pure functions of strings: the memory explains with them, the checks compare.

quantities.py   every figure of a text by value        comparison.py   how two texts' figures differ
modality.py     shall, must, may; 应当、不得、可以         negation.py     not, never, unless; 不、未、除非
denial.py       what English denies                    denial_answers.py  whether Chinese denies it too
orders.py       orders turned into permissions         missing.py      a sentence the translation leaves out
pairing.py      sentence beside sentence
quantifiers.py  all, at least, before, monthly, only, unless, with their Chinese
limits.py       at least, no more than; 至少、不超过、以上
scripts.py      Han, Latin, widths, marks              writing.py      a quantity as Chinese writes it
conversions.py  measures that want a metric value     rounding.py    how exact a number is meant
units.toml      every unit, its names and its factor
traditional.py  the characters Simplified text does not know
"""
