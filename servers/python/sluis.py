"""Reads a visitor's choice from the Cookie header, as Sluis does in the browser.

One file, Python 3.8 or newer, the standard library only. https://github.com/sluis-consent/sluis, docs/records.md.
MIT or Apache-2.0.

    site = Site(open("consent.sealed.json", encoding="utf-8").read())
    choice = site.read(environ.get("HTTP_COOKIE", ""), objects=environ.get("HTTP_SEC_GPC") == "1")
    if choice["services"]["youtube"] == "granted":
        ...

Give it the header itself: what frameworks make of it keeps one of two cookies with the same name, and Sluis takes the
newest.
"""

import json
import re
import time
from datetime import datetime, timezone
from typing import List, NamedTuple, Optional

NAME = "sluis_consent"
LONGEST = 1_000
"""The longest text that is looked at as a record, in characters."""
_FORMAT = re.compile(
    r"1~([0-9]{8}T[0-9]{4}Z)~a([01])s([01])r([01])(?:~c\.([0-9a-f]{8}))?(?:~s\.[A-Za-z0-9_.-]+)?"
    r"~[bpewx]((?:~v\.[A-Za-z0-9_.-]+)*)"
)
_ASKED = ("analytics", "social", "advertising")
_SKEW = 10
"""Minutes. Clocks differ; a record from further in the future was not written by a right one."""
_MONTH = 43_829
"""A mean month, in minutes."""


class _Record(NamedTuple):
    text: str
    at: int
    answers: dict
    asked: Optional[str]
    services: List[str]


class Site:
    """A site as far as its server has to know it to read choices."""

    def __init__(self, sealed: str) -> None:
        """`sealed` is the JSON that `npx sluis seal consent.json` writes.

        Raises ValueError when it is not that, or was changed since: a browser would judge it anew then.
        """
        try:
            config = json.loads(sealed)
        except ValueError as error:
            raise ValueError(f"$: the configuration is not JSON ({error})") from None
        seal = config.pop("sealed", None) if isinstance(config, dict) else None
        if not isinstance(seal, dict):
            raise ValueError("$.sealed: found nothing, expected a sealed configuration: npx sluis seal consent.json")
        right = _checksum(json.dumps(config, ensure_ascii=False, separators=(",", ":")))
        if seal.get("check") != right:
            found = seal.get("check", "nothing")
            raise ValueError(f"$.sealed.check: found {found}, expected {right}: it was changed after it was sealed, so seal it again")
        self._seal = seal
        self._services = config.get("services", [])
        record = config.get("record", {})
        self._life = record.get("months", 6) * _MONTH
        self._domain = record.get("domain")

    def read(self, cookies: str, objects: bool = False, now: Optional[float] = None) -> dict:
        """What `sluis.state()` tells in the browser; each permission is `granted` or `denied`.

        `objects`: the request says `Sec-GPC: 1`; that changes only what is asked. `now` is in seconds since 1970.
        """
        minute = int(time.time() if now is None else now) // 60
        found = None
        for pair in cookies.split(";"):
            name, _, value = pair.strip(" \t\n\f\r").partition("=")
            record = _decode(value) if name == NAME else None
            if record and record.at <= minute + _SKEW and not (found and found.at > record.at):
                found = record
        changed = self._changed(found) if found and minute < found.at + self._life else None
        record = None if changed is None else found
        asked = False
        services, whole = {}, {"functional": True}
        for service in self._services:
            category = service["category"]
            switchable = category != "functional"
            needs = switchable and service["basis"] != "exempt"
            is_open = record is None or category in changed
            if not switchable:
                granted = True
            elif is_open:
                granted = not needs
            else:
                granted = service["id"] in record.services or record.answers[category]
            asked = asked or (needs and is_open and not (objects and category != "analytics"))
            services[service["id"]] = _word(granted)
            whole[category] = whole.get(category, True) and granted
        return {
            "asked": asked,
            "decided": record is not None,
            "categories": {category: _word(whole.get(category, False)) for category in ("functional", *_ASKED)},
            "services": services,
            "record": record.text if record else None,
        }

    def judge(self, text: str, secure: bool = True, now: Optional[float] = None) -> dict:
        """Judges one record: `cookie` is the value of `Set-Cookie` that keeps it, or `refusal` says why not."""
        minute = int(time.time() if now is None else now) // 60
        record = _decode(text) if len(text) <= LONGEST else None
        refusal = None
        if record is None:
            refusal = "this is no record"
        elif record.at > minute + _SKEW:
            refusal = "this record is from the future: a clock is wrong"
        elif minute >= record.at + self._life:
            refusal = "this choice is over"
        elif self._changed(record) is None:
            refusal = "this record is for another question"
        if refusal:
            return {"cookie": None, "refusal": refusal}
        left = min(record.at + self._life - minute, self._life) * 60
        parts = [f"{NAME}={text}", "Path=/", "SameSite=Lax", f"Max-Age={left}"]
        parts += [f"Domain={self._domain}"] * bool(self._domain) + ["Secure"] * secure
        return {"cookie": "; ".join(parts), "refusal": None}

    def _changed(self, record: _Record) -> Optional[List[str]]:
        """The categories that have changed since; None where the record is about something else."""
        if not record.asked:
            return None if record.services or any(record.answers.values()) else []
        if record.asked == self._seal.get("asked"):
            return []
        editions = self._seal.get("earlier", [])
        return next((edition["again"] for edition in editions if edition["asked"] == record.asked), None)


def _decode(text: str) -> Optional[_Record]:
    """None for what Sluis would not have written: a record that was changed in any way is no choice."""
    part = _FORMAT.fullmatch(text)
    if not part:
        return None
    try:
        moment = datetime.strptime(part[1], "%Y%m%dT%H%MZ").replace(tzinfo=timezone.utc)
    except ValueError:
        return None
    answers = {category: part[place] == "1" for place, category in enumerate(_ASKED, 2)}
    return _Record(text, int(moment.timestamp()) // 60, answers, part[5], part[6].split("~v.")[1:])


def _word(granted: bool) -> str:
    return "granted" if granted else "denied"


def _checksum(text: str) -> str:
    """FNV-1a over UTF-16, as the seal is made. It notices a change and protects nothing."""
    data = text.encode("utf-16-le", "surrogatepass")
    value = 0x811C9DC5
    for place in range(0, len(data), 2):
        value = (value ^ (data[place] | data[place + 1] << 8)) * 0x1000193 & 0xFFFFFFFF
    return f"{value:08x}"
