"""The site: what every page shares, its addresses on the net and the map of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from pubpipe.books._web.page import WebPage
from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Book

INDEX, SEARCH, COPYRIGHT = "index.html", "search.html", "copyright.html"
_RESERVED = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shares.

    `url` is where the site will stand, ending in a slash, and `original_url` where the original does; both may be "".
    `pages` are the pages of the text in reading order; `lists` those of them that the menu names.
    """

    book: Book
    url: str
    original_url: str
    draft: bool
    search: bool
    bilingual: str
    pages: tuple[WebPage, ...] = ()
    lists: tuple[WebPage, ...] = ()

    def address(self, page: str) -> str:
        """A page's address on the net."""
        return self.url + ("" if page == INDEX else quote(page))


def site(book: Book, chosen: Mapping[str, str], bilingual: str) -> Site:
    """The site these settings describe. Raises Misused for an address that is none."""
    url = _address("url", chosen["url"])
    return Site(
        book,
        url if not url or url.endswith("/") else f"{url}/",
        _address("original_url", chosen["original_url"]),
        chosen["draft"] == "yes",
        chosen["search"] == "yes",
        bilingual,
    )


def site_map(site: Site, pages: Sequence[str], modified: datetime) -> bytes:
    """The map of the site's pages for search engines."""
    day = modified.date().isoformat()
    entries = "".join(
        f"  <url><loc>{escape(site.address(page))}</loc><lastmod>{day}</lastmod></url>\n" for page in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    ).encode()


def _address(key: str, value: str) -> str:
    try:
        parts = urlsplit(value)
        sound = not value or (parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.fragment)
    except ValueError:
        sound = False
    if not sound:
        raise Misused(_("editions.web: {key} is no address on the net: {value}").format(key=key, value=value))
    return quote(value, safe=_RESERVED)
