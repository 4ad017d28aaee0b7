"""Made-up web pages in the kinds of markup that news sites use, each with what a reader would say of its article."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import quopri
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape

_THEMES = (  # nobody's places and people
    ("Velmar", "harbour council", "ferry pier", "Tove Aldrin", "dock workers"),
    ("Osk", "water board", "river dam", "Pavel Merin", "farmers"),
    ("Tarnholm", "city assembly", "tram line", "Ines Corvo", "shopkeepers"),
    ("Brask", "island parliament", "fishing quota", "Jonas Wick", "crews"),
    ("Lundry", "health authority", "old hospital", "Mara Senn", "nurses"),
)
_SENTENCES = (
    "The {body} of {place} voted late in the evening to give up its plan for the {thing}, nine months after the first drawings were shown.",
    "{person}, who speaks for the {body}, said that the money would go into repairs instead. “We have heard what the town told us,” {last} said.",
    "Some 340 {crowd} had gathered outside the hall since noon, and many of them stayed until the result was read out from the steps.",
    "An inquiry in the spring had put the price of the {thing} at 64 million crowns, twice what the first estimate named.",
    "Opponents argued that no road leads there in winter. Supporters answered that the road could be mended for a small part of the sum.",
    "Under the decision, the {body} must bring a new proposal before the end of the year, and it must ask the {crowd} before it does so.",
    "“Nobody has won tonight,” said Oda Brandt, a retired teacher who led the petition. “But at least somebody has finally listened to us.”",
    "The government in the capital has promised to pay a third of the costs, on condition that work begins within two years of the vote.",
    "Records of the {body} show that the {thing} was discussed in 27 meetings, more than any other subject since the archive was opened.",
    "A spokeswoman for the builders declined to say whether they would ask for damages. Their contract runs until the summer after next.",
    "Neighbouring towns follow the matter closely, because two of them have asked the same firm for plans of their own.",
    "For now the {thing} stays as it is, with a fence around it and a sign that tells visitors to take the long way round.",
)


@dataclass
class Story:
    """What a page holds."""

    number: int
    title: str
    outlet: str
    day: dt.date
    authors: tuple[str, ...]
    paragraphs: list[str]
    heads: dict[int, str] = field(default_factory=dict)  # subheads by the paragraph that they stand above
    extra: list[str] = field(default_factory=list)  # further text that is the article's: items, a summary

    @property
    def slug(self) -> str:
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.casefold()).split())

    @property
    def host(self) -> str:
        return "www." + "".join(c for c in self.outlet.casefold().removeprefix("the ") if c.isalnum()) + ".example"

    @property
    def url(self) -> str:
        return f"https://{self.host}/news/{self.slug}"

    @property
    def text(self) -> str:
        return "\n".join([*self.extra, *self.heads.values(), *self.paragraphs])

    def stamp(self, clock: str = "09:15:00", offset: str = "+02:00") -> str:
        return f"{self.day}T{clock}{offset}"

    def ps(self, form: str = "<p>{}</p>", first: int = 0, last: int | None = None) -> str:
        lines = []
        for index, text in enumerate(self.paragraphs[first:last], first):
            lines += [f"<h2>{self.heads[index]}</h2>"] if index in self.heads else []
            lines.append(form.format(escape(text, quote=False)))
        return "\n".join(lines)


@dataclass
class Page:
    name: str
    data: bytes
    story: Story
    junk: tuple[str, ...] = ()  # what no reader would take for the article


_OUTLETS = ("The Velmar Post", "Osk Tribune", "Tarnholm Daily", "Brask Herald", "Lundry Gazette", "North Shore Times")
_NAMES = ("Ada Lindholm", "Jon Berger", "Mira O'Dell", "Karl-Erik Sund", "Noor Haddadi", "Elsa van Damme")
_VERBS = ("drops plan for", "votes against", "gives up", "puts off", "turns down", "stops work on")


def story(number: int, *, authors: int = 1, paragraphs: int = 8, heads: bool = False, outlet: str = "") -> Story:
    place, body, thing, person, crowd = _THEMES[number % len(_THEMES)]
    values = {
        "place": place,
        "body": body,
        "thing": thing,
        "person": person,
        "last": person.split()[-1],
        "crowd": crowd,
    }
    lines = [
        _SENTENCES[(0 if not index else (number + index) % (len(_SENTENCES) - 1) + 1)].format(**values)
        for index in range(paragraphs)
    ]
    return Story(
        number=number,
        title=f"{place} {body} {_VERBS[number % len(_VERBS)]} {thing} after {number + 3} months of talks",
        outlet=outlet or _OUTLETS[number % len(_OUTLETS)],
        day=dt.date(2023, 1, 9) + dt.timedelta(days=17 * number),
        authors=tuple(_NAMES[(number + index) % len(_NAMES)] for index in range(authors)),
        paragraphs=lines,
        heads={3: "What the vote means", 6: "What happens next"} if heads else {},
    )


def ld(*values: object) -> str:
    return "\n".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def news(s: Story, **more: object) -> dict[str, object]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": s.title,
        "url": s.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": s.url},
        "datePublished": s.stamp(),
        "author": [
            {"@type": "Person", "name": name, "url": f"https://{s.host}/by/{i}"} for i, name in enumerate(s.authors)
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": s.outlet,
            "logo": {"@type": "ImageObject", "url": "https://x.example/l.png"},
        },
        **more,
    }


def head(s: Story, *more: str, title: str = "", og: bool = True) -> str:
    metas = (
        f'<meta property="og:title" content="{escape(s.title)}"><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{s.outlet}"><link rel="canonical" href="{s.url}">'
    )
    return f'<head><meta charset="utf-8"><title>{title or f"{s.title} - {s.outlet}"}</title>{metas if og else ""}{"".join(more)}</head>'


NEW_LINES = "\n\n"
COOKIES = "We and our 843 partners store cookies on your device to show you adverts that fit you."
OTHER = "Lighthouse keeper of forty years retires to the mainland"
PAY = "Subscribe today for one crown a week and read everything without limits."
LETTER = "Get the best of our reporting in your inbox every morning."
COMMENT = "As if anybody believed them this time, said my cat."
SHARE = "Share on Facebook"
BIO = "writes about towns and has won a prize for a book on gulls"
CAPTION = "The square at dusk with people under umbrellas"
MENU = '<header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
RELATED = f'<section class="related-stories"><h3>Related stories</h3><ul><li><a href="/a1">{OTHER}</a></li><li><a href="/a2">Why gulls prefer the north side of the bay</a></li></ul></section>'
SHARES = f'<div class="share-bar"><a href="#">{SHARE}</a><a href="#">Share on X</a><button>Copy link</button></div>'
COMMENTS = f'<div id="comments"><h3>2 comments</h3><ol><li><p class="comment-author">harbourcat</p><p>{COMMENT} I have seen all of this before, in the year of the flood, and it will all end in tears again.</p></li></ol></div>'
FIGURE = f'<figure><img src="a.jpg" alt="{CAPTION}"><figcaption>{CAPTION} <span>Photo: A. Nobody</span></figcaption></figure>'
LETTERS = f'<div class="newsletter-signup"><h4>Morning letter</h4><p>{LETTER}</p><form><input type="email"><button>Sign up</button></form></div>'
CONSENT = f'<div id="cookie-banner" role="dialog"><p>{COOKIES}</p><button>Accept all</button></div>'
FOOT = '<footer><p>Published by nobody at all. All rights reserved.</p><ul><li><a href="/t">Terms</a></li><li><a href="/p">Privacy</a></li></ul></footer>'
ALL_JUNK = (
    COOKIES,
    OTHER,
    LETTER,
    COMMENT,
    SHARE,
    BIO,
    CAPTION,
    "All rights reserved",
    "Terms",
    "Related stories",
    "Copy link",
)

MADE: dict[str, Callable[[int], Page]] = {}


def kind(make: Callable[[int], tuple[Story, str | bytes]]) -> Callable[[int], tuple[Story, str | bytes]]:
    def page(number: int) -> Page:
        told, text = make(number)
        data = text if isinstance(text, bytes) else text.encode()
        return Page(name=make.__name__, data=data, story=told, junk=ALL_JUNK)

    MADE[make.__name__] = page
    return make


def pages() -> Iterator[Page]:
    for number, make in enumerate(MADE.values()):
        yield make(number)


def us(day: dt.date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def uk(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


@kind
def blog_engine_with_graph(n: int) -> tuple[Story, str]:
    s = story(n, heads=True)
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": f"https://{s.host}/#website", "name": s.outlet, "publisher": {"@id": f"https://{s.host}/#org"}},
            {"@type": "Organization", "@id": f"https://{s.host}/#org", "name": s.outlet},
            {"@type": "WebPage", "@id": s.url, "url": s.url, "name": f"{s.title} - {s.outlet}", "isPartOf": {"@id": f"https://{s.host}/#website"}, "datePublished": s.stamp()},
            {"@type": ["Article", "NewsArticle"], "@id": f"{s.url}/#article", "isPartOf": {"@id": s.url}, "author": {"@id": f"https://{s.host}/#/person/1"}, "headline": s.title,
             "datePublished": s.stamp(), "dateModified": f"{s.day + dt.timedelta(days=3)}T11:00:00+02:00", "publisher": {"@id": f"https://{s.host}/#org"}},
            {"@type": "Person", "@id": f"https://{s.host}/#/person/1", "name": s.authors[0], "url": f"https://{s.host}/author/1"},
        ],
    }  # fmt: skip
    return (
        s,
        f"""<!DOCTYPE html><html lang="en">{head(s, ld(graph))}<body class="post-template-default single single-post has-sidebar">
    {MENU}<main id="primary" class="site-main"><article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{s.title}</h1>
    <div class="entry-meta"><span class="posted-on">Posted on <time class="entry-date published" datetime="{s.stamp()}">{us(s.day)}</time></span> <span class="byline">by <a class="url fn n" rel="author" href="/author/1">{s.authors[0]}</a></span></div></header>
    <div class="entry-content">{s.ps()}<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">{SHARE}</a></li></ul></div>
    <div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p><a href="/x">{OTHER}</a></p></div></div>
    <footer class="entry-footer"><span class="cat-links">Posted in <a href="/c">Towns</a></span></footer></article>
    <div class="author-box"><h4>About {s.authors[0]}</h4><p>{s.authors[0]} {BIO}. She lives by the sea with two dogs.</p></div>
    <nav class="post-navigation"><a href="/p">{OTHER}</a></nav>{COMMENTS}</main><aside id="secondary" class="widget-area"><h2>Most read</h2><ul><li><a href="/m">{OTHER}</a></li></ul></aside>{FOOT}{CONSENT}</body></html>""",
    )


@kind
def blog_engine_with_blocks(n: int) -> tuple[Story, str]:
    s = story(n, authors=2)
    s.extra = [
        "The pier stays closed until spring.",
        "Boats land at the old quay instead.",
        "Tickets bought before the vote remain valid.",
    ]
    items = "".join(f"<li>{item}</li>" for item in s.extra)
    quote = '<figure class="wp-block-pullquote"><blockquote><p>At least somebody has finally listened</p></blockquote></figure>'
    return (
        s,
        f"""<!doctype html><html>{head(s, f'<meta property="article:published_time" content="{s.stamp()}"><meta name="author" content="{" and ".join(s.authors)}">', title=f"{s.title} | {s.outlet}")}
    <body>{CONSENT}<div class="wp-site-blocks">{MENU}<main class="wp-block-group"><h1 class="wp-block-post-title">{s.title}</h1>
    <div class="wp-block-post-author-name">By {" and ".join(s.authors)}</div><div class="wp-block-post-date"><time datetime="{s.stamp()}">{us(s.day)}</time></div>
    <div class="entry-content wp-block-post-content is-layout-flow">{FIGURE}{s.ps('<p class="wp-block-paragraph">{}</p>', 0, 4)}<p>This is what changes:</p><ul class="wp-block-list">{items}</ul>{quote}{LETTERS}{s.ps("<p>{}</p>", 4)}
    <p><strong><a href="/other">{OTHER}</a></strong></p></div>{RELATED}</main>{FOOT}</div></body></html>""",
    )


@kind
def content_system_with_fields(n: int) -> tuple[Story, str]:
    s = story(n, heads=True)
    metas = f'<meta name="dcterms.title" content="{s.title}"><meta name="dcterms.creator" content="{s.authors[0]}"><meta name="dcterms.date" content="{s.day}"><meta name="Generator" content="X 10">'
    return (
        s,
        f"""<!DOCTYPE html><html lang="en" dir="ltr">{head(s, metas)}<body class="path-node page-node-type-article">
    <div role="navigation"><a href="/">Front page</a></div><nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li>News</li></ol></nav>
    <div class="region region-content"><article class="node node--type-article"><h1 class="page-title"><span class="field field--name-title">{s.title}</span></h1>
    <div class="node__meta submitted">Submitted by {s.authors[0]} on {us(s.day)}</div><div class="node__content"><div class="field field--name-field-image">{FIGURE}</div>
    <div class="clearfix text-formatted field field--name-body field--type-text-with-summary">{s.ps()}</div><div class="field field--name-field-tags field__items"><a href="/t1">towns</a> <a href="/t2">votes</a></div>
    <section class="field field--name-comment comment-wrapper">{COMMENTS}</section></div></article></div>{RELATED}{FOOT}</body></html>""",
    )


@kind
def quick_page_for_phones(n: int) -> tuple[Story, str]:
    s = story(n)
    return (
        s,
        f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>{s.title}</title><link rel="canonical" href="{s.url}">{ld(news(s))}
    <style amp-boilerplate>body{{animation:none}}</style></head><body><amp-sidebar id="sb"><ul><li><a href="/">Home</a></li></ul></amp-sidebar><header class="amp-header"><a href="/">{s.outlet}</a></header>
    <article class="amp-wp-article"><h1>{s.title}</h1><ul class="amp-wp-meta"><li>{s.authors[0]}</li><li><time datetime="{s.stamp()}">{uk(s.day)}</time></li></ul><amp-img src="a.jpg" alt="{CAPTION}"></amp-img>
    <div class="amp-wp-article-content">{s.ps("<p>{}</p>", 0, 3)}<amp-ad type="x"><div fallback>{PAY}</div></amp-ad>{s.ps("<p>{}</p>", 3)}</div><amp-social-share type="x">{SHARE}</amp-social-share></article>
    <amp-consent id="c"><div>{COOKIES}</div></amp-consent>{RELATED}{FOOT}</body></html>""",
    )


