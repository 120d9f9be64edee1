"""The mentions of one Doc while they are being found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geoint.annotations import ActorMention


@dataclass(slots=True)
class Mentions:
    """Mentions by the token that heads them; ``covered`` has the tokens that a name takes up.

    ``people`` has, by surname, the person whom the text last named so: with the side and role that it gives.
    """

    covered: set[int] = field(default_factory=set)
    people: dict[str, ActorMention] = field(default_factory=dict)
    _by_head: dict[int, list[ActorMention]] = field(default_factory=dict)

    def add(self, mention: ActorMention) -> None:
        """Add a mention."""
        self._by_head.setdefault(mention.head, []).append(mention)

    def cover(self, mention: ActorMention) -> None:
        """Add a mention whose tokens no other name may use."""
        self.covered.update(range(mention.start, mention.end))
        self.add(mention)

    def drop(self, mention: ActorMention) -> None:
        """Take a mention out again, and free its tokens."""
        self.covered.difference_update(range(mention.start, mention.end))
        self._by_head[mention.head].remove(mention)

    def at(self, head: int) -> list[ActorMention]:
        """Return the mentions that a token heads."""
        return self._by_head.get(head, [])

    def change(self, changed: Callable[[ActorMention], ActorMention]) -> None:
        """Put another mention in the place of each."""
        for head, found in list(self._by_head.items()):
            self._by_head[head] = [changed(m) for m in found]

    def is_free(self, tokens: Iterable[int]) -> bool:
        """Tell whether no name takes up any of the tokens."""
        return self.covered.isdisjoint(tokens)

    def ordered(self) -> list[ActorMention]:
        """Return all mentions in order of their start, each once."""
        found = dict.fromkeys(m for mentions in self._by_head.values() for m in mentions)
        return sorted(found, key=lambda m: (m.start, m.end))
