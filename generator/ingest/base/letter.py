"""What a mail has to say, whatever file it came in: one text, that of a mail which it forwards, or several stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import parseaddr, parsedate_to_datetime
from urllib.parse import urlsplit

from ...model.article import Left
from ...model.text import alternation, record
from ...rules.load import load
from ...rules.types.ingest import LINE_WORDS
from . import stories
from .front_matter import confirmed_title, headed
from .page_lines import Line, lines_of, text_of
from .raw_text import RawText

LEAST_TEXT, _STUB, _LEAST_TITLE = 40, 30, 4  # words: of a text above a quoted mail; of a plain text beside a page
_LEAST_LABELS = 3
_LAST_LINES, _LONGEST_FOOT = 6, 160  # lines of a mail; characters of one about a newsletter
_LONGEST_ADDRESS = 250
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_TRAILING_LINK = re.compile(
    r"(?<=\S)[ \n]?<https?://[^<>\s]{1,1000}>|<mailto:[^<>\s]{1,200}>|\[(?:image|cid): ?[^\[\]\n]{0,300}\]"
)
_QUOTE_MARK = re.compile(r"^(?:> ?)+", re.MULTILINE)


@record
class Letter:
    """A mail as its file has it. `sender` is the name of who sent it, with the address in <>; `sent` the head's own
    words."""

    plain: str = ""
    page: str = ""  # its text as HTML
    subject: str = ""
    sender: str = ""
    sent: str = ""
    bulk: bool = False  # sent to a list


def texts(letter: Letter) -> list[RawText | Left]:
    """Its articles, without names; [] when it says nothing."""
    lines = lines_of(letter.page)
    plain = _TRAILING_LINK.sub("", letter.plain.replace("\r\n", "\n")).strip()
    is_page = len(plain.split()) < max(_STUB, len(text_of(lines).split()) // 2)
    inner = _forwarded(text_of(lines) if is_page else plain, letter)
    if inner:
        return _article("", *inner, bulk=letter.bulk)
    if several := stories.of_page(lines) or stories.of_text(letter.plain.replace("\r\n", "\n")):
        return [_story(number, story, letter) for number, story in enumerate(several, start=1)]
    title, below = _under_title(lines) if is_page else ("", ())
    return _article(title, text_of(below) if is_page else plain, _hints(letter), bulk=letter.bulk)


def _article(title: str, text: str, known: _Known, *, bulk: bool) -> list[RawText | Left]:
    text = _without_foot(_SIGNATURE.split(text)[0], bulk=bulk)
    subject = _subject(known.subject)
    stated = title or confirmed_title(subject, text)
    hints = _of_sender(known, bulk)
    said = headed(text, title=stated, perhaps_title="" if stated else subject, **hints)
    return [RawText(text=said)] if text.strip() else []


@record
class _Known:
    """What the head of a mail says."""

    subject: str = ""
    sender: str = ""
    sent: str = ""


def _under_title(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    """The only title of a page and the lines from it on, when little stands above it, as what somebody wrote who sends
    it; else "" and all lines."""
    tops = [at for at, line in enumerate(lines) if line.level == 1 and len(line.text.split()) >= _LEAST_TITLE]
    if len(tops) != 1 or len(text_of(lines[: tops[0]]).split()) >= LEAST_TEXT:
        return "", lines
    below = lines[tops[0] :]
    return (lines[tops[0]].text, below) if len(text_of(below).split()) >= LEAST_TEXT else ("", lines)


def _hints(letter: Letter) -> _Known:
    return _Known(subject=letter.subject, sender=letter.sender, sent=day_of(letter.sent) or "")


def _of_sender(known: _Known, bulk: bool) -> dict[str, str]:
    """A newsletter is its sender's; of another mail who sent it may only have passed it on."""
    name = (parseaddr(known.sender)[0] or known.sender.partition("<")[0]).strip(" \"'")
    both = re.fullmatch(load(LINE_WORDS).mail.from_both, name) if bulk else None
    author, outlet = both.group("author", "outlet") if both else (name if bulk else "", "")
    return {
        "perhaps_sender": name,
        "perhaps_outlet": outlet,
        "perhaps_author": author,
        "perhaps_published": known.sent,
    }


