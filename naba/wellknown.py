"""What ``site.yaml`` says to machines: forms of feeds, a hub, a key, a contact, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from naba.dates import parse_moment
from naba.errors import Fault
from naba.model import FEED_FORMS, FeedForm, Security

SITE = "site.yaml"
# The kinds of policies that schema.org knows of a news organisation, in words for editors.
POLICIES = (
    "bylines", "corrections", "diversity", "ethics", "feedback", "masthead", "mission",
    "ownership", "principles", "sources", "verification",
)  # fmt: skip
_KEY = re.compile(r"[A-Za-z0-9-]{8,128}")  # indexnow.org, "Verifying ownership"


class SecurityFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``security.txt`` (RFC 9116)."""

    contact: Annotated[str, Meta(description="An address: `mailto:…`, `tel:…` or `https://…`")]
    expires: Annotated[str, Meta(description="The day until which the contact is good")]


def security(fields: SecurityFields | None, zone: str) -> Security | None:
    """The contact as a value; the fields have been looked at by ``wellknown_faults``."""
    if fields is None:
        return None
    return Security(fields.contact, parse_moment(fields.expires, ZoneInfo(zone)))


def wellknown_faults(
    forms: Sequence[FeedForm],
    hub: str,
    indexnow: str,
    policies: Mapping[str, str],
    contact: SecurityFields | None,
) -> Iterator[Fault]:
    """What is wrong with these keys of ``site.yaml``, each by itself."""
    yield from _form_faults(forms)
    if hub and not _is_web_address(hub):
        fact = f"`{hub}` is not a hub's address"
        yield Fault(SITE, fact, "write it as https://hub.example/", ("hub",))
    if indexnow and not _KEY.fullmatch(indexnow):
        fact = f"`{indexnow}` can't be a key of IndexNow"
        yield Fault(SITE, fact, "take 8 to 128 letters, digits and hyphens", ("indexnow",))
    for kind in policies:
        if kind not in POLICIES:
            fact = f"there is no kind of policy `{kind}`"
            yield Fault(SITE, fact, "write one of " + ", ".join(POLICIES), ("policies", kind))
    if contact is not None:
        yield from _security_faults(contact)


def _form_faults(forms: Sequence[FeedForm]) -> Iterator[Fault]:
    if not forms:
        remedy = "list at least one of " + ", ".join(FEED_FORMS) + ", or take `feed_forms` out"
        yield Fault(SITE, "there is no form of feeds", remedy, ("feed_forms",))
    for at, form in enumerate(forms):
        if form in forms[:at]:
            fact = f"the form `{form}` of feeds is listed twice"
            yield Fault(SITE, fact, "list it once", ("feed_forms", at))


def _security_faults(fields: SecurityFields) -> Iterator[Fault]:
    if not fields.contact.startswith(("mailto:", "tel:")) and not _is_web_address(fields.contact):
        fact = f"`{fields.contact}` is not a contact's address"
        remedy = "write `mailto:security@example.org` or an https:// address"
        yield Fault(SITE, fact, remedy, ("security", "contact"))
    try:
        parse_moment(fields.expires, ZoneInfo("UTC"))
    except ValueError as error:
        remedy = "write it as 2027-06-30"
        yield Fault(SITE, str(error), remedy, ("security", "expires"))


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"\s", text)
