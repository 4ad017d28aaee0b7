"""Web pages as twenty kinds of sites lay them out, with all that they put around an article. The reader of pages was not
written with these: they hold it against markup that it has not seen."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from html import escape

from tests.made_files import Piece

OTHER_STORIES = (
    "Old lighthouse opens its doors to painters",
    "Why the last ice cellar of the coast is full again",
    "Five walks for a wet weekend",
    "A baker, a goat and a very long queue",
)
JUNK = (  # what no reader takes for the article, by a phrase of it
    *OTHER_STORIES,
    "Sign up to our evening letter",
    "It arrives before supper and takes four minutes",
    "We use cookies and similar tools",
    "Subscribe now for full access",
    "Already a member?",
    "Share this article",
    "Most viewed",
    "All rights reserved",
    "is a reporter who has covered the coast",
    "I could have told them so",
    "Download our app",
    "Advertisement",
    "Explore more on these topics",
    "Thanks for reading",
    "Follow us on",
    "Editorial standards",
    "A view of the hall from the river",
    "View original content",
)
_SIGN = "<p>Sign up to our evening letter</p><p>It arrives before supper and takes four minutes.</p>"
_COOKIES = "We use cookies and similar tools to remember you. You can change your choice at any time."
_WALL = "Subscribe now for full access. Already a member? Log in."
_SAID = "I could have told them so, and I did, on this very page, two years ago."

UNSIGNED = ("board_of_a_ministry", "press_wire")  # show no writer
Layout = Callable[[Piece], str]
LAYOUTS: dict[str, Layout] = {}


def _layout(make: Layout) -> Layout:
    LAYOUTS[make.__name__] = make
    return make


def _day(piece: Piece) -> dt.date:
    return dt.date.fromisoformat(piece.day)


def _links(form: str = '<li><a href="/s/{number}">{title}</a></li>') -> str:
    return "".join(form.format(number=number, title=title) for number, title in enumerate(OTHER_STORIES))


def _ps(
    piece: Piece, form: str = "<p>{}</p>", head: str = "<h2>{}</h2>", start: int = 0, end: int | None = None
) -> str:
    """The paragraphs, the heading before the third of them."""
    lines = [form.format(escape(one, quote=False)) for one in piece.body]
    if piece.heading:
        lines[2] = head.format(piece.heading) + lines[2]
    return "\n".join(lines[start:end])


def _ld(*values: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def _host(piece: Piece) -> str:
    return "www." + "".join(c for c in piece.outlet.casefold().removeprefix("the ") if c.isalnum()) + ".example"


def _slug(piece: Piece) -> str:
    return "-".join(piece.title.casefold().split())


def _names(piece: Piece, form: str = "{}", between: str = " and ") -> str:
    return between.join(form.format(name) for name in piece.authors)


@_layout
def newspaper_theme(piece: Piece) -> str:
    """A theme of the most used blog engine, with the graph of its plugin for search engines."""
    url = f"https://{_host(piece)}/{_slug(piece)}/"
    graph = [
        {"@type": "Article", "@id": url + "#article", "isPartOf": {"@id": url}, "headline": piece.title, "wordCount": 310,
         "author": {"name": _names(piece), "@id": f"https://{_host(piece)}/#/schema/person/1"}, "articleSection": ["Local"],
         "datePublished": f"{piece.day}T07:30:00+00:00", "dateModified": f"{piece.day}T09:12:00+00:00"},
        {"@type": "WebPage", "@id": url, "url": url, "name": f"{piece.title} - {piece.outlet}",
         "isPartOf": {"@id": f"https://{_host(piece)}/#website"}},
        {"@type": "WebSite", "@id": f"https://{_host(piece)}/#website", "name": piece.outlet, "description": "News from here"},
        {"@type": "Person", "@id": f"https://{_host(piece)}/#/schema/person/1", "name": _names(piece),
         "image": {"@type": "ImageObject", "caption": _names(piece)}},
    ]  # fmt: skip
    day = f"{_day(piece):%B} {_day(piece).day}, {_day(piece).year}"
    modules = _links(
        '<div class="td_module_mx5"><h3 class="entry-title td-module-title"><a href="/{number}">{title}</a></h3></div>'
    )
    return f"""<!doctype html><html lang="en-US"><head><meta charset="UTF-8"><title>{piece.title} - {piece.outlet}</title>
    <link rel="canonical" href="{url}"><meta property="og:site_name" content="{piece.outlet}">{_ld({"@context": "https://schema.org", "@graph": graph})}</head>
    <body class="post-template-default single"><div class="td-header-menu-wrap"><ul class="sf-menu"><li><a href="/">Home</a></li><li><a href="/c">Coast</a></li></ul></div>
    <div class="td-main-content-wrap"><article class="post type-post"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/l">Local</a></li></ul>
    <header class="td-post-title"><h1 class="entry-title">{piece.title}</h1><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a href="/author/1">{_names(piece)}</a><div class="td-author-line"> - </div></div>
    <span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{piece.day}T07:30:00+00:00">{day}</time></span><div class="td-post-comments"><a href="#comments"><i></i>3</a></div><div class="td-post-views"><span>412</span></div></div></header></div>
    <div class="td-post-sharing-top"><a class="td-social-sharing-button"><div class="td-social-but-text">Share this article</div></a></div>
    <div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><img src="a.jpg"><figcaption class="wp-caption-text">A view of the hall from the river</figcaption></figure></div>
    {_ps(piece, end=3)}<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span><div></div></div>{_ps(piece, start=3)}</div>
    <footer><div class="td-block-row td-post-next-prev"><div class="td-post-next-prev-content"><span>Previous article</span><a href="/p">{OTHER_STORIES[2]}</a></div></div>
    <div class="td-author-name vcard author"><a href="/author/1">{_names(piece)}</a></div><div class="td-author-description">{_names(piece)} is a reporter who has covered the coast for nine years.</div></footer></article>
    <div class="td_block_wrap td_block_related_posts"><h4>RELATED ARTICLES<a>MORE FROM AUTHOR</a></h4>{modules}</div>
    <div class="comments" id="comments"><h4>1 COMMENT</h4><ol class="comment-list"><li class="comment"><cite>gull77</cite><div class="comment-content"><p>{_SAID}</p></div></li></ol></div></div>
    <div class="td-footer-wrapper">© {piece.outlet}. All rights reserved.</div></body></html>"""


@_layout
def guarded_islands(piece: Piece) -> str:
    """A large daily that renders its page in islands: the day stands in a summary, with the zone of the place."""
    stamp = f"{_day(piece):%a} {_day(piece).day} {_day(piece):%b %Y}"
    metas = f'<meta property="article:published_time" content="{piece.day}T09:03:11.000Z"><meta property="article:modified_time" content="{_day(piece) + dt.timedelta(days=1)}T11:00:00.000Z">'
    people = "".join(
        f'<meta property="article:author" content="https://{_host(piece)}/profile/{name.lower().replace(" ", "")}">'
        for name in piece.authors
    )
    rich = f'<gu-island name="RichLinkComponent"><aside data-component="rich-link"><div class="dcr-1"><a href="/x"><h3>{OTHER_STORIES[0]}</h3></a><div>Read more</div></div></aside></gu-island>'
    letter = f'<figure class="dcr-9"><gu-island name="EmailSignUpWrapper"><aside aria-label="newsletter promotion">{_SIGN}<p class="dcr-pn">Privacy Notice: Newsletters may contain info about charities.</p></aside></gu-island><a href="#skip">after newsletter promotion</a></figure>'
    bylines = _names(
        piece, f'<a rel="author" data-link-name="auto tag link" href="https://{_host(piece)}/profile/x">{{}}</a>'
    )
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{piece.title} | Coast | {piece.outlet}</title><meta property="og:site_name" content="{piece.outlet}"><meta property="og:title" content="{piece.title}">{metas}{people}
    <meta name="author" content="{_names(piece, between=", ")}"></head><body><a href="#maincontent">Skip to main content</a><header data-component="masthead"><nav><ul><li><a href="/n">News</a></li><li><a href="/o">Opinion</a></li></ul></nav></header>
    <section><article class="dcr-ar"><div data-gu-name="media"><figure><img><figcaption class="dcr-fc"><span>A view of the hall from the river.</span> Photograph: Nobody/Agency</figcaption></figure></div><div data-gu-name="title"><div><a href="/coast"><span>Coast</span></a></div></div>
    <div data-gu-name="headline"><div class="dcr-h"><h1 class="dcr-u">{piece.title}</h1></div></div><aside data-gu-name="meta"><address aria-label="Contributor info"><div data-component="meta-byline">{bylines} in Port Ansel</div></address>
    <details class="dcr-d"><summary><span>{stamp} 11.00 CEST</span></summary>First published on {stamp} 10.03 CEST</details><div data-component="share"><a>Share this article</a></div></aside>
    <div data-gu-name="body"><div id="maincontent" class="article-body-commercial-selector article-body-viewer-selector dcr-b">{_ps(piece, '<p class="dcr-s">{}</p>', '<h2 id="x" class="dcr-hh">{}</h2>', 0, 2)}{rich}{_ps(piece, '<p class="dcr-s">{}</p>', '<h2 id="x" class="dcr-hh">{}</h2>', 2, 4)}{letter}{_ps(piece, '<p class="dcr-s">{}</p>', start=4)}</div>
    <div class="dcr-sub"><div>Explore more on these topics</div><ul><li><a href="/t">Harbours</a></li><li><a href="/t2">news</a></li></ul><a>Reuse this content</a></div></div></article></section>
    <section data-component="most-viewed"><h2>Most viewed</h2><ol>{_links()}</ol></section></body></html>"""


