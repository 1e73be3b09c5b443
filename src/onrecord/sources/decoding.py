"""Bytes to text.

In: the bytes of one document, and the charset that it declares. Out: its text, or a
:class:`SourceError` that names the byte. Invariants: the text is exactly what the bytes encode; a
byte order mark stays in it as its first character, so that offsets count what was given; and every
code point can be stored (see :func:`storable`).
"""

from __future__ import annotations

import codecs
import re

from onrecord.errors import SourceError

# Longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Charsets that a page may declare. Python knows more "text encodings" than the web does, and some
# of them (utf-7, unicode_escape, punycode) would turn plain letters into others.
_CHARSET = re.compile(
    r"(?:windows-?|cp-?)\d{3,4}|iso-?8859-?\d{1,2}|iso-2022-jp|latin-?1|us-ascii|koi8-[ru]|"
    r"macintosh|x-mac-cyrillic|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift[-_]jis|ibm866|tis-620",
    re.IGNORECASE,
)
# On the web these names have always meant the Windows code page, which adds quotes and dashes.
_AS_WINDOWS = frozenset({"iso8859-1", "ascii"})
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\ufffd]")
_SAMPLE = 200_000  # bytes shown to the detector
_CREDIBLE = 0.2  # share of language-like letters below which a detected encoding is a guess
_PREFERRED = "cp1252"  # what undeclared English in an old encoding nearly always is


def storable(text: str) -> str:
    """The text with NUL and lone surrogates replaced one for one by U+FFFD.

    Neither can be kept in a database or written as UTF-8; as the replacement has the same width,
    offsets hold.
    """
    return _UNSTORABLE.sub("\ufffd", text)


def decode(raw: bytes, where: str, *, declared: str | None = None) -> str:
    """The text that ``raw`` encodes: by byte order mark, as UTF-8, as declared, else as detected.

    Raises :class:`SourceError` naming the first offending byte where no encoding is credible.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return storable(_strictly(raw, encoding, where))
    nul = raw.find(b"\0")
    if nul >= 0:
        raise SourceError(
            f"binary data: a NUL byte at byte {nul}",
            where=where,
            hint="give text, HTML or JSON lines; save UTF-16 text as UTF-8 or with a byte order mark",
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return storable(_otherwise(raw, declared, where, error))


def _strictly(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(error, where, f"it is marked as {encoding}; save it again as UTF-8") from None


def _otherwise(raw: bytes, declared: str | None, where: str, error: UnicodeDecodeError) -> str:
    if declared and (encoding := _known(declared)):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            pass  # pages often declare what they are not
    lenient = raw.decode("utf-8", "replace")
    # Bytes of another encoding hardly ever form valid UTF-8 sequences by chance.
    if len(_BEYOND_ASCII.findall(lenient)) > 2 * lenient.count("\ufffd"):
        raise _undecodable(error, where, "the file is UTF-8 damaged at that byte; mend it or save it again")
    detected = _detected(raw, error.start)
    if detected is not None:
        try:
            return raw.decode(detected)
        except UnicodeDecodeError:
            pass  # the sample looked like it, the rest does not
    raise _undecodable(error, where, "its encoding cannot be told; save it as UTF-8")


def _undecodable(error: UnicodeDecodeError, where: str, hint: str) -> SourceError:
    value = error.object[error.start]
    return SourceError(f"not valid text at byte {error.start} (0x{value:02x})", where=where, hint=hint)


def _known(charset: str) -> str | None:
    name = charset.strip().strip("\"'")
    if not _CHARSET.fullmatch(name):
        return None
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return None
    return _PREFERRED if encoding in _AS_WINDOWS else encoding


def _detected(raw: bytes, around: int) -> str | None:
    """The encoding that the bytes near ``around`` speak for, where a language shows through."""
    from charset_normalizer import from_bytes

    start = max(0, around - _SAMPLE // 2)
    matches = from_bytes(raw[start : start + _SAMPLE])
    best = matches.best()
    if best is None or best.coherence < _CREDIBLE:
        return None
    for match in matches:
        if match.encoding == _PREFERRED and match.chaos <= best.chaos:
            return _PREFERRED
    return best.encoding
