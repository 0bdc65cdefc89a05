"""docs/printed-and-proved.md is what templates and the reader of claims make of real figures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press.wording.claims import Verdict
from tests.press.stories.printed import Story, as_markdown, read_stories

DOCUMENT = Path(__file__).parents[3] / "docs" / "printed-and-proved.md"


@pytest.fixture
def stories(vocabulary: None) -> list[Story]:
    return read_stories()


def phrase(stories: list[Story], area: str, words: str) -> Verdict:
    (found,) = (
        one
        for story in stories
        if story.facts.place.name == area
        for one in story.phrases
        if one.words == words
    )
    return found.verdict


def test_the_document_is_what_the_figures_give(stories: list[Story]) -> None:
    written = as_markdown(stories)
    if os.environ.get("UPDATE_DOCS") == "1":
        DOCUMENT.write_text(written, encoding="utf-8")
    assert DOCUMENT.read_text(encoding="utf-8") == written, "Write it anew with UPDATE_DOCS=1."


def test_everything_that_we_say_is_supported(stories: list[Story]) -> None:
    for story in stories:
        assert len(story.claims) > 2, story.title
        for sentence, claim in story.claims:
            assert claim.verdict is Verdict.SUPPORTED, (story.title, sentence, claim)


def test_every_number_that_composing_put_in_is_one_that_the_reader_found(
    stories: list[Story],
) -> None:
    """Two ways to the same numbers: those that composing kept, and those read back from prose."""
    for story in stories:
        for paragraph in story.release.everything:
            if paragraph.part not in ("headline", "lead", "detail"):
                continue
            read = [claim.text for sentence, claim in story.claims if sentence in paragraph.text]
            for kept in paragraph.claims:
                assert any(kept.text in one or one in kept.text for one in read), (
                    story.title,
                    kept.text,
                    read,
                )


def test_what_was_printed_gets_the_verdict_that_its_figures_give(stories: list[Story]) -> None:
    """Some of each verdict, worked out by hand."""
    assert phrase(stories, "Lancashire", "nearly two each day") is Verdict.SUPPORTED  # 1.85
    assert phrase(stories, "Kent", "increase by 16%") is Verdict.SUPPORTED  # 15.63
    uk = "25 per cent more than 2016-17"  # 22.69
    assert phrase(stories, "United Kingdom", uk) is Verdict.CONTRADICTED
    assert phrase(stories, "Kent", "almost half (44%)") is Verdict.UNVERIFIABLE  # of a survey
