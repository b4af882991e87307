"""The words stand in parts, and the package offers every one of them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pubpipe.model


def test_the_package_offers_every_word_of_its_parts() -> None:
    parts = [import_module(f"pubpipe.model.{each.name}") for each in pkgutil.iter_modules(pubpipe.model.__path__)]
    defined = {
        name
        for part in parts
        for name, value in vars(part).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == part.__name__
    }
    values = {"Content", "Span", "SOURCE_LANGUAGE", "TARGET_LANGUAGE", "TRANSPARENT", "UNREAD"}
    assert defined | values == set(pubpipe.model.__all__)
    assert all(hasattr(pubpipe.model, name) for name in pubpipe.model.__all__)
