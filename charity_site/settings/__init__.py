"""Settings, one file a subject, read from the environment and safe where it is silent.

The environment's names are listed in docs/operations.md.
"""

from .applications import *  # noqa: F403
from .database import *  # noqa: F403
from .language import *  # noqa: F403
from .logging import *  # noqa: F403
from .queue import *  # noqa: F403
from .rest import *  # noqa: F403
from .security import *  # noqa: F403
from .storage import *  # noqa: F403
from .wagtail import *  # noqa: F403
