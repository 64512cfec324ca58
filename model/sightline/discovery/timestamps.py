"""Moments as whole microseconds since 1970 in UTC, from columns of any type, by expressions that every engine has.

Engines differ in what they take for a moment (one reads `12:30` as today) and in how they read time zones. So a text is
taken apart by regular expressions, the engine reads only the plain local time, and the offset is subtracted in whole
numbers. Read are ISO 8601 dates with or without time and offset, with a space or a ``T`` between, and
``31.12.2026 14:05`` or ``12/31/2026 2:05`` by what comes first, the day or the month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import ibis.expr.types as ir

DayOrder = Literal["day first", "month first"]

ISO: Final = (
    r"^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{1,2}([.][0-9]+)?)?)?)"
    r" *(Z|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?)?$"
)
TURNED: Final = r"^([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})(.*)$"
"""Dates with the year behind; what may follow is read as in ISO 8601."""
_STAMP, _ZONE = 1, 5
_MINUTE: Final = 60_000_000


def is_moment(column: ir.Column) -> bool:
    """Tell whether the type of a column can hold moments: texts do, and timestamps and dates."""
    kind = column.type()
    return bool(kind.is_string() or kind.is_timestamp() or kind.is_date())


def read_moments(column: ir.Column, day_order: DayOrder) -> ir.IntegerValue:
    """Read a column as microseconds since 1970-01-01 00:00 UTC, null where nothing can be read; no zone means UTC."""
    if not column.type().is_string():
        return _microseconds(column.cast("timestamp"))
    text = spell_iso(column, day_order)
    zone = text.re_extract(ISO, _ZONE).replace(":", "")
    minutes = zone.substr(1, 2).try_cast("int64") * 60 + zone.substr(3, 2).try_cast("int64").fill_null(0)
    offset = (zone.left(1) == "-").ifelse(-minutes, minutes).fill_null(0)
    local = text.re_extract(ISO, _STAMP).try_cast("timestamp('UTC')").cast("timestamp")
    return _microseconds(local) - offset * _MINUTE


def lacks_zone(column: ir.Column, day_order: DayOrder) -> ir.BooleanValue:
    """Tell of every moment whether it says nothing of its time zone."""
    import ibis

    kind = column.type()
    if not kind.is_string():
        return ibis.literal(not (kind.is_timestamp() and kind.timezone))
    return spell_iso(column, day_order).re_extract(ISO, _ZONE) == ""


def spell_iso(column: ir.Column, day_order: DayOrder) -> ir.StringValue:
    """Bring texts into the order of ISO 8601, in capitals and with a decimal point; others stay what they are."""
    text = column.strip().upper().replace(",", ".")
    year, rest = text.re_extract(TURNED, 3), text.re_extract(TURNED, 4)
    day, month = (1, 2) if day_order == "day first" else (2, 1)
    turned = year + "-" + text.re_extract(TURNED, month) + "-" + text.re_extract(TURNED, day) + rest
    return text.re_search(TURNED).ifelse(turned, text)


def _microseconds(moment: ir.TimestampValue) -> ir.IntegerValue:
    import ibis

    return moment.delta(ibis.timestamp("1970-01-01 00:00:00"), unit="microsecond")
