"""Settings, one file a subject, read from the environment and safe where it is silent.

The environment's names are listed in docs/operations.md.
"""

from .applications import *
from .database import *
from .environment import *
from .language import *
from .logging import *
from .mail import *
from .queue import *
from .rest import *
from .security import *
from .storage import *
from .wagtail import *
