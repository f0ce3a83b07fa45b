"""Bytes to text: what is not UTF-8 is detected and said, or refused with its place."""

import warnings

import pytest

from analysis.sources.encoding import decode, encoding_of
from analysis.sources.errors import CorpusError, CorpusWarning

ENGLISH = (
    "The delegation said that the café was closed – “for good”. "
    "The towns’ people had fled by then. " * 3
)
SILENT = [
    ("café", "utf-8"),
    ("café", "utf-8-sig"),  # the mark is no part of the text
    ("café", "utf-16"),
    ("café", "utf-32"),
    ("one\r\ntwo\r", "utf-8"),
]


@pytest.mark.parametrize(("text", "encoding"), SILENT)
def test_utf_8_and_marked_utf_16_are_read_without_a_word(tmp_path, text, encoding):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert text == decode(tmp_path / "a.txt", text.encode(encoding))


DETECTED = [
    (ENGLISH, "cp1252"),
    ("Совет Безопасности принял четыре резолюции о положении в этом районе. " * 5, "cp1251"),
    ("Совет Безопасности принял четыре резолюции о положении в этом районе. " * 5, "koi8-r"),
    ("Türkiye Cumhurbaşkanı İstanbul'da göçmenler için çağrı yaptı, barış istedi. " * 5, "cp1254"),
]


@pytest.mark.parametrize(("text", "encoding"), DETECTED)
def test_another_encoding_is_detected_and_said(tmp_path, text, encoding):
    with pytest.warns(
        CorpusWarning, match=r"a\.txt: read as .*\(line 2, byte \d+: b'.*' is not UTF-8\)"
    ):
        assert "x\n" + text == decode(tmp_path / "a.txt", b"x\n" + text.encode(encoding))


REFUSED = [
    (b"", "zero bytes"),
    # UTF-8 with one byte spoiled: mending beats guessing
    ("één, twee\nén, Łódź, ".encode() + b"\xff", "line 2, byte 26: .* but the rest is"),
    ("é\né".encode()[:-1], r"line 2, byte 3"),
    ("café".encode("utf-16")[:-1], "UTF-16 but the rest is"),
    # no mark, so no UTF-16; a picture is no text
    ("café".encode("utf-16-le"), "binary|another encoding"),
    (b"text \0 text", "line 1: a NUL"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", "line 1, byte 0: .* nor a text"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_what_is_no_text_is_refused_with_its_place(tmp_path, data, message):
    with pytest.raises(CorpusError, match=message):
        decode(tmp_path / "a.txt", data)


def test_declared_encoding_is_believed_where_utf_8_does_not_fit(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "\u0160" == decode(tmp_path / "a.html", b"\xa9", declared="iso8859-2")
        assert "é" == decode(tmp_path / "a.html", "é".encode(), declared="iso8859-2")


@pytest.mark.parametrize("before", [0, 1, 100_000])
def test_large_file_is_read_by_lines_with_the_same_result(tmp_path, before):
    file = tmp_path / "a.csv"
    file.write_bytes(b"x" * before + "é".encode())
    assert "utf-8-sig" == encoding_of(file)
    file.write_bytes(b"\n" * before + ENGLISH.encode("cp1252"))
    with pytest.warns(
        CorpusWarning, match=f"cp1252.*line {before + 1}, byte {before + ENGLISH.index('é')}"
    ):
        assert "cp1252" == encoding_of(file)
