"""The public pages of statistics: what they say, what they keep back, and what they cost."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import helpline_info.sample_content
from stats import actions, clock
from stats.charts.outbox import draw_waiting_charts
from stats.models import (
    Area,
    Category,
    Chart,
    Figure,
    Measure,
    Publication,
    ReleaseDate,
    SeriesBreak,
    Source,
)
from stats.models.measure import RESERVED_SLUGS
from stats.public.series import ROWS_ON_A_PAGE
from tests.stats.factories import add_figure, make_area, make_measure, make_publication
from tests.stats.people import person

pytestmark = pytest.mark.django_db

KINGDOM, LANCASHIRE, DERBYSHIRE = "K02000001", "E23000003", "E23000018"
CUMBRIA, KENT = "E23000002", "E23000032"


@pytest.fixture
def measure() -> Measure:
    measure = make_measure("image-offences", noun="image offence", plural="image offences")
    measure.caveat = "Recorded crime depends on recording."
    measure.shows = "What police forces recorded."
    measure.does_not_show = "What nobody reported."
    measure.save()
    return measure


@pytest.fixture
def publication(measure: Measure) -> Publication:
    """Two years: the nation's and Lancashire's whole, Derbyshire's refused in the second."""
    helpline_info.sample_content.load()
    publication = make_publication(
        "offences-2017-18",
        title="Offences, 2017-18",
        methodology="We asked every force.",
        police_forces_asked=45,
        police_forces_answered=44,
    )
    source = Source.objects.create(reference="reply", title="Replies of police forces")
    for area, year, value in (
        (KINGDOM, "2016-17", 18_522),
        (KINGDOM, "2017-18", 22_724),
        (LANCASHIRE, "2016-17", 591),
        (LANCASHIRE, "2017-18", 674),
        (DERBYSHIRE, "2016-17", 302),
    ):
        add_figure(publication, measure, area, year, value, source=source)
    add_figure(
        publication, measure, DERBYSHIRE, "2017-18", None, status="refused", note="too costly"
    )
    return actions.publish(publication=publication, by=None, at=timezone.now())


