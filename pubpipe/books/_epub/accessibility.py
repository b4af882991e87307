"""What the book can truthfully say of its accessibility (EPUB Accessibility 1.1), computed from its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pubpipe.books._epub.page import Page
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._epub.xhtml import HEADINGS, MATHML, each, name


@dataclass(frozen=True, slots=True)
class Access:
    """What an honest look at the pages found. The cover's picture, whose words the title page has, does not count."""

    pictures: int
    described: int
    tables: int
    headed: int
    notes: int
    formulas: int
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
            "readingOrder": True,
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
        if self.notes:
            said.append("注释与正文互有链接")
        said.append("含有动态图片" if self.moving else "没有声音、视频和闪烁的内容")
        return "；".join(said) + "。本书未经无障碍认证。"


def looked(pages: Sequence[Page], shown: Sequence[Picture]) -> Access:
    """Look at the pages of the text."""
    images = [image for page in pages for image in each(page.content, "img")]
    meant = [image for image in images if image.get("role") not in ("presentation", "doc-cover")]
    tables = [table for page in pages for table in each(page.content, "table")]
    return Access(
        pictures=len(meant),
        described=sum(bool(image.get("alt")) for image in meant),
        tables=len(tables),
        headed=sum(bool(each(table, "th")) for table in tables),
        notes=sum(link.get("role") == "doc-noteref" for page in pages for link in each(page.content, "a")),
        formulas=sum(1 for page in pages for _ in page.content.iter(f"{{{MATHML}}}math")),
        ordered=all(_ordered(page) for page in pages),
        moving=any(picture.moving for picture in shown),
    )


def _ordered(page: Page) -> bool:
    """Whether a page's headings begin at the first level and skip none."""
    levels = [int(name(heading)[1]) for heading in each(page.content, *HEADINGS)]
    return all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
