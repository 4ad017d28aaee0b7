"""The timeline in a real browser: filters, shared addresses, Back, the keyboard, paper, a phone."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing_book.render.base import timeline_pages
from tests.sample_book import BOOK, EVENTS, date
from tests.test_site import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
ENTRY = ".bb-day .bb-entry"
OF_KEEL = sum("tomas-keel" in event.people for event in EVENTS)
DEADLINES = sum(event.kind == "deadline" for event in EVENTS)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The timeline of the sample book, opened from a folder: what works there works on a server."""
    return (build_site(tmp_path_factory.mktemp("book")) / "timeline.html").as_uri()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Any]:
    """Opens an address in a browser of its own, in which no script may fail."""
    contexts = []
    faults: list[str] = []

    def opened(url: str, **settings: Any) -> Page:
        context = browser.new_context(**({"viewport": DESK} | settings))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def unfolded(page: Page) -> Page:
    """With the bar of filters open."""
    page.locator(".bb-filter-panel").evaluate("panel => { panel.open = true }")
    if page.locator(".bb-ahead button").count():
        page.locator(".bb-ahead button").click()
    return page


@pytest.fixture
def page(open_page: Any, address: str) -> Page:
    return unfolded(open_page(address))


def shown(page: Page) -> list[str]:
    """Ids of the entries that can be seen."""
    found: list[str] = page.locator(ENTRY).evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )
    return found


def said(page: Page) -> str:
    return page.locator(".bb-shown").inner_text()


def test_a_filter_leaves_what_it_asks_for_and_says_how_much(page: Page) -> None:
    """The count stands in a live region, which a screen reader speaks."""
    page.get_by_label("Person").select_option("tomas-keel")
    assert len(shown(page)) == OF_KEEL
    assert said(page) == f"{OF_KEEL} of {len(EVENTS)} entries: Tomas Keel"
    assert page.locator(".bb-shown").get_attribute("role") == "status"


def test_filters_narrow_each_other(page: Page) -> None:
    """An entry must meet them all."""
    page.get_by_label("Topic").select_option("quota")
    page.get_by_label("Deadlines only").check()
    wanted = [e for e in EVENTS if "quota" in e.topics and e.kind == "deadline"]
    assert len(shown(page)) == len(wanted)


@pytest.mark.parametrize(("name", "value"), [("Topic", "patrols"), ("Side", "esterland"), ("Source", "courier_0716")])
def test_each_list_keeps_the_promise_of_its_number(page: Page, name: str, value: str) -> None:
    """The number behind a choice is the number of entries that it leaves."""
    field = page.get_by_label(re.compile(f"^{name}"))
    text = field.locator(f"option[value='{value}']").inner_text()
    field.select_option(value)
    assert text.endswith(f"({len(shown(page))})")


def test_the_counts_of_a_filter_follow_the_others(page: Page) -> None:
    """And not the filter itself: its other choices stay choices."""
    page.get_by_label("Person").select_option("tomas-keel")
    option = page.get_by_label("Topic").locator("option[value='patrols']")
    both = sum("patrols" in event.topics and "tomas-keel" in event.people for event in EVENTS)
    assert option.inner_text() == f"Patrols in the Sund ({both})"
    other = sum("karel-oss" in event.people for event in EVENTS)
    assert page.locator("option[value='karel-oss']").inner_text().endswith(f"({other})")


def test_a_span_of_days_leaves_what_may_lie_in_it(page: Page) -> None:
    """A range that only touches it stays, since it may."""
    page.get_by_label("From", exact=True).fill("2031-07-16")
    page.get_by_label("To", exact=True).fill("2031-08-31")
    wanted = {
        e.id for e in EVENTS if e.date and str(e.date.latest) >= "2031-07-16" and str(e.date.earliest) <= "2031-08-31"
    }
    assert len(shown(page)) == len(wanted) == 2
    assert page.url.endswith("?from=2031-07-16&to=2031-08-31")


