"""What is new and true of a publication's figures, most newsworthy first. Pure: no database.

`find_angles()` takes one Picture for each measure; press.angles_of makes them from the database.
Every sentence found is supported by press.wording.claims.check() with the evidence it carries.
"""

from .angle import Angle, Findings, Kind, Reason, Unsaid
from .finding import find_angles
from .picture import Corrected, Group, Picture, Slice, Spot, Step

__all__ = [
    "Angle",
    "Corrected",
    "Findings",
    "Group",
    "Kind",
    "Picture",
    "Reason",
    "Slice",
    "Spot",
    "Step",
    "Unsaid",
    "find_angles",
]
