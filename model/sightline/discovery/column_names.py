"""How the columns of event logs are called: the keys of XES, and what people write in English and German.

Names are compared in small letters, with whatever is neither letter nor digit as a space. For each role the likelier
names come first. ``time`` is the end of the work, or the only moment that a log has.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Role = Literal["case", "activity", "group", "time", "start", "lifecycle"]

XES_KEYS: Final[dict[Role, tuple[str, ...]]] = {
    "case": ("case:concept:name",),
    "activity": ("concept:name",),
    "group": ("org:group", "org:role", "org:resource"),
    "time": ("time:timestamp",),
    "start": ("start_timestamp",),
    "lifecycle": ("lifecycle:transition",),
}
"""The standard's own keys; ``case:`` stands before attributes of the case, as other tools write them too."""

CASE_PREFIX: Final = "case:"

_NAMES: Final[dict[Role, str]] = {
    "case": """case id, caseid, case, case number, case no, trace id, process instance, claim id, claim, ticket id,
        ticket, incident id, incident, request id, order id, order number, application id, dossier,
        fall id, fallid, fall, fallnummer, fall nr, vorgangsnummer, vorgang id, vorgang, auftragsnummer, auftrag,
        antragsnummer, antrag, ticketnummer, aktenzeichen""",
    "activity": """activity, activity name, task, task name, step, event name, event, action,
        aktivität, aktivitaet, tätigkeit, taetigkeit, schritt, arbeitsschritt, prozessschritt, aufgabe""",
    "group": """group, team, department, unit, org unit, organizational unit, organisational unit, team name, queue,
        division, gruppe, abteilung, einheit, organisationseinheit, bereich, referat, sachgebiet, dienststelle,
        role, rolle, resource, performer, assignee, agent, owner, user, employee,
        ressource, bearbeiter, bearbeiterin, sachbearbeiter, zuständig, benutzer, mitarbeiter""",
    "time": """complete timestamp, completion time, completed, finished, end timestamp, end time, end, timestamp,
        time, datetime, date time, event time, date, zeitstempel, zeitpunkt, ende, endzeit, abgeschlossen, erledigt,
        zeit, datum""",
    "start": """start timestamp, start time, started, start, begin, beginning, startzeit, beginn, anfang, begonnen""",
    "lifecycle": "lifecycle transition, lifecycle, transition, event type, ereignistyp",
}
NAMES: Final[dict[Role, tuple[str, ...]]] = {
    role: tuple(" ".join(name.split()) for name in names.split(",")) for role, names in _NAMES.items()
}


def spell_column(name: str) -> str:
    """Bring a column's name into the form in which names are compared."""
    return " ".join(re.findall(r"\w+", name.casefold().replace("_", " ")))
