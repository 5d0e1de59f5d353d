"""Draws lines into a PNG with nothing but NumPy and zlib."""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT, EDGE = 720, 440, 40
WHITE, GREY, BLACK = (255, 255, 255), (222, 222, 222), (60, 60, 60)
COLOURS = ((0, 98, 155), (206, 92, 0), (64, 140, 60), (130, 70, 150))
GRID = 5
Points = tuple[NDArray[np.float64], NDArray[np.float64]]


def draw(lines: Sequence[Points], highest: float, path: Path) -> None:
    """Lines over 0 to 1 across and 0 to `highest` up; the grid has five cells each way."""
    canvas = np.full((HEIGHT, WIDTH, 3), WHITE, np.uint8)
    for step in range(GRID + 1):
        across = EDGE + (WIDTH - 2 * EDGE) * step // GRID
        up = EDGE + (HEIGHT - 2 * EDGE) * step // GRID
        colour = BLACK if step in {0, GRID} else GREY
        canvas[EDGE : HEIGHT - EDGE + 1, across] = colour
        canvas[up, EDGE : WIDTH - EDGE + 1] = colour
    for colour, (x, y) in zip(COLOURS, lines, strict=False):
        _line(canvas, x, y / highest, colour)
    path.write_bytes(_png(canvas))


def _line(canvas: NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64],
          colour: tuple[int, int, int]) -> None:  # fmt: skip
    fine = np.linspace(x[0], x[-1], 4 * WIDTH)
    height = np.interp(fine, x, y)
    kept = height <= 1
    column = (EDGE + fine[kept] * (WIDTH - 2 * EDGE)).astype(int)
    row = (HEIGHT - EDGE - height[kept] * (HEIGHT - 2 * EDGE)).astype(int)
    for down in (-1, 0, 1):
        canvas[row + down, column] = colour


def _png(canvas: NDArray[np.uint8]) -> bytes:
    rows = b"".join(b"\0" + row.tobytes() for row in canvas)
    head = struct.pack(">IIBBBBB", canvas.shape[1], canvas.shape[0], 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
