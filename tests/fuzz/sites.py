"""Hostile articles, and a hostile editor, as whole sites in Chromium: nothing of theirs runs, loads or becomes an
element.

`python -m tests.fuzz.sites --seed N --count N` makes books of fifty articles, builds each as a person would, opens
every page,
opens citations and searches, and reads the files beside the pages. It exits 1 with each fault, its page and the seed.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import icalendar
import yaml

from briefing_book.book_file.new import new_book
from briefing_book.book_file.read import read_book_file
from briefing_book.model.text import record
from briefing_book.pipeline import make
from briefing_book.render import print_document
from tests.serving import served
from tests.site_walk import DESK, pages_of
from tests.small_book import find_chromium, run

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IN_ONE_BOOK = 50
PAPER = "paper.html"

# What runs says so by `alert`; what becomes an element, an attribute, an id or a class is called "hostile"; what loads
# asks evil.example.
PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style></textarea></noscript><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<img src=x onerror=alert(1)>",
    "<img src=https://evil.example/p.png>",
    "<svg onload=alert(1)><hostile/></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<math><mtext><hostile></math>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data=https://evil.example/o></object><embed src=https://evil.example/e>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/s.css>",
    "<style>@import 'https://evil.example/s.css'; body { background: url(https://evil.example/b) }</style>",
    "<form action=https://evil.example/><input autofocus onfocus=alert(1)></form>",
    "<details open ontoggle=alert(1)><summary>hostile</summary></details>",
    "<hostile>tag</hostile>",
    "<div markdown><hostile></div>",
    "<b hostile=1>bold</b>",
    "\" onmouseover=alert(1) hostile=1 x=\"",
    "' onfocus=alert(1) hostile=1 autofocus '",
    "\"><hostile>",
    "`\"'><script>alert(1)</script>",
    "[here](javascript:alert(1))",
    "[here](https://evil.example/link)",
    "[here](data:text/html,<script>alert(1)</script>)",
    "![picture](https://evil.example/p.png)",
    "[here][hostile]",
    "<javascript:alert(1)>",
    "<https://evil.example/auto>",
    "{: #hostile .hostile hostile=1 onclick=alert(1) }",
    "{ .hostile onclick=alert(1) }",
    "{{ config.items() }} {% include 'mkdocs.yml' %} {# hostile #}",
    "{{ 7 * 191 }}",
    "${alert(1)} #{alert(1)} <%= alert(1) %>",
    "--8<-- \"mkdocs.yml\"",
    "$(alert) `alert(1)`",
    "**strong-hostile** _em-hostile_ ~~del~~ ^sup^ ==mark==",
    "| a | b |",
    "*[HOSTILE]: hostile",
    "::: hostile",
    "<!-- hostile -->",
    "<?php alert(1) ?>",
    "\u202ealert\u202c \u2066x\u2069 \u200bscript\u200b",
    "\u2028<script>alert(1)</script>\u2029",
    "\x00<script>alert(1)</script>\x1b[31m",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&#x3c;hostile&#x3e;",
    "＜script＞alert(1)＜/script＞",
    "=HYPERLINK(\"https://evil.example\")",
    "@SUM(1+1)*cmd|'/c calc'!A0",
    "BEGIN:VALARM\\nATTACH:https://evil.example",
)  # fmt: skip
BLOCKS = (  # whole paragraphs
    "---\nhostile: true\ntemplate: ../../x\ntitle: <script>alert(1)</script>\n---",
    "[hostile]: javascript:alert(1)\n[here]: https://evil.example/",
    "<script>\nalert(1)\n</script>",
    "<div>\n\n# Heading\n\n</div>",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "# Heading {: #hostile onclick=alert(1) }",
    "| head {: .hostile } | b |\n|---|---|\n| <hostile> | [x](javascript:alert(1)) |",
    "- [ ] <hostile>\n- ![x](https://evil.example/x.png)",
    "Term <hostile>\n:   what it stands for [^hostile]\n\n[^hostile]: a note",
    "<hostile>\n<table><tr><td>\n</hostile>",
)
PEOPLE = ("Ine Varga", "Lauri Tamm", "Oda Quist", "Ruben Sol", "Mira Hald", "Teo Brandvold")
OFFICES = (
    "Foreign Minister",
    "Trade Minister",
    "President",
    "Finance Minister",
    "National Security Adviser",
    "Ambassador",
)
COUNTRIES = ("Norland", "Estmark", "Norway", "Japan", "France", "Chile")
OUTLETS = ("The Norland Courier", "Estmark Dispatch", "The Quay")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SENTENCES = (
    "{country}'s {office} {person} said on {day} that talks on the {topic} would resume next week.",
    "“We will not wait another year for a fair {topic},” {person} told reporters in {place}.",
    '"The {topic} is a good step," said {office} {person}.',
    "{person} met {other} in {place} on {day} to discuss the {topic}.",
    "{country} will pay {number} million euros towards the {topic}.",
    "{country} announced a {number} percent tariff on {topic} goods on {day}.",
    "The {topic} has to be confirmed by April {small}, 2019.",
    "The Skarvik {topic} Board (STB) said {number} workers were hurt on March {small}.",
    "{office} {person} signed the {topic} on {day}, according to {other}.",
    "{country} and {place} agreed on the {topic} in {month} 2018, a spokesman said.",
)
TOPICS = ("harbour treaty", "ferry levy", "fishing quota", "pier", "border crossing")
PLACES = ("Holmstad", "Skarvik", "Oslo", "Geneva")

Change = Callable[[str], str]
WAYS: tuple[Change, ...] = (str, str, str, html.escape, lambda text: html.escape(html.escape(text)), str.upper)


@record
class Hostile:
    """A book before it is built: the text of each file by its path below the book."""

    title: str
    files: dict[str, str]


def payload(rng: random.Random) -> str:
    return rng.choice(WAYS)(rng.choice(PAYLOADS))


def spoiled(rng: random.Random, text: str, often: float) -> str:
    """The text with a payload before, after or within it, `often` of the time."""
    if rng.random() >= often:
        return text
    at = rng.choice([0, len(text), rng.randrange(len(text) + 1)])
    blank = rng.choice(["", " "])
    return f"{text[:at]}{blank}{payload(rng)}{blank}{text[at:]}"


def sentence(rng: random.Random) -> str:
    def word(choices: tuple[str, ...], often: float = 0.08) -> str:
        return spoiled(rng, rng.choice(choices), often)

    filled = rng.choice(SENTENCES).format(
        country=word(COUNTRIES),
        office=word(OFFICES),
        person=word(PEOPLE),
        other=word(PEOPLE),
        day=word(DAYS),
        place=word(PLACES),
        topic=word(TOPICS),
        month=rng.choice(["March", "May"]),
        number=spoiled(rng, str(rng.randrange(2, 900)), 0.05),
        small=rng.randrange(1, 30),
    )
    return spoiled(rng, filled, 0.15)


def article(rng: random.Random) -> str:
    """News-like, so that much of it comes to be shown, with payloads in each part of it."""
    place = rng.choice(PLACES)
    head = [spoiled(rng, sentence(rng).rstrip("."), 0.4), ""]
    if rng.random() < 0.2:  # front matter of an exported note
        front = {
            "title": spoiled(rng, "Talks", 0.7),
            "author": spoiled(rng, "Ada Lind", 0.7),
            "url": "https://press.example/" + payload(rng),
        }
        head = ["---", yaml.safe_dump(front).rstrip(), "---", *head]
    head.append(
        f"By {spoiled(rng, rng.choice(['Ada Lind', 'Jon Pell']), 0.3)}, {spoiled(rng, rng.choice(OUTLETS), 0.3)}"
    )
    head.append(spoiled(rng, f"March {rng.randrange(1, 29)}, 2019", 0.1))
    if rng.random() < 0.5:
        head.append(
            f"https://press.example/{rng.randrange(1000)}"
            + rng.choice(["", "?a=b&c=<hostile>", '"onmouseover="alert(1)', "#'hostile"])
        )
    paragraphs = [" ".join(sentence(rng) for _ in range(rng.randrange(1, 4))) for _ in range(rng.randrange(3, 9))]
    paragraphs[0] = f"{place.upper()} -- {paragraphs[0]}"
    if rng.random() < 0.6:
        paragraphs.insert(rng.randrange(len(paragraphs)), rng.choice(BLOCKS))
    return "\n".join([*head, "", "\n\n".join(paragraphs), ""])


def file_name(rng: random.Random, number: int) -> str:
    spoil = payload(rng) if rng.random() < 0.5 else rng.choice(["talks", "Pier & Quay", "--help", "index", "ferry's"])
    return "".join(c for c in spoil if c not in "/\0\n\u2028\u2029")[:60] + f" {number}.{rng.choice(['txt', 'md'])}"


def hostile_book(seed: int, count: int) -> Hostile:
    """The same book for the same seed."""
    rng = random.Random(seed)
    title = " ".join(f'The {payload(rng)} "book" & {payload(rng)}'.replace("\0", "").split())
    title = "".join(c for c in title if c.isprintable())
    say = {
        "title": title,
        "description": f"All of {plain(payload(rng))}",
        "topics": [
            {
                "title": f"Topic {plain(payload(rng))} {name}",
                "terms": [name],
                "description": f"What {plain(payload(rng))}",
            }
            for name in TOPICS[:3]
        ],
        "glossary": [
            {"short": "OHB", "expansion": plain(payload(rng)) + " Board", "reason": plain(payload(rng)) + " r"}
        ],
    }
    articles = {f"seeds/{file_name(rng, number)}": article(rng) for number in range(count)}
    first = f"seeds/first {seed}.txt"
    said = f"Norland's Foreign Minister {PEOPLE[0]} said on Monday that talks on the pier would resume next week. OHB members met."
    articles[first] = f"{PEOPLE[0]} wants talks\n\nBy Ada Lind\nMarch 4, 2019\n\nOSLO -- {said}\n"
    say["people"] = [
        {"person": PEOPLE[0], "role": "Minister " + plain(payload(rng)), "reason": plain(payload(rng)) + " r"}
    ]
    say["sources"] = [
        {
            "source": Path(first).name,
            "title": plain(payload(rng)) + " t",
            "outlet": plain(payload(rng)) + " o",
            "reason": "r",
        }
    ]
    notes = {
        f"notes/{page}": "\n\n".join([*rng.choices(BLOCKS, k=3), *(payload(rng) for _ in range(8))])
        for page in ("index.md", "timeline.md", "coverage.md", "people/index.md")
    }
    return Hostile(title=title, files={**articles, **notes, "book.yml": yaml.safe_dump(say, allow_unicode=True)})


def plain(text: str) -> str:
    """Without the signs that YAML has no place for."""
    return "".join(c for c in text if c.isprintable())


def build(book: Hostile, root: Path) -> Path:
    """The site of a book that `briefing new` began. Raises RuntimeError with what the build said when it failed."""
    new_book(root, book.title)
    for path, text in book.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    described = json.dumps("About " + book.title, ensure_ascii=False)
    (root / "mkdocs.yml").write_text(
        re.sub(r"(?m)^site_description:.*", lambda _: f"site_description: {described}", settings), encoding="utf-8"
    )
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=root)
    if done.returncode:
        raise RuntimeError(f"the build failed: {done.stderr[-3000:]}")
    made = make(root, read_book_file(root / "book.yml"))
    (root / "site" / PAPER).write_text(
        print_document.html(print_document.compose(made.book, made.pages, {}), {}, size="A4"), encoding="utf-8"
    )
    return root / "site"


BEFORE_EACH_PAGE = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => window.ran.push(name);
"""
# Elements, attributes and addresses that no page of ours has. The theme's own scripts are those of a page by hand.
LOOK = r"""(known) => {
  const faults = window.ran.map((name) => `ran: ${name}`);
  const harmless = (address) => /^https?:$/.test(new URL(address, location).protocol) && new URL(address, location).host !== "evil.example";
  const where = (element) => element.outerHTML.slice(0, 160);
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) faults.push(`handler: ${where(element)}`);
      if (/^(?:xlink:)?(?:href|src|action|formaction|data|srcdoc|srcset|poster|ping|background)$/i.test(name)
          && !(element.closest(".bb-note") && element.tagName === "A" && /^https?:/.test(value)) && !harmless(value))
        faults.push(`address: ${where(element)}`);
      if (name === "style" && /url\(|expression/i.test(value)) faults.push(`style: ${where(element)}`);
    }
  }
  const strange = ["hostile", "[hostile]", ".hostile", "#hostile", "iframe", "frame", "object", "embed", "base", "math", "foreignObject",
    "meta[http-equiv=refresh]", "article :is(form:not(.bb-filters), textarea, style, link, meta, img)"].join();
  for (const element of document.querySelectorAll(strange)) faults.push(`element: ${where(element)}`);
  const scope = /new URL\("[./]*",location\)/; // the way to the home page
  const own = (script) => script.src.startsWith(location.origin) || known.includes(script.textContent.replace(scope, ""));
  for (const script of document.scripts) {
    if (script.type === "application/ld+json" || script.id === "__config") {
      try { JSON.parse(script.textContent); } catch (error) { faults.push(`JSON: ${error}`); }
    } else if (!own(script)) faults.push(`script: ${where(script)}`);
  }
  return faults;
}"""
# What a reader's pointer and keys would do, without waiting.
TOUCH = """() => {
  for (const element of [...document.querySelectorAll("[title], abbr, .md-ellipsis, article a, article summary")].slice(0, 300))
    for (const name of ["mouseenter", "mouseover", "focusin", "pointerenter"]) element.dispatchEvent(new Event(name, { bubbles: true }));
  for (const mark of [...document.querySelectorAll(".bb-cite [data-says] > a")].slice(0, 20)) mark.click();
  return [...document.querySelectorAll("[title]")].some((element) => element.title.includes("<"));
}"""
PATIENCE = 60_000  # ms
TOOLTIP = 700  # ms until a theme's own would have opened
QUERIES = ("script", "alert", "hostile", "evil", "onerror", "img")
SCRIPTS = r"""[...document.scripts].filter((script) => !script.src && !script.id && script.type !== "application/ld+json")
  .map((script) => script.textContent.replace(/new URL\("[./]*",location\)/, ""))"""


