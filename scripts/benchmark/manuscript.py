"""One article's Markdown, written to a number of words, with what newspapers put into text.

Only what Naba, Hugo and Pelican read alike is used, so that all three get the same bytes.
"""

from __future__ import annotations

from benchmark.dice import Dice
from benchmark.lexicon import Lexicon

LEAST, MOST = 350, 500  # words


def body(dice: Dice, lexicon: Lexicon) -> str:
    """An article of ``LEAST`` to ``MOST`` words; figures and marks are not counted."""
    return _Manuscript(dice, lexicon, dice.between(LEAST, MOST)).written()


def headline(dice: Dice, lexicon: Lexicon) -> str:
    """Five to nine words without a mark that would mean something to YAML."""
    return " ".join(_capital(_words(dice, lexicon, dice.between(5, 9))))


def summary(dice: Dice, lexicon: Lexicon) -> str:
    """A sentence of 15 to 25 words."""
    return " ".join(_capital(_words(dice, lexicon, dice.between(15, 25)))) + "."


def _words(dice: Dice, lexicon: Lexicon, count: int) -> list[str]:
    """A third of the words are those of grammar."""
    common, words = lexicon.common, lexicon.words
    return [dice.early(common) if dice.below(3) == 0 else dice.early(words) for _ in range(count)]


def _capital(words: list[str]) -> list[str]:
    return [words[0][:1].upper() + words[0][1:], *words[1:]]


class _Manuscript:
    """Writes block after block until its words are used up."""

    def __init__(self, dice: Dice, lexicon: Lexicon, words: int) -> None:
        self.dice, self.lexicon, self.left = dice, lexicon, words
        self.blocks: list[str] = []
        self.notes: list[str] = []

    def written(self) -> str:
        dice = self.dice
        self._paragraph()
        # About every second article has a list, every fourth a quotation, every sixth a note,
        # every eighth a table.
        inserts = [
            write
            for write, rarity in (
                (self._list, 2),
                (self._quotation, 4),
                (self._note, 6),
                (self._table, 8),
            )
            if dice.one_in(rarity)
        ]
        while self.left:
            if len(self.blocks) % 4 == 1 and self.left > 60:
                self.blocks.append("## " + self._take(dice.between(3, 6)))
            self._paragraph()
            if inserts and self.left > 60:
                inserts.pop(0)()
        return "\n\n".join([*self.blocks, *self.notes]) + "\n"

    def _draw(self, count: int) -> list[str]:
        """So many words, or all that are left; never leaves a scrap of fewer than eight."""
        count = self.left if self.left - count < 8 else count
        self.left -= count
        return _words(self.dice, self.lexicon, count)

    def _take(self, count: int) -> str:
        return " ".join(_capital(self._draw(count)))

    def _paragraph(self) -> None:
        sentences = []
        for _ in range(self.dice.between(3, 4)):
            if self.left:
                sentences.append(self._sentence())
        self.blocks.append(" ".join(sentences))

    def _sentence(self) -> str:
        """Ten to twenty words, some of them marked, with a comma and now and then a figure."""
        dice = self.dice
        words = _capital(self._draw(dice.between(10, 20)))
        middle = len(words) // 2
        words[middle] += self.lexicon.comma
        if dice.one_in(6):
            words[1] = f"**{words[1]}**"
        if dice.one_in(8):
            words[-2] = f"*{words[-2]}*"
        if dice.one_in(7):
            words[2] = f"[{words[2]} {words[3]}](https://example.org/{dice.below(100_000)})"
            del words[3]
        if dice.one_in(4):
            words.insert(-1, self._figure())
        if dice.one_in(6):
            words.insert(-1, dice.pick(self.lexicon.names))
        return " ".join(words) + "."

    def _figure(self) -> str:
        dice = self.dice
        whole = dice.between(1, 999)
        return dice.pick((f"{whole}", f"{whole},{dice.below(900) + 100}", f"{whole % 100}.5%"))

    def _list(self) -> None:
        items = [f"- {self._take(self.dice.between(4, 8))}" for _ in range(4) if self.left]
        self.blocks.append("\n".join(items))

    def _quotation(self) -> None:
        self.blocks.append(f"> {self._sentence()}")

    def _note(self) -> None:
        self.blocks[-1] += "[^1]"
        self.notes.append(f"[^1]: {self._take(9)}.")

    def _table(self) -> None:
        rows = [f"| {self._take(2)} | {self._take(2)} |", "|---|--:|"]
        rows += [f"| {self._take(2)} | {self._figure()} |" for _ in range(4)]
        self.blocks.append("\n".join(rows))
