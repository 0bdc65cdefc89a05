"""What the helpline tells the rooms above it, without knowing them."""

from django.dispatch import Signal

# Asked before words of the helpline go to the public, with `instance` as it would be saved. Each
# receiver gives a list of sentences that say what stands in the way, and how to mend it.
words_go_public = Signal()
