"""What the book can truthfully say of its accessibility (EPUB Accessibility 1.1), computed from its pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.text import Text


class Access(NamedTuple):
    """What an honest look at the pages found. The cover's picture, whose words the title page has, does not count."""

    pictures: int
    described: int
    tables: int
    headed: int
    notes: int
    rubies: int
    formulas: int
    breaks: int
    ordered: bool
    moving: bool

    @property
    def modes(self) -> list[str]:
        """Through which senses the content comes."""
        return ["textual", "visual"] if self.pictures else ["textual"]

    @property
    def sufficient(self) -> list[str]:
        """Sets of senses that suffice to read all of it."""
        alone = ["textual"] if self.described == self.pictures else []
        return alone + (["textual,visual"] if self.pictures else [])

    @property
    def features(self) -> list[str]:
        """What helps, of what there is."""
        found = {
            "alternativeText": self.pictures > 0 and self.described == self.pictures,
            "displayTransformability": True,
            "MathML": self.formulas > 0,
            "pageBreakMarkers": self.breaks > 0,
            "pageNavigation": self.breaks > 0,
            "readingOrder": True,
            "rubyAnnotations": self.rubies > 0,
            "structuralNavigation": self.ordered,
            "tableOfContents": True,
        }
        return [feature for feature, there in found.items() if there]

    @property
    def hazard(self) -> str:
        """Still pages harm nobody; of moving pictures nothing is known."""
        return "unknown" if self.moving else "none"

    @property
    def summary(self) -> str:
        """The same in a reader's words."""
        said = [
            "本书文字可重新排版，可调整字号、字体和颜色",
            "有可链接的目录" + ("，各级标题层次完整" if self.ordered else ""),
        ]
        if self.pictures and self.described == self.pictures:
            said.append(f"所有图片（{self.pictures}幅）均有替代文字")
        elif self.pictures:
            said.append(f"{self.pictures}幅图片中有{self.pictures - self.described}幅没有替代文字")
        if self.tables:
            bare = self.tables - self.headed
            said.append(
                f"{self.tables}个表格中有{bare}个没有表头" if bare else f"所有表格（{self.tables}个）均标明表头"
            )
        if self.formulas:
            said.append("公式用MathML写成")
        if self.rubies:
            said.append("部分人名、地名或生僻字注有拼音")
        if self.breaks:
            said.append("标有原书页码，可按原书页码跳转")
        if self.notes:
            said.append("注释与正文互有链接")
        said.append("含有动态图片" if self.moving else "没有声音、视频和闪烁的内容")
        return "；".join(said) + "。本书未经无障碍认证。"


def looked(texts: Sequence[Text], shown: Sequence[Picture]) -> Access:
    """Look at the texts of the book's pages."""
    return Access(
        pictures=sum(text.pictures for text in texts),
        described=sum(text.described for text in texts),
        tables=sum(text.tables for text in texts),
        headed=sum(text.headed for text in texts),
        notes=sum(text.notes for text in texts),
        rubies=sum(text.rubies for text in texts),
        formulas=sum(len(text.formulas) for text in texts),
        breaks=sum(len(text.breaks) for text in texts),
        ordered=all(_ordered(text) for text in texts),
        moving=any(picture.moving for picture in shown),
    )


def _ordered(text: Text) -> bool:
    """Whether a page's headings begin at the first level and skip none."""
    levels = [heading.level for heading in text.headings]
    return all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
