"""How sure a share is, if it was observed in few cases."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054  # the normal quantile of 97.5 %


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None if there was nothing to count."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence, by Wilson's score method.

        E. B. Wilson, “Probable inference, the law of succession, and statistical inference”,
        Journal of the American Statistical Association 22 (1927), 209-212; recommended for small
        samples by Brown, Cai and DasGupta, “Interval estimation for a binomial proportion”,
        Statistical Science 16 (2001), 101-133. Nothing counted: anything from 0 to 1.
        """
        if not self.of:
            return 0.0, 1.0
        n, z2 = self.of, Z_95 * Z_95
        share = self.count / n
        middle = (share + z2 / (2 * n)) / (1 + z2 / n)
        half = Z_95 / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
        low = middle - half if self.count else 0.0  # exactly, whatever rounding does
        high = middle + half if self.count < n else 1.0
        return low, high