@kind
def script_page_with_text_in_data(n: int) -> tuple[Story, str]:
    s = story(n)
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s, articleBody=NEW_LINES.join(s.paragraphs))))}<body><noscript>You need to enable JavaScript to run this app.</noscript>
    <div id="root"></div><script>window.__STATE__={{"a":1}}</script></body></html>""",
    )


@kind
def script_page_with_made_up_classes(n: int) -> tuple[Story, str]:
    s = story(n, authors=2)
    blocks = "".join(
        f'<div data-component="text-block" class="css-7uv9ab e1j"><p class="css-1q0x1qg">{text}</p></div>'
        for text in s.paragraphs
    )
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)), title=f"{s.title} | {s.outlet}")}<body><div id="__next"><div class="css-0">{MENU}<main class="css-1x"><article class="css-abc"><header class="css-q"><h1 class="css-h">{s.title}</h1>
    <div data-testid="byline" class="css-by"><span>{s.authors[0]}</span><span>{s.authors[1]}</span></div><time datetime="{s.stamp()}" class="css-t">{s.day.day} {s.day:%B}</time></header>
    <div data-component="image-block">{FIGURE}</div>{blocks}<div data-component="links-block"><p>More on this story</p><ul><li><a href="/1">{OTHER}</a></li><li><a href="/2">Gulls on the north side of the bay</a></li></ul></div>
    <div data-component="topic-list"><ul><li><a href="/t">Towns</a></li><li><a href="/u">Votes</a></li></ul></div></article></main>{FOOT}</div></div></body></html>""",
    )


