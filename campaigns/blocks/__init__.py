"""The sections that editors build pages from, a file for each subject.

Whatever a body needs of the database is read for the whole of it at once (see `body` and
`gathering`): however many sections there are, the number of queries stays the same.
"""

from .body import BodyBlock, CampaignBodyBlock
from .forces import PoliceForcesBlock, police_forces_by_region
from .questions import questions_in

__all__ = [
    "BodyBlock",
    "CampaignBodyBlock",
    "PoliceForcesBlock",
    "police_forces_by_region",
    "questions_in",
]
