"""Files made to do harm get one sentence, soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from io import BytesIO

import pytest

from pubpipe.errors import Unreadable
from pubpipe.exchange import Options, Sentence, Sheet, jobs, po, table, tmx, xliff

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE tmx [<!ENTITY l0 "ha">{LAUGHS}]>'


def memory(data: bytes) -> list[object]:
    return list(tmx.read_memory(BytesIO(data)))


def work(data: bytes) -> list[object]:
    return list(xliff.read(data))


def tu(text: str) -> bytes:
    body = f'<tuv xml:lang="en"><seg>{text}</seg></tuv><tuv xml:lang="zh"><seg>{text}</seg></tuv>'
    return f'<tmx version="1.4"><header/><body><tu>{body}</tu></body></tmx>'.encode()


@pytest.mark.parametrize(
    ("read", "data", "sentence"),
    [
        (memory, f"{BOMB}<tmx><body>&l9;</body></tmx>".encode(), "it declares XML entities, which are refused"),
        (memory, f'{BOMB}<tmx a="&l9;"/>'.encode(), "not sound XML: "),
        (
            memory,
            b'<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd">%x;]><tmx/>',
            "it declares XML entities",
        ),
        (work, b'<!DOCTYPE xliff [<!ENTITY x SYSTEM "/etc/passwd">]><xliff>&x;</xliff>', "it declares XML entities"),
        (memory, tu("<hi>" * 300 + "</hi>" * 300), "not sound XML: "),
        (memory, tu("a" * 11_000_000), "not sound XML: "),
        (memory, tu("a")[:-20], "not sound XML: "),
        (memory, b"\x00\x01\x02", "not sound XML: "),
        (work, b"PK\x03\x04", "not sound XML: "),
        (work, "<xliff>\ud800</xliff>".encode("utf-8", "surrogatepass"), "not sound XML: "),
    ],
)
def test_one_sentence(read: Callable[[bytes], object], data: bytes, sentence: str) -> None:
    begin = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert str(refused.value)[: len(sentence)] == sentence
    assert time.process_time() - begin < 5


def test_a_document_type_elsewhere_is_not_asked_for() -> None:
    data = b'<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">' + tu("a")
    assert len(memory(data)) == 1


def seconds(step: Callable[[], object]) -> float:
    begin = time.process_time()
    step()
    return time.process_time() - begin


@pytest.mark.parametrize("text", ["<b1>", "<b1></b1>", "</b1>", "<b1><i1></b1></i1>", "\\<b1>", "<above/>", "<x1/>"])
def test_ten_times_the_codes_take_about_ten_times_the_time(text: str) -> None:
    def write(count: int) -> Callable[[], object]:
        sentence = Sentence("b/a.docx:1/p1", text * count, text * count, unit="b/a.docx:1/p1")
        sheet = Sheet("b/a.docx", (sentence,))

        def all_formats() -> None:
            list(xliff.read(xliff.write([sheet], Options())))
            jobs.write([sheet], Options())

        return all_formats

    short, long = seconds(write(300)), seconds(write(3_000))
    assert long < 40 * max(short, 0.02)


@pytest.mark.parametrize(
    ("module", "data"),
    [
        (po, b'msgid ""\n' * 200_000),
        (po, b'"' * 2_000_000),
        (table, b"\t" * 2_000_000),
        (table, b'"' + b"a\n" * 600_000),
    ],
)
def test_garbage_in_bulk_is_read_or_refused_soon(module: object, data: bytes) -> None:
    begin = time.process_time()
    try:
        assert list(module.read_memory(BytesIO(data))) == []  # type: ignore[attr-defined]
    except Unreadable as error:
        assert "\n" not in str(error)
    assert time.process_time() - begin < 20
