"""A made-up book with what is hard to prove: encodings, links, wraps, entities, quotations over two sentences,
corrections."""

from __future__ import annotations

from pathlib import Path

# Made up from end to end: the people, the places and the outlets are nobody's.
ARTICLES = {
    "quay.txt": """Iceland and Norway close to a quay deal

By Ada Lindqvist, The Norway Courier
March 4, 2019

HOLMSTAD -- Norway's Foreign Minister Tove Halvorsen said on Monday that talks on the Skarvik quay would resume next week.

"We will not wait another year. A fair agreement is worth more than a quick one," Halvorsen told reporters in Holmstad.

Iceland's Trade Minister Pavel Orlik said his country would pay 40 million euros towards the new quay.

“We have the money. We also have the will,” Orlik added.

The International Harbour Board (IHB) has twelve members. Orlik met Halvorsen in Holmstad on March 1 to talk about the new quay.

She said the meeting had been useful.

Orlik and Halvorsen are to meet on March 12 in Holmstad.
""",
    "undated.txt": """Ferry row goes on

SKARVIK -- Trade Minister Pavel Orlik lifted the ban on ferries on Tuesday, a spokesman for the harbour office said.

"This is a good day," Orlik said. "It took us long enough."

The ban had cut traffic by 30&nbsp;percent since January. Iceland's minister said that one-third of all ferries had stood still.

- The quay will cost 45 million euros, the harbour office said.
- Work starts in the spring of 2020.

Foreign Minister Tove Halvorsen, a "friend of the sea", wrote to Orlik last week.
""",
    "wrapped.md": """# Norway signs [the quay treaty](https://news.example/treaty)

*By Jonas Brekke* | The Skarvik Mail | 13 March 2019

Norway and Iceland signed the quay treaty in
Holmstad on Tuesday, ending
a quarrel of ten years. **Tove Halvorsen**, the
foreign minister, and Pavel Orlik each held a pen.

"It is done," Halvorsen said.

"From today no ship of ours waits at sea. Our people will see the difference by summer.

"And the price is fair," she added.

Trade Minister Pavel Orlik met Halvorsen in Holmstad on March 2 to talk about the new quay.

Under the treaty Iceland is to pay 45 million euros by 1 April 2019.
""",
    "latin.txt": """Harbour board: café to close

The Skarvik Mail
14 March 2019

Iceland's Deputy Minister Renée Lahti said on Wednesday that the café on the quay would close on 30 March 2019. “It was loved,” Lahti said.
""",
}
BOOK = """title: The quay
description: A quarrel about a quay
topics:
  - title: The quay
    terms: [quay, harbour]
  - title: Ferries
    terms: [ferry, ferries]
"""
CORRECTIONS = """sources:
  - {source: undated.txt, published: 2019-03-13, outlet: The Isle Post, title: Ferries sail again, reason: seen on the web}
  - {source: undated.txt, authors: [A. Person], reason: the paper of the day}
  - {source: wrapped.md, weight: 1.5}
people:
  - {person: Pavel Orlik, name: Pavel M. Orlik, role: Minister of Trade and Industry, reason: the ministry}
  - {person: Tove Halvorsen, country: Norway, aliases: [T. Halvorsen], reason: the ministry}
  - {person: Renée Lahti, hide: true, reason: not of this book}
events:
  - {event: {words: Under the treaty Iceland is to pay}, date: 2019-04-02, headline: Iceland pays for the quay, reason: the diary says so}
  - {event: {words: Holmstad on March 2}, pin: true}
  - {event: {words: to meet on March 12}, hide: true, reason: it did not}
disagreements:
  - {disagreement: {words: Orlik met Halvorsen}, settle: 2019-03-01, reason: the diary says so}
claims:
  - {claim: c-12e92c18ee, hide: true, reason: said of something else}
  - {claim: f-b7004d068d, hide: true, reason: no figure}
  - {claim: c-2ff4e8424a, hide: true, reason: not of this topic}
glossary:
  - {short: IHB, expansion: Isle Harbour Bureau, reason: renamed}
"""
NOTES = {
    "index.md": "A note on the *quay* with a [link](https://example.org/a) & more.\n",
    "people/tove-halvorsen.md": "Check her office.\n",
}


def write_quay_book(root: Path, *, more: str = "", notes: bool = False) -> Path:
    """A book's folder; `more` is put at the end of book.yml."""
    (root / "seeds").mkdir(parents=True)
    (root / "docs").mkdir()
    for name, article in ARTICLES.items():
        (root / "seeds" / name).write_bytes(article.encode("cp1252" if name == "latin.txt" else "utf-8"))
    (root / "book.yml").write_text(BOOK + more, encoding="utf-8")
    for name, note in NOTES.items() if notes else ():
        (root / "notes" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "notes" / name).write_text(note, encoding="utf-8")
    return root