def seen(site: Path, title: str, browser: Browser, *, search: bool = True) -> Iterator[str]:
    """Every fault of a site in the browser, with its page."""
    with served(site) as address:
        context = browser.new_context(viewport=DESK)
        context.add_init_script(BEFORE_EACH_PAGE)
        asked: list[str] = []
        context.route(
            lambda url: not url.startswith(address), lambda route: (asked.append(route.request.url), route.abort())
        )
        page = context.new_page()
        page.on("pageerror", lambda error: asked.append(f"error: {error}"))
        page.goto(address + "about/data.html")
        known = page.evaluate(SCRIPTS)
        for path in pages_of(site):
            page.goto(address + path, wait_until="load")
            if page.evaluate(TOUCH):
                page.wait_for_timeout(TOOLTIP)
            yield from (f"{path}: {fault}" for fault in page.evaluate(LOOK, known))
            if path != PAPER:
                yield from (f"{path}: {fault}" for fault in titled(page, title))
            yield from (f"{path}: asked for {url}" for url in asked)
            asked.clear()
        if search:
            page.goto(address + "index.html", wait_until="load")
            yield from (f"search: {fault}" for fault in searched(page, known))
            yield from (f"search: asked for {url}" for url in asked)
        context.close()


def titled(page: Page, title: str) -> Iterator[str]:
    """The book's title stands on the page as it was given."""
    if not page.title().endswith(title):
        yield f"title: {page.title()}"
    logo = page.locator(".md-header .md-logo").first
    header = page.locator(".md-header__topic .md-ellipsis")
    shown = (
        (header.first.text_content() or "") if header.count() else page.title()
    )  # the page for wrong addresses has none
    site_name = page.locator('meta[property="og:site_name"]')
    told = [logo.get_attribute("aria-label"), logo.get_attribute("title"), shown.strip()]
    told += [site_name.get_attribute("content")] if site_name.count() else []
    yield from (f"title: {text}" for text in told if text != title)