@kind
def page_laid_out_by_tables(n: int) -> tuple[Story, str]:
    s = story(n)
    s.outlet = "The Velmar Post"
    text = "<br><br>\n".join(s.paragraphs)
    return (
        s,
        f"""<HTML><HEAD><TITLE>{s.outlet}: {s.title}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><TABLE WIDTH="760" BORDER="0"><TR><TD COLSPAN="2"><A HREF="/">Home</A> | <A HREF="/w">World</A> | <A HREF="/s">Sport</A></TD></TR>
    <TR><TD WIDTH="120" VALIGN="top"><A HREF="/1">News</A><BR><A HREF="/2">Letters</A><BR><A HREF="/3">Weather</A></TD><TD VALIGN="top"><FONT SIZE="5"><B>{s.title}</B></FONT><BR><FONT SIZE="2">By {s.authors[0]}<BR>{us(s.day)}</FONT><P>
    <FONT FACE="Arial" SIZE="3">{text}</FONT></TD></TR><TR><TD COLSPAN="2" ALIGN="center"><FONT SIZE="1">Copyright {s.day.year} {s.outlet}. All rights reserved.</FONT></TD></TR></TABLE></BODY></HTML>""",
    )


@kind
def press_release_of_a_government(n: int) -> tuple[Story, str]:
    s = story(n, heads=True, outlet="Department for Ports and Fisheries")
    s.authors = ()
    metas = f'<meta name="govuk:first-published-at" content="{s.stamp("10:00:00", "+00:00")}"><meta name="govuk:public-updated-at" content="{s.day + dt.timedelta(days=2)}T10:00:00+00:00">'
    return (
        s,
        f"""<!DOCTYPE html><html>{head(s, metas)}<body class="template"><div class="cookie-banner" role="region"><p>{COOKIES}</p></div><a class="skip-link" href="#content">Skip to main content</a>{MENU}
    <main id="content" role="main"><span class="caption-xl">Press release</span><h1 class="heading-l">{s.title}</h1><div class="metadata"><dl><dt>From:</dt><dd><a href="/o">{s.outlet}</a></dd><dt>Published</dt><dd>{uk(s.day)}</dd></dl></div>
    <div class="govspeak">{s.ps()}</div><div class="share-links"><h2>Share this page</h2><a href="#">{SHARE}</a><a href="#">Share on X</a></div></main>{FOOT}</body></html>""",
    )


