"""Lists of addresses as people keep them: read, or refused with the line and the remedy."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import PageLogEntry

import stats.sample_content
from press.actions.refusals import ReleaseNotReady
from press.actions.subscribing import PictureChanged, bring_in, unsubscribe
from press.dispatch.address_list import LARGEST, MOST_LINES, NotAList, read
from press.dispatch.comparing import Verdict, compare, text_of, why_not
from press.models import Reporter
from stats.models import AuditEntry
from tests.press.dispatch.conftest import reporter

HEADINGS = "email,name,outlet,areas\n"


class TestReading:
    def test_columns_are_known_by_their_names_in_any_order(self) -> None:
        (line,) = read("Works for;E-mail address;Patch\nThe Gazette;jo@example.org;Kent").lines
        assert (line.number, line.email, line.outlet) == (2, "jo@example.org", "The Gazette")
        assert line.areas == ("Kent",)

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_columns_may_be_parted_by_commas_semicolons_or_tabs(self, separator: str) -> None:
        text = separator.join(["email", "name"]) + "\n" + separator.join(["jo@example.org", "Jo"])
        (line,) = read(text).lines
        assert (line.email, line.name) == ("jo@example.org", "Jo")

    def test_several_areas_have_semicolons_between_them(self) -> None:
        (line,) = read(HEADINGS + 'jo@example.org,Jo,,"Kent; Essex ;Kent"').lines
        assert line.areas == ("Kent", "Essex")

    def test_everything_is_every_area(self) -> None:
        (line,) = read(HEADINGS + "jo@example.org,,,Everything").lines
        assert line.wants_everything
        assert line.areas == ()

    def test_bare_addresses_need_no_headings(self) -> None:
        lines = read("jo@example.org\n\nKim Example <kim@example.net>\n").lines
        assert [(line.number, line.email, line.name) for line in lines] == [
            (1, "jo@example.org", ""),
            (3, "kim@example.net", "Kim Example"),
        ]

    def test_columns_that_mean_nothing_are_told(self) -> None:
        assert read("email,shoe size\njo@example.org,42").ignored_columns == ("shoe size",)

    def test_a_cell_with_a_line_break_keeps_the_numbers_of_the_lines_after_it(self) -> None:
        lines = read('email,name\njo@example.org,"Jo\nExample"\nkim@example.net,Kim').lines
        assert [(line.number, line.name) for line in lines] == [(2, "Jo Example"), (4, "Kim")]

    def test_the_apostrophe_that_defuses_a_formula_is_taken_off_again(self) -> None:
        (line,) = read("email,name\njo@example.org,'=Jo").lines
        assert line.name == "=Jo"

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "empty"),
            ("email,name\n", "empty"),
            ("name,outlet\nJo,Gazette", "no-email-column"),
            ("email,mail\na@example.org,b@example.org", "two-columns"),
            ("jo@example.org,Jo,The Gazette", "no-headings"),
            ("x" * (LARGEST + 1), "too-large"),
            ("a@example.org\n" * (MOST_LINES + 2), "too-long"),
            ("email,name\njo@example.org," + "x" * 200_000, "not-csv"),
        ],
    )
    def test_what_is_no_list_is_refused_with_a_remedy(self, text: str, why: str) -> None:
        with pytest.raises(NotAList) as refusal:
            read(text)
        assert refusal.value.why == why
        assert "%" not in why_not(refusal.value)

    @given(st.text())
    def test_no_text_does_worse_than_being_refused(self, text: str) -> None:
        try:
            lines = read(text).lines
        except NotAList as refusal:
            why_not(refusal)  # a sentence for each reason, or it raises
        else:
            assert all("\n" not in line.email + line.name + line.outlet for line in lines)


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    def test_of_spreadsheets(self, encoding: str) -> None:
        text = "email,name\njo@example.org,Zoë Müller–Example"
        (line,) = read(text_of(text.encode(encoding))).lines
        assert line.name == "Zoë Müller–Example"

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04rest", b"\x00\x01\x02", b"%PDF-1.7"])
    def test_of_nothing_that_is_a_list(self, content: bytes) -> None:
        with pytest.raises(NotAList) as refusal:
            text_of(content)
        assert why_not(refusal.value)


@pytest.mark.django_db
class TestBringingIn:
    @pytest.fixture(autouse=True)
    def _areas(self) -> None:
        stats.sample_content.load_vocabulary()

    def test_new_known_changed_doubled_wrong_and_unsubscribed_are_told_apart(self) -> None:
        reporter("known@example.org", "Kent", name="Known")
        reporter("changed@example.org", name="Old name")
        unsubscribe(token=reporter("gone@example.org").token)
        picture = compare(
            HEADINGS
            + "new@example.org,New,,Kent\n"
            + "KNOWN@example.org,Known,,Kent\n"
            + "changed@example.org,New name,,Essex\n"
            + "new@example.org,Again,,\n"
            + "not an address,,,\n"
            + "gone@example.org,Gone,,Kent\n"
            + "lost@example.org,,,Atlantis\n"
        )
        assert [judged.verdict for judged in picture.lines] == [
            Verdict.NEW,
            Verdict.KNOWN,
            Verdict.CHANGED,
            Verdict.DOUBLED,
            Verdict.WRONG,
            Verdict.UNSUBSCRIBED,
            Verdict.WRONG,
        ]
        assert picture.lines[2].changes == ("Old name → New name", "also Essex")
        assert "Line 2" in picture.lines[3].remedy
        assert "no email address" in picture.lines[4].remedy
        assert "Atlantis" in picture.lines[6].remedy

    @pytest.mark.parametrize(
        "written", ["Lancashire", "lancashire", "Lancashire Constabulary", "E23000009"]
    )
    def test_areas_go_by_name_slug_force_or_code(self, written: str) -> None:
        (judged,) = compare(f"{HEADINGS}jo@example.org,,,{written}").lines
        assert judged.verdict is Verdict.NEW, judged.remedy
        assert len(judged.area_ids) == 1

    def test_an_area_that_may_be_two_is_asked_about_with_their_codes(self) -> None:
        (judged,) = compare(f"{HEADINGS}jo@example.org,,,Yorkshire").lines
        assert judged.verdict is Verdict.WRONG
        assert "E12000003" in judged.remedy

    def test_it_is_brought_in_whole(self, officer: User) -> None:
        reporter("changed@example.org", "Kent", name="Old")
        text = HEADINGS + "new@example.org,New,Gazette,Kent;Essex\nchanged@example.org,,,Essex\n"
        done = bring_in(text=text, shown=compare(text).digest, leave_out_wrong=False, by=officer)
        assert (done.added, done.changed) == (1, 1)
        new = Reporter.objects.get(email="new@example.org")
        assert (new.name, new.outlet) == ("New", "Gazette")
        assert {area.name for area in new.areas.all()} == {"Kent", "Essex"}
        changed = Reporter.objects.get(email="changed@example.org")
        assert changed.name == "Old", "what the list leaves empty changes nothing"
        assert {area.name for area in changed.areas.all()} == {"Kent", "Essex"}
        assert set(compare(text).counts().items()) >= {("known", 2), ("new", 0)}

    def test_nothing_is_brought_in_while_a_line_is_wrong(self, officer: User) -> None:
        text = HEADINGS + "new@example.org,,,\nwrong,,,\n"
        shown = compare(text).digest
        with pytest.raises(ReleaseNotReady):
            bring_in(text=text, shown=shown, leave_out_wrong=False, by=officer)
        assert not Reporter.objects.exists()
        done = bring_in(text=text, shown=shown, leave_out_wrong=True, by=officer)
        assert (done.added, done.left_out) == (1, 1)

    def test_nor_where_something_else_was_shown(self, officer: User) -> None:
        text = HEADINGS + "new@example.org,,,\nother@example.org,,,\n"
        shown = compare(text).digest
        reporter("other@example.org")
        with pytest.raises(PictureChanged):
            bring_in(text=text, shown=shown, leave_out_wrong=False, by=officer)
        assert Reporter.objects.count() == 1

    def test_no_list_brings_back_whoever_unsubscribed(self, officer: User) -> None:
        gone = reporter("gone@example.org")
        unsubscribe(token=gone.token)
        text = HEADINGS + "Gone@Example.org,Gone,,everything\nnew@example.org,,,\n"
        bring_in(text=text, shown=compare(text).digest, leave_out_wrong=False, by=officer)
        gone.refresh_from_db()
        assert gone.unsubscribed_at is not None
        assert not gone.wants_everything

    def test_the_record_has_numbers_and_no_address(self, officer: User) -> None:
        text = HEADINGS + "new@example.org,New,,\n"
        bring_in(text=text, shown=compare(text).digest, leave_out_wrong=False, by=officer)
        entry = PageLogEntry.objects.get(action="press.import_reporters")
        assert entry.data == {"new": 1}
        unsubscribe(token=Reporter.objects.get().token)
        for kept in AuditEntry.objects.all():
            assert "@" not in f"{kept.subject_name} {kept.data}"

    def test_the_number_of_queries_does_not_grow_with_lines(self, officer: User) -> None:
        def queries(count: int, begin: int) -> int:
            text = HEADINGS + "".join(
                f"r{number}@example.org,R,,Kent\n" for number in range(begin, begin + count)
            )
            with CaptureQueriesContext(connection) as captured:
                bring_in(text=text, shown=compare(text).digest, leave_out_wrong=False, by=officer)
            return len(captured)

        queries(1, 1)
        assert queries(2, 100) == queries(40, 200)
