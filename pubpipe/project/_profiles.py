"""How strict a check is: profiles shift the severities of families of rules and the threshold."""

from __future__ import annotations

from pubpipe.model import Severity
from pubpipe.project._settings import CheckSettings

_FORM = ("linguistic-conventions", "locale-conventions", "style")
"""Types of how a thing is written, not of what it says."""

_SHIFTING = ("draft", "publisher", "strict")
"""The profiles that change severities."""
_THRESHOLDS = {
    "draft": Severity.CRITICAL,
    "standard": Severity.MAJOR,
    "publisher": Severity.MINOR,
    "strict": Severity.MINOR,
}


def threshold(settings: CheckSettings) -> Severity:
    """From which severity findings count: the setting's, else the profile's."""
    return Severity(settings.threshold) if settings.threshold else _THRESHOLDS[settings.profile]


def severities(settings: CheckSettings) -> dict[str, Severity]:
    """The severities that differ from the rules' own, by rule.

    A draft makes notes of minor findings of form. A publisher wants every finding of form to be at least minor, a
    strict check every finding at all. What settings say of a rule comes before its profile.
    """
    from pubpipe.checks import checks

    found: dict[str, Severity] = {}
    for each in checks().values() if settings.profile in _SHIFTING else ():
        form = each.type.startswith(_FORM)
        if settings.profile == "draft" and form and each.severity is Severity.MINOR:
            found[each.id] = Severity.NEUTRAL
        elif each.severity is Severity.NEUTRAL and (
            settings.profile == "strict" or (settings.profile == "publisher" and form)
        ):
            found[each.id] = Severity.MINOR
    return {**found, **{rule: Severity(severity) for rule, severity in settings.severity.items()}}