def test_words_are_looked_for_in_an_entry(page: Page) -> None:
    """All of them, in whatever order and case."""
    page.get_by_label("Words", exact=True).fill("hardship COD")
    page.keyboard.press("Enter")
    assert shown(page) == []
    page.get_by_label("Words", exact=True).fill("Boats hardship")
    page.keyboard.press("Enter")
    assert len(shown(page)) == 1


def test_the_order_is_a_switch_and_the_as_of_date_stays_between(page: Page) -> None:
    """What is known to the year only closes its year either way."""
    newest = page.locator(".bb-entries h2").all_inner_texts()
    page.get_by_label("Order").select_option("oldest")
    oldest = page.locator(".bb-entries h2").all_inner_texts()
    assert newest[:-1] == oldest[:-1][::-1]
    assert newest[-1] == oldest[-1]
    tops = page.locator("#d-2031-07-16, #as-of, #d-2031-09-04").evaluate_all("all => all.map(one => one.id)")
    assert tops == ["d-2031-07-16", "as-of", "d-2031-09-04"]
    page.get_by_label("Order").select_option("")
    assert page.locator(".bb-entries h2").all_inner_texts() == newest


def test_rows_by_side_are_a_second_view_that_leads_back_to_the_list(page: Page) -> None:
    """Each side has the entries that the filter of sides promises."""
    page.get_by_label("View").select_option("sides")
    assert shown(page) == []
    titles = page.locator(".bb-by-side h2").all_inner_texts()
    assert titles[:2] == ["Esterland (3)", "Valdoria (4)"]
    link = page.locator(".bb-by-side a").first
    name = (link.get_attribute("href") or "")[1:]
    link.click()
    assert name in shown(page)
    assert page.locator(".bb-by-side").is_hidden()


def test_what_was_said_is_off_until_it_is_asked_for(open_page: Any, tmp_path: Path) -> None:
    """Then it stands open under its day, and follows the filters."""
    said = tuple(
        dataclasses.replace(quotation, date=date("2031-07-15" if number else "2031-07-14"))
        for number, quotation in enumerate(BOOK.quotations)
    )
    site = build_site(tmp_path, dataclasses.replace(BOOK, quotations=said))
    page = unfolded(open_page((site / "timeline.html").as_uri()))
    words = page.locator(".bb-spoken .bb-words:visible")
    assert words.count() == 0
    page.get_by_label("Statements by day").check()
    assert words.count() == len(said)
    page.get_by_label("To", exact=True).fill("2031-07-14")
    assert words.count() == 1


@pytest.mark.parametrize(("ending", "first"), [("csv", '"from","to"'), ("ics", "BEGIN:VCALENDAR")])
def test_what_is_shown_can_be_taken_away_without_a_request(page: Page, ending: str, first: str) -> None:
    """Of the entries that the filters leave, and of no others."""
    page.get_by_label("Person").select_option("tomas-keel")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_download() as waiting:
        page.locator(f".bb-take [data-as={ending}]").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert text.startswith(first)
    assert len(re.findall(r"#c-[0-9a-f]{10}", text.replace("\n ", ""))) == OF_KEEL
    assert [url for url in asked if not url.startswith("blob:") and not url.endswith("favicon.png")] == []


def test_many_entries_begin_with_the_main_ones(open_page: Any, tmp_path: Path) -> None:
    """Above sixty; beside them a button shows all, and the address keeps it."""
    events = tuple(
        dataclasses.replace(EVENTS[2], id=f"e-{n}", date=date(f"2031-0{1 + n % 6}-{1 + n // 6:02}"), salience=n / 100)
        for n in range(64)
    )
    site = build_site(tmp_path, dataclasses.replace(BOOK, events=events))
    page = open_page((site / "timeline.html").as_uri())
    assert len(shown(page)) == 16
    assert said(page) == "Main events: 16 of 64 entries. Show all 64"
    page.get_by_role("button", name="Show all 64").click()
    assert len(shown(page)) == 64
    assert page.url.endswith("?all=1")


def test_it_opens_at_the_as_of_date(open_page: Any, address: str) -> None:
    """The next three plans, the line, then the newest of the past, on the first screen."""
    page = open_page(address)
    assert page.locator(".bb-day--ahead .bb-entry:visible").count() == 3
    assert page.locator("#as-of").evaluate("line => line.getBoundingClientRect().top < innerHeight")


