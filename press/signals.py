"""What the press desk tells its own rooms about releases."""

from django.dispatch import Signal

# Sent inside the transaction that makes a version, with `version`: its moment may lie ahead. What a
# receiver writes is committed with it, or not at all.
version_made = Signal()

# Sent inside the transaction that moves the moment of a version that is not public yet, with
# `version`, which bears the new one.
version_moved = Signal()

# Sent inside the transaction that takes a release back from the public, with `release`.
release_withdrawn = Signal()