PAGES = (
    "/statistics/",
    "/statistics/image-offences/",
    "/statistics/image-offences/lancashire/",
    "/statistics/publications/offences-2017-18/",
    "/statistics/publications/offences-2017-18/versions/1/",
    "/statistics/calendar/",
    "/statistics/corrections/",
)
OF_FIGURES = PAGES[1:5]


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def text(page: str) -> str:
    """The words of a page, one blank between two."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.usefixtures("publication")
def test_a_measure_begins_with_the_widest_area_in_words(client: Client) -> None:
    page = text(html(client, "/statistics/image-offences/"))
    assert (
        "Image offences recorded numbered 22,724 in the United Kingdom between April 2017 and"
        " March 2018, up 23% from 18,522 between April 2016 and March 2017." in page
    )


@pytest.mark.usefixtures("publication")
def test_a_measure_lists_every_area_with_its_change_or_its_reason(client: Client) -> None:
    page = text(html(client, "/statistics/image-offences/"))
    assert "Lancashire 674 83 more (up 14%)" in page
    assert "Derbyshire refused not compared too costly" in page
    assert page.index("United Kingdom 22,724") < page.index("Derbyshire refused")  # widest first


def test_a_measure_says_the_change_over_the_forces_that_can_be_compared(
    client: Client, publication: Publication, measure: Measure
) -> None:
    alone = text(html(client, "/statistics/image-offences/"))
    assert "that can be compared" not in alone  # Lancashire alone is no total
    more = make_publication("more")
    for code, older, newer in ((CUMBRIA, 9, 26), (KENT, 200, 300)):
        add_figure(more, measure, code, "2016-17", older)
        add_figure(more, measure, code, "2017-18", newer, status="provisional")
    actions.publish(publication=more, by=None, at=timezone.now())
    page = html(client, "/statistics/image-offences/")
    assert (
        "In the 3 police force areas that can be compared, the number was 1,000 between April 2017"
        " and March 2018, up 25% from 800 between April 2016 and March 2017. Some of these figures"
        " are provisional." in text(page)
    )
    assert "Left out: 42 police force areas" in text(page)
    assert "<strong>Derbyshire</strong>: There is no number for 2017-18: refused." in page
    assert "<strong>Avon and Somerset, Bedfordshire, " in page  # one reason, said once
    assert page.count("There is no figure for 2016-17.") == 1
    assert page.index("</table>") < page.index("that can be compared") < page.index("Earlier:")
    first = text(html(client, "/statistics/image-offences/?from=2016-04-01&to=2017-03-31"))
    assert "that can be compared" not in first  # nothing came before


def test_few_areas_that_are_left_out_are_named_at_once(client: Client, measure: Measure) -> None:
    draft = make_publication()
    forces = list(Area.objects.police_forces())
    for area in forces:
        add_figure(draft, measure, area, "2016-17", 10)
        value = None if area.gss_code == DERBYSHIRE else 10
        add_figure(draft, measure, area, "2017-18", value)
    actions.publish(publication=draft, by=None, at=timezone.now())
    page = html(client, "/statistics/image-offences/")
    assert "the number was 440 between April 2017 and March 2018, unchanged at 440" in text(page)
    assert "Left out: 1 police force area" in text(page)
    assert "<details" not in page


def test_a_change_over_forces_that_may_not_be_stated_gives_its_reason(
    client: Client, measure: Measure
) -> None:
    draft = make_publication()
    for area in list(Area.objects.police_forces())[:3]:
        for year in ("2016-17", "2017-18"):
            add_figure(draft, measure, area, year, 10)
    actions.publish(publication=draft, by=None, at=timezone.now())
    refused = "No change over the police force areas is stated."
    assert refused not in html(client, "/statistics/image-offences/")
    broken = SeriesBreak.objects.create(
        measure=measure, kind="rules", starts_on=date(2017, 4, 1), reason="Victims are counted."
    )
    page = text(html(client, "/statistics/image-offences/"))
    assert f"{refused} The counting rules changed on 1 April 2017. Victims are counted." in page
    assert "that can be compared" not in page
    broken.delete()
    Measure.objects.filter(pk=measure.pk).update(kind="proportion")
    page = text(html(client, "/statistics/image-offences/"))
    assert f"{refused} A survey's results are never added up." in page


@pytest.mark.usefixtures("publication")
def test_a_missing_figure_is_said_and_never_nought(client: Client) -> None:
    page = text(html(client, "/statistics/image-offences/derbyshire/"))
    assert "There is no figure for Derbyshire between April 2017 and March 2018" in page
    assert "refused (too costly)" in page
    assert "2017-18 refused too costly" in page
    chart = Chart.objects.filter(title__endswith="Derbyshire").first()
    assert chart is not None
    row = chart.specification["data"]["values"][1]
    assert (row["value"], row["shown"]) == (None, "refused")


@pytest.mark.usefixtures("publication")
def test_a_page_says_what_the_figures_show_and_do_not_and_how_to_cite_them(client: Client) -> None:
    today = timezone.localdate()
    day = f"{today.day} {today:%B %Y}"
    for address in ("/statistics/image-offences/", "/statistics/image-offences/lancashire/"):
        page = text(html(client, address))
        for said in (
            "What police forces recorded.",
            "What nobody reported.",
            "Recorded crime depends on recording.",
            "44 of 45 forces",
            f"“Offences, 2017-18”, version 1, published on {day}, http://",
        ):
            assert said in page, (address, said)


@pytest.mark.usefixtures("publication")
def test_a_publication_has_its_sentence_its_chart_and_its_meaning(client: Client) -> None:
    page = text(html(client, "/statistics/publications/offences-2017-18/"))
    for said in (
        "Image offences recorded numbered 22,724 in the United Kingdom between April 2017",
        "March 2018, up 23% from 18,522",
        "Bar chart. 2016-17: 18,522; 2017-18: 22,724.",
        "What police forces recorded.",
        "What nobody reported.",
        "We asked every force.",
        "Replies to our requests: 44 of 45 forces",
    ):
        assert said in page, said


def test_an_old_version_goes_on_saying_what_it_said(
    client: Client, publication: Publication, measure: Measure
) -> None:
    second = make_publication(publication.slug, version=2, title=publication.title)
    for value, new in ((22_724, 22_800), (18_522, 18_600)):
        old = Figure.objects.get(value=value)
        add_figure(
            second, measure, KINGDOM, old.period, new, supersedes=old, note="A force had erred."
        )
    actions.publish(publication=second, by=None, at=timezone.now())
    address = "/statistics/publications/offences-2017-18/versions/"
    first = text(html(client, f"{address}1/"))
    assert "numbered 22,724 in the United Kingdom" in first
    assert "from 18,522" in first
    assert "2016-17: 18,522; 2017-18: 22,724." in first
    newest = text(html(client, f"{address}2/"))
    assert "numbered 22,800 in the United Kingdom" in newest
    assert "from 18,600" in newest
    assert "2016-17: 18,600; 2017-18: 22,800." in newest


@pytest.mark.usefixtures("publication")
def test_every_page_of_figures_leads_to_its_files_and_describes_itself(client: Client) -> None:
    for address in OF_FIGURES:
        page = html(client, address)
        links = re.findall(r'href="([^"]+)" download', page)
        assert [link.rpartition(".")[2] for link in links] == ["csv", "xlsx", "json"], address
        assert all(client.get(link).status_code == 200 for link in links)
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert found
        described = json.loads(found[1])
        assert described["@type"] == "Dataset"
        assert described["version"] == "1"
        assert described["temporalCoverage"] == "2016-04-01/2018-03-31"
        assert [
            one["contentUrl"].endswith(link)
            for one, link in zip(described["distribution"], links, strict=True)
        ] == [True] * 3
        assert "license" not in described


def test_words_from_staff_cannot_end_the_data_in_the_page(
    client: Client, publication: Publication, measure: Measure
) -> None:
    hostile = "</script><script>alert(1)</script>&lt;"
    Measure.objects.filter(pk=measure.pk).update(name=hostile, definition=hostile, caveat=hostile)
    response = client.get("/statistics/image-offences/")
    raw = response.content.decode()
    assert "<script>alert" not in raw
    assert raw.count("</script>") == raw.count("<script ")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', raw, re.DOTALL)
    assert found
    assert json.loads(found[1])["name"] == hostile


@pytest.mark.usefixtures("publication")
def test_nothing_but_the_way_out_runs_and_nothing_comes_from_elsewhere(client: Client) -> None:
    for address in PAGES:
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        page = response.content.decode()
        scripts = set(re.findall(r"<script[^>]*>", page))
        assert scripts - {'<script type="application/ld+json">'} == {
            '<script src="/static/js/leave.js" defer>'
        }
        assert not re.search(r"""(?:src|srcset)="(?!/)""", page)
        assert "style=" not in page
        assert not response.cookies


