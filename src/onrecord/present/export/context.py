"""The JSON-LD context of our linked data, written into every file so that it is read without a network.

Keys of W3C Web Annotation have the names and meanings of its own context (http://www.w3.org/ns/anno.jsonld), those of
PROV-O likewise; every key that is not named here is ours (`@vocab`).
"""

from __future__ import annotations

from typing import Any

from onrecord.present.export.iri import NAMESPACE

OA, PROV = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
_CLASSES = "Annotation SpecificResource TextualBody TextQuoteSelector TextPositionSelector"
_MOTIVATIONS = "classifying describing editing commenting assessing"
_LINKS = {
    "body": "hasBody",
    "target": "hasTarget",
    "source": "hasSource",
    "selector": "hasSelector",
    "scope": "hasScope",
}
_PROV_LINKS = "wasGeneratedBy wasDerivedFrom wasAssociatedWith wasAttributedTo wasRevisionOf wasInfluencedBy used"


def _link(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "@id"}


def _typed(name: str, kind: str) -> dict[str, str]:
    return {"@id": name, "@type": f"{XSD}{kind}"}


CONTEXT: dict[str, Any] = {
    "@vocab": NAMESPACE,
    "oa": OA,
    "prov": PROV,
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in (*_CLASSES.split(), *_MOTIVATIONS.split())},
    **{name: _link(f"{OA}{target}") for name, target in _LINKS.items()},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    **{name: f"{OA}{name}" for name in ("exact", "prefix", "suffix")},
    "start": _typed(f"{OA}start", "nonNegativeInteger"),
    "end": _typed(f"{OA}end", "nonNegativeInteger"),
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "creator": _link("http://purl.org/dc/terms/creator"),
    "created": _typed("http://purl.org/dc/terms/created", "dateTime"),
    "generator": _link("http://www.w3.org/ns/activitystreams#generator"),
    **{name: _link(f"{PROV}{name}") for name in _PROV_LINKS.split()},
    "endedAtTime": _typed(f"{PROV}endedAtTime", "dateTime"),
    **{name: f"{PROV}{name}" for name in ("Activity", "Entity", "SoftwareAgent", "Person")},
    # between our own records
    **{name: _link(f"{NAMESPACE}{name}") for name in ("attribution", "parent", "continues", "denies", "event")},
}
