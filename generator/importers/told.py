"""Who sends letters, as far as a person, the letters or the register tell; each unknown one is asked for once."""

from collections.abc import Callable, Collection, Mapping

from generator.importers.letter import Issue
from generator.importers.propose import senders
from generator.importers.propose.senders import Sender
from generator.model.registers import Entry, municipalities_of

Ask = Callable[[str], str]


class Told:
    """What is known of senders: ``senders`` are those that no register has, with an organisation's id or nothing."""

    def __init__(
        self, organisations: Mapping[str, Entry], told: Mapping[str, str], everyone: str, ask: Ask | None
    ) -> None:
        """``everyone`` is the sender of all letters, where that was said."""
        self._organisations, self._everyone, self._ask = organisations, everyone, ask
        self.senders = dict(told)
        self.is_new = False

    def sender(self, issue: Issue) -> Sender | None:
        """Give who has sent a letter; what a person has told comes before what it says itself."""
        if self._everyone:
            return Sender(self._everyone)
        key = senders.key(issue)
        if not self.senders.get(key):
            if found := senders.known(issue, self._organisations):
                return found
            if key not in self.senders:
                self.senders[key] = self._ask(issue.sender or key) if self._ask else ""
                self.is_new = True
        return Sender(self.senders[key]) if self.senders[key] else None

    def municipalities(self, sender: Sender | None) -> tuple[str, ...]:
        """Give the municipalities that a sender writes to; nothing where it is only a guess who that is."""
        return municipalities_of(self._organisations, sender.id) if sender and not sender.is_guess else ()

    def answers(self, unknown: Collection[str]) -> bool:
        """Whether somebody has told of a sender that was unknown."""
        return any(
            self._everyone or self.senders.get(key) or senders.by_writing(key, self._organisations) for key in unknown
        )
