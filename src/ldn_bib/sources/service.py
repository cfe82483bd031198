"""The services: where they are, how they want to be asked, how often they may be."""

from __future__ import annotations

from dataclasses import dataclass

from ldn_bib.errors import UsageError
from ldn_bib.sources.settings import TOOL, Settings

_LOCAL = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the network.

    Attributes:
        name: its name for people.
        slug: its name in the cache.
        root: address that paths are put behind, with a slash at its end.
        hosts: hosts that it may send us on to.
        tool_parameter: parameter that names this program; empty where there is none.
        contact_parameter: parameter that holds the contact address.
        key_parameter: parameter that holds the API key; empty where there is none.
        rate: requests a second that it takes.
        rate_with_key: the same with an API key.
        busy: what its answer holds, below status 200, where it wants to be asked less often.
    """

    name: str
    slug: str
    root: str
    hosts: frozenset[str]
    tool_parameter: str = ""
    contact_parameter: str = ""
    key_parameter: str = ""
    rate: float = 3.0
    rate_with_key: float = 3.0
    busy: tuple[bytes, ...] = ()

    def identity(self, settings: Settings) -> dict[str, str]:
        """Return the parameters that say who asks; they never stand in the cache."""
        named = {
            self.tool_parameter: TOOL,
            self.contact_parameter: settings.contact,
            self.key_parameter: settings.api_key,
        }
        return {name: value for name, value in named.items() if name and value}

    def pace(self, settings: Settings) -> float:
        """Return how many requests a second it takes from this person."""
        has_key = bool(self.key_parameter and settings.api_key)
        return self.rate_with_key if has_key else self.rate

    def may_go_to(self, scheme: str, host: str) -> bool:
        """Tell whether an address belongs to the service: https, or a server on this machine."""
        if scheme == "http":
            return host == _LOCAL and self.root.startswith(f"http://{_LOCAL}:")
        return scheme == "https" and host in self.hosts

    def address(self, path: str) -> str:
        """Return the address of a path, without parameters.

        Raises:
            UsageError: the root is not one that the service may be asked at.
        """
        scheme, _, rest = self.root.partition("://")
        host = rest.partition("/")[0].partition(":")[0]
        if not self.may_go_to(scheme, host):
            raise UsageError(f"{self.name} cannot be asked at {self.root}: that is not its address")
        return self.root + path


# "A General Introduction to the E-utilities" (NBK25497): tool and email in every request, three
# requests a second without an API key and ten with one; the message has come with status 200.
PUBMED = Service(
    name="PubMed",
    slug="pubmed",
    root="https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
    hosts=frozenset({"eutils.ncbi.nlm.nih.gov"}),
    tool_parameter="tool",
    contact_parameter="email",
    key_parameter="api_key",
    rate_with_key=10.0,
    busy=(b'"error":"API rate limit exceeded"', b'"error": "API rate limit exceeded"'),
)

# https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/; it takes no API key.
PMC_IDS = Service(
    name="the PMC ID Converter",
    slug="pmc-ids",
    root="https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/",
    hosts=frozenset({"pmc.ncbi.nlm.nih.gov"}),
    tool_parameter="tool",
    contact_parameter="email",
)

# "Access and authentication" of Crossref's REST API: mailto gives the polite pool; what it allows
# at the time stands in the headers of each answer.
CROSSREF = Service(
    name="Crossref",
    slug="crossref",
    root="https://api.crossref.org/v1/",
    hosts=frozenset({"api.crossref.org"}),
    contact_parameter="mailto",
)
