"""Drawing with Pillow, three times as large as it is shown: edges become smooth."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

INK, FAINT, GRID, PAPER = "#1F2937", "#6B7280", "#E5E7EB", "#FFFFFF"
FINER = 3


class Canvas:
    """A white sheet; all measures are in pixels of the finished picture.

    Its letters are Pillow's own, which know Latin ones only: numbers and codes of languages.
    Words belong into the text beside a picture, in the reader's language.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * FINER, height * FINER), PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def box(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        colour: str,
        *,
        round_: float = 0,
    ) -> None:
        """A filled rectangle, with rounded corners if wanted; nothing if it has no area."""
        if right <= left or bottom <= top:
            return
        edges = [each * FINER for each in (left, top, right, bottom)]
        radius = min(round_, (right - left) / 2, (bottom - top) / 2) * FINER
        self._draw.rounded_rectangle(edges, radius=radius, fill=colour)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1
    ) -> None:
        """A straight one."""
        points = [(x * FINER, y * FINER) for x, y in (start, end)]
        self._draw.line(points, fill=colour, width=round(width * FINER))

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        edges = [(x - radius), (y - radius), (x + radius), (y + radius)]
        self._draw.ellipse([each * FINER for each in edges], fill=colour)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: int = 22,
        *,
        colour: str = INK,
        anchor: str = "lm",
    ) -> None:
        """Latin letters and numbers; `anchor` as Pillow names it: left, middle or right first."""
        font = ImageFont.load_default(size * FINER)
        self._draw.text((x * FINER, y * FINER), words, fill=colour, font=font, anchor=anchor)

    def width_of(self, words: str, size: int = 22) -> float:
        """How wide it would be."""
        return (
            float(self._draw.textlength(words, font=ImageFont.load_default(size * FINER))) / FINER
        )

    def png(self) -> bytes:
        """The finished picture."""
        small = self._image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        written = BytesIO()
        small.save(written, "PNG", optimize=True)
        return written.getvalue()
