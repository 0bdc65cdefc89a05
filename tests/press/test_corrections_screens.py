"""The screens of a correction: what it touches, and the choice in edited words."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from press.actions import correcting
from press.models import Dispatch, Redraft, ReleasePage
from stats.models import Publication
from tests.campaigns.factories import make_campaign
from tests.press.conftest import release_for
from tests.press.correcting import (
    NATION,
    OWN_WORDS,
    corrected,
    edit,
    lancashire_says,
    put_out,
    redraft_of,
    text_of,
    worked,
)
from tests.stats.people import client_of, person


@pytest.fixture
def officer(db: None) -> User:
    return person("press-officer", "Press officer")


@pytest.fixture
def waiting(built: Publication, lancashire: ReleasePage, officer: User) -> Redraft:
    """A draft that a person edited, after Lancashire's total was corrected to 780."""
    edit(lancashire, officer, part="detail", text=OWN_WORDS)
    return worked(lancashire, lancashire_says(built, 780))


def listing(correction: Publication) -> str:
    return reverse("press_desk:corrections", args=[correction.pk])


def screen(redraft: Redraft) -> str:
    return reverse("press_corrections:redraft", args=[redraft.pk])


def form_of(client: Client, redraft: Redraft) -> dict[str, str]:
    """What the form would send as it is shown."""
    form = client.get(screen(redraft)).context["form"]
    data = {"revision": str(form["revision"].value()), "seen": str(form["seen"].value())}
    for paragraph in form.rows:
        data[paragraph.choice.html_name] = str(paragraph.choice.value())
        data[paragraph.text.html_name] = str(paragraph.text.value())
    if "what_changed" in form.fields:
        data["what_changed"] = str(form["what_changed"].value())
    return data


@pytest.mark.parametrize(
    ("role", "sees", "decides"),
    [
        ("Press officer", 200, 302),
        ("Approver", 200, 403),
        ("Statistics officer", 403, 403),
        ("Editor", 403, 403),
    ],
)
def test_each_role_sees_and_decides_what_it_may(
    waiting: Redraft, role: str, sees: int, decides: int
) -> None:
    client = client_of(person(f"a {role}", role))
    # Whoever is shut out of the admin's screens is sent away, not let in.
    for address in (listing(waiting.correction), screen(waiting), "/admin/press-desk/corrections/"):
        assert client.get(address).status_code in ({sees} if sees == 200 else {302, 403})
    again = reverse("press_corrections:look_again", args=[waiting.pk])
    assert client.post(again).status_code in ({decides} if decides != 403 else {302, 403})
    answer = client.post(screen(waiting), {"verb": "take", "revision": "0"})
    assert answer.status_code in ({302} if decides == 302 else {302, 403})
    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_a_visitor_is_sent_to_log_in(waiting: Redraft) -> None:
    for address in (listing(waiting.correction), screen(waiting)):
        assert Client().get(address)["Location"].startswith("/admin/login/")


def test_an_unknown_correction_or_a_first_version_is_not_found(
    waiting: Redraft, built: Publication, officer: User
) -> None:
    client = client_of(officer)
    assert client.get("/admin/press-desk/corrections/999999/").status_code == 404
    assert client.get(listing(built)).status_code == 404
    assert client.get("/admin/press-desk/redraft/999999/").status_code == 404


def test_the_list_shows_old_and_new_words_and_the_next_step(
    waiting: Redraft, officer: User
) -> None:
    page = " ".join(client_of(officer).get(listing(waiting.correction)).content.decode().split())
    assert f"<td>{OWN_WORDS}</td>" in page
    assert "Our own words: Lancashire recorded 780 offences, up 32% on the year before." in page
    assert "Compare and decide" in page
    assert screen(waiting) in page


def test_a_publications_own_screen_leads_to_its_correction(
    waiting: Redraft, built: Publication
) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    address = reverse("publication:inspect", args=[waiting.correction_id])
    page = client.get(address).content.decode()
    assert "1 release quotes a figure that this version corrects." in page
    assert listing(waiting.correction) in page
    assert (
        "What it corrects"
        not in client.get(reverse("publication:inspect", args=[built.pk])).content.decode()
    )


def test_three_forms_stand_side_by_side(waiting: Redraft, officer: User) -> None:
    page = client_of(officer).get(screen(waiting)).content.decode()
    for words in ("As it was built", "As it stands", "As it would be built now"):
        assert words in page
    assert "Of these, 541 were" in page
    assert OWN_WORDS in page
    assert "Of these, 647 were" in page


def test_all_new_words_are_taken_at_once(
    waiting: Redraft, lancashire: ReleasePage, officer: User
) -> None:
    client = client_of(officer)
    revision = form_of(client, waiting)["revision"]
    answer = client.post(screen(waiting), {"verb": "take", "revision": revision}, follow=True)
    assert "The new words for Lancashire are taken." in answer.content.decode()
    assert "Our own words: Lancashire recorded 780 offences" in text_of(lancashire)


def test_paragraph_by_paragraph_one_is_taken_one_kept_and_one_written(
    waiting: Redraft, lancashire: ReleasePage, officer: User
) -> None:
    client = client_of(officer)
    data = form_of(client, waiting)
    form = client.get(screen(waiting)).context["form"]
    place_of = {row.row.theirs.text: row.place for row in form.rows if row.row.theirs}
    headline = place_of[text_of(lancashire).splitlines()[0]]
    data[f"choice_{headline}"] = "written"
    data[f"text_{headline}"] = "A headline of our own"
    data[f"choice_{place_of[OWN_WORDS]}"] = "theirs"
    client.post(screen(waiting), data)
    words = text_of(lancashire)
    assert words.startswith("A headline of our own\n")
    assert OWN_WORDS in words
    assert "a total of 780" in words
    waiting.refresh_from_db()
    assert waiting.decision == "merged"


