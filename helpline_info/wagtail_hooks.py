"""The helpline in the admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import HelplineViewSetGroup

register_snippet(HelplineViewSetGroup)
