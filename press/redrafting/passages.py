"""A release as a sequence of passages: its headline, then its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from press.wording.tokens import read_prose

HEADLINE = "headline"


@dataclass(frozen=True)
class Passage:
    """One paragraph. `speaker` is whose quotation it is; `key` is the editor's name for its block.

    Two passages that read alike are the same, whatever their keys.
    """

    part: str
    text: str
    speaker: str = ""
    key: str = field(default="", compare=False)

    @property
    def sentences(self) -> list[str]:
        return sentences_of(self.text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text as they are written, without the spaces between them."""
    prose = read_prose(text)
    starts = [
        token.start
        for place, token in enumerate(prose.tokens)
        if place == 0 or prose.sentences[place] != prose.sentences[place - 1]
    ]
    if not starts:
        return [text.strip()] if text.strip() else []
    ends = [*starts[1:], len(text)]
    found = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    if text[: starts[0]].strip():  # what opens with a sign, such as a quotation mark
        found[0] = text[: starts[0]].lstrip() + found[0]
    return _with_closing_marks(found)


def _with_closing_marks(sentences: list[str]) -> list[str]:
    """A quotation mark that closes a sentence belongs to it, not to the one after."""
    found: list[str] = []
    for sentence in sentences:
        rest = sentence.lstrip("”’\"')") if found else sentence
        if found:
            found[-1] += sentence[: len(sentence) - len(rest)]
        if rest.strip():
            found.append(rest.strip())
    return found


def from_mapping(words: Mapping[str, Any]) -> tuple[Passage, ...]:
    """The passages of {"headline": …, "body": [{"type", "value", "id"}, …]}; none of nothing."""
    if not words:
        return ()
    passages = [Passage(HEADLINE, words["headline"])]
    for block in words["body"]:
        value, key = block["value"], str(block.get("id") or "")
        if isinstance(value, Mapping):
            passages.append(Passage(block["type"], value["text"], value["speaker"], key))
        else:
            passages.append(Passage(block["type"], value, key=key))
    return tuple(passages)


def to_mapping(passages: Sequence[Passage]) -> dict[str, Any]:
    """The same the other way round, as it is kept; nothing of no passages."""
    if not passages:
        return {}
    return {
        "headline": "".join(one.text for one in passages if one.part == HEADLINE),
        "body": list(_blocks(one for one in passages if one.part != HEADLINE)),
    }


def _blocks(passages: Iterable[Passage]) -> Iterable[dict[str, Any]]:
    for passage in passages:
        value: Any = passage.text
        if passage.part == "quote":
            value = {"text": passage.text, "speaker": passage.speaker}
        block = {"type": passage.part, "value": value}
        yield {**block, "id": passage.key} if passage.key else block