@_layout
def wire_of_a_capital(piece: Piece) -> str:
    """A national agency: the stamp as figures run together, the address of the writer and an end mark below the text."""
    day = _day(piece)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{piece.title} | {piece.outlet}</title><meta name="title" content="{piece.title} | {piece.outlet}"><meta property="og:title" content="{piece.title} | {piece.outlet}">
    <meta property="og:site_name" content="{piece.outlet}"><link rel="canonical" href="https://en.{_host(piece)[4:]}/view/AEN{day:%Y%m%d}003400315"></head><body><div class="gnb"><a href="/">Home</a><a href="/n">National</a></div>
    <div class="inner-article"><div class="title-article01"><p class="sub-category"><a href="/n">National</a></p><h1 class="tit">{piece.title}</h1><p class="update-time" data-update-time="{day:%Y%m%d}1632"><em>All News</em> 16:32 {day:%B %d, %Y}</p></div>
    <div class="share-article"><button>Share this article</button><button>Font size</button></div><article class="story-news article"><div class="comp-box photo-group"><figure><img><figcaption>A view of the hall from the river (Agency photo)</figcaption></figure></div>
    <p>By {_names(piece)}</p>{_ps(piece, head="<p><strong>{}</strong></p>")}<p>{piece.authors[0].split()[0].lower()}@wire.example</p><p>(END)</p></article>
    <div class="keyword-zone"><h3>Keywords</h3><a>#harbour</a> <a>#talks</a></div><div class="related-group"><strong>Related Articles</strong><ul>{_links()}</ul></div></div><footer>Follow us on our channels. All rights reserved.</footer></body></html>"""


