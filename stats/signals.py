"""What stats tells the rooms above it, without knowing them."""

from django.dispatch import Signal

# Sent inside the transaction that publishes, with `publication` and `at`: a receiver that writes
# rows has them committed together with the new state, or not at all. A publication that is
# scheduled is told of at once, with a moment that is ahead; when that is moved, again. Receivers
# keep to themselves what they make of it until then.
publication_published = Signal()

# Sent inside the transaction that takes a moment away which had not come yet, with `publication`.
publication_unscheduled = Signal()

# Sent inside the transaction that opens an unpublished publication for changes again, with
# `publication`: what was made of its figures may no longer be true.
publication_reopened = Signal()
