"""A template proved whole: its own sentences, invented figures, and areas as far as time lasts.
Pure, but for the clock that ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from ..compose import Sentence, Template
from ..conditions import CONDITIONS
from ..facts import Facts, Nouns
from ..sentences import problems_in_sentence
from ..units import misfits
from .invented import Invented, first_that_holds, invented
from .proof import AreaProof, Problem, holds, prove

AREAS_NAMED = 3
"""How many areas a problem that many have is told with."""


@dataclass(frozen=True)
class Fault:
    """The same problem of one sentence, wherever it shows. `areas` are in the order found."""

    sentence: str
    what: str
    remedy: str
    blocks: bool
    areas: tuple[str, ...]

    @property
    def where(self) -> str:
        named = "; ".join(self.areas[:AREAS_NAMED])
        more = len(self.areas) - AREAS_NAMED
        return f"{named} and {more} more" if more > 0 else named


@dataclass(frozen=True)
class Report:
    """What was proved, what is wrong, and plainly what time did not suffice for.

    `areas` are those composed; `uncomposed` counts the rest, and `unread` those among `areas` that
    the reader of claims did not come to.
    """

    areas: tuple[AreaProof, ...] = ()
    uncomposed: int = 0
    invented: int = 0
    of_template: tuple[Problem, ...] = field(default=())

    @property
    def unread(self) -> int:
        return sum(proof.release is not None and not proof.is_read for proof in self.areas)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.of_template, *(one for proof in self.areas for one in proof.problems))

    @property
    def faults(self) -> list[Fault]:
        return grouped(self.problems)

    @property
    def blocking(self) -> list[Fault]:
        return [fault for fault in self.faults if fault.blocks]


def grouped(problems: Iterable[Problem]) -> list[Fault]:
    """The problems, each told once, with those that block before those that only warn."""
    together: dict[tuple[str, str, bool], list[Problem]] = {}
    for problem in problems:
        key = (problem.sentence, problem.remedy or problem.what, problem.blocks)
        together.setdefault(key, []).append(problem)
    faults = [
        Fault(
            found[0].sentence,
            found[0].what,
            found[0].remedy,
            found[0].blocks,
            tuple(dict.fromkeys(one.area for one in found if one.area)),
        )
        for found in together.values()
    ]
    return sorted(faults, key=lambda fault: not fault.blocks)


def report_on(
    template: Template,
    areas: Mapping[int, Facts],
    *,
    nouns: Nouns,
    seconds: float,
    now: Callable[[], float] = monotonic,
) -> Report:
    """Prove a template over invented figures, which is always done whole, then over areas.

    All areas are composed before any is read back, so that what is left out when the seconds are
    over is the reading of the last ones first. The areas come in the order of the mapping.
    """
    of_template = [*_sentences(template, nouns), *_of_invented(template, nouns)]
    until = now() + seconds
    proofs: list[AreaProof] = []
    for area_id, facts in areas.items():
        if now() > until:
            break
        proofs.append(prove(template, facts, name=facts.place.name, area_id=area_id, reads=False))
    for place, proof in enumerate(proofs):
        if now() > until:
            break
        facts = areas[proof.area_id or 0]
        proofs[place] = read_again(proof, template, facts)
    return Report(
        tuple(proofs),
        uncomposed=len(areas) - len(proofs),
        invented=len(invented(nouns, template.profile.language)),
        of_template=tuple(of_template),
    )


def read_again(proof: AreaProof, template: Template, facts: Facts) -> AreaProof:
    """A proof with the reading that it was made without."""
    if proof.is_read or proof.release is None:
        return proof
    return prove(template, facts, name=proof.name, area_id=proof.area_id)


def _sentences(template: Template, nouns: Nouns) -> list[Problem]:
    """What is wrong with the sentences as they are typed, whatever the figures."""
    typed = [("headline", one) for one in template.headlines]
    typed += [(each.part, one) for each in template.paragraphs for one in each.sentences]
    problems = []
    for part, sentence in typed:
        for wording in sentence.wordings:
            faults = problems_in_sentence(wording, part=part)
            problems += [Problem("", wording, fault, "") for fault in faults]
            problems += [
                Problem("", wording, each.what, each.remedy)
                for each in misfits(wording, nouns.unit)
            ]
        unknown = [name for name in sentence.conditions if name not in CONDITIONS]
        problems += [
            Problem("", sentence.text, f"“{name}” is not a condition.", "Choose another.")
            for name in unknown
        ]
    return problems


def _of_invented(template: Template, nouns: Nouns) -> list[Problem]:
    """Every wording of every sentence with figures of every kind, and with its own kind at least.

    A helpline that is not on record, and a figure that is not there, are no fault of a template.
    """
    wordings = max((len(one.wordings) for one in template.sentences), default=1)
    language = template.profile.language
    made = list(invented(nouns, language))
    never = []
    for sentence in _not_brought_out(template, made):
        found = first_that_holds(sentence.conditions, nouns, language)
        if found is None:
            never.append(
                Problem(
                    "",
                    sentence.text,
                    "No figures bring this sentence out: its conditions rule each other out.",
                    "Take one of its conditions away.",
                    blocks=False,
                )
            )
        else:
            made.append(found)
    once: dict[tuple[str, str], Problem] = {}
    for number in range(wordings):
        worded = template.in_wording(number)
        for each in made:
            for problem in _blocking(worded, each):
                if _key(problem) not in once:
                    once[_key(problem)] = _plainest(problem, worded, each)
    return list(once.values()) + never


def _blocking(template: Template, made: Invented) -> list[Problem]:
    proof = prove(template, made.facts, name=f"where {made.label}")
    return [problem for problem in proof.problems if problem.blocks]


def _key(problem: Problem) -> tuple[str, str]:
    return problem.sentence, problem.remedy or problem.what


def _plainest(problem: Problem, template: Template, made: Invented) -> Problem:
    """The problem as figures show it that have nothing unusual but what brings it out."""

    def same(simpler: Invented) -> list[Problem]:
        return [one for one in _blocking(template, simpler) if _key(one) == _key(problem)]

    return next(iter(same(made.plainer(lambda simpler: bool(same(simpler))))), problem)


def _not_brought_out(template: Template, made: Sequence[Invented]) -> list[Sentence]:
    known = [
        one for one in template.sentences if all(name in CONDITIONS for name in one.conditions)
    ]
    return [one for one in known if not any(holds(one, each.facts) for each in made)]