@_layout
def board_of_a_ministry(piece: Piece) -> str:
    """A board of releases laid out as a table of labels, with what is attached below."""
    return f"""<html><head><meta charset="utf-8"><title>Press Releases | {piece.outlet}</title><meta property="og:site_name" content="{piece.outlet}"></head><body><div id="skip"><a href="#c">Skip to content</a></div><ul id="gnb"><li><a href="/m">Ministry</a></li><li><a href="/n">News</a></li></ul>
    <div id="c"><h2 class="page_title">Press Releases</h2><table class="board_view" summary="release"><caption>Press Releases</caption><tbody><tr><th scope="row">Title</th><td colspan="3" class="subject">{piece.title}</td></tr>
    <tr><th scope="row">Date</th><td>{_day(piece):%Y-%m-%d}</td><th scope="row">Hit</th><td>1204</td></tr><tr><th scope="row">Attachment</th><td colspan="3"><a href="/f.hwp">release.hwp</a></td></tr>
    <tr><td colspan="4" class="board_contents"><div class="se-contents">{_ps(piece, "<p><span>{}</span></p><p>&nbsp;</p>", "<p><b>{}</b></p>")}</div></td></tr></tbody></table>
    <div class="btn_area"><a href="/l">List</a></div><ul class="view_nav"><li>Next <a href="/1">{OTHER_STORIES[1]}</a></li><li>Previous <a href="/2">{OTHER_STORIES[2]}</a></li></ul></div><div id="footer">All rights reserved.</div></body></html>"""


