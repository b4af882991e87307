"""The words stand in parts, and the package offers every one of them."""

from __future__ import annotations

import pickle
import pkgutil
from dataclasses import replace
from importlib import import_module

import pubpipe.model
from pubpipe.model import Entry


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


def test_a_value_is_equal_to_another_of_the_same_fields_and_may_be_kept_by_them() -> None:
    one, same, other = Entry("a", "甲"), replace(Entry("a"), target="甲"), Entry("a", "乙")
    assert (one == same, one == other, {one: 1}.get(same)) == (True, False, 1)
    assert pickle.loads(pickle.dumps(one)) == one
