"""What the drafts of the first real figures must say, and must not."""

from __future__ import annotations

import re

from press.actions import build_waiting_drafts
from press.models import DraftBuild, ReleasePage
from stats.models import Publication
from tests.press.conftest import publish, release_for

RISING_WORDS = re.compile(r"\b(rise|rose|risen|rising|increase\w*|up)\b", re.IGNORECASE)
ADJECTIVES = re.compile(
    r"\b(massive|shocking|staggering|soaring|alarming|huge|steep|sharp|dramatic)\w*\b",
    re.IGNORECASE,
)


def words(release: ReleasePage) -> str:
    """The headline and the whole body, notes and all."""
    return "\n".join([release.title, *(str(child.value) for child in release.body)])


def test_lancashire_is_said_by_the_day(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    text = words(release)
    assert re.search(r"nearly two child abuse image offences each day on average", text)
    assert "674" in text
    assert "up from 591" in text
    assert "14%" in text
    assert text.index("541") < text.index("133")
    assert "Lancashire" in release.text.paragraphs("lead")[0]
    assert not re.search(r"(?<!nearly )two a day|(?<!nearly )two (offences )?each day", text)
    assert not ADJECTIVES.search(text)


def test_northamptonshire_gave_no_breakdown_and_none_is_invented(built: Publication) -> None:
    text = words(release_for(built, "Northamptonshire"))
    assert "263" in text
    assert re.search(r"more than (200|250|260)", text)
    assert "up from 245" in text
    assert "7%" in text
    assert "Northamptonshire Police did not give a breakdown" in text
    assert "Of these" not in text
    assert "nlike most forces" not in text  # two of 45 forces are known to have given one


def test_derbyshire_fell_slightly_and_nothing_says_it_rose(built: Publication) -> None:
    text = words(release_for(built, "Derbyshire"))
    assert "301" in text
    assert "more than 300" in text
    assert "down slightly from 302" in text
    assert text.index("264") < text.index("37")
    assert not RISING_WORDS.search(text)


def test_the_united_kingdom_is_nearly_23000(built: Publication) -> None:
    text = words(release_for(built, "United Kingdom"))
    assert "nearly 23,000" in text
    assert "22,724" in text
    assert "23% more" in text
    assert "25%" not in text
    assert "On average, police recorded one every 23 minutes." in text
    assert "The total covers" not in text
    assert "How many police forces the figures cover was not recorded." in text


def test_the_united_kingdom_says_how_many_forces_it_covers_when_known(
    image_offences: Publication,
) -> None:
    image_offences.police_forces_asked = 45
    image_offences.police_forces_answered = 43
    image_offences.save()
    publish(image_offences)
    build_waiting_drafts()
    assert "The total covers 43 of 45 police forces." in words(
        release_for(image_offences, "United Kingdom")
    )


def test_unlike_most_forces_is_said_when_most_gave_a_breakdown(
    image_offences: Publication,
) -> None:
    image_offences.police_forces_asked = image_offences.police_forces_answered = 3
    image_offences.save()
    publish(image_offences)
    build_waiting_drafts()
    text = words(release_for(image_offences, "Northamptonshire"))
    assert "Unlike most forces, Northamptonshire Police did not give a breakdown" in text


def test_the_north_west_more_than_doubled(people_seeking_help: Publication) -> None:
    publish(people_seeking_help)
    build_waiting_drafts()
    text = words(release_for(people_seeking_help, "North West"))
    assert "3,549, up from 1,747" in text
    assert "more than doubled" in text
    assert "103%" in text
    assert "nearly 600 people a month" in text


def test_an_area_without_its_figure_stops_with_the_reason(
    people_seeking_help: Publication,
) -> None:
    publish(people_seeking_help)
    build_waiting_drafts()
    stopped = DraftBuild.objects.get(publication=people_seeking_help, area__name="Cheshire")
    assert stopped.state == "failed"
    assert "Cheshire" in stopped.reason
    assert "not supplied" in stopped.reason
    assert stopped.release is None


def test_every_release_carries_the_helplines_current_number(built: Publication) -> None:
    for release in ReleasePage.objects.filter(publication=built):
        assert "0808 1000 900" in " ".join(release.text.paragraphs("helpline"))


def test_each_number_keeps_the_figures_that_it_follows_from(built: Publication) -> None:
    release = release_for(built, "Lancashire")
    percentage = release.claims.get(text="14%")
    assert sorted(percentage.figures.values_list("value", flat=True)) == [591, 674]
    assert percentage.arithmetic == "(674 − 591) ÷ 591 = 14.04%"
    paragraphs = [release.title, *(str(child.value) for child in release.body)]
    for claim in release.claims.all():
        text = paragraphs[claim.paragraph]
        assert text[claim.start : claim.start + len(claim.text)] == claim.text


def test_every_number_in_the_story_is_a_claim(built: Publication) -> None:
    """No digit stands in a headline or a story that no claim or period accounts for."""
    for release in ReleasePage.objects.filter(publication=built):
        story = [(0, release.title)] + [
            (place, str(child.value))
            for place, child in enumerate(release.body, start=1)
            if child.block_type in ("lead", "detail")
        ]
        for place, text in story:
            rest = text
            for claim in release.claims.filter(paragraph=place).order_by("-start"):
                rest = rest[: claim.start] + rest[claim.start + len(claim.text) :]
            rest = re.sub(r"\b20\d\d(-\d\d)?\b", "", rest)
            assert not re.search(r"\d", rest), (release.area, text)


def test_drafts_are_private_until_a_person_publishes_them(built: Publication) -> None:
    assert ReleasePage.objects.filter(publication=built).exists()
    assert not ReleasePage.objects.live().exists()
