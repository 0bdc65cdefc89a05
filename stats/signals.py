"""What stats tells the rooms above it, without knowing them."""

from django.dispatch import Signal

# Sent inside the transaction that publishes, with `publication` and `at`: a receiver that writes
# rows has them committed together with the new state, or not at all.
publication_published = Signal()