@kind
def ministry_on_an_old_system(n: int) -> tuple[Story, str]:
    s = story(n, outlet="Ministry of Roads of Tarnholm")
    s.authors = ()
    return (
        s,
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><base href="{s.url}"><title>{s.title}</title><meta name="author" content="Super User"><meta property="og:site_name" content="{s.outlet}"></head><body>{MENU}
    <div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{s.title}</h2></div><dl class="article-info muted"><dt class="article-info-term">Details</dt>
    <dd class="createdby" itemprop="author" itemscope>Written by <span itemprop="name">Super User</span></dd><dd class="published"><time datetime="{s.stamp()}" itemprop="datePublished">Published: {uk(s.day)}</time></dd><dd class="hits">Hits: 412</dd></dl>
    <div itemprop="articleBody">{s.ps()}</div><ul class="pager pagenav"><li class="previous"><a href="/p">Prev</a></li><li class="next"><a href="/n">Next</a></li></ul></div>{FOOT}</body></html>""",
    )


@kind
def agency_on_a_portal(n: int) -> tuple[Story, str]:
    s = story(n, outlet="North Shore Times")
    s.authors = ()
    data = news(
        s,
        author={"@type": "Organization", "name": "North Shore Times"},
        publisher={"@type": "Organization", "name": "North Shore Media Holding Ltd"},
    )
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(data))}<body>{MENU}<article><h1>{s.title}</h1><p class="byline">By North Shore Times Staff</p><p class="pubdate">{us(s.day)}</p><div class="story-body">
    {FIGURE}{s.ps()}<p class="copyright">Copyright {s.day.year} North Shore Times. All rights reserved.</p></div>{SHARES}</article>{RELATED}{FOOT}</body></html>""",
    )


@kind
def live_page_that_says_so(n: int) -> tuple[Story, str]:
    s = story(n, paragraphs=6)
    entries = []
    updates = []
    for index, text in enumerate(s.paragraphs):
        clock = f"{18 - index}:0{index}"
        s.extra.append(clock)
        entries.append(
            f'<li class="lx-stream__post"><article><header><time datetime="{s.day}T{clock}:00+01:00">{clock}</time><h3>Entry number {index + 1}</h3></header><div class="post-body"><p>{text}</p></div>{SHARES}</article></li>'
        )
        s.extra.append(f"Entry number {index + 1}")
        updates.append(
            {
                "@type": "BlogPosting",
                "headline": f"Entry number {index + 1}",
                "datePublished": f"{s.day}T{clock}:00+01:00",
                "articleBody": text,
            }
        )
    data = {**news(s), "@type": "LiveBlogPosting", "liveBlogUpdate": updates}
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(data))}<body>{MENU}<main><header><h1>{s.title}</h1></header><div class="lx-stream"><ol>{"".join(entries)}</ol></div></main>{RELATED}{FOOT}</body></html>""",
    )


@kind
def live_page_that_does_not(n: int) -> tuple[Story, str]:
    s = story(n, paragraphs=7)
    entries = []
    for index, text in enumerate(s.paragraphs):
        clock = f"{9 + index}.{10 + index} CET"
        s.extra.append(clock)
        entries.append(
            f'<div class="live-entry" id="e{index}"><time class="entry-time">{clock}</time><p>{text}</p></div>'
        )
    metas = f'<meta property="article:published_time" content="{s.stamp()}"><meta property="article:author" content="{s.authors[0]}">'
    return (
        s,
        f"""<!doctype html><html>{head(s, metas)}<body>{MENU}<main><h1>{s.title}</h1><p class="byline">By {s.authors[0]}</p><section class="live-feed">{"".join(entries)}</section></main>{RELATED}{COMMENTS}{FOOT}</body></html>""",
    )


@kind
def page_behind_a_wall(n: int) -> tuple[Story, str]:
    s = story(n, paragraphs=4)
    data = news(
        s,
        isAccessibleForFree=False,
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"},
    )
    wall = f'<div class="paywall-overlay"><h2>Keep reading</h2><p>{PAY} Already a subscriber? Log in to continue reading this story.</p><a href="/s">See the offers</a></div>'
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(data))}<body>{MENU}<article><h1>{s.title}</h1><div class="article__body">{s.ps()}</div>{wall}</article>{FOOT}</body></html>""",
    )


