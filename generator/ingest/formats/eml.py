"""Mails as programs save them, one a file: newsletters, releases, articles that somebody sent on."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from ...model.article import Left
from ...model.errors import UnreadableArticle
from ..base import letter, limits
from ..base.letter import Letter
from ..base.page_lines import MOST
from ..base.raw_text import Enclosed, Found, RawText

_MOST_PARTS = 200
_HEADER = re.compile(
    rb"(?:^From [^\n]{1,200}\r?\n)?(?:[A-Za-z][\w-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,200}){3}"
)
_OF_MAIL = re.compile(
    rb"^(?:Message-ID|Received|Return-Path|MIME-Version|Delivered-To|X-[\w-]{1,50}|DKIM-Signature|List-[A-Z]\w{1,20}):",
    re.IGNORECASE | re.MULTILINE,
)
_FROM = re.compile(rb"^From: ?[^\r\n]", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"^(?:Snapshot-Content-Location:|From: ?\"?<?Saved by)", re.IGNORECASE | re.MULTILINE)
_LIST = (b"List-Unsubscribe", b"List-Id", b"List-Post", b"Feedback-ID", b"X-Campaign", b"X-Mailgun-Tag")
_PASSED = ("pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "rfc822-headers", "delivery-status")
_SEALED = ("encrypted", "pkcs7-mime", "x-pkcs7-mime")
_REASONS = {  # by main type of what is attached
    "image": "a picture: no article",
    "audio": "a recording: put its transcript here",
    "video": "a recording: put its transcript here",
}
_CALENDAR = "a calendar entry: no article"


class Eml:
    """The format of single mails."""

    name = "eml"
    endings = (".eml", ".emlx")

    def looks_like(self, head: bytes) -> bool:
        """Whether it begins with the head of a mail that went over a server; a pasted one is plain text."""
        top = _top(head)
        if not _HEADER.match(top) or top.startswith(b"From "):
            return False
        return bool(_FROM.search(top) and _OF_MAIL.search(top) and not _PAGE.search(top))

    def read(self, data: bytes, *, file: str) -> Sequence[Found]:
        """The text, or each story of a newsletter, and what is attached. Raises UnreadableArticle."""
        if not _FROM.search(_top(data)):
            raise UnreadableArticle(file, "no mail: save it as .eml or .txt")
        return read_mail(data, file=file)


def _top(data: bytes) -> bytes:
    """The head of a mail; behind the number of bytes that Apple's program writes before it."""
    start = re.match(rb"\s{0,9}(?:\d{1,12}\s{0,9}\n)?", data)
    return re.split(rb"\r?\n\r?\n", data[start.end() if start else 0 :][:100_000], maxsplit=1)[0] + b"\n"


def read_mail(data: bytes, *, file: str) -> Sequence[Found]:
    """What a mail holds. Raises UnreadableArticle when that is nothing."""
    body = re.sub(rb"\A\s{0,9}\d{1,12}\s{0,9}\n", b"", data)
    try:
        message = email.message_from_bytes(body, policy=compat32)
        if message.get_content_subtype() in _SEALED:
            raise UnreadableArticle(file, "an encrypted mail: open it with its key and save its text as .txt")
        parts = list(_leaves(message, file))
        return together(_letter(parts), list(_attached(parts)), file=file)
    except (RecursionError, MessageError, ValueError, LookupError, AssertionError) as error:
        raise UnreadableArticle(file, "a broken mail: save its text as .txt") from error


def together(said: Letter, attached: Sequence[Left | Enclosed], *, file: str) -> Sequence[Found]:
    """The texts of a mail and what is attached; a note of a line or two that only covers what is attached goes.

    Raises UnreadableArticle when there is neither.
    """
    limits.refuse("characters", len(said.plain), file=file)
    if len(said.page) > MOST:
        raise UnreadableArticle(file, f"a mail of more than {MOST // 1_000_000} MB of HTML: save its text as .txt")
    found = letter.texts(said)
    is_note = len(found) == 1 and isinstance(found[0], RawText) and _is_note(said)
    if is_note and any(isinstance(one, Enclosed) for one in attached):
        found = []
    if not found and not attached:
        raise UnreadableArticle(file, "a mail without text")
    if attached and len(found) == 1:
        found = [replace(found[0], part="text")]
    return [*found, *attached]