def test_a_phone_shows_one_plan_and_one_button_before_the_past(open_page: Any, address: str) -> None:
    """No filter, no bars and no paragraph stand above."""
    page = open_page(address, viewport=PHONE, is_mobile=True, has_touch=True)
    assert page.locator(".bb-day--ahead .bb-entry:visible").count() == 1
    assert page.locator(".bb-filters, .bb-density").filter(visible=True).count() == 0
    assert page.locator(".bb-filter-panel > summary").is_visible()
    assert page.locator("#as-of").evaluate("line => line.getBoundingClientRect().top < innerHeight * 0.65")


def test_the_keyboard_comes_to_the_first_entry_in_twelve_stops(open_page: Any, address: str) -> None:
    """By the two links that skip."""
    page = open_page(address)
    inside = "document.activeElement.closest('.bb-entries .bb-entry') !== null"
    stops = 0
    while stops < 20 and not page.evaluate(inside):
        page.keyboard.press("Tab")
        stops += 1
        if page.evaluate("/^Skip to/.test(document.activeElement.textContent.trim())"):
            page.keyboard.press("Enter")
    assert stops <= 12


def test_an_entry_of_one_or_two_lines_is_low(open_page: Any, address: str) -> None:
    """At a desk, 72 pixels at most."""
    page = open_page(address, viewport={"width": 1440, "height": 900})
    heights = page.locator(ENTRY).evaluate_all(
        "all => all.filter(one => one.querySelector('.bb-what').getClientRects().length < 3)"
        ".map(one => one.getBoundingClientRect().height)"
    )
    assert max(heights) <= 72


def test_the_as_of_date_crosses_no_number_of_the_strip(open_page: Any, address: str) -> None:
    """Its sign stands below the bars, above their names."""
    page = open_page(address)
    clear = page.locator(".bb-density-bar--now").evaluate(
        """bar => {
          const sign = getComputedStyle(bar, "::after");
          const [line, foot] = [".bb-density-tick", ":scope"].map((one) => (one === ":scope" ? bar : bar.querySelector(one)));
          const lower = foot.getBoundingClientRect().bottom - parseFloat(sign.bottom);
          const upper = lower - parseFloat(sign.borderBottomWidth);
          const words = document.createRange();
          words.selectNodeContents(line.firstChild);
          return upper >= line.getBoundingClientRect().top - 1 && lower <= words.getBoundingClientRect().top + 3;
        }"""
    )
    assert clear


def test_main_events_only_leaves_the_main_events(page: Page) -> None:
    """Those that stand out by their type as well."""
    page.get_by_label("Main events only").check()
    assert len(shown(page)) == page.locator(".bb-entry--main").count() == 5


def test_a_month_without_entries_goes_with_its_heading(page: Page) -> None:
    """From the list and from the table of contents; its bar stays, dimmed and out of the keyboard's way."""
    page.get_by_label("Deadlines only").check()
    assert page.locator(".bb-month:visible").count() == 2
    assert page.locator(".bb-day:visible").count() == DEADLINES
    assert page.locator(".md-sidebar--secondary [href='#m-2031-06']").is_hidden()
    june = page.locator(".bb-density-bar", has_text="June 2031")
    assert june.evaluate("bar => bar.inert")
    assert june.locator("a").text_content() == "June 2031: 0 entries"


def test_the_bars_count_what_is_shown(page: Page) -> None:
    """All bars together as many as the list."""
    page.get_by_label("Person").select_option("tomas-keel")
    counts = page.locator(".bb-density-count").all_inner_texts()
    assert sum(map(int, counts)) == OF_KEEL


def test_a_shared_address_shows_the_same_view(page: Page, open_page: Any) -> None:
    """The address opened by somebody else: the same entries, the same choices in the form."""
    page.get_by_label("Person").select_option("tomas-keel")
    page.get_by_label("Deadlines only").check()
    page.get_by_label("Deadlines only").uncheck()
    page.get_by_label("Topic").select_option("quota")
    other = open_page(page.url)
    assert shown(other) == shown(page)
    assert other.get_by_label("Person").input_value() == "tomas-keel"
    assert other.get_by_label("Topic").input_value() == "quota"
    assert re.search(r"\?topic=quota&person=tomas-keel$", page.url)


