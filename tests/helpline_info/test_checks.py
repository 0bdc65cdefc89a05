from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from helpline_info import sample_content
from helpline_info.checks import error_page_has_the_number_of_the_helpline as check
from helpline_info.models import Channel

pytestmark = pytest.mark.django_db


def test_the_error_pages_give_the_number_that_the_sample_content_gives() -> None:
    sample_content.load()
    assert check(None, databases=["default"]) == []


def test_a_number_that_staff_change_is_missed_on_the_error_pages() -> None:
    sample_content.load()
    Channel.objects.filter(position=0).update(contact="0800 111 222")
    (warning,) = check(None, databases=["default"])
    assert warning.id == "helpline_info.W001"
    assert "0800 111 222" in warning.msg


def test_without_leave_to_use_the_database_nothing_is_asked_of_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert check(None, databases=None) == []