@_layout
def live_reports(piece: Piece) -> str:
    """A live page with its key points on top; its entries carry clock times."""
    day = _day(piece)
    blocks = "".join(
        f'<article id="block-{n}" class="block" itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><p class="block-time"><a href="#b{n}"><time datetime="{piece.day}T{19 - n}:04:00.000Z">{19 - n}.04 BST</time></a></p><div class="block-elements" itemprop="articleBody"><p>{escape(text)}</p></div><div class="block-share">Share</div></article>'
        for n, text in enumerate(piece.body)
    )
    data = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": piece.title, "datePublished": f"{piece.day}T06:00:00Z",
            "coverageStartTime": f"{piece.day}T06:00:00Z", "author": [{"@type": "Person", "name": name} for name in piece.authors],
            "publisher": {"@type": "Organization", "name": piece.outlet}}  # fmt: skip
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{piece.title} – as it happened | {piece.outlet}</title><meta property="og:title" content="{piece.title} – as it happened">{_ld(data)}</head><body><header class="mast"><nav><a href="/">News</a></nav></header>
    <main><h1>{piece.title}</h1><p class="dateline">{day.day} {day:%B %Y}</p><div class="live-blog">{blocks}</div></main><aside class="rail"><h2>Most viewed</h2><ul>{_links()}</ul></aside></body></html>"""


@_layout
def phone_edition(piece: Piece) -> str:
    """The form for phones with accordions and a list of links between paragraphs."""
    data = {"@context": "http://schema.org", "@type": "ReportageNewsArticle", "headline": piece.title, "datePublished": f"{piece.day}T10:00:00-04:00",
            "author": [{"@type": "Person", "name": [name]} for name in piece.authors], "publisher": {"@type": "NewsMediaOrganization", "name": piece.outlet},
            "mainEntityOfPage": f"https://{_host(piece)}/{_slug(piece)}.html"}  # fmt: skip
    return f"""<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>{piece.title}</title><link rel="canonical" href="https://{_host(piece)}/{_slug(piece)}.html">{_ld([data])}<script async src="https://cdn.example/v0.js"></script></head>
    <body><amp-sticky-ad><amp-ad></amp-ad></amp-sticky-ad><header><button on="tap:s.toggle">Menu</button><a href="/">{piece.outlet}</a></header><main><p class="kicker">Coast</p><h1>{piece.title}</h1><div class="by"><span>{_names(piece)}</span> <span>{_day(piece):%b. %d, %Y}</span></div>
    <amp-carousel><figure><amp-img></amp-img><figcaption>A view of the hall from the river</figcaption></figure></amp-carousel>{_ps(piece, end=2)}<section class="inline-links"><amp-accordion><section><h4>Most viewed</h4><ul>{_links()}</ul></section></amp-accordion></section>{_ps(piece, start=2, end=4)}
    <div class="app-promo"><p>Download our app to read this story offline.</p></div>{_ps(piece, start=4)}</main><amp-user-notification><p>{_COOKIES}</p></amp-user-notification><footer>All rights reserved</footer></body></html>"""


@_layout
def letter_with_a_post(piece: Piece) -> str:
    """A platform of letters: the day stands unmarked beside the author, offers stand within the text."""
    day = _day(piece)
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": piece.title, "datePublished": f"{piece.day}T12:01:00+00:00", "isAccessibleForFree": True,
            "author": [{"@type": "Person", "name": name} for name in piece.authors], "publisher": {"@type": "Organization", "name": piece.outlet}}  # fmt: skip
    offer = '<div class="subscription-widget-wrap" data-component-name="SubscribeWidgetToDOM"><div class="preamble"><p class="cta-caption">Thanks for reading! Subscribe for free to receive new posts and support my work.</p></div></div>'
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{piece.title} - by {piece.authors[0]}</title><meta property="og:title" content="{piece.title}"><meta name="author" content="{piece.authors[0]}">{_ld(data)}</head><body><div id="entry"><div id="main">
    <div class="topbar"><h1 class="headline"><a href="/">{piece.outlet}</a></h1><button>Sign in</button></div><div class="single-post"><article class="typography newsletter-post post"><div role="region" aria-label="Post header" class="post-header"><h1 dir="auto" class="post-title published">{piece.title}</h1>
    <div class="byline-wrapper"><div class="profile-hover"><a href="https://letters.example/@x">{_names(piece)}</a></div><div class="pencraft meta">{day:%b} {day.day}, {day.year}</div><button>12</button><button>Share</button></div></div>
    <div class="available-content"><div dir="auto" class="body markup">{_ps(piece, end=2)}{offer}{_ps(piece, start=2)}<p class="button-wrapper" data-component-name="ButtonCreateButton"><a class="button primary"><span>Share this article</span></a></p></div></div></article>
    <div class="comments-page"><h4>Discussion about this post</h4><div class="comment-body"><p>{_SAID}</p></div></div><div class="portable-archive"><h4>Most viewed</h4>{_links('<div class="post-preview"><a href="/p/{number}">{title}</a></div>')}</div></div></div></div></body></html>"""


