"""What every answer tells a browser: to run, load, send, frame and keep as little as can be."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.documents.models import Document

from campaigns.models import CampaignPage
from charity_site.response_headers import FEATURES
from tests import sample_site
from tests.sample_site import ADDRESSES, MISSING
from tests.seeds import grow

pytestmark = pytest.mark.usefixtures("_site")

ON_EVERYTHING = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ELSEWHERE = (
    "/help",  # a redirect
    "/api/v1/",
    "/api/v1/nothing/",
    "/sitemap.xml",
    "/statistics/",
    "/newsroom/areas/",
    "/robots.txt",
    "/a?utm_source=letter",
)


@pytest.fixture
def _site(db: None) -> None:
    grow(sample_site.load)


def policy(response: Any) -> dict[str, str]:
    rules = [rule.partition(" ") for rule in response["Content-Security-Policy"].split("; ")]
    return {name: value for name, _, value in rules}


def test_every_kind_of_answer_has_the_headers(client: Client) -> None:
    for address in (*ADDRESSES, MISSING, *ELSEWHERE):
        response = client.get(address)
        told = {name: response.headers.get(name) for name in ON_EVERYTHING}
        assert told == ON_EVERYTHING, address
        assert response["Content-Security-Policy"].startswith("default-src 'none'"), address
        assert "X-Powered-By" not in response.headers


def test_a_page_may_use_its_own_files_and_nothing_else(client: Client) -> None:
    for address in (*ADDRESSES, MISSING, "/help"):
        assert policy(client.get(address)) == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'none'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
            "trusted-types": "'none'",
        }, address


def test_a_page_with_a_form_may_send_it_to_this_site_alone(client: Client) -> None:
    rules = policy(client.get("/newsroom/areas/"))
    assert (rules["form-action"], rules["connect-src"]) == ("'self'", "'self'")


def test_what_is_no_page_may_do_nothing_if_it_is_opened(client: Client) -> None:
    for address in ("/api/v1/", "/sitemap.xml", "/robots.txt"):
        assert "sandbox" in policy(client.get(address)), address


def test_every_feature_of_the_browser_is_off(client: Client) -> None:
    said = client.get("/")["Permissions-Policy"].split(", ")
    assert said == [f"{feature}=()" for feature in FEATURES]
    assert {"camera=()", "geolocation=()", "microphone=()", "browsing-topics=()"} <= set(said)
    assert len(set(said)) == len(said)


def test_no_page_and_no_redirect_is_kept_by_a_shared_device(client: Client) -> None:
    for address in (*ADDRESSES, MISSING, "/help", "/newsroom/areas/", "/?fbclid=1"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_what_programs_fetch_may_be_kept_for_a_minute(client: Client) -> None:
    for address in ("/sitemap.xml", "/newsroom/feed.atom"):
        assert client.get(address)["Cache-Control"] == "public, max-age=60", address


def test_in_production_nothing_goes_without_encryption(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/", secure=True)
    assert response["Content-Security-Policy"].endswith("; upgrade-insecure-requests")


def test_the_admin_keeps_the_referrer_that_its_forms_are_checked_by(client: Client) -> None:
    response = client.get("/admin/login/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    rules = policy(response)
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "'self'"
    assert "'unsafe-eval'" not in rules["script-src"]


def test_a_preview_may_be_framed_by_the_admin_and_by_nobody_else(admin_client: Client) -> None:
    page = CampaignPage.objects.get(slug="stop-it-now", locale__language_code="en-gb")
    response = admin_client.get(f"/admin/pages/{page.pk}/view_draft/")
    assert response.status_code == 200
    rules = policy(response)
    assert rules["frame-ancestors"] == "'self'"
    assert rules["default-src"] == "'none'"


def test_a_document_is_kept_and_never_opened_in_the_page(client: Client) -> None:
    document = Document.objects.create(title="Notes", file=ContentFile(b"%PDF-1.7", "notes.pdf"))
    response: Any = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment;")
    assert policy(response) == {"default-src": "'none'", "frame-ancestors": "'none'", "sandbox": ""}
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Cookie" not in response.get("Vary", "")
    for close in response._resource_closers:  # close() would end the test's own connection
        close()
    document.file.close()