def _is_note(said: Letter) -> bool:
    text = said.plain or re.sub(r"<[^<>]{0,999}>", " ", said.page)
    return len(text.split()) < letter.LEAST_TEXT


def _leaves(message: Message, file: str) -> Iterator[Message]:
    """The parts that hold no others, the mail itself first; of a mail that is attached only that it is one."""
    yield message
    waiting = [message]
    count = 0
    while waiting:
        one = waiting.pop()
        count += 1
        if count > _MOST_PARTS:
            raise UnreadableArticle(file, f"a mail of more than {_MOST_PARTS} parts: save its text as .txt")
        inside = one.get_payload()
        if one.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting += [part for part in reversed(inside) if isinstance(part, Message)]
        else:
            yield one


def _letter(parts: Sequence[Message]) -> Letter:
    head = parts[0]
    bodies = [one for one in parts[1:] if _is_body(one)]
    return Letter(
        plain="\n\n".join(_plain(one) for one in bodies if one.get_content_type() == "text/plain"),
        page="\n".join(_decoded(one) for one in bodies if one.get_content_type() == "text/html"),
        subject=header(head, "Subject"),
        sender=header(head, "From"),
        sent=header(head, "Date"),
        bulk=any(head.get(name.decode()) for name in _LIST)
        or header(head, "Precedence").casefold() in ("bulk", "list"),
    )


def _is_body(part: Message) -> bool:
    attached = part.get_content_disposition() == "attachment" or _name(part)
    return part.get_content_type() in ("text/plain", "text/html") and not attached


def header(message: Message, name: str) -> str:
    """A field of the head, its words decoded."""
    raw = str(message.get(name, ""))[:2000]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except (ValueError, LookupError, MessageError):
        return " ".join(raw.split())


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
        return str(make_header(decode_header(name)))[:150] if "=?" in name else name[:150]
    except (ValueError, LookupError, TypeError, MessageError):
        return ""


def _bytes(part: Message) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _decoded(part: Message) -> str:
    data = _bytes(part)
    named = part.get_content_charset() or "utf-8"
    for charset in (named, "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def _plain(part: Message) -> str:
    """The text; one whose lines flow has a blank at the end of each line that goes on."""
    text = _decoded(part).replace("\r\n", "\n")
    if str(part.get_param("format", "")).casefold() != "flowed":
        return text
    joined = re.sub(r"(?<! )(?<!^--) \n(?![>\n])", " ", text, flags=re.MULTILINE)
    return re.sub(r"^ (?=\S)", "", joined, flags=re.MULTILINE)


def _attached(parts: Sequence[Message]) -> Iterator[Left | Enclosed]:
    for number, part in enumerate((one for one in parts[1:] if not _is_body(one)), start=1):
        name = _plain_name(_name(part)) or f"part {number}"
        main, _, sub = part.get_content_type().partition("/")
        if sub in _PASSED or (main == "image" and part.get_content_disposition() != "attachment"):
            continue  # belongs to the look of the mail, or to how it was sent
        if main == "message":
            yield from _inner_mail(part, name, number)
        elif reason := _CALENDAR if sub == "calendar" else _REASONS.get(main):
            yield Left(part=name, reason=reason)
        elif data := _bytes(part):
            yield Enclosed(name=name, data=data)


def _inner_mail(part: Message, name: str, number: int) -> Iterator[Enclosed]:
    inside = part.get_payload()
    for one in inside if isinstance(inside, list) else []:
        if isinstance(one, Message):
            called = name if name.casefold().endswith(".eml") else f"mail {number}.eml"
            yield Enclosed(name=called, data=one.as_bytes(policy=compat32))


def _plain_name(name: str) -> str:
    return re.sub(r"[\x00-\x1f/\\#]+", "-", name).strip(" .-")


FORMAT = Eml()