@_layout
def frames_of_the_nineties(piece: Piece) -> str:
    """Tables in tables, fonts and rulers; the day above the headline, the text cut by line breaks only."""
    text = (
        "<BR><BR>&nbsp;&nbsp;&nbsp;".join(piece.body)
        if not piece.heading
        else "<BR><BR>".join([*piece.body[:2], f"<B>{piece.heading}</B>", *piece.body[2:]])
    )
    return f"""<html><head><title>{piece.outlet} - {piece.title}</title><meta name="description" content="News"></head><body bgcolor=white link=#003366><center><table width=780 cellpadding=0><tr><td><img src=logo.gif alt="{piece.outlet}"></td></tr>
    <tr><td><table width="100%"><tr><td width=140 valign=top bgcolor=#eeeeee><font size=-1><b>Sections</b><br><a href=n.html>News</a><br><a href=s.html>Sports</a><br><a href=w.html>Weather</a><br></font></td>
    <td valign=top><font size=-1 color=gray>{_day(piece):%A, %B %d, %Y}</font><hr noshade><font face="Times" size="+2"><b>{piece.title}</b></font><br><i>By {_names(piece)}</i><br><br><font face=Verdana size=2>{text}</font><hr>
    <font size=1>Most viewed: {" | ".join(f"<a href=o.html>{one}</a>" for one in OTHER_STORIES)}</font></td></tr></table></td></tr><tr><td align=center><font size=1>&copy; {piece.outlet}. All rights reserved.</font></td></tr></table></center></body></html>"""


