"""Rules drawn at random, each with the text that a clerk types and its points in fractions, computed another way."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import NamedTuple


class Figures(NamedTuple):
    """What the head types for a unit."""

    target: Fraction | None = None
    result: Fraction | str | None = None
    score: Fraction | None = None

    @property
    def number(self) -> Fraction:
        """The result of a rule that counts."""
        assert isinstance(self.result, Fraction)
        return self.result

    @property
    def share(self) -> Fraction:
        """The result in % of the target."""
        assert self.target is not None
        return self.number / self.target * 100


class Rule(NamedTuple):
    """`Cách chấm` and `Tham số`; `typed` draws a unit's figures, `worth` gives its points before they are rounded."""

    method: str
    parameter: str | None
    typed: Callable[[Random], Figures]
    worth: Callable[[Figures, Sequence[Figures]], Fraction]
    """Of a unit's figures, beside those of all units that take a place."""
    below_zero: bool = False


LOWER = "thấp hơn là tốt"
RESULTS = [Fraction(text) for text in ("0", "1", "2.91", "3", "38.5", "40", "99.995", "100", "120", "150.1")]
TARGETS = [Fraction(text) for text in ("0.7", "3", "7", "40", "100")]


def written(number: Fraction) -> str:
    """With a comma, as short as it can be."""
    return f"{float(number):.3f}".rstrip("0").rstrip(".").replace(".", ",")


def quarters(dice: Random, most: Fraction) -> Fraction:
    """Points up to the most, by quarters."""
    return Fraction(dice.randint(0, int(most * 4)), 4)


def measured(dice: Random) -> Figures:
    """A target and a result."""
    return Figures(dice.choice(TARGETS), dice.choice(RESULTS))


def counted(dice: Random) -> Figures:
    """A number of events or days."""
    return Figures(result=Fraction(dice.randint(0, 6)))


def ratio(dice: Random, most: Fraction) -> Rule:
    """Theo tỷ lệ."""
    if dice.random() < 0.5:
        return Rule("Theo tỷ lệ", None, measured, lambda own, _: most * min(Fraction(1), own.share / 100))
    return Rule(
        "Theo tỷ lệ", f" {LOWER.upper()} ;", measured,
        lambda own, _: most if own.share <= 100 else most * 100 / own.share,
    )  # fmt: skip


def steps(dice: Random, most: Fraction) -> Rule:
    """Theo bậc, on results or ratios, from below or from above."""
    lower, of_ratio = dice.random() < 0.5, dice.random() < 0.5
    marks = sorted(dice.sample(range(1, 240), dice.randint(2, 4)), reverse=not lower)
    worth = sorted((quarters(dice, most) for _ in range(len(marks) + 1)), reverse=True)
    pairs = [(Fraction(mark, 2), points) for mark, points in zip(marks, worth, strict=False)]
    text = "; ".join(f"{written(mark)}:{written(points)}" for mark, points in pairs)

    def points_of(own: Figures, _: Sequence[Figures]) -> Fraction:
        value = own.share if of_ratio else own.number
        return next(
            (points for mark, points in pairs if (value <= mark if lower else value >= mark)), worth[-1]
        )

    said = f"{f'{LOWER}; ' * lower}{'% ' * of_ratio}{text}; khác:{written(worth[-1])}"
    return Rule("Theo bậc", said, measured, points_of)


