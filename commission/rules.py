"""The arithmetic of a meeting: quorum, majority, casting vote. Pure.

Sources: CASF R123-16 to R123-23 and domain.md §1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .enums import Choice, QuorumShare


@dataclass(frozen=True)
class Quorum:
    """`needed` members in person out of those who count; proxies do not count."""

    present: int
    needed: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


def needed_for_quorum(in_office: int, share: QuorumShare) -> int:
    """How many members must take part in person; never nobody."""
    return {
        QuorumShare.MAJORITY: in_office // 2 + 1,
        QuorumShare.HALF: max(1, -(-in_office // 2)),
        QuorumShare.THIRD: max(1, -(-in_office // 3)),
    }[share]


def quorum(
    *,
    in_office: int,
    present: int,
    recused_present: int = 0,
    recused_count: bool = False,
    share: QuorumShare = QuorumShare.MAJORITY,
    is_waived: bool = False,
) -> Quorum:
    """The share of the members in office that takes part in person.

    `recused_count` is the setting of domain.md §1 (déport). `is_waived` after a second convocation: somebody is enough.
    """
    counted = present if recused_count else present - recused_present
    return Quorum(present=counted, needed=1 if is_waived else needed_for_quorum(in_office, share))


@dataclass(frozen=True)
class Tally:
    """The count of one motion, and how it was decided."""

    votes_for: int
    votes_against: int
    abstentions: int
    adopted: bool
    by_casting_vote: bool = False


def tally(choices: Sequence[Choice], chair_choice: Choice | None) -> Tally:
    """Absolute majority of the votes cast; abstentions are not votes cast; on a tie whoever presides decides.

    `chair_choice` is the chair's own voice, None when they did not vote, are recused, or no voice decides a tie.
    """
    votes_for, votes_against = choices.count(Choice.FOR), choices.count(Choice.AGAINST)
    tied = votes_for == votes_against
    by_casting_vote = tied and votes_for > 0 and chair_choice in (Choice.FOR, Choice.AGAINST)
    adopted = chair_choice == Choice.FOR if by_casting_vote else votes_for > votes_against
    return Tally(votes_for, votes_against, choices.count(Choice.ABSTENTION), adopted, by_casting_vote)