@_layout
def many_graphs(piece: Piece) -> str:
    """Six blocks of data: the site's, the crumbs, a video, a list of other stories, the article in a page, its author
    only by reference."""
    url = f"https://{_host(piece)}/a/{_slug(piece)}"
    blocks = [
        {"@context": "https://schema.org", "@type": "Organization", "name": f"{piece.outlet.removeprefix('The ')} Media Group plc", "url": f"https://{_host(piece)}"},
        {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Coast"}]},
        {"@context": "https://schema.org", "@type": "VideoObject", "name": OTHER_STORIES[3], "uploadDate": "2018-02-02", "author": {"@type": "Person", "name": "Video Desk"}},
        {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": one, "datePublished": "2017-03-01", "url": f"https://{_host(piece)}/s/{at}"} for at, one in enumerate(OTHER_STORIES)]},
        {"@context": "https://schema.org", "@graph": [{"@type": ["Person"], "@id": f"#p{at}", "name": name, "jobTitle": "Reporter"} for at, name in enumerate(piece.authors)]},
        {"@context": "https://schema.org", "@type": "WebPage", "url": url, "name": piece.title, "mainEntity": {"@type": ["NewsArticle", "Article"], "headline": piece.title, "url": url,
            "datePublished": f"{piece.day}T05:10:00.000+0100", "author": [{"@id": f"#p{at}"} for at in range(len(piece.authors))], "publisher": {"@type": "Organization", "name": piece.outlet}}},
    ]  # fmt: skip
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{piece.title}</title><meta property="og:url" content="{url}">{_ld(*blocks)}</head><body><nav class="c-nav"><a href="/">Home</a></nav><div class="l-grid"><div class="c-article">
    <div class="c-article__head"><p class="c-kicker">Coast</p><h1 class="c-article__title">{piece.title}</h1></div><div class="c-video"><p>{OTHER_STORIES[3]}</p></div><div class="c-article__content js-content">{_ps(piece, '<p class="c-par">{}</p>', end=3)}
    <div class="c-outbrain"><h3>Most viewed</h3>{_links('<a href="/s/{number}"><span>{title}</span></a>')}</div>{_ps(piece, '<p class="c-par">{}</p>', start=3)}</div></div></div><div class="c-paywall-banner"><p>{_WALL}</p></div></body></html>"""


@_layout
def only_cards_for_networks(piece: Piece) -> str:
    """Nothing but the metas that networks read, in the old order of attributes."""
    metas = f'<meta content="{piece.title}" property="og:title"><meta content="{piece.outlet}" property="og:site_name"><meta content="article" property="og:type"><meta content="{piece.day}T18:20:00+0200" property="og:article:published_time"><meta content="{_names(piece)}" name="twitter:data1"><meta content="Written by" name="twitter:label1">'
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{piece.title} &#8226; {piece.outlet}</title>{metas}</head><body><div class="wrap"><div class="topnav"><a href="/">Start</a> <a href="/c">Coast</a></div><div class="grid"><div class="g8"><h1>{piece.title}</h1>
    <div class="lead-img"><img src="x.jpg"><small class="caption">A view of the hall from the river</small></div>{_ps(piece, '<p class="par">{}</p>', '<h3 class="sub">{}</h3>')}<div class="sharing"><b>Share this article</b></div></div><div class="g4"><div class="box"><b>Most viewed</b><ul>{_links()}</ul></div></div></div></div></body></html>"""


@_layout
def day_in_a_time_element(piece: Piece) -> str:
    """The day stands in a time element alone, without an attribute, before the headline."""
    day = _day(piece)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{piece.title} | {piece.outlet}</title></head><body><header><a class="brand" href="/">{piece.outlet}</a></header><main><article><time>{day:%a}, {day.day} {day:%b %Y}</time>
    <h1>{piece.title}</h1><p class="author">{_names(piece, between=", ")}</p><section>{_ps(piece, head="<h3>{}</h3>")}</section></article><section aria-label="More"><h2>Read next</h2><ul>{_links()}</ul></section></main><footer><p>Follow us on all channels</p></footer></body></html>"""


@_layout
def day_in_the_text_only(piece: Piece) -> str:
    """No data at all: a line below the headline names writer, paper and day."""
    day = _day(piece)
    return f"""<!doctype html><html><head><title>{piece.title} — {piece.outlet}</title></head><body><div id="page"><div id="hd"><a href="/">{piece.outlet}</a></div><div id="bd"><h1>{piece.title}</h1><p class="info">By {_names(piece)} &middot; {day:%A} {day.day} {day:%B %Y}, 8.15am</p>{_ps(piece)}
    <p class="tags">Filed under: <a href="/t">harbour</a>, <a href="/u">council</a></p></div><div id="ft">All rights reserved</div></div></body></html>"""


@_layout
def marked_by_properties(piece: Piece) -> str:
    """Microdata throughout: properties on metas inside the text, a publisher and writers that are items of their own."""
    people = "".join(
        f'<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="url" href="/w"><span itemprop="name">{name}</span></a></span>'
        for name in piece.authors
    )
    return f"""<!doctype html><html itemscope itemtype="https://schema.org/WebPage"><head><meta charset="utf-8"><title>{piece.title}</title></head><body><div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="mainEntityOfPage" content="https://{_host(piece)}/x/{_slug(piece)}"><h1 itemprop="headline">{piece.title}</h1>
    <div class="m">{people}</div><meta itemprop="datePublished" content="{piece.day}"><div itemprop="publisher" itemscope itemtype="https://schema.org/Organization"><meta itemprop="name" content="{piece.outlet}"></div><div itemprop="image" itemscope><img itemprop="url" src="a"><p itemprop="caption">A view of the hall from the river</p></div>
    <div itemprop="articleBody">{_ps(piece)}</div></div><div itemscope itemtype="https://schema.org/NewsArticle"><h3 itemprop="headline">{OTHER_STORIES[0]}</h3><meta itemprop="datePublished" content="2016-05-05"><span itemprop="author">Another Writer</span></div></body></html>"""


@_layout
def agency_for_the_world(piece: Piece) -> str:
    """An agency whose paragraphs are no paragraphs, with credits and a note on its standards below."""
    day = _day(piece)
    body = _ps(
        piece,
        '<div data-testid="paragraph-0" class="text__text article-body__paragraph">{}</div>',
        '<h2 data-testid="Heading">{}</h2>',
    )
    data = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": piece.title, "datePublished": f"{piece.day}T14:05:12.000Z", "dateModified": f"{_day(piece) + dt.timedelta(days=1)}T14:05:12.000Z",
            "author": {"@type": "Organization", "name": piece.outlet}, "creator": list(piece.authors), "publisher": {"@type": "NewsMediaOrganization", "name": piece.outlet}}  # fmt: skip
    names = _names(piece, '<a rel="author" href="/authors/x/">{}</a>')
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{piece.title} | {piece.outlet}</title>{_ld(data)}<meta name="analyticsAttributes.articleDate" content="{piece.day}T14:05:12.000Z"></head><body><header><nav><a href="/world/">World</a></nav></header><main><article data-testid="Article"><div class="article-header"><h1 data-testid="Heading">{piece.title}</h1>
    <div class="info-content__author-date"><div data-testid="AuthorName">By {names}</div><time datetime="{piece.day}T14:05:12Z"><span>{day:%B} {day.day}, {day.year}</span><span>2:05 PM UTC</span><span>Updated 3 hours ago</span></time></div></div>
    <div class="article-body__container"><div data-testid="primary-gallery"><figure><figcaption>[1/3] A view of the hall from the river. <a>Purchase Licensing Rights</a></figcaption></figure></div>{body}<p class="sign-off">Reporting by {_names(piece)}; Editing by Otto Lang</p>
    <div class="trust-badge"><p>Our Standards: <a href="/p">Editorial standards of the house</a></p></div></div><div class="toolbar"><button>Share this article</button></div></article><aside data-testid="ReadNext"><h2>Read Next</h2><ul>{_links('<li><a data-testid="TitleLink" href="/w/{number}">{title}</a></li>')}</ul></aside></main></body></html>"""


@_layout
def broadcaster_from_the_gulf(piece: Piece) -> str:
    """A broadcaster that says each day twice, for screen readers too, and lists other stories within the text."""
    day = _day(piece)
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{piece.title} | Coast News | {piece.outlet}</title><meta property="og:site_name" content="{piece.outlet}"><meta property="og:title" content="{piece.title}"></head><body><div id="root"><div class="header-ticker"><a href="/live">Live</a></div><main id="main-content-area"><header class="article-header"><div class="topics"><a href="/n">News</a><span class="separator">|</span><a>Coast</a></div>
    <h1>{piece.title}</h1></header><div class="article-info-block"><div class="article-b-l"><div class="article-author-name">By <span class="article-author-name-item"><a class="author-link" href="/author/x">{_names(piece, between='</a></span> and <span class="article-author-name-item"><a class="author-link" href="/author/y">')}</a></span></div></div>
    <div class="article-dates"><div class="date-simple"><span class="screen-reader-text">Published On {day.day} {day:%b %Y}</span><span aria-hidden="true">{day.day} {day:%b %Y}</span></div></div><div class="article-social"><span class="screen-reader-text">Share this article</span></div></div>
    <div class="wysiwyg wysiwyg--all-content" aria-live="polite" aria-atomic="true">{_ps(piece, end=2)}<div class="more-on"><h2 class="more-on__heading">Recommended Stories</h2><span class="screen-reader-text">list of 4 items</span><ul class="more-on__list">{_links('<li><span class="screen-reader-text">list {number} of 4</span><a href="/{number}">{title}</a></li>')}</ul><span class="screen-reader-text">end of list</span></div>{_ps(piece, start=2)}</div></main></div></body></html>"""


@_layout
def essays_of_many(piece: Piece) -> str:
    """A platform of essays: minutes of reading and claps stand where the day does."""
    day = _day(piece)
    data = {"@context": "http://schema.org", "@type": "NewsArticle", "headline": piece.title, "name": piece.title, "dateCreated": f"{piece.day}T16:00:00.000Z", "datePublished": f"{piece.day}T16:00:00.000Z",
            "author": {"@type": "Person", "name": _names(piece)}, "creator": list(piece.authors), "publisher": {"@type": "Organization", "name": piece.outlet}}  # fmt: skip
    return f"""<!doctype html><html lang="en"><head><title data-rh="true">{piece.title} | by {_names(piece)} | {day:%b}, {day.year} | {piece.outlet}</title><meta data-rh="true" property="article:published_time" content="{piece.day}T16:00:00.000Z"><meta data-rh="true" name="author" content="{_names(piece)}">{_ld(data)}</head><body><div id="root"><article class="meteredContent"><section><div><h1 data-testid="storyTitle" class="pw-post-title">{piece.title}</h1>
    <div class="speechify-ignore ab"><div class="ab q"><a data-testid="authorName" href="/@x">{_names(piece)}</a><span>Follow</span></div><span class="bf b"><span data-testid="storyReadTime">5 min read</span><span>·</span><span data-testid="storyPublishDate">{day:%b} {day.day}, {day.year}</span></span></div><div class="ab speechify-ignore"><span>--</span><button>Listen</button><button>Share</button></div>
    {_ps(piece, '<p class="pw-post-body-paragraph graf">{}</p>', '<h2 class="graf">{}</h2>')}</section></article><footer><div><a>Harbours</a><a>Council</a></div><div><h2>Written by {_names(piece)}</h2><p>{_names(piece)} is a reporter who has covered the coast since school.</p></div><div><h2>More from the writer</h2>{_links("<div><h3>{title}</h3></div>")}</div></footer></div></body></html>"""


@_layout
def members_magazine(piece: Piece) -> str:
    """A magazine that lives on members, with cards for signing up in its text."""
    day = _day(piece)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{piece.title}</title><meta property="og:site_name" content="{piece.outlet}"><meta property="og:type" content="article"><meta property="og:title" content="{piece.title}"><meta property="article:published_time" content="{piece.day}T08:00:00.000Z"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="{_names(piece, between=", ")}"></head>
    <body class="post-template"><header id="gh-head" class="gh-head"><a class="gh-head-logo" href="/">{piece.outlet}</a></header><main class="site-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/coast/">Coast</a><h1 class="gh-article-title">{piece.title}</h1>
    <div class="gh-article-meta"><h4 class="gh-article-author-name">{_names(piece, '<a href="/author/x/">{}</a>', ", ")}</h4><div class="byline-meta-content"><time class="byline-meta-date" datetime="{piece.day}">{day:%b} {day.day}, {day.year}</time><span class="byline-reading-time">— 4 min read</span></div></div></header><section class="gh-content gh-canvas">{_ps(piece, end=3)}
    <div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Sign up to our evening letter</h2><p>It arrives before supper and takes four minutes</p></div><div class="kg-card kg-callout-card"><div class="kg-callout-text">{_WALL}</div></div>{_ps(piece, start=3)}</section></article><aside class="read-more-wrap"><h3>Read more</h3>{_links('<article class="post-card"><h2>{title}</h2><p>A short text about it.</p></article>')}</aside></main></body></html>"""


@_layout
def press_wire(piece: Piece) -> str:
    """A wire of releases: place and day before the first word, a credit for the source and a link below."""
    day = _day(piece)
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{piece.title}</title><meta name="author" content="{piece.outlet}"><meta name="date" content="{piece.day}T09:00:00-05:00"><meta property="og:site_name" content="{piece.outlet}"></head><body><div class="nav">Products Contact</div><div class="container"><div class="row detail-headline"><h1>{piece.title}</h1></div><p class="mb-no">{day:%b %d, %Y}, 09:00 ET</p><div class="dropdown"><p>Share this article</p></div>
    <section class="release-body container"><div class="row"><div class="col-lg-10 col-lg-offset-1">{_ps(piece)}<p>View original content: <a href="https://x.example/r">https://x.example/r</a></p></div></div></section><section class="more-releases"><h3>Also from this source</h3>{_links('<div class="card"><h3><a href="/{number}">{title}</a></h3></div>')}</section></div></body></html>"""


@_layout
def school_of_components(piece: Piece) -> str:
    """Elements of the site's own making; the text lies in slots, the offers among them."""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{piece.title} - {piece.outlet}</title><meta name="cXenseParse:recs:publishtime" content="{piece.day}T06:30:00Z"><meta name="dcterms.created" content="{piece.day}"><meta name="byl" content="By {_names(piece)}"></head><body><site-header><ul><li><a href="/">Home</a></li></ul></site-header><story-page><story-head><h1 slot="title">{piece.title}</h1><story-byline>By {_names(piece)}</story-byline></story-head>
    <story-body>{_ps(piece, "<story-text><p>{}</p></story-text>", "<story-text><h2>{}</h2></story-text>", 0, 3)}<newsletter-box>{_SIGN}</newsletter-box>{_ps(piece, "<story-text><p>{}</p></story-text>", start=3)}</story-body><story-more><h2>Most viewed</h2><ul>{_links()}</ul></story-more></story-page><cookie-bar><p>{_COOKIES}</p></cookie-bar></body></html>"""


@_layout
def national_broadcaster(piece: Piece) -> str:
    """A list of the day's points on top of the text, which belongs to it, and a form for readers below."""
    day = _day(piece)
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": piece.title[:60], "alternativeHeadline": "Coast", "datePublished": f"{piece.day}T02:11:00+00:00", "author": [{"@type": "Person", "name": name, "jobTitle": "Reporter"} for name in piece.authors], "publisher": {"@type": "Organization", "name": piece.outlet, "url": "https://x.example"}}  # fmt: skip
    return f"""<!doctype html><html lang="en-AU"><head><meta charset="utf-8"><title>{piece.title} - {piece.outlet}</title><meta property="og:title" content="{piece.title}">{_ld(data)}</head><body><div data-component="Header"><nav><a href="/">Just In</a></nav></div><main id="content"><article><div data-component="ArticleWeb"><h1 class="ArticleHeadlineTitle_x">{piece.title}</h1><div class="Article_byline" data-component="Byline">By {_names(piece, '<a data-component="ContentLink" href="/n/x">{}</a>')}</div>
    <div data-component="Timestamp">Posted <time datetime="{piece.day}T02:11:00.000Z" data-component="ScreenReaderOnly">{day:%a} {day.day} {day:%b %Y}</time></div><div class="ArticleRender_article"><figure data-component="Figure"><img><figcaption>A view of the hall from the river <cite>(Supplied)</cite></figcaption></figure>{_ps(piece, '<p class="paragraph_paragraph">{}</p>', end=4)}
    <div data-component="EmphasisedText"><div data-component="NewsletterSubscription">{_SIGN}</div></div>{_ps(piece, '<p class="paragraph_paragraph">{}</p>', start=4)}</div></div></article><div data-component="RelatedCollection"><h2>Related Stories</h2>{_links('<div data-component="Card"><h3><a href="/{number}">{title}</a></h3></div>')}</div></main></body></html>"""
