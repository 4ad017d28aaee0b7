"""The pages of the sources: what each sentence feeds, and the article with what was understood in place."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from generator.render import links

# Addresses that open an article at a sentence


def test_a_short_sentence_stands_whole_in_the_address() -> None:
    """The text directive holds every word of a short sentence."""
    address = links.text_fragment("https://news.example/a", "Both sides agreed to meet again.")
    assert address == "https://news.example/a#:~:text=Both%20sides%20agreed%20to%20meet%20again."


def test_a_long_sentence_gives_its_first_and_last_words() -> None:
    """A long sentence becomes a range from its first to its last words."""
    words = [f"word{n}" for n in range(40)]
    address = links.text_fragment("https://news.example/a", " ".join(words))
    assert address == "https://news.example/a#:~:text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"


@pytest.mark.parametrize("mark", ["-", ",", "&", "#", "%", '"', "“", ")", "ø"])
def test_marks_that_part_a_directive_are_percent_encoded(mark: str) -> None:
    """No mark of a sentence reaches the address as it is, and each comes back when decoded."""
    address = links.text_fragment("https://news.example/a", f"twenty{mark}five")
    assert address is not None
    directive = address.removeprefix("https://news.example/a#:~:text=")
    assert mark not in directive.replace("%", "") or mark == "%"
    assert unquote(directive) == f"twenty{mark}five"


def test_an_address_with_a_fragment_of_its_own_keeps_it() -> None:
    """The directive goes behind the fragment."""
    assert links.text_fragment("https://news.example/a#part", "Here") == "https://news.example/a#part:~:text=Here"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "ftp://news.example/a", "https://user@news.example/"])
def test_only_plain_addresses_are_linked(url: str | None) -> None:
    """No address that `safe_url` refuses comes out."""
    assert links.text_fragment(url, "Here") is None
