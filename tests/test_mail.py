"""Mails: the article in one, whoever sent it on; each story of a newsletter; what is attached."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from briefing_book.ingest.base import stories
from briefing_book.ingest.base.page_lines import lines_of
from briefing_book.ingest.input_formats import format_of, read
from briefing_book.ingest.reading import read_file
from briefing_book.model.article import Article, Left, Reading
from briefing_book.model.errors import UnreadableArticle
from tests import made_files as made
from tests.made_files import DAM, LATER, PIECES, PIER, RAIL, mail, plain_lines

BODY = "\n\n".join(PIER.whole)
LIST = {"List_Unsubscribe": "<mailto:off@quayherald.example>"}


def plain(
    text: str, subject: str = PIER.title, sender: str = "Jo Roe <jo@office.example>", **headers: str
) -> EmailMessage:
    message = mail(subject, sender, LATER, **headers)
    message.set_content(text)
    return message


def page(html: str, **headers: str) -> EmailMessage:
    message = mail("The week", "The Quay Herald <news@quayherald.example>", LATER, **headers)
    message.set_content(html, subtype="html")
    return message


def reading(message: EmailMessage | bytes, file: str = "a.eml") -> Reading:
    return read_file(message if isinstance(message, bytes) else message.as_bytes(), file=file)


def only(message: EmailMessage | bytes, file: str = "a.eml") -> Article:
    (article,) = reading(message, file).articles
    return article


def day(article: Article) -> str | None:
    return article.published.earliest.isoformat() if article.published else None


def refusal(data: bytes, file: str = "a.eml") -> str:
    with pytest.raises(UnreadableArticle) as caught:
        read_file(data, file=file)
    return caught.value.reason


# One text


def test_the_day_of_the_text_goes_before_that_of_the_mail() -> None:
    assert day(only(plain(plain_lines(PIER)))) == PIER.day


def test_the_day_of_the_mail_fills_the_gap_and_the_report_says_so() -> None:
    article = only(plain(f"{PIER.title}\n\n{BODY}"))
    assert day(article) == "2025-08-01"
    assert any("head of a mail" in warning for warning in article.warnings)


def test_who_sends_an_article_on_is_not_its_author() -> None:
    assert only(plain(f"{PIER.title}\n\n{BODY}")).authors == ()


def test_who_sends_a_newsletter_is() -> None:
    sender = "Ada Lind from The Water Letter <ada@letters.example>"
    article = only(plain(f"{PIER.title}\n\n{BODY}", sender=sender, **LIST))
    assert (article.authors, article.outlet) == (("Ada Lind",), "The Water Letter")


@pytest.mark.parametrize("subject", ["Fwd: ", "FW: Re: ", "[press] "])
def test_the_subject_is_the_title_of_a_text_without_one(subject: str) -> None:
    assert only(plain(BODY, subject=f"{subject}{PIER.title}")).title == PIER.title


def test_a_subject_that_only_names_the_matter_is_not() -> None:
    assert only(plain(plain_lines(PIER), subject="the pier")).title == PIER.title


def test_of_a_page_and_a_stub_of_text_the_page_is_read() -> None:
    message = plain("View this mail in your browser.")
    message.add_alternative(made.page_of(PIER), subtype="html")
    assert PIER.body[3] in only(message).text


def test_hidden_words_scripts_and_styles_of_a_page_are_not_read() -> None:
    hidden = '<div style="display: none">Preview</div><script>bad()</script><style>p {}</style><p hidden>No</p>'
    assert [line.text for line in lines_of(f"{hidden}<p>The pier<br>is open.</p>")] == ["The pier", "is open."]


def test_the_signature_is_not_read() -> None:
    assert "Analyst" not in only(plain(f"{plain_lines(PIER)}\n\n-- \nJo Roe\nAnalyst\n")).text


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Press <p@a.example>\nDate: Mon, Jul 28, 2025 at 9:00 AM\nSubject: x\nTo: Jo",
        "-----Original Message-----\nFrom: Press\nSent: Monday, July 28, 2025 9:00 AM\nTo: Jo\nSubject: x",
        "*From:* Press <p@a.example>\n*Sent:* 28 July 2025 09:00\n*To:* Jo\n*Subject:* x",
    ],
)
def test_of_a_mail_that_was_sent_on_the_inner_one_is_read_with_its_own_day(head: str) -> None:
    article = only(plain(f"Worth a look\n\nJo\n\n{head}\n\n{PIER.title}\n\n{BODY}", subject="Fwd: x"))
    assert (article.title, day(article)) == (PIER.title, "2025-07-28")
    assert "Worth a look" not in article.text


def test_the_innermost_of_several_is_read() -> None:
    head = "From: {} <p@a.example>\nDate: Mon, {} Jul 2025 09:00:00 +0000\nSubject: x\nTo: Jo\n\n"
    text = f"See\n\n{head.format('Jo', 30)}And see\n\n{head.format('Press', 28)}{PIER.title}\n\n{BODY}"
    assert day(only(plain(text, subject="Fwd: x"))) == "2025-07-28"


def test_marks_of_quoting_go() -> None:
    head = "From: Press <p@a.example>\nSubject: x\nDate: 28 July 2025 at 10:12:33 CEST\nTo: Jo\n\n"
    quoted = "\n".join(f"> {line}" for line in f"Begin forwarded message:\n\n{head}{PIER.title}\n\n{BODY}".split("\n"))
    article = only(plain(f"Worth a look\n\n{quoted}", subject="Fwd: x"))
    assert (article.title, day(article)) == (PIER.title, "2025-07-28")
    assert ">" not in article.text


def test_of_an_answer_the_new_text_is_read() -> None:
    quoted = "On Mon, 28 Jul 2025 at 10:00, Ada <a@b.example> wrote:\n> Please send me the text on the pier.\n"
    article = only(plain(f"{PIER.title}\n\n{BODY}\n\n{quoted}", subject="Re: text"))
    assert "Please send" not in article.text
    assert article.title == PIER.title


def test_a_pasted_head_of_a_mail_gives_its_day() -> None:
    text = f"Sent: Tuesday, July 15, 2025 9:00 AM\nTo: Jo Roe\nSubject: {PIER.title}\n\n{BODY}"
    assert day(only(text.encode(), "a.txt")) == "2025-07-15"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
@pytest.mark.parametrize("way", ["quoted-printable", "base64"])
def test_a_text_is_decoded_as_its_part_says(charset: str, way: str) -> None:
    message = mail(PIER.title, "Jo <jo@a.example>", LATER)
    message.set_content(plain_lines(PIER).replace("Solheim", "Sølheim").replace("“", '"').replace("”", '"'), charset=charset, cte=way)  # fmt: skip
    assert "Mira Sølheim" in only(message).text


# Several


def test_each_story_of_a_newsletter_is_an_article_and_a_teaser_is_none() -> None:
    found = reading(made.newsletter(PIECES))
    assert [one.part for one in found.articles] == ["1", "2", "3"]
    assert [(one.part, one.reason) for one in found.left] == [
        ("4", "only a teaser (Market hall to open late); fetch the page")
    ]


def test_the_foot_of_a_newsletter_is_in_no_story() -> None:
    assert not any("Unsubscribe" in one.text for one in reading(made.newsletter(PIECES)).articles)


def test_headings_with_a_link_to_the_rest_are_stories() -> None:
    html = "".join(
        f"<h3>{one.title}</h3><p>{' '.join(one.whole)}</p><p><a href='https://t.example/{n}'>Continue reading</a></p>"
        for n, one in enumerate(PIECES)
    )
    assert [one.title for one in reading(page(html, **LIST)).articles] == [one.title for one in PIECES]


def test_underlined_titles_of_a_plain_text_are_stories() -> None:
    text = "\n\n".join(f"{one.title}\n{'-' * 30}\n{one.byline}\n\n" + "\n\n".join(one.whole) for one in PIECES)
    assert [one.title for one in reading(plain(f"Hello\n\n{text}", **LIST)).articles] == [one.title for one in PIECES]


def test_one_article_with_headings_is_not_split() -> None:
    html = f"<h1><a href='https://quayherald.example/a'>{PIER.title}</a></h1>" + "".join(
        f"<h2>Part {n} of the matter</h2><p>{' '.join(one.whole)}</p>" for n, one in enumerate(PIECES)
    )
    assert len(reading(page(html, **LIST)).articles) == 1


def test_links_at_the_foot_of_an_article_do_not_split_it() -> None:
    links = "".join(f"<li><a href='https://a.example/{n}'>{one.title}</a></li>" for n, one in enumerate(PIECES))
    assert len(reading(page(made.page_of(PIER) + f"<ul>{links}</ul>", **LIST)).articles) == 1


@pytest.mark.parametrize("title", [f"<h1><a href='https://a.example/a'>{PIER.title}</a></h1>", f"<p>{PIER.title}</p>"])
def test_links_to_other_stories_between_the_paragraphs_do_not_split_an_article(title: str) -> None:
    links = (f"<p><a href='https://a.example/{n}'>{one.title}</a></p>" for n, one in enumerate((DAM, RAIL)))
    html = title + "".join(f"<p>{words} {words} {words}</p>{next(links, '')}" for words in PIER.body)
    assert len(reading(page(html, **LIST)).articles) == 1


def test_titles_that_lead_to_pages_are_stories_in_a_plain_text_too() -> None:
    text = "\n\n".join(f"{one.title} <https://quayherald.example/{n}>\n\n" + "\n\n".join(one.whole)
                       for n, one in enumerate(PIECES))  # fmt: skip
    assert [one.title for one in reading(plain(text, **LIST)).articles] == [one.title for one in PIECES]


def test_titles_in_stars_with_an_address_below_are_stories() -> None:
    pieces = [f"{one.title.upper()}\n\n{' '.join(one.whole)}\n\nRead more: https://quayherald.example/{n}"
              for n, one in enumerate(PIECES)]  # fmt: skip
    assert len(reading(plain("Hello\n\n* * *\n\n" + "\n\n* * *\n\n".join(pieces), **LIST)).articles) == 3


def test_what_stands_above_the_only_title_of_a_page_is_not_read() -> None:
    article = only(page(f"<p>Jo Roe has sent you this:</p><p>Have a look</p><hr>{made.page_of(PIER)}"))
    assert article.title == PIER.title
    assert "Have a look" not in article.text


def test_the_head_of_a_mail_in_another_language_is_not_read() -> None:
    head = "Von: Press <p@a.example>\nGesendet: Montag, 14. Juli 2025 09:00\nAn: Jo\nBetreff: x\n\n"
    article = only(plain(f"{head}{PIER.title}\n\n{BODY}", subject="WG: x"))
    assert (article.title, day(article)) == (PIER.title, None)


def test_an_address_that_counts_who_follows_it_is_not_the_articles() -> None:
    html = "".join(
        f"<h2><a href='https://click.quayherald.example/c?u=a1b2'>{one.title}</a></h2><p>{' '.join(one.whole)}</p>".replace(
            "a1b2", str(n)
        )
        for n, one in enumerate(PIECES)
    )
    assert {one.url for one in reading(page(html, **LIST)).articles} == {None}


TOLD = (
    "The harbour board of Amber raised its fees by 4 percent on 3 June. "
    "Its head, Tom Quill, said the money would go into a new quay."
)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (TOLD, False),
        (f"{TOLD} Read more.", False),
        (f"{TOLD} Continue reading →", False),
        (f"{TOLD[:-1]}…", True),
        (f"{TOLD} [...]", True),
        (TOLD[:66], True),
        (f"{TOLD[:66]} Read the full story here.", True),
    ],
)
def test_two_whole_sentences_of_some_length_are_a_story_and_what_is_cut_off_is_none(text: str, is_one: bool) -> None:
    assert stories.is_teaser(text) == is_one


def test_a_sentence_or_two_are_a_teaser() -> None:
    assert stories.is_teaser("The hall opens late. Its owner is glad.")
    assert not stories.is_teaser(" ".join(PIER.body))


def test_each_mail_of_a_folder_is_read_and_its_marks_are_taken_back() -> None:
    mails = [plain(f"{plain_lines(one)}\n\nFrom here on it is quiet, the keeper of the old lighthouse said.\n").as_bytes()
             for one in (PIER, DAM)]  # fmt: skip
    found = reading(made.mbox(mails), "all.mbox").articles
    assert [(one.part, one.title) for one in found] == [("1.eml", PIER.title), ("2.eml", DAM.title)]
    assert all("\n\nFrom here on" in one.text for one in found)


# What is attached


def attached(text: str) -> EmailMessage:
    message = plain(text, subject="For your file")
    message.add_attachment(made.by_word(PIER), maintype="application", subtype="octet-stream", filename="pier.docx")
    return message


def test_an_attached_document_is_read_and_the_note_that_covers_it_is_not() -> None:
    assert [one.part for one in reading(attached("See the attached.\n\nJo")).articles] == ["pier.docx"]


def test_beside_a_text_both_are_read() -> None:
    found = reading(attached(plain_lines(DAM)))
    assert [(one.part, one.title) for one in found.articles] == [("text", DAM.title), ("pier.docx", PIER.title)]


def test_pictures_and_entries_of_calendars_are_left_with_the_reason() -> None:
    message = plain(plain_lines(PIER))
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="pier.png")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="talk.ics")
    assert reading(message).left == (
        Left(part="pier.png", reason="a picture: no article"),
        Left(part="talk.ics", reason="a calendar entry: no article"),
    )


def test_a_picture_that_belongs_to_the_look_of_a_mail_costs_no_word() -> None:
    assert reading(made.by_outlook(PIER)).left == ()


def test_an_attached_mail_is_read() -> None:
    message = plain("See the mail.", subject="x")
    message.add_attachment(plain(plain_lines(PIER)))
    assert [one.title for one in reading(message).articles] == [PIER.title]


# What cannot be read


def parts(count: int) -> bytes:
    head = b'From: a@b.example\nMessage-ID: <1>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"".join(b"--b\nContent-Type: text/plain\n\nhello\n" for _ in range(count)) + b"--b--\n"


def nested(depth: int) -> bytes:
    head = b"From: a@b.example\nMessage-ID: <1>\nMIME-Version: 1.0\n"
    levels = b"".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n'.encode() for n in range(depth))
    return head + levels + b"Content-Type: text/plain\n\nhello\n"


HEAD = b"From: a@b.example\nMessage-ID: <1>\nMIME-Version: 1.0\n"


@pytest.mark.parametrize(
    ("data", "file", "reason"),
    [
        (parts(1000), "a.eml", "more than 200 parts"),
        (nested(5000), "a.eml", "a broken mail"),
        (HEAD + b"Content-Type: message/rfc822\n\n" + (HEAD + b"Content-Type: message/rfc822\n\n") * 3000, "a.eml", "broken"),
        (HEAD + b"\n", "a.eml", "a mail without text"),
        (HEAD + b"Content-Type: application/pkcs7-mime\n\nMIAG", "a.eml", "an encrypted mail"),
        (HEAD + b"Content-Type: text/html\n\n" + b"<p>hi</p>" * 500_000, "a.eml", "MB of HTML"),
        (HEAD + b"\n" + b"word " * 300_000, "a.eml", "longer than 1,000,000 characters"),
        (b"<!doctype html><p>Hi</p>", "a.eml", "a web page without text"),
        (made.mbox([HEAD + b"\nhello\n"] * 2001), "a.mbox", "more than 2,000 mails"),
        (made.by_outlook_as_msg(PIER)[:1500], "a.msg", "a mail without text"),
        (made.compound_file({"WordDocument": b"x"}), "a.msg", "save it as .docx or .txt"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, file: str, reason: str) -> None:
    said = refusal(data, file)
    assert reason in said
    assert "\n" not in said


def test_mails_in_mails_end_somewhere() -> None:
    message = plain(plain_lines(PIER))
    for _ in range(6):
        outer = plain("See the mail.", subject="x")
        outer.add_attachment(message)
        message = outer
    found = reading(message)
    assert found.articles == ()
    assert [one.reason for one in found.left] == ["lies too deep in other files: put it here by itself"]


@pytest.mark.parametrize(
    ("data", "file", "name"),
    [
        (made.by_gmail(PIER), "a.txt", "eml"),
        (made.by_apple_mail(PIER), "a", "eml"),
        (made.mbox([made.by_gmail(PIER)]), "a.txt", "mbox"),
        (made.by_outlook_as_msg(PIER), "a.eml", "msg"),
        (b"From: Jo\nTo: Ada\nSubject: the pier\n\nThe pier is open.", "a.txt", "text"),
        (
            b"From: <Saved by Blink>\nSnapshot-Content-Location: https://a.example\nMIME-Version: 1.0\n\n",
            "a.txt",
            "text",
        ),
        (RAIL.body[0].encode(), "a.eml", "text"),
    ],
)
def test_a_mail_is_known_by_what_it_holds(data: bytes, file: str, name: str) -> None:
    """A pasted one is a plain text; a page that a browser saved in the form of a mail is none."""
    assert format_of(data, file).name == name


def test_nothing_is_read_twice() -> None:
    assert len(read(made.by_gmail(PIER), file="a.eml")) == 1