@kind
def spanish_site_with_english_text(n: int) -> tuple[Story, str]:
    s = story(n, outlet="La Voz de Brask")
    return (
        s,
        f"""<!doctype html><html lang="es">{head(s, ld(news(s)))}<body><header><ul class="menu-principal"><li><a href="/">Portada</a></li><li><a href="/d">Deportes</a></li><li><a href="/o">Opinión</a></li></ul></header>
    <article class="noticia"><h1>{s.title}</h1><div class="firma">Por {s.authors[0]}</div><div class="fecha">{s.day.day:02}/{s.day.month:02}/{s.day.year}</div><div class="compartir"><a href="#">Compartir en Facebook</a> <a href="#">Compartir en X</a></div>
    <div class="cuerpo">{s.ps()}</div><div class="relacionadas"><h3>Noticias relacionadas</h3><ul><li><a href="/1">{OTHER}</a></li><li><a href="/2">El faro cierra sus puertas este verano</a></li></ul></div></article>{CONSENT}<footer>Todos los derechos reservados</footer></body></html>""",
    )


@kind
def german_site_in_a_code_page(n: int) -> tuple[Story, bytes]:
    s = story(n, outlet="Lündrer Anzeiger")
    s.authors = ("Jürgen Groß",)
    data = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN"><html lang="de"><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>{s.title} - {s.outlet}</title>
    <meta name="author" content="{s.authors[0]}"><meta name="date" content="{s.day}"></head><body><div id="navigation"><a href="/">Startseite</a> <a href="/p">Politik</a></div><div id="inhalt"><h1>{s.title}</h1>
    <p class="autor">von {s.authors[0]}</p><div class="artikeltext">{s.ps()}</div><div class="teilen"><a href="#">Teilen</a> <a href="#">Drucken</a></div></div><div id="fuss"><a href="/i">Impressum</a></div></body></html>"""
    return s, data.encode("cp1252")


@kind
def page_with_statistics_metas_only(n: int) -> tuple[Story, str]:
    s = story(n)
    metas = f'<meta name="parsely-title" content="{s.title}"><meta name="parsely-link" content="{s.url}"><meta name="parsely-pub-date" content="{s.day}T04:00:00Z"><meta name="parsely-author" content="{s.authors[0]}"><meta name="sailthru.date" content="{s.day:%a, %d %b %Y} 04:00:00 +0000">'
    return (
        s,
        f"""<!doctype html><html>{head(s, metas, og=False, title=f"{s.title} – {s.outlet}")}<body>{MENU}<div class="layout"><div class="col-main"><h1>{s.title}</h1>{SHARES}<div class="copy">{s.ps()}</div></div><div class="col-right">{RELATED}</div></div>{FOOT}</body></html>""",
    )


@kind
def data_of_several_articles(n: int) -> tuple[Story, str]:
    s = story(n)
    other = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": OTHER,
        "url": f"https://{s.host}/news/x",
        "datePublished": "2019-02-03T08:00:00+01:00",
        "author": {"@type": "Person", "name": "Otto Falk"},
    }
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "name": "News"}],
    }
    return (
        s,
        f"""<!doctype html><html>{head(s, ld([other, crumbs], other | {"headline": "Gulls on the north side", "url": f"https://{s.host}/g"}, news(s)))}<body>{MENU}<main><article class="story"><h1>{s.title}</h1><div class="story__body">{s.ps()}</div></article>
    <article class="card"><h3><a href="/x">{OTHER}</a></h3><p>He looks back on forty years of storms and of quiet nights at the end of the world.</p></article></main>{FOOT}</body></html>""",
    )


@kind
def stamps_of_greenwich(n: int) -> tuple[Story, str]:
    s = story(n)
    after = f"{s.day + dt.timedelta(days=1)}T03:40:00Z"
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s, datePublished=after, dateModified=after)))}<body>{MENU}<article><h1>{s.title}</h1><div class="byline">By {s.authors[0]}</div><div class="timestamp">Published {us(s.day)} 11:40 p.m. ET</div>
    <div class="article-body">{s.ps()}</div></article>{RELATED}{FOOT}</body></html>""",
    )


@kind
def update_printed_first(n: int) -> tuple[Story, str]:
    s = story(n)
    later = s.day + dt.timedelta(days=5)
    metas = f'<meta property="og:updated_time" content="{later}T08:00:00+02:00"><meta name="author" content="{s.authors[0]}">'
    return (
        s,
        f"""<!doctype html><html>{head(s, metas)}<body>{MENU}<article><h1>{s.title}</h1><p class="author">{s.authors[0]}</p><p class="date-line">Updated: {us(later)}</p><p class="date-line">Published: {us(s.day)}</p><div class="post-content">{s.ps()}</div></article>{COMMENTS}{FOOT}</body></html>""",
    )


