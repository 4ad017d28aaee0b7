"""Who met, called or wrote to whom: a picture and a list."""

from __future__ import annotations

from ..base import links
from ..base.index import Index
from ..base.page_kind import PageKind, Values
from ..pictures.network import known_contacts, network_of


def _description(_index: Index, _values: Values) -> str:
    shown = "as a picture and as a list with the sentences that tell of them"
    return f"Meetings, calls and letters between people with a profile, {shown}."


KIND: PageKind = PageKind(
    name="contacts",
    path=links.CONTACTS,
    pages=lambda index: [(KIND.path, {"network": network_of(index), "contacts": known_contacts(index)})],
    description=_description,
    paper="chapter",
)
