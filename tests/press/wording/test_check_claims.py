"""The command line around the checker."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

STORIES = Path(__file__).with_name("stories.json")


def test_the_command_prints_a_verdict_for_every_case() -> None:
    printed = StringIO()
    call_command("check_claims", STORIES, stdout=printed)
    expected = {story["id"]: story["expected"] for story in json.loads(STORIES.read_text())}
    assert {found["id"]: found["verdict"] for found in json.loads(printed.getvalue())} == expected


def test_the_command_names_the_file_and_the_case_at_fault(tmp_path: Path) -> None:
    cases = tmp_path / "cases.json"
    cases.write_text('[{"id": "K1"}]')
    with pytest.raises(CommandError, match=r"cases\.json: Case 1 \(K1\) has no text"):
        call_command("check_claims", cases)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_claims", tmp_path / "nothing.json")
