"""What a telephone bill gives away. Visitors read these words, so they are gathered for Welsh."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OnBill(models.TextChoices):
    """Whether somebody who reads the bill of a telephone can see that it was used."""

    NEVER = "never", _("It does not show on a phone bill")
    PERHAPS = "perhaps", _("It may show on a phone bill")
    ALWAYS = "always", _("It shows on a phone bill")
