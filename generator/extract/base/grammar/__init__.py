"""The only code that asks the parse. `from ..base import grammar`, then `grammar.shared_subject(verb)`."""

from .arguments import *  # noqa: F403
from .labels import LABELS as LABELS
from .labels import Form as Form
from .labels import Labels as Labels
from .labels import Relation as Relation
from .labels import WordClass as WordClass
from .modifiers import *  # noqa: F403
from .parts import *  # noqa: F403
from .performing import *  # noqa: F403
from .phrases import *  # noqa: F403
from .speech import *  # noqa: F403
from .verbs import *  # noqa: F403
from .words import *  # noqa: F403
