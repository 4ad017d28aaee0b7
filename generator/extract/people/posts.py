"""What kind of post a title is: of a state, a court, a firm, a union ..., or a job that is no post.

To add a rule, add a row: a name, a sentence with the name of one person for whom it holds, one for which it does not,
and a condition on the words of the title and of its body. The first that holds tells the kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...model.findings import PostKind, Role
from ...model.reasons import Reason, always, first
from ...model.text import alternation, record
from .lexicon_words import choice, countries, heads, lexicon
from .titles import is_government, is_international, is_party


@record
class Post:
    """A title as these rules see it, in lower case."""

    title: str  # without a body in front: "spokeswoman"
    body: str  # "" where none is named
    country: bool  # whether it is of one
    official: bool
    initials: bool = False  # the body is named by them: "IEBC" may be a commission's as well as a firm's

    @property
    def matter(self) -> str:
        """What stands behind the first "of", "for" or "at"."""
        link = _links().search(self.title)
        return self.title[link.end() :] if link else ""

    def ends_in(self, *lists: str) -> bool:
        """Whether the title is one of the posts of a list: not "aide" of "aide to the chairman"."""
        return any(_is_post(self.title, key) for key in lists)

    def body_has(self, key: str) -> bool:
        """Whether a word of a list stands in the name of the body."""
        return _holds(self.body, key)

    def has(self, key: str) -> bool:
        """Whether a word of a list stands in the title or in the name of the body."""
        return _holds(f"{self.title} {self.body}", key)


@cache
def _posts(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{choice('posts', key)})(?=$|,| (?:{choice('offices', 'links')}) )")


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternation(heads())})$")


@cache
def _links() -> re.Pattern[str]:
    return re.compile(rf" (?:{choice('offices', 'links')}) |,|$")


def _is_post(title: str, key: str) -> bool:
    """Whether the title is one of a list; of a longer known title, "secretary general", the end does not count."""
    link = _links().search(title)
    found = _posts(key).search(title)
    if not found or not link or found.start() > link.start():
        return False
    whole = _heads().search(title, 0, found.end())
    return whole is None or whole.start() >= found.start() or whole.group() in lexicon("posts", key)


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{choice('posts', key)})(?!\w)")


def _holds(text: str, key: str) -> bool:
    return _words(key).search(text) is not None


def _speaks(post: Post) -> bool:
    return post.ends_in("spokespeople") and not post.has("private_voices")


def _is_sent(post: Post) -> bool:
    of_a_country = post.country or post.matter.removeprefix("the ") in countries()
    return post.ends_in("envoys") and (post.official or (of_a_country and not post.body))


def _judges(post: Post) -> bool:
    return post.ends_in("judges") and not post.has("contests")


def _commands(post: Post) -> bool:
    return post.ends_in("commanders") and not post.has("police") and not post.has("no_bodies")


def _serves(post: Post) -> bool:
    return post.official and post.ends_in("soldiers") and post.has("forces") and not post.has("police")


def _is_international(post: Post) -> bool:
    if not post.body or not is_international(post.body):
        return False
    return post.official or post.ends_in("chiefs", "officers", "company", "directors")


def _leads_a_party(post: Post) -> bool:
    if post.ends_in("party_leaders"):
        return True
    if post.body and is_party(post.body):
        return post.ends_in("party_posts", "chiefs", "officers")
    adjective = set(post.title.split()) & (lexicon("bodies", "party_adjectives") | lexicon("bodies", "parties"))
    return post.official and not post.body and post.ends_in("party_posts") and bool(adjective)


def _is_of_a_state(post: Post) -> bool:
    """ "head of the statistics office" too, which names no body."""
    return post.official or (not post.body and post.ends_in("chiefs", "servants") and is_government(post.matter))


def _leads(post: Post) -> bool:
    """Whether it is a leading post of some body, named or not."""
    return post.ends_in("chiefs", "officers", "company", "alone") and not post.has("no_bodies")


def _is_of_a_union(post: Post) -> bool:
    return _leads(post) and post.has("unions") and not post.has("no_unions")


def _is_organisation(body: str) -> bool:
    """Whether the last word of a name says so: of the "Youth Organization", whose president is no youth leader."""
    return body.rpartition(" ")[2] in lexicon("posts", "organisations")


def _heads_an_organisation(post: Post) -> bool:
    leads = _leads(post) or (post.ends_in("directors") and not post.has("no_bodies"))
    leads = leads or (post.ends_in("chiefs", "officers", "directors") and _is_organisation(post.body))
    return leads and (post.body_has("organisations") or _holds(post.matter, "organisations"))


def _comments(post: Post) -> bool:
    """ "head of research at Kelvara Bank", but not of "Kelvara Research"."""
    return _holds(post.title.replace(post.body, ""), "commentators")


def _is_of_a_firm(post: Post) -> bool:
    public = post.has("police") or post.has("forces")
    named = post.ends_in("company") or (_is_chief_officer(post.title) and not public)
    return named and not post.has("no_bodies") and not _comments(post)


def _is_chief_officer(title: str) -> bool:
    """ "chief human resources officer", but no "chief petty officer" """
    words = title.split()
    if title in heads() or " ".join(words[-2:]) in heads():
        return False
    chief = bool(lexicon("offices", "chiefs").intersection(words[:-2]))
    return chief and words[-1] in lexicon("offices", "field_officers")


def _leads_a_firm(post: Post) -> bool:
    if not post.body or _comments(post) or post.ends_in("no_firms") or (post.initials and post.ends_in("chiefs")):
        return False
    manages = post.title.startswith(tuple(lexicon("posts", "managers"))) and post.ends_in("managers")
    return _leads(post) or manages or (post.ends_in("directors") and _holds(post.title, "fields"))


def _leads_something(post: Post) -> bool:
    if post.has("no_bodies") or _comments(post):
        return False
    heads_one = post.ends_in("chiefs") and (bool(post.body) or _holds(post.matter, "boards"))
    heads_one = heads_one or (bool(post.matter) and post.ends_in("fielded"))
    return heads_one or post.ends_in("alone") or (bool(post.body) and post.ends_in("officers"))


def _trains(post: Post) -> bool:
    """ "Norway coach", "head coach of the women's team", but not "life coach" """
    of_a_team = post.country or bool(post.body) or post.has("teams") or post.ends_in("head_coaches")
    return post.ends_in("coaches") and of_a_team and not post.has("no_coaches")


@dataclass(frozen=True, slots=True)
class PostRule(Reason[Post]):
    """A rule, and the kind of post that it tells; in the examples [brackets] stand around the person."""

    kind: PostKind


def _row(name: str, kind: PostKind, example: str, counter_example: str, holds: Callable[[Post], bool]) -> PostRule:
    return PostRule(name=name, example=example, counter_example=counter_example, holds=holds, kind=kind)


POSTS: tuple[PostRule, ...] = (
    _row("speaks for a body", "spokesperson", "Harbour Ministry spokeswoman [Ola Berg] left the talks.",
         "Harbour Minister [Ola Berg] left the talks.", _speaks),
    _row("is sent to another", "envoy", "Norwegian ambassador [Ola Berg] left the talks.",
         "Norwegian Harbour Minister [Ola Berg] left the talks.",
         _is_sent),
    _row("judges", "court", "Judge [Ola Berg] left the room.", "Senator [Ola Berg] left the room.", _judges),
    _row("commands", "military", "General [Ola Berg] left the room.", "Police chief [Ola Berg] left the room.",
         _commands),
    _row("serves in a force", "military", "[Ola Berg], chief of staff of the army, left the room.",
         "White House chief of staff [Ola Berg] left the room.", _serves),
    _row("is of several states", "international", "NATO Secretary General [Ola Berg] left the room.",
         "The prime minister, [Ola Berg], left the room.",
         _is_international),
    _row("leads a party", "party", "[Ola Berg], leader of Kenya's Harvest Party, said no.",
         "[Ola Berg], the prime minister of Norway, left the room.", _leads_a_party),
    _row("is of a state", "state", "Harbour Minister [Ola Berg] left the room.",
         "[Ola Berg], the chief executive of Kelvara Motors, left the room.", _is_of_a_state),
    _row("leads a union", "union", "[Ola Berg], general secretary of the Dockers' Union, left the room.",
         "[Ola Berg], chairman of Western Union, left the room.", _is_of_a_union),
    _row("heads another body", "organisation", "[Ola Berg], director of the Harbour Institute, left the room.",
         "[Ola Berg], director of the film, left the room.", _heads_an_organisation),
    _row("is a firm's by its name", "company", "[Ola Berg], the chief financial officer, left the room.",
         "[Ola Berg], an analyst at Kelvara Securities, left the room.", _is_of_a_firm),
    _row("leads a firm", "company", "[Ola Berg], vice president of Kelvara Motors, left the room.",
         "[Ola Berg], head of equities at Kelvara Bank, left the room.", _leads_a_firm),
    _row("leads what no word tells", "organisation", "The chairman, [Ola Berg], left the room.",
         "The owner, [Ola Berg], left the room.", _leads_something),
    _row("trains a team", "organisation", "[Ola Berg], head coach of the women's team, left the room.",
         "Life coach [Ola Berg] left the room.", _trains),
    _row("is no post", "job", "[Ola Berg], a reporter for The Quay, left the room.",
         "Harbour Minister [Ola Berg] left the room.", always),
)  # fmt: skip


def with_kinds(roles: Sequence[Role]) -> list[Role]:
    """The roles, each with the kind of post that it is; some kinds make it an office."""
    found = [replace(role, kind=kind_of(role).kind) for role in roles]
    return [
        replace(role, official=True) if role.kind in ("state", "international", "envoy") else role for role in found
    ]


def kind_of(role: Role) -> PostRule:
    """The rule that tells what kind of post a role is."""
    body = _low(role.organisation or "")
    title = _low(role.title)
    if re.search(rf" (?:{choice('offices', 'links')}) ", body):
        title = title.removeprefix(f"{body} ")  # "Ministry of Ports spokeswoman"
    post = Post(
        title=title, body=body, country=role.country is not None, official=role.official,
        initials=bool(role.organisation and role.organisation.isupper()),
    )  # fmt: skip
    row = first(POSTS, post)
    assert row is not None  # the last row takes every title
    return row


def _low(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").replace("[", "").replace("]", "").split())
