"""The templates: Jinja2 with everything escaped, and the policy that each page carries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ldn_bib.documents.characters import clean
from ldn_bib.documents.extras import missing
from ldn_bib.documents.html import escape
from ldn_bib.documents.links import safe_url
from ldn_bib.documents.words import tag_words
from ldn_bib.site.pages import Html
from ldn_bib.site.paths import link

if TYPE_CHECKING:
    from ldn_bib.site.pages import Card, Frame, Site

# CSP Level 3: nothing loads but our own style sheet and script; no form leaves the page
POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SENTENCE_END: Final = ".,;:!?)]"


class Renderer:
    """The templates, loaded once.

    Raises:
        UsageError: Jinja2 is not installed.
    """

    def __init__(self, site: Site) -> None:
        """Load the templates for a site."""
        try:
            import jinja2
        except ImportError as error:
            raise missing("making a site", "Jinja2", "site") from error
        self._environment = jinja2.Environment(
            loader=jinja2.PackageLoader("ldn_bib.site"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_cleaned,
        )
        self._environment.globals |= {"site": site, "policy": POLICY}
        self._environment.filters |= {
            "condition_address": lambda slug: link(site.addresses[slug]),
            "tag_words": tag_words,
            "linked": linked,
            "already_html": Html,
            "header": self._header,
            "footer": self._footer,
        }
        self._around: dict[tuple[str, str, str], Html] = {}
        self._card = self._environment.get_template("card.html")

    def page(self, template: str, frame: Frame, page: object) -> str:
        """Return a page."""
        return self._environment.get_template(template).render(frame=frame, page=page)

    def card(self, card: Card, root: str) -> Html:
        """Return a paper of a list, for pages with this way to the root."""
        return Html(self._card.render(card=card, root=root))

    def _header(self, frame: Frame) -> Html:
        return self._shared("header.html", frame.root, frame.section)

    def _footer(self, frame: Frame) -> Html:
        return self._shared("footer.html", frame.root, "")

    def _shared(self, template: str, root: str, section: str) -> Html:
        """Return what many pages have alike, made once."""
        key = (template, root, section)
        if key not in self._around:
            made = self._environment.get_template(template).render(root=root, section=section)
            self._around[key] = Html(made.rstrip("\n"))
        return self._around[key]


def linked(text: str) -> Html:
    """Return a sentence as HTML in which addresses of pages and of e-mail are links."""
    pieces: list[str] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_SENTENCE_END)
        url = safe_url(address) if "://" in address else f"mailto:{address}"
        if url is None:
            continue
        pieces.append(escape(text[done : match.start()]))
        pieces.append(f'<a href="{escape(url)}" rel="noopener">{escape(address)}</a>')
        done = match.start() + len(address)
    pieces.append(escape(text[done:]))
    return Html("".join(pieces))


def _cleaned(value: Any) -> Any:
    return clean(value) if type(value) is str else value
