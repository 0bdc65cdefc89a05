"""The verbs of the press office's own Word styles: taking one in, and taking it out of use."""

from __future__ import annotations

import hashlib
import uuid
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..exports.word_checking import LIMITS, TOO_LARGE, CannotUseStyles, check
from ..models import HouseStyle

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_NAME = 200


class StylesRefused(ValueError):
    """A document of styles that is not taken in: a sentence for whoever sent it."""


def take_in_styles(*, content: File[bytes], name: str, by: User) -> tuple[HouseStyle, list[str]]:
    """Keep a Word document whose styles releases are written with from now on.

    It is looked through by another process first, and kept as it came, with its SHA-256, where no
    address leads. Gives the names of its styles as well. Raises StylesRefused.
    """
    held = _read(content)
    try:
        with NamedTemporaryFile(suffix=".docx") as file:
            file.write(held)
            file.flush()
            styles = check(Path(file.name))
    except CannotUseStyles as refused:
        sentence = refused.sentence
        raise StylesRefused(_(sentence.template) % sentence.details) from refused
    kept_as: Any = HouseStyle._meta.get_field("file")
    storage = kept_as.storage
    path = storage.save(
        kept_as.generate_filename(None, f"{uuid.uuid4().hex}.docx"), ContentFile(held)
    )
    try:
        with transaction.atomic():
            HouseStyle.objects.filter(is_in_use=True).update(is_in_use=False)
            style = HouseStyle.objects.create(
                name=_name(name),
                file=path,
                sha256=hashlib.sha256(held).hexdigest(),
                added_by=by,
            )
            data = {"name": style.name, "sha256": style.sha256}
            log(instance=style, action="press.take_in_styles", user=by, data=data)
    except BaseException:
        storage.delete(path)  # no file that no row knows of
        raise
    return style, styles


def put_styles_in_use(*, style: HouseStyle, in_use: bool, by: User) -> bool:
    """Write releases with these styles, or stop it. False when it is so already.

    At most one is in use; with none, releases have our own look.
    """
    with transaction.atomic():
        rows = list(HouseStyle.objects.select_for_update().order_by("pk"))
        row = next(each for each in rows if each.pk == style.pk)
        if row.is_in_use == in_use:
            return False
        if in_use:
            HouseStyle.objects.exclude(pk=row.pk).update(is_in_use=False)
        row.is_in_use = in_use
        row.save(update_fields=["is_in_use"])
        action = "press.use_styles" if in_use else "press.stop_using_styles"
        log(instance=row, action=action, user=by, data={"name": row.name})
    return True


def _read(content: File[bytes]) -> bytes:
    held: bytes = content.read(LIMITS.file_bytes + 1)
    if len(held) > LIMITS.file_bytes:
        raise StylesRefused(_(TOO_LARGE.template))
    if not held:
        raise StylesRefused(_("The file is empty: save it again, and send that."))
    return held


def _name(name: str) -> str:
    bare = name.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter if letter.isprintable() else " " for letter in bare).strip()
    return printable[-LONGEST_NAME:] or "styles.docx"