@pytest.mark.usefixtures("publication")
def test_every_page_carries_a_way_to_help(client: Client) -> None:
    for address in PAGES:
        page = html(client, address)
        for way in ("tel:08081000900", 'href="/help/"', "tel:999"):
            assert way in page, address


@pytest.mark.usefixtures("publication")
def test_tables_have_captions_and_scopes(client: Client) -> None:
    for address in OF_FIGURES:
        page = html(client, address)
        assert page.count("<table") == page.count("<caption") > 0
        assert not re.search(r"<th(?![^>]*scope=)(?!ead)[ >]", page)


@pytest.mark.usefixtures("publication")
def test_the_table_is_sorted_by_plain_links_and_keeps_every_row(client: Client) -> None:
    def areas(address: str) -> list[str]:
        rows = re.findall(
            r'<th scope="row"><a href="/statistics/image-offences/([^/"]+)/', html(client, address)
        )
        return list(rows)

    address = "/statistics/image-offences/"
    assert areas(address) == ["united-kingdom", "derbyshire", "lancashire"]
    assert areas(f"{address}?sort=most") == ["united-kingdom", "lancashire", "derbyshire"]
    assert areas(f"{address}?sort=fewest") == ["lancashire", "united-kingdom", "derbyshire"]
    page = html(client, f"{address}?sort=most")
    assert 'aria-sort="descending"><a href="?sort=fewest#areas">' in page


@pytest.mark.usefixtures("publication")
def test_another_period_has_an_address_of_its_own(client: Client) -> None:
    page = html(client, "/statistics/image-offences/")
    link = re.search(r'href="(\?[^"]+)#areas">Earlier: 2016-17', page)
    assert link
    earlier = text(html(client, f"/statistics/image-offences/{link[1]}"))
    assert "Lancashire 591" in earlier
    assert "Later: 2017-18" in earlier
    area = text(
        html(client, "/statistics/image-offences/lancashire/?from=2016-04-01&to=2017-03-31")
    )
    assert "numbered 591 in Lancashire between April 2016 and March 2017." in area
    assert "Go to the latest figure" in area