def test_what_is_chosen_without_words_is_asked_for_again(
    waiting: Redraft, lancashire: ReleasePage, officer: User
) -> None:
    client = client_of(officer)
    data = form_of(client, waiting)
    place = client.get(screen(waiting)).context["form"].rows[0].place
    answer = client.post(
        screen(waiting), {**data, f"choice_{place}": "written", f"text_{place}": " "}
    )
    assert answer.status_code == 200
    assert "Write it, or choose one of the others." in answer.content.decode()
    answer = client.post(screen(waiting), {**data, f"choice_{place}": "something else"})
    assert answer.status_code == 200
    assert OWN_WORDS in text_of(lancashire)


def test_what_was_saved_or_compared_meanwhile_is_shown_again(
    waiting: Redraft, lancashire: ReleasePage, officer: User
) -> None:
    client = client_of(officer)
    data = form_of(client, waiting)
    edit(lancashire, officer, part="note", text="Saved meanwhile.")
    assert "Somebody saved this release meanwhile" in (
        client.post(screen(waiting), data).content.decode()
    )
    data = form_of(client, waiting)
    Redraft.objects.update(changed_at=timezone.now())
    assert "Somebody saved this release meanwhile" in (
        client.post(screen(waiting), data).content.decode()
    )
    assert "Saved meanwhile." in text_of(lancashire)
    for nonsense in ("", "abc", "-1"):
        client.post(screen(waiting), {"verb": "take", "revision": nonsense})
    assert OWN_WORDS in text_of(lancashire)


def test_what_is_settled_leads_back_to_the_list(waiting: Redraft, officer: User) -> None:
    client = client_of(officer)
    revision = form_of(client, waiting)["revision"]
    client.post(screen(waiting), {"verb": "keep", "revision": revision, "why": ""})
    answer = client.get(screen(waiting))
    assert answer["Location"] == listing(waiting.correction)
    assert "Own words kept" in client.get(listing(waiting.correction)).content.decode()


def test_the_correction_for_the_public_can_be_edited_and_waits_in_the_form_that_releases(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    put_out(lancashire)
    redraft = worked(lancashire, lancashire_says(built, 780))
    client = client_of(officer)
    data = {**form_of(client, redraft), "what_changed": "We gave 674. It is 780."}
    client.post(screen(redraft), data)
    ReleasePage.objects.filter(pk=lancashire.pk).update(
        state="approved",
        approved_revision=ReleasePage.objects.get(pk=lancashire.pk).latest_revision,
    )
    page = client_of(person("chief", "Approver")).get(
        reverse("press_workflow:release_now", args=[lancashire.pk])
    )
    assert "We gave 674. It is 780." in page.content.decode()


def test_who_was_sent_the_wrong_one_is_listed_and_then_to_be_sent_the_right_one(
    built: Publication, lancashire: ReleasePage, officer: User
) -> None:
    version = put_out(lancashire)
    Dispatch.objects.create(
        version=version,
        name="A reporter",
        outlet="A paper",
        email="news@paper.example",
        state="sent",
        sent_at=timezone.now(),
    )
    correction = lancashire_says(built, 780)
    redraft = worked(lancashire, correction)
    client = client_of(officer)
    page = client.get(listing(correction)).content.decode()
    assert "1 person was sent what was wrong" in page
    assert "A reporter, A paper" in page
    client.post(screen(redraft), {"verb": "take", "revision": form_of(client, redraft)["revision"]})
    assert "Submit it for review" in client.get(listing(correction)).content.decode()
    put_out(lancashire, what_changed="We gave 674. It is 780.")
    page = client.get(listing(correction)).content.decode()
    assert "Send it to who had the wrong one" in page
    assert reverse("press_dispatch:release", args=[lancashire.pk]) in page


def test_pages_are_listed_with_their_words_before_and_now(
    built: Publication, officer: User
) -> None:
    figure = built.figures.get(area__name="Lancashire", category=None, period_start="2017-04-01")
    words = f'<p>Police recorded <embed embedtype="figure" format="count" id="{figure.pk}"/>.</p>'
    page = make_campaign(("text", {"heading": "What is recorded", "text": RichText(words)}))
    correction = lancashire_says(built, 780)
    html = " ".join(client_of(officer).get(listing(correction)).content.decode().split())
    assert page.title in html
    assert "<td>674</td>" in html
    assert "<td><strong>780</strong>" in html


def test_the_screens_ask_no_more_queries_for_more_releases(
    built: Publication, officer: User
) -> None:
    client = client_of(officer)
    first = lancashire_says(built, 780)
    correcting.work_on_redrafts()
    second = corrected(built, {NATION: 22_730})
    correcting.work_on_redrafts()

    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    queries(listing(first))  # whatever is asked once and then remembered
    assert redraft_of(release_for(built, "Lancashire"), first)
    assert queries(listing(second)) == queries(listing(first))
    few = queries("/admin/press-desk/corrections/")
    Redraft.objects.filter(correction=second).delete()
    assert queries("/admin/press-desk/corrections/") == few