def day_of(sent: str) -> str | None:
    """The day that a head states, at the place of its sender.

    >>> day_of("Mon, 14 Jul 2025 23:30:00 -0500")
    '2025-07-14'
    """
    try:
        return parsedate_to_datetime(sent.strip()).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _subject(subject: str) -> str:
    return re.sub(rf"^{load(LINE_WORDS).mail.prefixes}", "", " ".join(subject.split())).strip()


def _story(number: int, story: stories.Story, letter: Letter) -> RawText | Left:
    if stories.is_teaser(" ".join(line for line in story.body.split("\n") if not stories.is_byline(line))):
        return Left(part=str(number), reason=f"only a teaser ({story.title[:80]}); fetch the page")
    known = _of_sender(_hints(letter), letter.bulk)
    link = story.link if _is_page(story.link, parseaddr(letter.sender)[1]) else ""
    return RawText(text=headed(story.body, title=story.title, url=link, **known), part=str(number))


def _is_page(link: str, address: str) -> bool:
    """Whether a link is surely that of a page of the sender's, and not one that counts who follows it."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return False
    own = ".".join(address.rpartition("@")[2].split(".")[-2:])
    first = host.split(".")[0]
    return (
        len(link) < _LONGEST_ADDRESS and bool(own) and (host == own or host.endswith(f".{own}")) and len(first) > 2
        and "=" not in link.partition("?")[0] and (first == "www" or host == own)
    )  # fmt: skip


def _forwarded(text: str, letter: Letter) -> tuple[str, _Known] | None:
    """The text of the innermost mail that a mail passes on, with what its head says; None when it passes none on."""
    mail = load(LINE_WORDS).mail
    lines = text.split("\n")
    heads = _heads(lines)
    if heads:
        start, end, said = heads[-1]
        above = "\n".join(lines[: heads[0][0]])
        if re.match(mail.answers, letter.subject) and len(above.split()) >= LEAST_TEXT:
            return above, _hints(letter)
        inner = "\n".join(lines[end:]).strip("\n")
        inner = _QUOTE_MARK.sub("", inner) if lines[start].startswith(">") else inner
        day = day_of(said.sent) or re.sub(r"\*", "", said.sent)
        return (inner, _Known(subject=said.subject, sender=said.sender, sent=day)) if inner.strip() else None
    if found := re.search(mail.reply, text):
        above, below = text[: found.start()], text[found.end() :]
        if len(above.split()) >= LEAST_TEXT:
            return above, _hints(letter)
        return _QUOTE_MARK.sub("", below), _Known(subject=letter.subject)
    return None


def _heads(lines: Sequence[str]) -> list[tuple[int, int, _Known]]:
    """Where the head of a mail inside begins and ends, and what it says: three of its labels one below the other."""
    labels = load(LINE_WORDS).mail.head
    pattern = re.compile(
        rf"[>*# \t]{{0,8}}({alternation(labels)})\*{{0,2}} ?:\*{{0,2}}[ \t]*(.{{0,500}})", re.IGNORECASE
    )
    found: list[tuple[int, int, _Known]] = []
    run: list[tuple[int, str, str]] = []
    for at, line in enumerate([*lines, "."]):
        if hit := pattern.fullmatch(line):
            run.append((at, hit[1].casefold(), hit[2].strip(" *")))
        elif line.strip("> \t") or (run and at - run[-1][0] > 2):
            known = {field: value for _, label, value in run if (field := labels[label])}
            if len({label for _, label, _ in run}) >= _LEAST_LABELS and "sender" in known:
                said = _Known(subject=known.get("subject", ""), sender=known["sender"], sent=known.get("published", ""))
                found.append((run[0][0], run[-1][0] + 1, said))
            run = []
    return found


def _without_foot(text: str, *, bulk: bool) -> str:
    """The text without lines about the newsletter; of another mail, without what the device says at its end."""
    foot = load(LINE_WORDS).mail.foot
    lines = text.split("\n")
    first = 0 if bulk else max(0, len(lines) - _LAST_LINES)
    below = [line for line in lines[first:] if len(line) >= _LONGEST_FOOT or not re.search(foot, line.strip())]
    return "\n".join([*lines[:first], *below])