@kind
def site_that_moved(n: int) -> tuple[Story, str]:
    s = story(n)
    moved = "2025-06-01T00:00:00+00:00"
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s, datePublished=moved, dateModified=moved)))}<body>{MENU}<article><h1>{s.title}</h1><p class="published-date">First published on {uk(s.day)}</p><div class="article-content">{s.ps()}</div></article>{FOOT}</body></html>""",
    )


@kind
def page_with_marked_elements(n: int) -> tuple[Story, str]:
    s = story(n)
    return (
        s,
        f"""<!doctype html><html><head><meta charset="utf-8"><title>{s.title} :: {s.outlet}</title><link rel="canonical" href="{s.url}"></head><body>{MENU}<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{s.title}</h1>
    <span itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="/a"><span itemprop="name">{s.authors[0]}</span></a></span><meta itemprop="datePublished" content="{s.stamp()}"><meta itemprop="dateModified" content="{s.day + dt.timedelta(days=1)}">
    <div itemprop="articleBody">{s.ps("<p>{}</p>", 0, 4)}<div class="adslot">Advertisement</div>{s.ps("<p>{}</p>", 4)}</div></div><div class="sidebar"><h3>Popular</h3><ul><li><a href="/1">{OTHER}</a></li></ul></div>{FOOT}</body></html>""",
    )


@kind
def personal_blog(n: int) -> tuple[Story, str]:
    s = story(n, outlet="Notes from Osk")
    return (
        s,
        f"""<!doctype html><html><head><meta charset="utf-8"><title>{s.outlet}: {s.title}</title><meta content="{s.url}" property="og:url"><meta content="{s.title}" property="og:title"></head><body><div class="header"><h1 class="title"><a href="/">{s.outlet}</a></h1></div>
    <div class="date-outer"><h2 class="date-header"><span>{s.day:%A}, {us(s.day)}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{s.title}</h3><div class="post-body entry-content">{"<br /><br />".join(s.paragraphs)}</div>
    <div class="post-footer"><span class="post-author vcard">Posted by <span class="fn"><a rel="author" href="/me">{s.authors[0]}</a></span></span> <span class="post-timestamp">at 10:12</span></div></div></div>{COMMENTS}<div class="sidebar"><h2>Archive</h2><ul><li><a href="/2">{OTHER}</a></li></ul></div></body></html>""",
    )


@kind
def letter_platform(n: int) -> tuple[Story, str]:
    s = story(n, outlet="The Gull Letter", heads=True)
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)), title=f"{s.title} - by {s.authors[0]}")}<body><div class="main-menu"><a href="/">{s.outlet}</a><button>Subscribe</button><button>Sign in</button></div><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{s.title}</h1>
    <div class="byline-wrapper"><a href="/@a">{s.authors[0]}</a><div class="pencraft">{s.day:%b} {s.day.day}, {s.day.year}</div></div></div><div class="available-content"><div class="body markup">{s.ps("<p>{}</p>", 0, 4)}
    <div class="subscription-widget-wrap"><p>{LETTER}</p><form><input></form></div>{s.ps("<p>{}</p>", 4)}</div></div></article><div class="post-footer"><a href="#">Like</a><a href="#">{SHARE}</a></div><div class="comments-section">{COMMENTS}</div></body></html>""",
    )


@kind
def broadcaster(n: int) -> tuple[Story, str]:
    s = story(n, authors=1, heads=True)
    s.extra = ["Leaders of the town gave way after a night of talks, and not everyone is glad of it."]
    blocks = "".join(
        (f'<div data-component="subheadline-block"><h2>{s.heads[i]}</h2></div>' if i in s.heads else "")
        + f'<section data-component="text-block"><p>{text}</p></section>'
        + ('<section data-component="ad-slot"><p>Advertisement</p></section>' if i == 4 else "")
        for i, text in enumerate(s.paragraphs)
    )
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)))}<body>{MENU}<main id="main-content"><article><header><h1 id="main-heading">{s.title}</h1><p class="article__intro" data-component="standfirst">{s.extra[0]}</p></header><div data-component="byline-block"><time datetime="{s.stamp()}">3 hours ago</time><span>{s.authors[0]}</span><span>Reporting from Brask</span></div>
    <div data-component="video-block"><p>To play this video you need to enable scripts in your browser.</p></div>{blocks}</article><section data-component="related-content"><h2>More on this story</h2><ul><li><a href="/1">{OTHER}</a></li><li><a href="/2">Gulls on the north side</a></li></ul></section></main>{FOOT}</body></html>""",
    )


@kind
def text_cut_by_advertisements(n: int) -> tuple[Story, str]:
    s = story(n)
    ad = f'<div class="ad-container"><p>{PAY}</p></div>'
    parts = ad.join(f'<div class="article-body-text">{s.ps("<p>{}</p>", at, at + 2)}</div>' for at in range(0, 8, 2))
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)))}<body>{MENU}<div class="page"><h1>{s.title}</h1><div class="text-wrap">{parts}</div></div>{LETTERS}{RELATED}{FOOT}</body></html>""",
    )