@pytest.mark.usefixtures("publication")
@pytest.mark.parametrize(
    "address",
    [
        "/statistics/no-such-measure/",
        "/statistics/image-offences/kent/",  # it has no figure
        "/statistics/image-offences/nowhere/",
        "/statistics/image-offences/?from=2017-04-01",
        "/statistics/image-offences/?from=2018-03-31&to=2017-04-01",
        "/statistics/image-offences/?from=2010-04-01&to=2011-03-31",
        "/statistics/image-offences/?from=9999999&to=%00",
        "/statistics/image-offences/?sort=shoe-size",
        "/statistics/image-offences/?page=0",
        "/statistics/image-offences/?page=2",
        "/statistics/image-offences/?page=99999999999999999999",
        "/statistics/image-offences/?page=%D9%A1",
        "/statistics/publications/no-such-one/",
        "/statistics/publications/offences-2017-18/versions/2/",
        "/statistics/publications/offences-2017-18/?page=9",
        "/statistics/corrections/?page=2",
    ],
)
def test_what_is_not_there_is_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_no_page_shows_anything_a_second_early(client: Client, publication: Publication) -> None:
    moment = publication.publish_at
    assert moment is not None
    for address in OF_FIGURES:
        nothing = client.get("/statistics/no-such-thing/").content
        with clock.at(moment - timedelta(seconds=1)):
            early = client.get(address)
        assert early.status_code == 404, address
        assert early.content == nothing, address  # not told apart from what does not exist
        assert client.get(address).status_code == 200
    with clock.at(moment - timedelta(seconds=1)):
        for address in ("/statistics/", "/statistics/calendar/", "/statistics/corrections/"):
            page = html(client, address)
            assert "ffences" not in page, address


def test_a_correction_that_waits_is_not_so_much_as_hinted_at(
    client: Client, publication: Publication, measure: Measure
) -> None:
    before = {address: client.get(address).content for address in PAGES}
    second = make_publication(publication.slug, version=2, title=publication.title)
    old = Figure.objects.get(value=674)
    add_figure(second, measure, LANCASHIRE, "2017-18", 700, supersedes=old, note="Left out.")
    ahead = timezone.now() + timedelta(hours=1)
    actions.publish(publication=second, by=None, at=ahead)
    for address in PAGES:
        if address != "/statistics/calendar/":
            assert client.get(address).content == before[address], address
    with clock.at(ahead):
        assert "numbered 700 in Lancashire" in html(client, PAGES[2])
        corrections = text(html(client, "/statistics/corrections/"))
        assert "Lancashire, 2017-18 674 700 Left out." in corrections


def test_a_superseded_version_says_so_and_links_on(
    client: Client, publication: Publication, measure: Measure
) -> None:
    second = make_publication(publication.slug, version=2, title=publication.title)
    old = Figure.objects.get(value=674)
    add_figure(second, measure, LANCASHIRE, "2017-18", 700, supersedes=old, note="Left out.")
    actions.publish(publication=second, by=None, at=timezone.now())
    address = "/statistics/publications/offences-2017-18/"
    first = html(client, f"{address}versions/1/")
    assert "numbered 22,724 in the United Kingdom" in first
    assert "This is version 1. It was superseded." in first
    assert f'href="{address}">Go to the newest, version 2' in first
    newest = text(html(client, address))
    assert "superseded" not in newest
    assert "What this version corrected" in newest
    assert "2017-18 674 700 Left out." in newest
    assert "Lancashire, 2017-18 Image offences recorded 700" in newest
    assert "Lancashire, 2016-17 Image offences recorded 591" in newest  # still of version 1


def test_corrections_come_as_a_feed(
    client: Client, publication: Publication, measure: Measure
) -> None:
    second = make_publication(publication.slug, version=2, title=publication.title)
    old = Figure.objects.get(value=674)
    with connection.cursor() as cursor:  # from 1,000 on, a number in an address could get a comma
        cursor.execute("SELECT setval(pg_get_serial_sequence('stats_figure', 'id'), 5000)")
    new = add_figure(
        second, measure, LANCASHIRE, "2017-18", 700, supersedes=old, note="<b>Left out</b> & lost"
    )
    actions.publish(publication=second, by=None, at=timezone.now())
    response = client.get("/statistics/corrections.atom")
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = response.content.decode()
    assert "<title>Image offences recorded: Lancashire, 2017-18</title>" in feed
    assert "674 was corrected to 700. Reason: &lt;b&gt;Left out&lt;/b&gt; &amp; lost" in feed
    assert f"/versions/2/#correction-{new.pk}" in feed
    assert f'id="correction-{new.pk}"' in html(
        client, "/statistics/publications/offences-2017-18/versions/2/"
    )
    assert "/statistics/corrections.atom" in html(client, "/statistics/corrections/")


