"""What staff fill in about the helpline, beyond one field at a time."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

BANK_HOLIDAYS, OWN_HOURS = 7, "own-hours"  # Weekday and OnBankHolidays, which import this form


class ChannelForm(WagtailAdminModelForm):
    """Hours of bank holidays and what is said of bank holidays have to agree."""

    def is_valid(self) -> bool:
        return bool(super().is_valid()) and self._bank_holidays_agree()

    def _bank_holidays_agree(self) -> bool:
        rows = [row.cleaned_data for row in self.formsets["opening_hours"].forms]
        kept: list[dict[str, Any]] = [row for row in rows if row and not row.get("DELETE")]
        has_hours = any(row.get("weekday") == BANK_HOLIDAYS for row in kept)
        wants_hours = self.cleaned_data["on_bank_holidays"] == OWN_HOURS
        if wants_hours and not has_hours:
            self.add_error(
                "on_bank_holidays",
                _("Add a row to the opening hours with the day “Bank holidays”, or choose closed."),
            )
        if has_hours and not wants_hours:
            self.add_error(
                "on_bank_holidays",
                _(
                    "There are opening hours for bank holidays above. Choose “open at hours of"
                    " their own”, or take those rows away."
                ),
            )
        return bool(wants_hours == has_hours)
