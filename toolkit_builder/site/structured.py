"""Structured data: what a page is about, for programs, as JSON-LD in the words of schema.org."""

import json
from typing import Any

from ..publish.manifest import Row
from .page import SiteFrame
from .urls import EditionUrls
from .views import Document, EditionView

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
}
# Source: schema.org, EducationalAudience; its examples.
_ROLES = {
    "superintendent": "administrator", "central-office": "administrator", "principal": "administrator",
    "teacher-leader": "teacher", "board": "administrator", "family": "parent", "partner": "general public",
    "facilitator": "teacher trainer",
}  # fmt: skip


def publication(edition: EditionView, frame: SiteFrame, home: str) -> str:
    """The toolkit.

    Args:
        edition: as the tier sees it.
        frame: knows the address of the site.
        home: path of the start page.
    """
    about = edition.about
    return _written(
        {
            "@type": "CreativeWork",
            "name": about.title,
            "description": about.subtitle,
            "url": frame.known(home, home),
            **_common(edition),
        }
    )


def resource(document: Document, urls: EditionUrls, frame: SiteFrame, page: str) -> str:
    """A document with its files.

    Args:
        document: a packet with its files.
        urls: addresses of its edition.
        frame: knows the address of the site.
        page: path of the page that it is got from.
    """
    edition = urls.edition
    value = {
        "@type": "LearningResource",
        "name": document.title,
        "description": document.lead or document.purpose,
        "url": frame.known(page, page),
        "learningResourceType": document.kind,
        "isPartOf": {"@type": "CreativeWork", "name": edition.about.title},
        "isAccessibleForFree": not document.circle,
        "keywords": ", ".join(document.topics),
        **_common(edition),
        "encoding": [_file(row, frame.known(urls.file(row), page)) for row in document.rows],
    }
    roles = dict.fromkeys(_ROLES[reader] for reader in document.readers if reader in _ROLES)
    if roles:
        value["audience"] = [{"@type": "EducationalAudience", "educationalRole": role} for role in roles]
    if document.minutes:
        value["timeRequired"] = f"PT{max(document.minutes)}M"
    return _written(value)


def _common(edition: EditionView) -> dict[str, Any]:
    about = edition.about
    return {
        "inLanguage": about.language,
        "license": about.licence_url,
        "publisher": {"@type": "Organization", "name": about.publisher, "url": about.publisher_url},
        "version": edition.id,
        "datePublished": edition.date,
    }


def _file(row: Row, address: str) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": row.path,
        "contentUrl": address,
        "encodingFormat": MEDIA_TYPES[row.format],
        "contentSize": str(row.bytes),
        "sha256": row.sha256,
    }


def _written(value: dict[str, Any]) -> str:
    """As the text of a script element: nothing in it can end the element."""
    filled = {"@context": "https://schema.org", **_filled(value)}
    return json.dumps(filled, ensure_ascii=False).replace("<", "\\u003c")


def _filled(value: Any) -> Any:
    """Without what is empty."""
    if isinstance(value, dict):
        return {name: _filled(part) for name, part in value.items() if part not in ("", [], None)}
    return [_filled(part) for part in value] if isinstance(value, list) else value