def test_the_calendar_tells_what_is_expected_and_why_a_date_changed(client: Client) -> None:
    draft = make_publication("next-year", title="Offences, 2018-19")
    ReleaseDate.objects.create(publication=draft, month=date(2030, 5, 1))
    calendar = text(html(client, "/statistics/calendar/"))
    assert "Offences, 2018-19 May 2030 (provisional)" in calendar
    ReleaseDate.objects.create(
        publication=draft, month=date(2030, 6, 1), reason="Replies came late."
    )
    calendar = text(html(client, "/statistics/calendar/"))
    assert "Offences, 2018-19 June 2030 (provisional)" in calendar
    assert "Replies came late." in calendar
    assert "June 2030 (provisional)" in text(html(client, "/statistics/"))
    assert client.get("/statistics/publications/next-year/").status_code == 404


@pytest.mark.usefixtures("publication")
def test_a_break_in_the_series_is_told_and_no_change_over_it(
    client: Client, measure: Measure
) -> None:
    SeriesBreak.objects.create(
        measure=measure,
        area=Area.objects.get(gss_code=LANCASHIRE),
        kind="rules",
        starts_on=date(2017, 4, 1),
        reason="The force counts by victim now.",
    )
    page = text(html(client, "/statistics/image-offences/lancashire/"))
    assert "numbered 674 in Lancashire between April 2017 and March 2018. On average" in page
    assert "No change is stated." in page
    assert page.count("The force counts by victim now.") == 2  # at the head, and among the breaks
    measures = text(html(client, "/statistics/image-offences/"))
    assert "Lancashire 674 not compared" in measures
    titles = Chart.objects.filter(title__endswith="Lancashire").order_by("-pk")
    assert titles[0].specification["data"]["values"][1]["starts_anew"] is True


@pytest.mark.usefixtures("publication")
def test_charts_are_drawn_before_anybody_reads_the_page(client: Client) -> None:
    asked = Chart.objects.count()
    assert asked > 0  # by publishing
    assert "The chart is being drawn" in html(client, PAGES[2])
    draw_waiting_charts()
    for address in (*OF_FIGURES[:2], "/statistics/image-offences/derbyshire/"):
        page = html(client, address)
        assert "is being drawn" not in page
        assert 'alt="Image offences recorded: ' in page
        for picture in re.findall(r"/statistics/charts/[0-9a-f]{64}\.(?:svg|png)", page):
            assert client.get(picture).status_code == 200
    assert Chart.objects.count() == asked  # the pages asked for nothing else


@pytest.mark.usefixtures("publication")
def test_a_page_keeps_the_room_that_a_chart_will_take(client: Client) -> None:
    html(client, PAGES[2])
    draw_waiting_charts()
    page = html(client, PAGES[2])
    found = re.findall(r'charts/([0-9a-f]{64})\.svg"[^>]*? width="(\d+)" height="(\d+)"', page)
    assert len(found) == page.count('.svg"') > 0
    for digest, width, height in found:
        drawn = Chart.objects.get(digest=digest).svg
        assert f'width="{width}" height="{height}"' in drawn[:300]


@pytest.mark.usefixtures("publication")
def test_a_page_asks_for_a_chart_that_it_finds_missing_and_draws_nothing(client: Client) -> None:
    Chart.objects.all().delete()
    page = html(client, PAGES[2])
    assert "Bar chart. 2016-17: 591; 2017-18: 674." in page
    assert set(Chart.objects.values_list("state", flat=True)) == {"ready"}
    Chart.objects.update(state="failed", reason="RuntimeError")
    assert "could not be drawn" in html(client, PAGES[2])


def test_a_schedule_that_is_moved_takes_its_charts_along(measure: Measure) -> None:
    draft = make_publication()
    add_figure(draft, measure, LANCASHIRE, "2016-17", 591)
    add_figure(draft, measure, LANCASHIRE, "2017-18", 674)
    ahead = timezone.now() + timedelta(days=1)
    actions.publish(publication=draft, by=None, at=ahead)
    assert set(Chart.objects.values_list("public_from", flat=True)) == {ahead}
    by = person("officer")
    later = ahead + timedelta(days=1)
    actions.reschedule(publication=draft, by=by, at=later, reason="A reply came late.")
    assert set(Chart.objects.values_list("public_from", flat=True)) == {later}
    actions.cancel_schedule(publication=draft, by=by, reason="A figure is in doubt.")
    assert not Chart.objects.exists()