def test_back_takes_one_choice_back_and_forward_gives_it_again(page: Page) -> None:
    """Each change is a step of the browser's history."""
    page.get_by_label("Person").select_option("tomas-keel")
    page.get_by_label("Deadlines only").check()
    page.go_back()
    assert (len(shown(page)), page.get_by_label("Deadlines only").is_checked()) == (OF_KEEL, False)
    page.go_back()
    assert (len(shown(page)), page.get_by_label("Person").input_value()) == (len(EVENTS), "")
    page.go_forward()
    assert len(shown(page)) == OF_KEEL


def test_a_browser_that_lets_no_script_write_a_query_keeps_the_view_behind_the_hash(
    open_page: Any, address: str
) -> None:
    """Such an address can be shared as well, and cleared."""
    page = open_page(address)
    page.evaluate("() => { history.pushState = () => { throw new DOMException('no', 'SecurityError') } }")
    unfolded(page).get_by_label("Person").select_option("tomas-keel")
    assert page.url.endswith("#?person=tomas-keel")
    assert len(shown(page)) == OF_KEEL
    other = open_page(page.url)
    assert len(shown(other)) == OF_KEEL
    page.get_by_role("button", name="Clear filters").click()
    page.wait_for_function("location.hash === '#?'")
    assert len(shown(page)) == len(EVENTS)


def test_nothing_found_is_said_and_one_button_shows_all_again(page: Page) -> None:
    """The button leads back to the first field, so that the keyboard is not lost."""
    page.get_by_label("Person").select_option("karel-oss")
    page.get_by_label("Deadlines only").check()
    assert shown(page) == []
    assert said(page).startswith("No entries match: Karel Oss, deadlines only.")
    page.get_by_role("button", name="Show all entries").click()
    page.wait_for_function("location.search === ''")
    assert len(shown(page)) == len(EVENTS)
    assert page.get_by_label("Topic").evaluate("field => field === document.activeElement")