@kind
def news_of_a_university(n: int) -> tuple[Story, str]:
    s = story(n, outlet="Velmar University News")
    last, first = s.authors[0].split()[-1], s.authors[0].rsplit(" ", 1)[0]
    s.authors = (f"{first} {last}",)
    metas = f'<meta name="citation_title" content="{s.title}"><meta name="citation_author" content="{last}, {first}"><meta name="citation_publication_date" content="{s.day:%Y/%m/%d}"><meta name="citation_journal_title" content="{s.outlet}">'
    return (
        s,
        f"""<!doctype html><html>{head(s, metas, og=False, title=s.title)}<body>{MENU}<div id="content"><h1>{s.title}</h1><div class="rich-text">{s.ps()}</div></div><div class="contact-form"><h3>Media contact</h3><p>Write to the press office for pictures and for interviews.</p></div>{FOOT}</body></html>""",
    )


@kind
def name_of_the_site_as_first_heading(n: int) -> tuple[Story, str]:
    s = story(n)
    metas = f'<meta property="og:title" content="{s.title} | {s.outlet}"><meta property="og:site_name" content="{s.outlet} - News, sport and weather"><meta name="pubdate" content="{s.day:%Y%m%d}"><meta name="byl" content="By {s.authors[0].upper()}">'
    s.authors = (s.authors[0],)
    return (
        s,
        f"""<!doctype html><html>{head(s, metas, og=False, title=f"{s.title} | {s.outlet}")}<body><h1 class="logo"><a href="/">{s.outlet}</a></h1>{MENU}<div class="content-wrap"><h2 class="headline">{s.title}</h2><div class="news-text">{s.ps()}</div></div>{SHARES}{FOOT}</body></html>""",
    )


@kind
def nobody_signs(n: int) -> tuple[Story, str]:
    s = story(n)
    s.authors = ()
    data = news(s, author={"@type": "Person", "name": "admin"})
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(data), '<meta name="author" content="Staff Reporter">')}<body>{MENU}<article><h1>{s.title}</h1><p class="byline">By Staff Reporter</p><div class="entry-content">{s.ps()}</div></article>{COMMENTS}{FOOT}</body></html>""",
    )


@kind
def page_in_one_form(n: int) -> tuple[Story, str]:
    s = story(n)
    return (
        s,
        f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><title>{s.title} | {s.outlet}</title><meta name="publish-date" content="{s.day}"></head><body><form method="post" action="./a.aspx" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{"x" * 900}"><div id="ctl00_top"><a href="/">Home</a> <a href="/n">News</a></div>
    <div id="ctl00_m"><span id="ctl00_lblTitle"><h1>{s.title}</h1></span><span id="ctl00_lblBy">By {s.authors[0]}</span><div id="ctl00_lblText">{s.ps()}</div></div><div id="ctl00_foot"><a href="/t">Terms</a> <a href="/p">Privacy</a></div></form></body></html>""",
    )


@kind
def page_saved_whole_with_a_note(n: int) -> tuple[Story, str]:
    s = story(n)
    return (
        s,
        f"""<!DOCTYPE html> <html lang=en><!--
 Page saved with a program
 url: {s.url}
 saved date: {s.day + dt.timedelta(days=9):%a %b %d %Y} 10:11:12 GMT+0200
--><head><meta charset=utf-8><title>{s.title} · {s.outlet}</title><style>.x{{background:url("data:image/png;base64,{"A" * 40000}")}}</style></head><body>{MENU}<div role=main><h1>{s.title}</h1><p class=article-byline>By {s.authors[0]}</p><p><time datetime={s.day}>{uk(s.day)}</time></p><img src="data:image/png;base64,{"B" * 40000}">{s.ps()}</div>{RELATED}{FOOT}</body></html>""",
    )


@kind
def two_bytes_a_letter(n: int) -> tuple[Story, bytes]:
    s = story(n)
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)))}<body><article><h1>{s.title}</h1><div class="article-text">{s.ps()}</div></article></body></html>""".encode(
            "utf-16"
        ),
    )


@kind
def page_between_teasers(n: int) -> tuple[Story, str]:
    s = story(n)
    cards = "".join(
        f'<article class="c{i}"><h3><a href="/{i}">Story number {i} of the many other stories</a></h3><p>A short text that should make somebody open it, with a few more words.</p></article>'
        for i in range(8)
    )
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)))}<body>{MENU}<main><div class="x1"><h1>{s.title}</h1><p class="x2">{s.authors[0]}</p>{s.ps()}</div><div class="x3"><h2>Today</h2>{cards}</div></main>{FOOT}</body></html>""",
    )