def test_a_map_shows_the_police_forces_when_many_have_a_figure(
    client: Client, measure: Measure
) -> None:
    draft = make_publication()
    for number, area in enumerate(Area.objects.police_forces()):
        add_figure(draft, measure, area, "2017-18", 100 + number)
    actions.publish(publication=draft, by=None, at=timezone.now())
    draw_waiting_charts()
    page = html(client, "/statistics/image-offences/")
    assert "Map with a tile for each of 45 police force areas; 45 figures." in page
    chart = Chart.objects.filter(title__contains="by police force area").first()
    assert chart is not None
    assert ">LAN</text>" in chart.svg
    assert "not rates" in " ".join(chart.specification["title"]["subtitle"])


def test_parts_are_shown_with_their_total(
    client: Client, measure: Measure, publication: Publication
) -> None:
    more = make_publication("parts")
    for slug, value in (("making", 541), ("possession", 133)):
        category = Category.objects.create(
            measure=measure, slug=slug, name=slug.title(), name_in_prose=slug
        )
        add_figure(more, measure, LANCASHIRE, "2017-18", value, category=category)
    actions.publish(publication=more, by=None, at=timezone.now())
    page = text(html(client, PAGES[2]))
    assert "By kind, 2017-18" in page
    assert "Making 541 Possession 133 Total 674" in page


@pytest.mark.parametrize("slug", sorted(RESERVED_SLUGS))
def test_a_measure_cannot_take_an_address_that_statistics_need(slug: str) -> None:
    measure = make_measure(slug)
    with pytest.raises(ValidationError, match="address of its own"):
        measure.full_clean()


def test_every_word_in_an_address_is_kept_from_measures() -> None:
    from stats.urls import urlpatterns

    words = {str(pattern.pattern).partition("/")[0] for pattern in urlpatterns}
    taken = {word for word in words if word and "<" not in word and "." not in word}
    assert taken == RESERVED_SLUGS


def fill(measure: Measure, areas: list[Area], years: range) -> None:
    draft = make_publication()
    for area in areas:
        for year in years:
            value = 1000 + year if area.is_police_force_area else 10_000_000 + year
            add_figure(draft, measure, area, str(year), value)
    actions.publish(publication=draft, by=None, at=timezone.now())


def queries(client: Client, address: str) -> int:
    html(client, address)  # the first time it asks for its charts
    with CaptureQueriesContext(connection) as captured:
        html(client, address)
    return len(captured)


def test_the_queries_of_a_page_do_not_grow_with_areas_or_years(
    client: Client, measure: Measure
) -> None:
    helpline_info.sample_content.load()
    forces = list(Area.objects.police_forces())[:5]
    fill(measure, [Area.objects.get(gss_code=KINGDOM), *forces], range(2016, 2019))
    addresses = ("/statistics/image-offences/", f"/statistics/image-offences/{forces[0].slug}/")
    few = {address: queries(client, address) for address in addresses}
    fill(
        measure,
        [make_area(f"Force {number}") for number in range(ROWS_ON_A_PAGE)],
        range(2016, 2019),
    )
    fill(measure, forces, range(1990, 2016))
    for address in addresses:
        assert queries(client, address) == few[address], address


def test_the_queries_of_the_lists_do_not_grow(client: Client, measure: Measure) -> None:
    addresses = ("/statistics/", "/statistics/calendar/", "/statistics/corrections/")

    def publish_and_correct() -> None:
        first = make_publication()
        old = add_figure(first, make_measure(), LANCASHIRE, "2017-18", 1)
        actions.publish(publication=first, by=None, at=timezone.now())
        second = make_publication(first.slug, version=2)
        add_figure(second, old.measure, LANCASHIRE, "2017-18", 2, supersedes=old, note="Left out.")
        actions.publish(publication=second, by=None, at=timezone.now())
        ReleaseDate.objects.create(publication=make_publication(), month=date(2030, 5, 1))

    publish_and_correct()
    few = {address: queries(client, address) for address in addresses}
    for _time in range(4):
        publish_and_correct()
    for address in addresses:
        assert queries(client, address) == few[address], address


def test_the_queries_of_a_publication_do_not_grow(client: Client, measure: Measure) -> None:
    counts = []
    for areas in (2, 20):
        draft = make_publication()
        for area in Area.objects.police_forces()[:areas]:
            add_figure(draft, measure, area, str(2000 + areas), 100)
        actions.publish(publication=draft, by=None, at=timezone.now())
        counts.append(queries(client, f"/statistics/publications/{draft.slug}/"))
    assert counts[0] == counts[1]