def test_a_name_of_which_the_page_knows_nothing_finds_nothing(open_page: Any, address: str) -> None:
    """Rather than everything, which would pass for an answer; a hostile one stays text."""
    page = open_page(f"{address}?person=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert shown(page) == []
    assert "<img src=x" in said(page)


def test_the_link_of_a_profile_opens_its_persons_timeline(open_page: Any, address: str) -> None:
    """With the filter set."""
    page = open_page(address.replace("timeline.html", "people/tomas-keel.html"))
    page.get_by_role("link", name="the timeline", exact=True).click()
    page.locator(".bb-filters").wait_for()
    assert len(shown(page)) == OF_KEEL


def test_a_timeline_of_several_pages_hands_the_filter_on(
    open_page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the whole, by its bars, to a year; there it is at work."""
    years = (2030, 2031)
    people = (("tomas-keel",), ("ilse-brandt",))
    events = tuple(
        dataclasses.replace(EVENTS[2], id=f"e-{n}", date=date(f"{years[n % 2]}-03-05"), people=people[n // 2 % 2])
        for n in range(40)
    )
    weight = sum(weight for _, weight in timeline_pages._weighed(events, BOOK.quotations))
    monkeypatch.setattr(timeline_pages, "LARGEST", weight * 3 // 4)
    site = build_site(tmp_path, dataclasses.replace(BOOK, events=events))
    page = open_page(f"{(site / 'timeline.html').as_uri()}?person=tomas-keel")
    page.locator(".bb-density a").last.click()
    page.wait_for_url("**/timeline/2031.html?person=tomas-keel#m-2031-03")
    assert len(shown(page)) == len(events) // 4


def test_the_form_works_from_the_keyboard(page: Page) -> None:
    """Tab from field to field in the order of reading, letters choose, Space checks, Enter clears."""
    page.get_by_label("Topic").focus()
    walked = []
    while (name := page.evaluate("document.activeElement.name")) and len(walked) < 30:
        walked.append(name)
        page.keyboard.press("Tab")
    fields = ["topic", "person", "country", "source", "from", "to", "q", "order", "view", "main", "deadlines", "said"]
    assert list(dict.fromkeys(walked)) == fields  # a field of a day has a stop for each of its parts
    page.get_by_label("Person").focus()
    page.keyboard.type("Tom")
    assert len(shown(page)) == OF_KEEL
    page.get_by_label("Deadlines only").focus()
    page.keyboard.press("Space")
    assert page.get_by_label("Deadlines only").is_checked()
    page.get_by_label("Statements by day").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Clear filters"
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === ''")
    assert len(shown(page)) == len(EVENTS)


def test_every_field_has_a_name_that_is_seen(page: Page) -> None:
    """A label around each."""
    labels = page.locator(".bb-filters label").all_inner_texts()
    names = [re.sub(r" \(\d+\)", "", label.split("\n")[0]).strip() for label in labels]
    assert names == [
        "Topic",
        "Person",
        "Side",
        "Source",
        "From",
        "To",
        "Words",
        "Order",
        "View",
        "Main events only",
        "Deadlines only",
        "Statements by day",
    ]


def test_without_scripts_the_whole_timeline_stands_there(open_page: Any, address: str) -> None:
    """No form that does nothing, and an address with filters leads to everything."""
    page = open_page(f"{address}?person=tomas-keel", java_script_enabled=False)
    assert page.locator(".bb-filters").is_hidden()
    assert [entry.is_visible() for entry in page.locator(ENTRY).all()] == [True] * len(EVENTS)
    assert page.locator(".bb-density a").count() > 1
    assert page.locator(".bb-take").is_hidden()


def test_paper_has_the_entries_shown_and_no_form(page: Page) -> None:
    """And says what was looked for."""
    page.get_by_label("Person").select_option("tomas-keel")
    page.emulate_media(media="print")
    assert len(shown(page)) == OF_KEEL
    assert page.locator(".bb-filters").is_hidden()
    assert page.locator(".bb-shown").is_visible()
    assert page.locator(".bb-density").is_visible()


@pytest.mark.parametrize("query", ["", "?deadlines=1", "?person=nobody"])
def test_a_phone_never_scrolls_sideways(open_page: Any, address: str, query: str) -> None:
    """The strip scrolls in itself where it must."""
    page = open_page(address + query, viewport=PHONE, is_mobile=True, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_and_words_stand_out_in_both_modes(open_page: Any, address: str, scheme: str) -> None:
    """axe finds no fault with the page, filters in use, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(f"{address}?topic=quota", color_scheme=scheme)
    rules = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
        "preload": False,
    }
    page.wait_for_timeout(300)  # the theme fades its colours in
    violations = Axe().run(page, context=".md-content", options=rules).response["violations"]
    assert [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in violations] == []


def test_a_heading_that_sticks_is_still_found_from_below(page: Page) -> None:
    """A link to a month leads to its beginning, also from the end of the page, where the heading hangs at its section's
    end."""
    page.set_viewport_size({"width": 1280, "height": 300})
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.evaluate("location.hash = '#m-2031-07'")
    page.wait_for_timeout(300)
    assert 40 <= page.locator("#d-2031-07-16").evaluate("day => day.getBoundingClientRect().top") < 300


def test_the_heading_of_a_month_stays_in_sight_while_one_reads_it(page: Page) -> None:
    """Below the site's own header."""
    page.set_viewport_size({"width": 1280, "height": 500})
    page.locator("#d-2031-07-01").evaluate("day => day.scrollIntoView()")
    box = page.locator("#m-2031-07 > span").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 100  # header and tabs are 92 high


def test_the_table_of_contents_lists_months_and_unfolds_the_one_being_read(page: Page) -> None:
    """A year of days would be endless."""
    contents = page.locator(".md-sidebar--secondary")
    assert contents.locator("[href='#m-2031-07']").is_visible()
    assert contents.locator("[href='#d-2031-09-30']").is_hidden()
