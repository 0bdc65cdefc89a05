"""What the API says when it cannot answer: problem details, as RFC 9457 has them.

Each names what is wrong (`title`, `detail`), where (`instance`, and for parameters `errors`) and
how to mend it; `type` is the address of its explanation among the docs.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"

# By status: the anchor of the explanation in the docs, and the title.
KINDS: dict[int, tuple[str, Any]] = {
    400: ("parameters", gettext_lazy("A parameter cannot be meant as it stands")),
    404: ("nothing-here", gettext_lazy("There is nothing here")),
    405: ("read-only", gettext_lazy("This is for reading alone")),
    406: ("formats", gettext_lazy("This format is not spoken here")),
    409: ("not-comparable", gettext_lazy("These figures cannot be compared")),
    429: ("too-many", gettext_lazy("Too many requests")),
}


def answer_with_a_problem(exception: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to an exception; None for a fault of the site, which is not the caller's."""
    response: Response | None = exception_handler(exception, context)
    if response is None:
        return None
    response.data = describe(exception, response.status_code, context["request"])
    response.content_type = MEDIA_TYPE
    return response


def describe(exception: Exception, status: int, request: Request) -> dict[str, Any]:
    problem: dict[str, Any] = {"type": "about:blank", "title": _("Not answered"), "status": status}
    if status in KINDS:
        anchor, title = KINDS[status]
        docs = request.build_absolute_uri(reverse("api:docs"))
        problem |= {"type": f"{docs}#{anchor}", "title": str(title)}
    problem["detail"] = _detail(exception)
    problem["instance"] = request.get_full_path()
    if isinstance(exception, ValidationError):
        problem["errors"] = _errors(exception)
        problem["detail"] = " ".join(
            f"{error['parameter']}: {error['detail']}" for error in problem["errors"]
        )
    return problem | getattr(exception, "members", {})


def _detail(exception: Exception) -> str:
    if isinstance(exception, Http404):
        return _(
            "Nothing public has this address. Lists of what there is are at the addresses of"
            " /api/v1/."
        )
    return str(exception.detail) if isinstance(exception, APIException) else ""


def _errors(exception: ValidationError) -> list[dict[str, str]]:
    """One for each reason, with the parameter that it is about."""
    detail: Any = exception.detail
    named = detail if isinstance(detail, dict) else {"": detail}
    return [
        {"parameter": name, "detail": str(reason)}
        for name, reasons in named.items()
        for reason in reasons
    ]
