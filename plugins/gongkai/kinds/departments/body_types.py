"""Types of bodies: their addresses, and what the rules and pages ask of each.

In: a BodyType or its label. Out: slugs and groups. It is here because listings, rules and index pages must agree on
them.
"""

from __future__ import annotations

from gongkai.kinds.departments.model import BodyType

SLUGS: dict[str, str] = {
    BodyType.CITY_GOVERNMENT: "city-government",
    BodyType.CITY_DEPARTMENT: "city-department",
    BodyType.SPECIAL_BODY: "special-body",
    BodyType.INSTITUTION: "institution",
    BodyType.AGENCY: "agency",
    BodyType.STATIONED: "stationed",
    BodyType.COUNTY_GOVERNMENT: "county-government",
    BodyType.COUNTY_DEPARTMENT: "county-department",
    BodyType.TOWNSHIP: "township",
    BodyType.VILLAGE: "village",
    BodyType.PUBLIC_ENTERPRISE: "public-enterprise",
}
"""Last part of the address of a type's page, in the official order of types."""

TYPES: dict[str, str] = {slug: str(label) for label, slug in SLUGS.items()}

WITHOUT_DUTY = frozenset({BodyType.STATIONED, BodyType.VILLAGE, BodyType.PUBLIC_ENTERPRISE})
"""Not bodies of this city's administration: 条例 art. 20 is fulfilled on their own sites or does not bind them."""
