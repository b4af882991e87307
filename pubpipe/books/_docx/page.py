"""The page of the Word edition: 16开, mirrored, 38 lines of 38 characters of 五号. Lengths in twentieths of a point."""

from __future__ import annotations

WIDTH, HEIGHT = 10488, 14740
"""185 × 260 mm."""
TOP, BOTTOM, INNER, OUTER, GUTTER = 1531, 1353, 1134, 1091, 283
HEADER, FOOTER = 850, 794
LINE = 312
"""The pitch of the document grid."""
TEXT_WIDTH = WIDTH - INNER - OUTER - GUTTER
TEXT_HEIGHT = HEIGHT - TOP - BOTTOM
COLUMN_SPACE = 420
EMU = 635
"""English metric units in a twentieth of a point."""