def brackets(dice: Random, most: Fraction) -> Rule:
    """Theo khoảng, with jumps and steps, on results or ratios."""
    of_ratio, step = dice.random() < 0.5, dice.choice([None, Fraction(10), Fraction(1, 2)])
    marks = [Fraction(mark, 2) for mark in sorted(dice.sample(range(300), dice.randint(1, 5)))]
    worth = [quarters(dice, most) for _ in marks]
    below, above = (dice.choice([None, quarters(dice, most)]) for _ in range(2))
    parts = [f"{written(mark)}:{written(points)}" for mark, points in zip(marks, worth, strict=True)]
    parts += [
        f"{word}:{written(points)}"
        for word, points in (("dưới", below), ("trên", above))
        if points is not None
    ]
    parts += [f"bậc {written(step)}"] if step else []

    def points_of(own: Figures, _: Sequence[Figures]) -> Fraction:
        value = own.share if of_ratio else own.number
        if value < marks[0]:
            return worth[0] if below is None else below
        if value >= marks[-1]:
            return worth[-1] if above is None or value == marks[-1] else above
        at = max(nr for nr, mark in enumerate(marks) if mark <= value)
        beyond = value - marks[at]
        part = ((beyond // step * step) if step else beyond) / (marks[at + 1] - marks[at])
        return (1 - part) * worth[at] + part * worth[at + 1]

    return Rule("Theo khoảng", f"{'%' * of_ratio}{'; '.join(parts)}", measured, points_of)


def levels(dice: Random, most: Fraction) -> Rule:
    """Chọn mức; of a bonus below zero, too."""
    names = ("Xuất sắc", "Tốt, giỏi", "Khá", "Không")
    worth = {name: quarters(dice, most) for name in names}

    def typed(dice: Random) -> Figures:
        name = dice.choice(names)
        return Figures(result=dice.choice([name, f" {name.upper()}", name.lower()]))

    def points_of(own: Figures, _: Sequence[Figures]) -> Fraction:
        return next(
            points for name, points in worth.items() if name.casefold() == str(own.result).strip().casefold()
        )

    return Rule("Chọn mức", "; ".join(f"{n}: {written(p)}" for n, p in worth.items()), typed, points_of)


def bonus_levels(dice: Random, most: Fraction) -> Rule:
    """Chọn mức of a bonus row: its last level takes points away."""
    rule, less = levels(dice, most), quarters(dice, most)

    def typed(dice: Random) -> Figures:
        return Figures(result="Trắng giải") if dice.random() < 0.4 else rule.typed(dice)

    def points_of(own: Figures, all_: Sequence[Figures]) -> Fraction:
        return -less if own.result == "Trắng giải" else rule.worth(own, all_)

    said = f"{rule.parameter}; Trắng giải:-{written(less)}"
    return Rule("Chọn mức", said, typed, points_of, below_zero=True)


def cluster_ranks(dice: Random, most: Fraction) -> Rule:
    """Theo hạng trong cụm: by counting who is better and who is level."""
    lower, shared = dice.random() < 0.5, dice.random() < 0.5
    worth = sorted((quarters(dice, most) for _ in range(dice.randint(1, 5))), reverse=True)

    def points_of(own: Figures, all_: Sequence[Figures]) -> Fraction:
        better = sum(one.number < own.number if lower else one.number > own.number for one in all_)
        level = max(1, sum(one.number == own.number for one in all_))
        places = range(better, better + (level if shared else 1))
        return sum((worth[min(at, len(worth) - 1)] for at in places), Fraction(0)) / len(places)

    said = "; ".join(map(written, worth)) + "; đồng hạng chia điểm" * shared + f"; {LOWER}" * lower
    return Rule(
        "Theo hạng trong cụm", said, lambda dice: Figures(result=dice.choice(RESULTS[1:5])), points_of
    )


def less_each(dice: Random, most: Fraction) -> Rule:
    """Nộp đúng hạn and Trừ từ điểm tối đa: one after the other is taken off."""
    method, word = dice.choice([("Nộp đúng hạn", "ngày"), ("Trừ từ điểm tối đa", "lần")])
    each, all_from = dice.choice([Fraction(1, 4), Fraction(1), Fraction(3)]), dice.choice([None, 2, 5])
    said = f"{written(each)}/{word}" + ("" if all_from is None else f"; hết từ {all_from}")

    def points_of(own: Figures, _: Sequence[Figures]) -> Fraction:
        gone = all_from is not None and own.number >= all_from
        return Fraction(0) if gone else most - sum((each for _ in range(int(own.number))), Fraction(0))

    return Rule(method, said, counted, points_of)


def per_event(method: str) -> Callable[[Random, Fraction], Rule]:
    """Cộng theo lần, Trừ theo lần."""

    def draw(dice: Random, most: Fraction) -> Rule:
        each = dice.choice([Fraction(1, 4), Fraction(1), Fraction(3)])
        said = f"{written(each)}/lần; trần {written(most)}"
        return Rule(method, said, counted, lambda own, _: each * own.number)

    return draw


def typed_points(_: Random, most: Fraction) -> Rule:
    """Chấm trực tiếp."""

    def points_of(own: Figures, _: Sequence[Figures]) -> Fraction:
        assert own.score is not None
        return own.score

    return Rule("Chấm trực tiếp", None, lambda dice: Figures(score=quarters(dice, most)), points_of)


DRAWS: Mapping[str, Sequence[Callable[[Random, Fraction], Rule]]] = {
    "Tiêu chí": (ratio, steps, brackets, levels, cluster_ranks, less_each, typed_points),
    "Điểm thưởng": (bonus_levels, per_event("Cộng theo lần"), typed_points),
    "Điểm trừ": (per_event("Trừ theo lần"), typed_points),
}
"""`Loại` → what may be drawn for its rows."""
