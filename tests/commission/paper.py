"""A meeting counted by hand, with nothing of the application's own: what the random meetings are held against.

People are numbers, in the order in which they would preside. Sources: CASF R123-16 to R123-23, domain.md §1.
"""

from dataclasses import dataclass, field

FOR, AGAINST, ABSTENTION = "for", "against", "abstention"
CHOICES = (FOR, AGAINST, ABSTENTION)


@dataclass
class PaperRules:
    share: str = "majority"
    recused_count: bool = False
    casting_vote: bool = True

    def needed(self, in_office: int) -> int:
        parts = {"majority": (in_office + 2) / 2, "half": in_office / 2, "third": in_office / 3}[self.share]
        least = 1
        while least < (int(parts) if self.share == "majority" else parts):
            least += 1
        return least


@dataclass
class PaperMotion:
    """`voices` by whose voice it is; `spoken_by` by who cast it."""

    is_secret: bool = False
    is_stale: bool = False
    voices: dict[int, str] = field(default_factory=dict)
    noted: set[int] = field(default_factory=set)  # voices read from raised hands
    spoken_by: set[int] = field(default_factory=set)


@dataclass
class PaperCase:
    state: str = "listed"
    recused: set[int] = field(default_factory=set)
    motion: PaperMotion | None = None


@dataclass
class PaperMeeting:
    members: int
    rules: PaperRules
    here: set[int] = field(default_factory=set)
    proxies: dict[int, int] = field(default_factory=dict)  # giver → holder
    opened_by: int | None = None
    cases: list[PaperCase] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.opened_by is not None

    def count_of(self, case: PaperCase | None = None) -> int:
        if case is None or self.rules.recused_count:
            return len(self.here)
        return len(self.here - case.recused)

    def has_quorum(self, case: PaperCase | None = None) -> bool:
        return self.count_of(case) >= self.rules.needed(self.members)

    def may_speak(self, by: int, whose: int, case: PaperCase) -> bool:
        """For oneself when in the room; for somebody away who gave one a proxy; never about a case one left."""
        if case.motion is None or {by, whose} & case.recused or by not in self.here:
            return False
        return by == whose if whose in self.here else self.proxies.get(whose) == by

    def voters(self, case: PaperCase) -> set[int]:
        everybody = range(self.members)
        return {whose for whose in everybody if any(self.may_speak(by, whose, case) for by in everybody)}

    def presiding(self, case: PaperCase) -> int | None:
        able = self.here - case.recused
        return self.opened_by if self.opened_by in able else min(able, default=None)

    def result(self, case: PaperCase) -> tuple[str, tuple[int, int, int], bool]:
        """« adopted » or « rejected », the three counts, and whether the casting vote decided."""
        motion = case.motion
        assert motion is not None
        said = list(motion.voices.values())
        counts = said.count(FOR), said.count(AGAINST), said.count(ABSTENTION)
        if counts[0] != counts[1] or counts[0] == 0 or motion.is_secret or not self.rules.casting_vote:
            return ("adopted" if counts[0] > counts[1] else "rejected"), counts, False
        deciding = motion.voices.get(self.presiding(case))  # type: ignore[arg-type]
        if deciding in (FOR, AGAINST):
            return ("adopted" if deciding == FOR else "rejected"), counts, True
        return "rejected", counts, False
