"""The audit log: everything that is logged about statistics is kept, and told as a line of JSON.

A room above has its own rows kept as well by keep_what_is_logged_about(), when it starts.

Wagtail's log() is all that a verb calls. Its rows can be edited and cleared away, so each is copied
here, in the same transaction, into a table that the database lets nobody change.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.dispatch import receiver
from django.utils.translation import gettext
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry, PageLogEntry

from .models import AuditEntry, Figure, Publication

if TYPE_CHECKING:
    from django.contrib.auth.models import User

logger = logging.getLogger("audit")

ON_THE_SERVER = "server"
"""Who did what no account did: a command on the server, or the worker."""

# What a person does to a publication as its judge. Everything else is a contribution: a verb that
# nobody has thought of here counts as one.
JUDGING = (
    "stats.return_to_draft",
    "stats.publish",
    "stats.schedule",
    "stats.reschedule",
    "stats.cancel_schedule",
    "stats.came_out",
    "stats.announce",
)


LogEntry: TypeAlias = ModelLogEntry | PageLogEntry
NameOf = Callable[[LogEntry, type[models.Model]], str | None]

_kept: dict[str, NameOf | None] = {"stats": None}


def keep_what_is_logged_about(app_label: str, *, named_by: NameOf | None = None) -> None:
    """Have everything kept that is logged about an application's models and pages.

    `named_by` gives the name that an entry keeps of its subject, or None for the name in the log:
    for where that name tells more than may outlast its subject.
    """
    _kept[app_label] = named_by


@receiver(models.signals.post_save, sender=ModelLogEntry, dispatch_uid="stats.audit")
@receiver(models.signals.post_save, sender=PageLogEntry, dispatch_uid="stats.audit_of_pages")
def keep(instance: LogEntry, created: bool, **kwargs: Any) -> None:
    """Copy what was logged about what is kept, with the names as they are now."""
    kind = instance.content_type
    if not created or kind is None or kind.app_label not in _kept:
        return
    data = _as_json(instance.data or {})
    for name in ("publication", "measure"):
        owner = _owner_of(instance, kind.model_class(), name)
        if owner is not None:
            data[name] = owner
            break
    _keep_no_small_number(instance, kind.model_class())
    entry = AuditEntry.objects.create(
        by=instance.user,
        by_name=_name_of(instance.user),
        action=instance.action,
        subject_type=f"{kind.app_label}.{kind.model}",
        subject_id=int(instance.object_id),
        subject_name=_name_of_subject(instance, kind.model_class())[:250],
        data=data,
    )
    transaction.on_commit(partial(_tell, entry))


def _as_json(data: dict[str, Any]) -> dict[str, Any]:
    """As Wagtail's log keeps it: who goes back to an older revision is logged with its moment."""
    kept: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder))
    return kept


def _name_of_subject(entry: LogEntry, model: type[models.Model] | None) -> str:
    named_by = None if model is None else _kept[model._meta.app_label]
    name = None if named_by is None or model is None else named_by(entry, model)
    return entry.label if name is None else name


def _keep_no_small_number(entry: LogEntry, model: type[models.Model] | None) -> None:
    """Leave the value out of a figure's name where it may have to be suppressed.

    A draft's figure can be replaced by a suppressed one; what is logged can not, and is told to
    whoever gathers the lines.
    """
    if model is not Figure:
        return
    figure = (
        Figure.objects.for_display()
        .filter(pk=entry.object_id, measure__suppression_threshold__isnull=False)
        .first()
    )
    if figure is not None:
        entry.label = figure.name_without_value
        entry.save(update_fields=["label"])


def _name_of(user: User | None) -> str:
    if user is None:
        return ON_THE_SERVER
    return (user.get_full_name() or user.get_username())[:200]


def _owner_of(entry: LogEntry, model: type[models.Model] | None, name: str) -> int | None:
    """The number of the publication, or of the measure, that a thing belongs to, if it does."""
    if model is None:
        return None
    if model._meta.model_name == name:
        return int(entry.object_id)
    if not any(field.name == name for field in model._meta.get_fields()):
        return None
    try:  # what is about to be deleted is logged before it goes
        found: int = model._base_manager.values_list(f"{name}_id", flat=True).get(
            pk=entry.object_id
        )
    except ObjectDoesNotExist:
        return None
    return found


def _tell(entry: AuditEntry) -> None:
    """One line of JSON on standard output: who did what, never from where."""
    logger.info(
        "audit",
        extra={
            "line": {
                "entry": entry.pk,
                "at": entry.at.isoformat(),
                "by": entry.by_name,
                "action": entry.action,
                "subject_type": entry.subject_type,
                "subject_id": entry.subject_id,
                "subject": entry.subject_name,
                "data": entry.data,
            }
        },
    )


@dataclass(frozen=True, kw_only=True)
class Contributor:
    """Somebody who had a hand in a publication; `user_id` is None once the account is gone."""

    user_id: int | None
    name: str
    actions: tuple[str, ...]


def contributors(publication: Publication) -> list[Contributor]:
    """Who contributed to a version of a publication, by name, with what they did.

    A version begins when the one before it is public, so this is since it was last public. What was
    done meanwhile to its measures, their categories and breaks counts as well: it says what the
    figures mean, and which of the checks hold them up. What was done on the server, by no account,
    is nobody's: whoever has the server needs no permission.
    """
    rows = (
        AuditEntry.objects.about_publication_or_its_measures(publication)
        .exclude(action__in=JUDGING)
        .filter(subject_type__startswith="stats.")
        .exclude(action__startswith="press.")
        .exclude(by__isnull=True, by_name=ON_THE_SERVER)
        .order_by("by_name", "by_id", "action")
        .values_list("by_id", "by_name", "action")
        .distinct()
    )
    found: dict[tuple[int | None, str], list[str]] = {}
    for user_id, name, action in rows:
        found.setdefault((user_id, name), []).append(action)
    return [
        Contributor(user_id=user_id, name=name, actions=tuple(actions))
        for (user_id, name), actions in found.items()
    ]


def words_for(action: str) -> str:
    """What an action is called in the log: “Figures published”."""
    registry.scan_for_actions()
    formatter = registry.formatters.get(action)
    return str(formatter.message if formatter and formatter.message else action)


def details_of(entry: AuditEntry) -> list[tuple[str, str]]:
    """What is worth reading of an entry's data, as pairs of a name and a value."""
    details = []
    for name, value in entry.data.items():
        if name == "changes":
            details += [
                (field, gettext("%(old)s → %(new)s") % {"old": old or "–", "new": new or "–"})
                for field, (old, new) in value.items()
            ]
        elif name not in ("publication", "measure") and value not in (None, "", 0, [], {}):
            details.append((name.replace("_", " "), _as_text(value)))
    return details


def _as_text(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_as_text(inner)}" for name, inner in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(map(_as_text, value))
    return str(value)
