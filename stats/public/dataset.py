"""A page's figures for search engines of data: schema.org's Dataset, as JSON in the page.

It is data and no script: a page's policy may forbid every script. Nothing is said that is not
known, such as a licence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ..downloads.collections import Collection, absolute, publisher
from ..models import Area, Publication
from ..periods import Period

FILES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
# What could end the element that the JSON stands in, or be taken for a character of its own.
ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def dataset(
    collection: Collection,
    *,
    description: str,
    publication: Publication | None,
    periods: Iterable[Period] = (),
    area: Area | None = None,
) -> SafeString:
    """JSON-LD of the figures on a page. `publication` is the newest that they came out with."""
    made_by = {"@type": "Organization", "name": publisher(), "url": absolute("/")}
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": collection.title,
        "description": description,
        "url": absolute(collection.address),
        "creator": made_by,
        "publisher": made_by,
        "isAccessibleForFree": True,
        "variableMeasured": [measure.name for measure in collection.measures],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": absolute(collection.file_address(form)),
            }
            for form, media_type in FILES.items()
        ],
    }
    if publication is not None and publication.publish_at is not None:
        said["version"] = str(publication.version)
        said["dateModified"] = publication.publish_at.isoformat()
        if publication.methodology:
            said["measurementTechnique"] = publication.methodology
    days = [day for period in periods for day in (period.first, period.last)]
    if days:
        said["temporalCoverage"] = f"{min(days).isoformat()}/{max(days).isoformat()}"
    if area is not None:
        said["spatialCoverage"] = {
            "@type": "AdministrativeArea",
            "name": area.name,
            "identifier": area.gss_code,
        }
    written = json.dumps(said, ensure_ascii=False, indent=1).translate(ESCAPED)
    return mark_safe(written)  # noqa: S308  every character that could end it is escaped
