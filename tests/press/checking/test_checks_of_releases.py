"""Releases held against figures: what is found, what is kept, and when."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from press.actions import build_waiting_drafts
from press.checking import check_text, keep_check, keep_checks, keep_outdated_checks
from press.models import ReleaseCheck, ReleasePage, ReleaseText, Term
from stats.models import Publication
from tests.press.conftest import publish, release_for


def with_detail(release: ReleasePage, sentence: str) -> ReleaseText:
    """The words of a release with one more paragraph."""
    body = release._meta.get_field("body").to_python(
        [
            *(
                {"type": child.block_type, "value": child.get_prep_value()["value"]}
                for child in release.body
            ),
            {"type": "detail", "value": sentence},
        ]
    )
    return ReleaseText(release.title, body)


def found_in(release: ReleasePage, sentence: str) -> list[tuple[str, str, str]]:
    text = with_detail(release, sentence)
    last = len(text.body)
    return [
        (one.words, str(one.verdict), one.explanation)
        for one in check_text(release, text)
        if one.paragraph == last
    ]


def add_detail(release: ReleasePage, sentence: str) -> None:
    release.body = with_detail(release, sentence).body
    release.save_revision()


SEEDS = ["image_offences", "people_seeking_help"]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_templates_say_is_all_borne_out(seed: str, request: pytest.FixtureRequest) -> None:
    publication = publish(request.getfixturevalue(seed))
    build_waiting_drafts()
    releases = list(ReleasePage.objects.filter(publication=publication))
    assert releases
    for release in releases:
        found = check_text(release, release.text)
        assert not found.blocks, [
            (one.words, one.verdict, one.explanation) for one in found.blocking
        ]
        assert found.supported >= 3
        assert found.figure_ids


def test_what_templates_say_of_coverage_is_borne_out(image_offences: Publication) -> None:
    image_offences.police_forces_asked, image_offences.police_forces_answered = 45, 43
    image_offences.save()
    publish(image_offences)
    build_waiting_drafts()
    release = release_for(image_offences, "United Kingdom")
    stated = [one for one in check_text(release, release.text) if one.says == "coverage"]
    assert stated
    assert {(one.words, one.verdict) for one in stated} == {("43 of 45", "supported")}
    [(words, verdict, explanation)] = found_in(release, "In all, 44 of 45 police forces answered.")
    assert (words, verdict) == ("44 of 45", "contradicted")
    assert "43 of 45 police forces answered" in explanation


def test_a_false_number_is_contradicted_with_the_right_words(lancashire: ReleasePage) -> None:
    [(words, verdict, explanation)] = found_in(lancashire, "That is 24% more.")
    assert (words, verdict) == ("24% more", "contradicted")
    assert "(674 − 591) ÷ 591 = 14.04%" in explanation
    assert "14%" in explanation


def test_a_number_that_nothing_bears_says_what_is_known(lancashire: ReleasePage) -> None:
    [(words, verdict, explanation)] = found_in(lancashire, "Some 1,200 teachers were trained.")
    assert (words, verdict) == ("Some 1,200", "unverifiable")
    assert "Known here: " in explanation
    assert "Lancashire" in explanation
    assert "2017-18" in explanation


def test_every_finding_names_its_figures(lancashire: ReleasePage) -> None:
    found = check_text(lancashire, lancashire.text)
    change = next(one for one in found if one.words == "14% more")
    values = {
        int(figure.value) for figure in lancashire.publication.figures.filter(pk__in=change.figures)
    } | {591}
    assert len(change.figures) == 2
    assert values == {591, 674}


def test_a_place_among_areas_is_not_proved_where_most_have_no_figure(
    lancashire: ReleasePage,
) -> None:
    [(_, verdict, explanation)] = found_in(
        lancashire, "Lancashire had the highest total of all police forces."
    )
    assert verdict == "unverifiable"
    assert "areas have no figure for the period" in explanation


def test_a_named_neighbour_is_compared_by_its_own_figure(lancashire: ReleasePage) -> None:
    found = found_in(lancashire, "In Derbyshire police recorded 301 offences in 2017-18.")
    assert ("301", "supported") in [(words, verdict) for words, verdict, _ in found]
    found = found_in(lancashire, "In Derbyshire police recorded 999 offences in 2017-18.")
    assert ("999", "contradicted") in [(words, verdict) for words, verdict, _ in found]


def test_a_check_is_kept_whenever_words_are_saved(lancashire: ReleasePage) -> None:
    add_detail(lancashire, "That is 24% more.")
    kept = ReleaseCheck.objects.get(release=lancashire)
    lancashire.refresh_from_db()
    assert kept.revision_id == lancashire.latest_revision_id
    assert kept.contradicted == 1
    assert kept.blocks == 1


def test_drafts_are_checked_by_the_worker_that_built_them(built: Publication) -> None:
    releases = ReleasePage.objects.filter(publication=built)
    assert keep_outdated_checks() == releases.count()
    assert keep_outdated_checks() == 0
    for release in releases:
        assert release.check_kept.revision_id == release.latest_revision_id
        assert release.check_kept.blocks == 0
        assert release.check_kept.figure_ids


def test_checks_of_many_releases_take_no_more_queries_than_of_one(built: Publication) -> None:
    releases = list(ReleasePage.objects.filter(publication=built))
    assert len(releases) > 2
    with CaptureQueriesContext(
        connection,
    ) as of_one:
        keep_checks(releases[:1])
    with CaptureQueriesContext(connection) as of_all:
        keep_checks(releases)
    assert len(of_all) == len(of_one)


def test_other_terms_outdate_every_check(lancashire: ReleasePage) -> None:
    kept = keep_check(lancashire)
    assert kept.warned_terms == 0
    Term.objects.create(phrase="new figures", level="warn", why="They may be old.")
    assert keep_outdated_checks() >= 1
    assert ReleaseCheck.objects.get(release=lancashire).warned_terms >= 1


def test_a_release_whose_publication_has_no_figure_for_it_says_so(
    built: Publication, lancashire: ReleasePage
) -> None:
    from stats.models import Area

    elsewhere = ReleasePage(
        title="Norfolk",
        publication=built,
        area=Area.objects.get(name="Norfolk"),
        template_used=lancashire.template_used,
        body=[("lead", "Norfolk recorded 123 offences.")],
    )
    elsewhere.pk = 0
    [one] = check_text(elsewhere, elsewhere.text)
    assert one.verdict == "unverifiable"
    assert "has no figure for Norfolk" in one.explanation
