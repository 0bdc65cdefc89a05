"""The form that a release template is written in."""

from __future__ import annotations

from wagtail.admin.forms import WagtailAdminModelForm


class ReleaseTemplateForm(WagtailAdminModelForm):
    """Saved as a draft, by a person or by itself while one types, a template may be unfinished."""

    def _post_clean(self) -> None:
        self.instance.is_half_written = self.is_deferred_validation
        super()._post_clean()
