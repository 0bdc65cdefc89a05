"""The look of the site: what staff may decide, what is refused, and what every page makes of it."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction, Site

from campaigns.models import ContentPage
from charity_site import look, views
from charity_site.models import SiteLook
from charity_site.stylesheet import SITE_CSS, shortened
from press.models import NewsroomPage
from tests import sample_site
from tests.sample_site import ADDRESSES, MISSING
from tests.seeds import grow

EDIT = "/admin/settings/charity_site/sitelook/"
GOOD = {
    "name": "The Example Foundation",
    "strapline": "Talk to somebody",
    "brand_colour": "#5b2b82",
    "accent_colour": "#a8431f",
    "leave_address": "https://www.metoffice.gov.uk/",
    "leave_name": "Met Office",
}

pytestmark = pytest.mark.django_db
# Wagtail leaves the file that it draws a picture to for the collector of garbage to close.
draws_a_picture = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _looks_as_new(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look, "_last", None)


@pytest.fixture
def site() -> Site:
    grow(sample_site.load)
    found: Site = Site.objects.get(is_default_site=True)
    return found


def stylesheet_of(html: str) -> str:
    found = re.findall(r'<link rel="stylesheet" href="([^"]+)">', html)
    assert len(found) == 1
    return str(found[0])


def make_look(site: Site, **values: Any) -> SiteLook:
    made = SiteLook(site=site, **values)
    made.full_clean()
    made.save()
    return made


def child(site: Site, slug: str) -> Page:
    """A page right under home: in English, whatever stands under that of another language."""
    return site.root_page.get_children().get(slug=slug)


# The style sheet


def test_a_page_has_one_style_sheet_which_holds_the_colours_of_the_brand(
    client: Client, site: Site
) -> None:
    make_look(site, brand_colour="#5b2b82")
    for address in (*ADDRESSES, MISSING):
        css = client.get(stylesheet_of(client.get(address).content.decode())).content.decode()
        assert css.startswith(":root{--brand:#5b2b82;"), address
        assert ".way-to-help{" in css


def test_a_style_sheet_is_kept_for_ever_and_new_colours_have_a_new_address(
    client: Client, site: Site
) -> None:
    before = stylesheet_of(client.get("/").content.decode())
    response = client.get(before)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "text/css; charset=utf-8"
    make_look(site, brand_colour="#5b2b82")
    after = stylesheet_of(client.get("/").content.decode())
    assert after != before
    old = client.get(before)
    assert old.status_code == 200
    assert old["Cache-Control"] == "no-store"
    assert old.content == client.get(after).content


@pytest.mark.usefixtures("site")
def test_a_style_sheet_is_sent_packed_to_whoever_can_unpack_it(client: Client) -> None:
    address = stylesheet_of(client.get("/").content.decode())
    plain = client.get(address)
    packed = client.get(address, headers={"accept-encoding": "gzip, br"})
    assert not plain.has_header("Content-Encoding")
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) <= 7_000


@pytest.mark.parametrize("digest", ["0", "x" * 300, "-", "0123456789abcdef"])
@pytest.mark.usefixtures("site")
def test_a_wrong_digest_gets_the_style_sheet_of_today_and_is_not_repeated(
    client: Client, digest: str
) -> None:
    response = client.get(f"/look/{digest}.css")
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    if len(digest) > 8:
        assert digest.encode() not in response.content


def test_a_style_sheet_can_only_be_read(client: Client) -> None:
    assert client.post("/look/0.css").status_code == 405


def test_shortening_keeps_strings_and_selectors_as_they_are() -> None:
    css = '/* a */ .a :b , .c { content: " ; { x" ; color : red; }\n@media (x: y) { d:e { f: g } }'
    expected = '.a :b,.c{content:" ; { x";color :red}@media (x:y){d:e{f:g}}'
    assert shortened(css) == expected


def test_every_rule_of_the_style_sheet_outlives_its_shortening() -> None:
    whole = re.sub(r"/\*.*?\*/", "", SITE_CSS.read_text(), flags=re.DOTALL)
    assert shortened(whole).count("{") == whole.count("{")
    assert re.sub(r"[\s;]", "", shortened(whole)) == re.sub(r"[\s;]", "", whole)


# What pages make of it


def test_a_site_without_a_look_of_its_own_has_one_all_the_same(client: Client, site: Site) -> None:
    html = client.get("/").content.decode()
    assert 'href="https://www.bbc.co.uk/weather"' in html
    assert not SiteLook.objects.exists(), "a visit writes nothing"


def test_pages_carry_what_staff_decided(client: Client, site: Site) -> None:
    page = child(site, "using-this-site")
    make_look(
        site,
        strapline="Talk to somebody",
        registration="Registered charity number 1234567",
        leave_address="https://www.metoffice.gov.uk/",
        accessibility_page=page,
    )
    for address in ADDRESSES:
        html = client.get(address).content.decode()
        assert html.count('href="https://www.metoffice.gov.uk/" rel="noreferrer"') == 2, address
        assert "Talk to somebody" in html
        assert "Registered charity number 1234567" in html
        assert html.count('href="/using-this-site/"') >= 1
        assert "bbc.co.uk" not in html


def test_a_page_that_was_taken_off_the_site_is_not_linked(client: Client, site: Site) -> None:
    page = child(site, "using-this-site").specific
    make_look(site, privacy_page=page)
    assert 'href="/using-this-site/"' in client.get("/").content.decode()
    page.unpublish()
    assert 'href="/using-this-site/"' not in client.get("/").content.decode()


def test_a_page_that_is_kept_for_few_is_not_linked(client: Client, site: Site) -> None:
    page = child(site, "using-this-site")
    make_look(site, accessibility_page=page, privacy_page=page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    html = client.get("/").content.decode()
    assert "/using-this-site/" not in html


@draws_a_picture
def test_the_logo_stands_for_the_name_and_takes_its_room_before_it_comes(
    client: Client, site: Site
) -> None:
    site.site_name = "The Example Foundation"
    site.save()
    image = Image.objects.create(title="x", file=get_test_image_file(size=(800, 200)))
    make_look(site, logo=image)
    html = client.get("/").content.decode()
    found = re.search(r'<img class="masthead__logo" src="([^"]+)" alt="([^"]*)" (.*?)>', html)
    assert found is not None
    assert found[2] == "The Example Foundation"
    assert found[3] == 'width="192" height="48"'


@draws_a_picture
def test_a_logo_whose_file_is_gone_leaves_the_name(client: Client, site: Site) -> None:
    site.site_name = "The Example Foundation"
    site.save()
    image = Image.objects.create(title="x", file=get_test_image_file(size=(800, 200)))
    make_look(site, logo=image)
    image.file.storage.delete(image.file.name)
    html = client.get("/").content.decode()
    assert "masthead__logo" not in html
    assert '<a class="masthead__name" href="/">The Example Foundation</a>' in html


def test_the_look_costs_a_page_one_query(client: Client, site: Site) -> None:
    page = child(site, "using-this-site")
    make_look(site, accessibility_page=page, privacy_page=page)
    request = RequestFactory().get("/")
    Site.find_for_request(request)
    page.get_url(request)  # reads the roots of sites, once
    with CaptureQueriesContext(connection) as queries:
        first = look.look_for(request)
        assert look.look_for(request) is first
    assert len(queries) == 1, [query["sql"] for query in queries]


@pytest.mark.usefixtures("site")
def test_every_page_but_home_shows_the_way_back(client: Client) -> None:
    assert 'class="trail' not in client.get("/").content.decode()
    steps = {
        "/stop-it-now/": ["/"],
        "/help/": ["/"],
        "/help/another-adult/": ["/", "/help/"],
        "/help/leave-no-trace/": ["/", "/help/"],
        "/statistics/calendar/": ["/", "/statistics/"],
    }
    for address, expected in steps.items():
        html = client.get(address).content.decode()
        trail = re.search(r'<nav class="trail.*?</nav>', html, re.DOTALL)
        assert trail is not None, address
        assert re.findall(r'href="([^"]+)"', trail[0]) == expected, address


def test_a_page_below_another_leads_back_to_it(client: Client, site: Site) -> None:
    NewsroomPage.objects.get().save_revision().publish()
    campaign = child(site, "stop-it-now").specific
    campaign.add_child(instance=ContentPage(title="More", slug="more"))
    html = client.get("/stop-it-now/more/").content.decode()
    trail = re.search(r'<nav class="trail.*?</nav>', html, re.DOTALL)
    assert trail is not None
    assert re.findall(r'href="([^"]+)"', trail[0]) == ["/", "/stop-it-now/"]
    assert 'href="/newsroom/"' in html, "the foot of the page"


# Faults


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "503.html"])
def test_every_page_for_a_fault_has_the_helpline_and_the_way_out(name: str) -> None:
    from django.template.loader import render_to_string

    html = render_to_string(name)
    for needed in ("tel:08081000900", "tel:999", 'href="/help/"', "data-leave", "<h1>"):
        assert needed in html, needed


def test_a_page_for_a_fault_looks_like_the_last_page(client: Client, site: Site) -> None:
    make_look(site, brand_colour="#5b2b82", leave_address="https://www.metoffice.gov.uk/")
    ours = stylesheet_of(client.get("/").content.decode())
    html = client.get(MISSING).content.decode()
    assert stylesheet_of(html) == ours
    assert "metoffice" in html


def test_a_visitor_is_told_to_come_back_while_the_database_is_away(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(request: Any) -> Any:
        raise OperationalError("connection refused")

    monkeypatch.setattr("helpline_info.views.SupportCategory.objects", None)
    monkeypatch.setattr(look, "_read", lambda site, request: away(request))
    client.raise_request_exception = False
    response = client.get("/help/leave-no-trace/")
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "tel:08081000900" in response.content.decode()


def test_the_style_sheet_comes_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(request: Any) -> Any:
        raise OperationalError("connection refused")

    monkeypatch.setattr(views, "look_for", away)
    address = look.last_look().style_sheet.address
    response = client.get(address)
    assert response.status_code == 200
    assert b"--brand:#0b4f57" in response.content


# What staff may decide


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("brand_colour", "#1d70b8", "4.52 to 1; 7 is needed. The nearest shade that will do is #1"),
        ("brand_colour", "#767676", "with the words in white that stand on it (#ffffff)"),
        ("accent_colour", "#ffdd00", "3 is needed"),
        ("brand_colour_dark", "#0b4f57", "with the page in the dark (#14191a)"),
        ("accent_colour_dark", "#1d2829", "with the panels in the dark (#1e2627)"),
        ("brand_colour", "teal", "Write a colour as # and six digits"),
        ("brand_colour", "", "cannot be blank"),
        ("brand_colour", "#0b4f57;x", "at most 7 characters"),
        ("leave_address", "http://www.bbc.co.uk/weather", "begins with https://"),
        ("leave_address", "javascript:alert(1)", "Enter a valid URL"),
        ("leave_address", "https://user:secret@www.bbc.co.uk/", "Leave out the name and password"),
        ("leave_address", "https://localhost/", "Choose a page of another site"),
        ("leave_address", "https://www.example.localhost/", "Choose a page of another site"),
        ("leave_address", "", "cannot be blank"),
        ("leave_name", "", "cannot be blank"),
    ],
)
def test_what_would_not_do_is_refused_in_words_that_help(
    site: Site, field: str, value: str, said: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        SiteLook(site=site, **{field: value}).full_clean()
    assert list(refused.value.message_dict) == [field]
    assert said in " ".join(refused.value.message_dict[field])


def test_colours_may_be_typed_in_capitals_and_with_spaces_around(site: Site) -> None:
    made = make_look(site, brand_colour=" #5B2B82 ", accent_colour="#A8431F")
    assert made.brand_colour == "#5b2b82"
    assert made.accent_colour == "#a8431f"


@pytest.fixture
def approver(client: Client) -> Client:
    user = User.objects.create_user("approver")
    user.groups.add(Group.objects.get(name="Approver"))
    client.force_login(user)
    return client


def address_of(site: Site) -> str:
    return f"{EDIT}{site.pk}/"


def test_an_approver_changes_the_look_and_the_name_and_it_is_on_record(
    approver: Client, site: Site
) -> None:
    response = approver.post(address_of(site), GOOD)
    assert response.status_code == 302
    html = Client().get("/").content.decode()
    assert "The Example Foundation" in html
    assert "Talk to somebody" in html
    site.refresh_from_db()
    assert site.site_name == "The Example Foundation"
    assert SiteLook.objects.get().brand_colour == "#5b2b82"


def test_the_form_says_why_a_colour_will_not_do_and_changes_nothing(
    approver: Client, site: Site
) -> None:
    response = approver.post(address_of(site), {**GOOD, "brand_colour": "#1d70b8"})
    assert response.status_code == 200
    assert "The nearest shade that will do is #" in response.content.decode()
    site.refresh_from_db()
    assert site.site_name != "The Example Foundation"
    assert not SiteLook.objects.filter(brand_colour="#5b2b82").exists()


@pytest.mark.parametrize("role", ["Editor", "Press officer", "Statistics officer"])
def test_others_may_not_change_where_visitors_are_sent(
    client: Client, site: Site, role: str
) -> None:
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    response = client.post(address_of(site), GOOD)
    assert response.status_code == 302
    assert response["Location"] == "/admin/"
    assert not SiteLook.objects.exists()


# The pattern page


def classes_of_the_style_sheet() -> set[str]:
    css = re.sub(r"/\*.*?\*/", "", SITE_CSS.read_text(), flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", css)
    return {name for each in selectors for name in re.findall(r"\.([a-z][\w-]*)", each)}


@draws_a_picture
def test_the_pattern_page_shows_every_part_that_the_style_sheet_knows(
    approver: Client, site: Site
) -> None:
    image = Image.objects.create(title="x", file=get_test_image_file(size=(800, 200)))
    make_look(site, logo=image, strapline="Talk to somebody")
    html = approver.get(reverse("pattern-page")).content.decode()
    shown = {name for each in re.findall(r'class="([^"]+)"', html) for name in each.split()}
    only_with_scripts = {"left", "leave--1", "leave--2"}
    assert classes_of_the_style_sheet() - shown - only_with_scripts == set()


def test_the_pattern_page_is_for_staff(client: Client) -> None:
    response = client.get(reverse("pattern-page"))
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


@pytest.mark.usefixtures("site")
def test_staff_find_the_pattern_page_in_the_settings_menu(approver: Client) -> None:
    assert reverse("pattern-page") in approver.get("/admin/").content.decode()
