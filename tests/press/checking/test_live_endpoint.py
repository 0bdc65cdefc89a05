"""Texts in, findings out, while somebody types; and answers to what was found."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from press.actions.answering import CannotAnswer, answer_finding
from press.checking import check_text, keep_check
from press.models import CheckAnswer, ReleaseCheck, ReleasePage, Term
from stats.models import Publication
from tests.stats.people import client_of, person

Send = Callable[..., Any]
EditorOf = Callable[[Any], str]

TRAINED = "Some 1,200 teachers were trained."
LISTED = "They held child pornography."


@pytest.fixture
def page(lancashire: ReleasePage, editor_of: EditorOf) -> str:
    return editor_of(lancashire)


def test_each_number_comes_back_with_its_figures_and_working(
    officer: Client, page: str, send: Send
) -> None:
    answer = send(officer, page, "Police recorded 674 offences, up from 591. That is 24% more.")
    assert answer.status_code == 200
    found = {one["words"]: one for one in answer.json()["findings"]}
    assert found["674"]["verdict"] == "supported"
    assert found["674"]["figures"] == ["Lancashire, 2017-18: 674"]
    assert found["24% more"]["verdict"] == "contradicted"
    assert "14%" in found["24% more"]["instead"]
    assert answer.json()["contradicted"] == 1
    assert "no-store" in answer["Cache-Control"]


def test_the_words_offered_are_right_where_they_are_put_in(
    officer: Client, page: str, send: Send
) -> None:
    text = "Police recorded 700 offences in Lancashire in 2017-18. That is 24% more."
    while True:
        found = send(officer, page, text).json()["findings"]
        false = next((one for one in found if one["verdict"] == "contradicted"), None)
        if false is None:
            break
        text = text[: false["start"]] + false["instead"] + text[false["end"] :]
    assert [one["verdict"] for one in found] == ["supported", "supported"]
    assert "14%" in text


def test_nothing_that_is_typed_is_kept_or_logged(
    officer: Client,
    page: str,
    send: Send,
    lancashire: ReleasePage,
    caplog: pytest.LogCaptureFixture,
) -> None:
    keep_check(lancashire)
    before = ReleaseCheck.objects.values_list("findings", "checked_at").get(release=lancashire)
    with caplog.at_level(logging.DEBUG):
        send(officer, page, "A secret of 98,765 words.")
    assert "98,765" not in caplog.text
    assert (
        ReleaseCheck.objects.values_list("findings", "checked_at").get(release=lancashire) == before
    )
    assert not CheckAnswer.objects.exists()


def test_a_long_release_is_answered_well_within_half_a_second(
    officer: Client, page: str, send: Send
) -> None:
    paragraph = (
        "Police recorded nearly two child abuse image offences each day on average in Lancashire"
        " in 2017-18. The force recorded a total of 674, up from 591 in 2016-17. That is 14% more."
    )
    texts = [f"{paragraph} This is paragraph number {place}." for place in range(20)]
    send(officer, page, *texts)
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        assert send(officer, page, *texts).json()["supported"] >= 80
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.5, times


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{",
        '{"path": "/admin/"}',
        '{"path": 1, "texts": []}',
        '{"path": "/admin/", "texts": [{"text": 3}]}',
        '{"path": "/nowhere/", "texts": []}',
        '{"path": "/admin/pages/999999/edit/", "texts": []}',
    ],
)
def test_what_no_editor_sends_is_refused(officer: Client, body: str) -> None:
    answer = officer.post(reverse("press_checking:check"), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_broken_characters_are_read_all_the_same(officer: Client, page: str) -> None:
    text = "\\ud83d 674 \\u0000 offences 😀 24%% more"
    body = '{"path": "%s", "texts": [{"part": "lead", "text": "' + text + '"}]}'
    answer = officer.post(
        reverse("press_checking:check"), body % page, content_type="application/json"
    )
    assert answer.status_code == 200


def test_a_text_without_end_is_refused(officer: Client, page: str, send: Send) -> None:
    assert send(officer, page, "x" * 500_000).status_code == 413


def test_reading_by_get_is_refused(officer: Client) -> None:
    assert officer.get(reverse("press_checking:check")).status_code == 405


def test_another_site_cannot_ask_in_somebodys_name(page: str, built: Publication) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("careful", "Press officer"))
    answer = client.post(
        reverse("press_checking:check"),
        {"path": page, "texts": []},
        content_type="application/json",
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("role", ["Statistics officer", "Editor"])
def test_only_the_press_desk_has_releases_checked(page: str, send: Send, role: str) -> None:
    client = client_of(person("other", role))
    assert send(client, page, "674").status_code in (302, 403)


# Answers


def finding_of(release: ReleasePage, words: str) -> Any:
    return next(one for one in check_text(release, release.text) if one.words == words)


def saying(release: ReleasePage, sentence: str) -> ReleasePage:
    body = [(child.block_type, child.value) for child in release.body]
    release.body = [*body, ("detail", sentence)]
    release.save_revision()
    return release


def vouch(client: Client, send: Send, page: str, text: str = TRAINED, **given: str) -> Any:
    rest = {
        "finding": "claim",
        "sentence": text,
        "words": "Some 1,200",
        "kind": "vouched",
        "source": "Training register, March 2018",
        "name": "Head of training",
        **given,
    }
    return send(client, page, text, to="answer", **rest)


def test_a_number_is_vouched_for_with_a_source_and_a_name(
    officer: Client, page: str, send: Send, lancashire: ReleasePage
) -> None:
    saying(lancashire, TRAINED)
    assert ReleaseCheck.objects.get(release=lancashire).blocks == 1
    answer = vouch(officer, send, page)
    assert answer.status_code == 200, answer.content
    [one] = answer.json()["findings"]
    assert "Training register, March 2018" in one["answered"]
    assert answer.json()["blocks"] == 0
    kept = CheckAnswer.objects.get()
    assert (kept.subject_type, kept.subject_id) == ("press.releasepage", lancashire.pk)
    assert kept.by_name == "press"
    assert ReleaseCheck.objects.get(release=lancashire).blocks == 0
    assert PageLogEntry.objects.filter(action="press.answer", page=lancashire.pk).exists()


def test_an_answer_lapses_when_its_sentence_says_something_else(
    officer: Client, page: str, send: Send, lancashire: ReleasePage
) -> None:
    vouch(officer, send, page)
    changed = send(officer, page, "Some 1,200 teachers were sacked.").json()
    assert changed["unverifiable"] == 1
    moved = send(officer, page, "The total was 674.\n\nSome  1,200 teachers were trained. Good.")
    assert moved.json()["blocks"] == 0


@pytest.mark.parametrize("left_out", ["source", "name"])
def test_vouching_needs_a_source_and_a_name(
    officer: Client, page: str, send: Send, left_out: str
) -> None:
    answer = vouch(officer, send, page, **{left_out: " . "})
    assert answer.status_code == 400
    assert "source" in answer.json()["error"]
    assert not CheckAnswer.objects.exists()


def test_a_contradicted_claim_cannot_be_answered_away(
    officer: Client, page: str, send: Send, lancashire: ReleasePage
) -> None:
    text = "That is 24% more."
    answer = vouch(officer, send, page, text, sentence=text, words="24% more")
    assert answer.status_code == 400
    assert not CheckAnswer.objects.exists()
    CheckAnswer.objects.create(  # as an older answer to the same words would stand
        subject_type="press.releasepage",
        subject_id=lancashire.pk,
        sentence=text,
        words="24% more",
        kind="not-a-figure",
        by_name="somebody",
    )
    assert send(officer, page, text).json()["blocks"] == 1


def test_what_was_typed_over_meanwhile_cannot_be_answered(
    officer: Client, page: str, send: Send
) -> None:
    assert vouch(officer, send, page, sentence="Another sentence.").status_code == 400


@pytest.mark.parametrize(
    ("kind", "status"),
    [("law", 200), ("quotation", 200), ("vouched", 400), ("not-a-figure", 400), ("because", 400)],
)
def test_a_term_may_stand_only_as_quoted_or_in_a_laws_title(
    officer: Client, page: str, send: Send, kind: str, status: int
) -> None:
    answer = vouch(
        officer,
        send,
        page,
        LISTED,
        sentence=LISTED,
        words="child pornography",
        finding="term",
        kind=kind,
    )
    assert answer.status_code == status
    assert send(officer, page, LISTED).json()["blocks"] == (0 if status == 200 else 1)


def test_who_may_not_answer_is_refused(page: str, send: Send, built: Publication) -> None:
    approver = client_of(person("approver", "Approver"))
    assert vouch(approver, send, page).status_code in (302, 403)
    assert not CheckAnswer.objects.exists()


def test_the_verb_itself_refuses_what_figures_bear_out(lancashire: ReleasePage) -> None:
    found = next(one for one in check_text(lancashire, lancashire.text))
    by: User = person("press", "Press officer")
    with pytest.raises(CannotAnswer):
        answer_finding(subject=lancashire, finding=found, kind="quotation", by=by)
    assert not ModelLogEntry.objects.filter(action="press.answer").exists()


def test_a_term_that_is_not_in_use_is_not_found(officer: Client, page: str, send: Send) -> None:
    assert send(officer, page, LISTED).json()["stopped_terms"] == 1
    Term.objects.update(is_in_use=False)
    assert send(officer, page, LISTED).json()["findings"] == []
