"""Words by which the name of a body is told from that of a person."""

from __future__ import annotations

import re

# Surnames such as Church, Hall, Bank, Board, Council, Service or Price are not among them.
WORDS = (
    "Academy", "Academies", "Administration", "Agency", "Agencies", "Alliance", "Association",
    "Associations", "Authority", "Center", "Centers", "Centre", "Centres", "Coalition",
    "Collaboration", "Collaborative", "Collaborators", "Commission", "Committee", "Committees",
    "Company", "Confederation", "Conference", "Consortium", "Corporation", "Department",
    "Division", "Federation", "Foundation", "Fund", "Group", "Groups", "GmbH", "Hospital",
    "Hospitals", "Inc", "Initiative", "Institute", "Institutes", "Institution", "Institutions",
    "Investigators", "Laboratory", "Laboratories", "Limited", "Ltd", "Ministry", "Ministries",
    "Network", "Organisation", "Organization", "Organisations", "Organizations", "Participants",
    "Partnership", "Programme", "Project", "Registry", "Secretariat", "Society", "Societies",
    "Taskforce", "University", "Universities", "Workgroup", "Arbeitsgemeinschaft",
    "Arbeitsgruppe", "Bundesamt", "Bundesinstitut", "Bundesministerium", "Fachgesellschaft",
    "Gesellschaft", "Institut", "Kommission", "Universität", "Verband", "Académie", "Agence",
    "Commissariat", "Fondation", "Groupe", "Ministère", "Société", "Université", "Asociación",
    "Consejo", "Fundación", "Ministerio", "Organización", "Sociedad", "Universidad",
    "Associação", "Associazione", "Fondazione", "Istituto", "Ministero", "Società",
    "Università", "Universidade", "Stichting", "Vereniging",
)  # fmt: skip
"""Words that stand in the names of bodies and in hardly any name of a person."""

PHRASES = (
    "Advisory Board",
    "Editorial Board",
    "Medical Research Council",
    "National Health Service",
    "Research Council",
    "Study Team",
    "Task Force",
    "Trial Team",
    "Working Party",
)
"""Several words that do so together."""

BODY = re.compile(
    rf"(?<![\w-])(?:{'|'.join(WORDS)}|{'|'.join(PHRASES).replace(' ', '[ ~]')})(?![\w-])"
)

_TOKEN = re.compile(r"\w+")
_TOKENS = frozenset(WORDS) | {word for phrase in PHRASES for word in phrase.split()}


def may_name_a_body(text: str) -> bool:
    """Whether any of the words stands in a text; quicker than :data:`BODY`, and less exact."""
    return not _TOKENS.isdisjoint(_TOKEN.findall(text))