@kind
def report_with_everything_in_between(n: int) -> tuple[Story, str]:
    s = story(n, heads=True)
    s.extra = [
        "“We have waited for nine winters,” the mayor told the hall. “We can wait for a tenth one, but not for an eleventh.”"
    ]
    tweet = '<blockquote class="twitter-tweet"><p>What a night in town, I have lost my hat twice</p>— a passer-by (@nobody) <a href="https://t.example/1">a day</a></blockquote>'
    table = '<table class="wp-table"><thead><tr><th>Year</th><th>Cost</th></tr></thead><tbody><tr><td>2020</td><td>31</td></tr><tr><td>2021</td><td>64</td></tr></tbody></table>'
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)))}<body>{MENU}<article><h1>{s.title}</h1>{SHARES}<div class="ArticleBody">{FIGURE}{s.ps("<p>{}</p>", 0, 2)}<blockquote><p>{s.extra[0]}</p></blockquote>{tweet}{s.ps("<p>{}</p>", 2, 4)}{table}<p><a href="/o">{OTHER}</a></p>
    <aside class="pull"><p>Nobody has won tonight at all</p></aside>{s.ps("<p>{}</p>", 4, 6)}<div class="inline-related"><span>Read more</span><a href="/o">{OTHER}</a></div>{s.ps("<p>{}</p>", 6)}</div>{LETTERS}<div class="AuthorBio"><p>{s.authors[0]} {BIO}.</p></div></article>{COMMENTS}{CONSENT}{FOOT}</body></html>""",
    )


@kind
def page_of_a_site_builder(n: int) -> tuple[Story, str]:
    s = story(n)
    parts = "".join(
        f'<div class="elementor-element elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container">{s.ps("<p>{}</p>", at, at + 2)}</div></div>'
        for at in range(0, 8, 2)
    )
    return (
        s,
        f"""<!doctype html><html>{head(s, ld(news(s)))}<body class="elementor-page elementor-default">{MENU}<div class="elementor elementor-12"><section class="elementor-section"><div class="elementor-widget elementor-widget-heading"><h1 class="elementor-heading-title">{s.title}</h1></div>{parts}<div class="elementor-widget elementor-share-buttons"><a href="#">{SHARE}</a><a href="#">Share on X</a></div></section></div>{FOOT}</body></html>""",
    )


@kind
def page_for_printing(n: int) -> tuple[Story, str]:
    s = story(n)
    s.outlet = s.host.removeprefix("www.")
    s.authors = ()
    return (
        s,
        f"""<!-- saved from url=(0052)https://www.{s.outlet}/print/{s.slug} --><html><head><title>{s.title}</title></head><body><h1>{s.title}</h1><p>{uk(s.day)}</p>{s.ps()}</body></html>""",
    )


@kind
def letters_declared_wrongly(n: int) -> tuple[Story, bytes]:
    s = story(n, outlet="Brask Äventyr")
    s.authors = ("Zoë Müller",)
    page = f"""<!doctype html><html><head><meta charset="iso-8859-1"><title>{s.title} | {s.outlet}</title><meta name="author" content="{s.authors[0]}"><meta property="article:published_time" content="{s.stamp()}"></head><body>{MENU}<article><h1>{s.title}</h1>{s.ps()}</article>{FOOT}</body></html>"""
    return s, page.encode("utf-8")


@kind
def data_with_faults(n: int) -> tuple[Story, str]:
    s = story(n)
    s.title = "Osk & Brask: the “long” dispute over the dam ends"
    text = (
        json.dumps(news(s, headline="Osk &amp;amp; Brask: the &#8220;long&#8221; dispute over the dam ends"))[:-1]
        + ",}"
    )
    return (
        s,
        f"""<!doctype html><html><head><meta charset="utf-8"><title>{escape(s.title)} | {s.outlet}</title><script type="application/ld+json">//<![CDATA[
    {text}
    //]]></script><script type="application/ld+json">{{"broken": </script></head><body>{MENU}<article><h1>{escape(s.title)}</h1><div class="story-content">{s.ps()}</div></article>{FOOT}</body></html>""",
    )


@kind
def two_authors_with_their_offices(n: int) -> tuple[Story, str]:
    s = story(n, authors=2)
    return (
        s,
        f"""<!doctype html><html>{head(s, f'<meta property="article:published_time" content="{s.stamp()}"><meta property="article:author" content="https://www.facebook.example/someone">')}<body>{MENU}<article><h1>{s.title}</h1><div class="byline">By {s.authors[0]} and {s.authors[1]}, political correspondents</div><div class="main-text">{s.ps()}</div></article>{RELATED}{FOOT}</body></html>""",
    )


@kind
def page_in_strict_markup(n: int) -> tuple[Story, str]:
    s = story(n)
    return (
        s,
        f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>{s.title}</title><meta name="DC.Title" content="{s.title}" /><meta name="DC.Creator" content="{s.authors[0]}" /><meta name="DC.Date.issued" content="{s.day}" /><meta name="DC.Publisher" content="{s.outlet}" /></head>
    <body><div id="menu"><a href="/">Home</a><br /><a href="/n">News</a></div><div id="text"><h1>{s.title}</h1>{s.ps()}</div><div id="bottom"><a href="/t">Terms</a> | <a href="/i">Contact</a></div></body></html>""",
    )


@kind
def piece_of_a_page(n: int) -> tuple[Story, str]:
    s = story(n)
    s.outlet = ""
    return (
        s,
        f"""<!-- copied from the inspector --><article><h1>{s.title}</h1><p>By {s.authors[0]}</p><p>{us(s.day)}</p>{s.ps()}{SHARES}</article>""",
    )


def in_one_file(page: str, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    """A page as a browser saves it in one file."""
    body = page.encode(charset)
    coded = quopri.encodestring(body) if encoding == "quoted-printable" else base64.encodebytes(body)
    return (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://www.osktribune.example/news/bridge\r\nSubject: x\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"\r\n\r\n------b\r\n'
        b"Content-Type: text/html; charset=" + charset.encode() + b"\r\nContent-Transfer-Encoding: " + encoding.encode() + b"\r\n\r\n" + coded
        + b"\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------b--\r\n"
    )  # fmt: skip


def book(pages_in_it: dict[str, str], package: str = "", **more: bytes) -> bytes:
    """An e-book of these pages, its spine in the reverse order."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages_in_it)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in reversed(range(len(pages_in_it))))
    opf = package or (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Reader</dc:title>'
        f"<dc:publisher>The Osk Reader</dc:publisher><dc:date>2024-05-06</dc:date></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
        )
        archive.writestr("OEBPS/content.opf", opf)
        for name, text in pages_in_it.items():
            archive.writestr(f"OEBPS/{name}", text)
        for name, data in more.items():
            archive.writestr(name, data)
    return out.getvalue()
