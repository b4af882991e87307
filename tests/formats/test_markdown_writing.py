"""Targets that can be nothing but their own words are written untried: they are what trying would have written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.formats import RULES
from pubpipe.formats._spans import Place
from pubpipe.formats.markdown import merge, read
from pubpipe.formats.markdown.writing import _EVEN_FORMS, _attempts, _is_even, _look, _look_of
from pubpipe.model import content

_ROLES = {"md": "paragraph", "md-heading": "heading", "md-cell": "cell"}
_TEXTS = st.lists(
    st.sampled_from(
        [
            *"中文城市ABhwx.:/;,()%\"'?@-= 12，。“”《》（）…—：\t\u3000\u2003\u200b\ufeffé\u0301\ue4f0\ue4f1*_`[]<&#|",
            *"www.|WWW.a|http://|Table: |Figure 1|图1-1 |Title: |1. |a) |- |::: x|---".split("|"),
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, st.sampled_from(_EVEN_FORMS))
def test_even_text_is_what_is_read_again(text: str, form: str) -> None:
    place = Place(_ROLES[form], 1, "", ("x",), 0, 1, {}, form)
    target = content((f"中{text}",))
    if _is_even(place, target):
        first = next(_attempts(place, target, lambda _code: ""))
        assert (first, _look_of(first, form, {}, RULES)) == (target[0], _look(target))


def test_what_might_be_markup_is_tried() -> None:
    place = Place("paragraph", 0, "", ("x",), 0, 1, {}, "md")
    tried = "预算*|1. 预算|- 预算|Table: 预算|见https://a.org|见www.a.org|预算\n|……|[预算]|预算 ".split("|")
    assert [text for text in tried if _is_even(place, (text,))] == []
    assert _is_even(place, ("预算（2026年）占12.5%。",))


def test_a_walk_kept_from_reading_serves_the_same_file_alone() -> None:
    first, second = b"# One\n\nText.\n", b"# Two\n\nOther text.\n"
    read(first)
    assert merge(second, {"1/h": ("二",)}) == "# 二\n\nOther text.\n".encode()
    read(first)
    assert [merge(first, {"1/h": (title,)}) for title in ("一", "壹")] == [
        f"# {title}\n\nText.\n".encode() for title in ("一", "壹")
    ]
