"""Spreadsheets for tests, and taking one through the desk as far as a test wants."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client

from stats.models import Category, Measure, Publication, ReceivedFile
from stats.models.received_file import private_storage
from stats.receiving import actions
from stats.receiving.work import read_waiting_files
from tests.stats.factories import make_measure

LANCASHIRE, CUMBRIA, DERBYSHIRE = "E23000003", "E23000002", "E23000018"
MEASURE = "child-abuse-image-offences"
LONG_HEADINGS = ("measure", "area", "category", "period", "value", "status", "source", "note")

Cells = Sequence[Sequence[Any]]


def make_vocabulary() -> Measure:
    measure = make_measure(MEASURE)
    measure.name = "Child abuse image offences"
    measure.save()
    for position, slug in enumerate(("taking-making-distributing", "possession")):
        Category.objects.create(
            measure=measure,
            slug=slug,
            name=slug.replace("-", " ").capitalize(),
            name_in_prose=slug,
            position=position,
        )
    return measure


def member(role: str) -> User:
    user, is_new = User.objects.get_or_create(username=role.lower().replace(" ", "-"))
    if is_new:
        user.groups.add(Group.objects.get(name=role))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def xlsx(*rows: Sequence[Any], **sheets: Cells) -> bytes:
    """A workbook of one sheet, or of several by name; text stays text."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False}) as book:
        for name, cells in (sheets or {"Sheet1": rows}).items():
            page = book.add_worksheet(name)
            for number, row in enumerate(cells):
                page.write_row(number, 0, row)
    return content.getvalue()


def row(
    value: object = 674,
    area: str = "Lancashire",
    *,
    category: str = "",
    period: str = "2017-18",
    status: str = "",
    source: str = "reply 1",
    note: str = "",
) -> list[object]:
    return [MEASURE, area, category, period, value, status, source, note]


def long_xlsx(*rows: Sequence[Any]) -> bytes:
    """A row a figure, every column named so that nothing has to be asked."""
    return xlsx(LONG_HEADINGS, *rows)


def send_in(
    publication: Publication,
    content: bytes,
    *,
    name: str = "reply.xlsx",
    source: str = "",
    by: User | None = None,
) -> ReceivedFile:
    return actions.receive(
        publication=publication, content=ContentFile(content), name=name, source=source, by=by
    ).file


def read(publication: Publication, content: bytes, **options: Any) -> ReceivedFile:
    """Send a file in and read it, here instead of in a worker."""
    file = send_in(publication, content, **options)
    read_waiting_files()
    file.refresh_from_db()
    return file


def answer(
    file: ReceivedFile, answers: dict[str, str], *, by: User | None = None
) -> dict[str, str]:
    """Answer a file's questions, by what is written in the file, and read it again."""
    by_id = {
        question["id"]: answers[question["written"]]
        for question in file.questions
        if question["written"] in answers
    }
    wrong = actions.answer_questions(file=file, answers=by_id, by=by)
    read_waiting_files()
    file.refresh_from_db()
    return wrong


def bring_in(file: ReceivedFile, *, by: User | None = None) -> actions.BroughtIn:
    done = actions.bring_in(file=file, shown=file.counts["picture"], by=by)
    file.refresh_from_db()
    return done


def verdicts(file: ReceivedFile) -> list[str]:
    return list(file.staged_rows.order_by("number").values_list("verdict", flat=True))


def kept_files() -> set[Path]:
    """Every file in the private storage."""
    return {path for path in Path(private_storage().path("")).rglob("*") if path.is_file()}


def lose(file: ReceivedFile) -> None:
    """Take a file away from where it is kept."""
    assert file.file.name
    file.file.storage.delete(file.file.name)