def searched(page: Page, known: list[str]) -> Iterator[str]:
    """What is found is shown as text."""
    field, answer = (
        page.locator("[data-md-component=search-query]"),
        "document.querySelector('.md-search-result__meta').textContent",
    )
    page.keyboard.press("/")
    page.wait_for_function(f"{answer}.trim().startsWith('Type')", timeout=PATIENCE)  # the index is read
    found = 0
    for query in QUERIES:
        page.evaluate(f"{answer} = ''")
        field.fill(query)
        field.press("End")
        page.wait_for_function(f"{answer}.trim()", timeout=PATIENCE)
        yield from page.evaluate(LOOK, known)
        found += page.locator(".md-search-result__item").count()
    if not found:
        yield "nothing was found"


def read(site: Path) -> Iterator[str]:
    """Faults of the files beside the pages, which programs read."""
    for path in sorted((site / "data").glob("*.json")):
        json.loads(path.read_text(encoding="utf-8"))
    feed = ET.parse(site / "feed.xml")
    names = {element.tag.rpartition("}")[2] for element in feed.iter()}
    yield from (
        f"feed.xml: {name}"
        for name in names - {"feed", "id", "title", "updated", "author", "name", "link", "entry", "content"}
    )
    yield from (f"feed.xml: {at}" for at in (e.get("href", "") for e in feed.iter()) if ":" in at)
    calendar = icalendar.Calendar.from_ical((site / "data" / "timeline.ics").read_bytes())
    yield from (f"timeline.ics: {part.name}" for part in calendar.walk() if part.name not in {"VCALENDAR", "VEVENT"})
    yield from ("timeline.ics: an attachment" for part in calendar.walk() if "ATTACH" in part)
    with (site / "data" / "timeline.csv").open(encoding="utf-8-sig", newline="") as lines:
        yield from (
            f"timeline.csv: {cell}"
            for row in csv.reader(lines)
            for cell in row
            if cell.lstrip().startswith(tuple("=+-@"))
        )
    told = (site / "llms.txt").read_text(encoding="utf-8")
    yield from (
        f"llms.txt: {at}"
        for at in re.findall(r"(?<!\\)\]\(([^)]*)\)", told)
        if not re.fullmatch(r"[\w./-]+(?:#[\w-]+)?", at)
    )
    yield from (f"llms.txt: {tag}" for tag in re.findall(r"(?<!\\)<\S*", told))


def tried(seed: int, count: int, browser: Browser) -> tuple[int, list[str]]:
    """The number of pages of one book, and its faults."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        book = hostile_book(seed, count)
        try:
            site = build(book, Path(folder) / "book")
        except RuntimeError as error:
            return 0, [str(error)]
        return len(pages_of(site)), [*seen(site, book.title, browser), *read(site)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=500, help="articles, fifty a book")
    options = parser.parse_args(arguments)
    from playwright.sync_api import sync_playwright

    faults, pages, began = 0, 0, time.monotonic()
    books: list[Any] = [*range(options.seed, options.seed + -(-options.count // IN_ONE_BOOK))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        for seed in books:
            number, found = tried(seed, min(IN_ONE_BOOK, options.count), browser)
            pages, faults = pages + number, faults + len(found)
            print(f"seed {seed}: {number} pages, {len(found)} faults, {time.monotonic() - began:.0f} s", flush=True)
            print("".join(f"  {fault}\n" for fault in found[:40]), end="")
        browser.close()
    print(
        f"{options.count} articles in {len(books)} books, {pages} pages: {faults} faults, {time.monotonic() - began:.0f} s"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
