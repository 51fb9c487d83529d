"""The types of an XLSForm's survey sheet, in all their spellings. Source: xlsform.org and the
dictionary of question types of pyxform."""

import re
from typing import NamedTuple

GROUP, REPEAT, END = "group", "repeat", "end"
# Before the names of lists of the sheet `external_choices`, which may be those of other lists.
EXTERNAL = "external "

# XLSForm's word → ours, where both mean the same.
SAME = {
    "text": "text", "string": "text", "integer": "integer", "int": "integer",
    "decimal": "decimal", "range": "range", "date": "date", "time": "time",
    "datetime": "datetime", "date time": "datetime", "note": "note", "calculate": "calculate",
    "acknowledge": "acknowledge", "trigger": "acknowledge", "geopoint": "geopoint",
    "gps": "geopoint", "location": "geopoint", "file": "file",
}  # fmt: skip
# XLSForm's word → ours, where something is lost.
NEARLY = {
    "image": "file", "photo": "file", "audio": "file", "video": "file", "barcode": "text",
    "geotrace": "text", "geoshape": "text", "percentage": "integer", "hidden": "calculate",
    "phone number": "text", "number of days in last month": "integer",
    "number of days in last six months": "integer", "number of days in last year": "integer",
    "xml-external": "", "csv-external": "", "osm": "", "include": "",
}  # fmt: skip
# What a phone records by itself → the calculation that stands for it when it is referred to.
METADATA = {
    "start": "once(now())", "end": "now()", "today": "once(today())", "start time": "once(now())",
    "end time": "now()", "deviceid": "", "imei": "", "device id": "", "username": "", "email": "",
    "phonenumber": "", "subscriberid": "", "subscriber id": "", "simserial": "", "sim id": "",
    "audit": "", "start-geopoint": "", "background-audio": "", "background-geopoint": "",
}  # fmt: skip
# Types that bring a constraint along, which one in the form's own column replaces.
CONSTRAINED = {
    "percentage": ". >= 0 and . <= 100",
    "phone number": r"regex(., '^\d*$')",
    "number of days in last month": ". >= 0 and . <= 31",
    "number of days in last six months": ". >= 0 and . <= 183",
    "number of days in last year": ". >= 0 and . <= 365",
}
_SELECTS = {
    "select_one": "select_one", "select one": "select_one", "select one from": "select_one",
    "select1": "select_one", "add select one prompt using": "select_one",
    "select_multiple": "select_multiple", "select all that apply": "select_multiple",
    "select all that apply from": "select_multiple", "select multiple": "select_multiple",
    "select multiple from": "select_multiple", "select multiple using": "select_multiple",
    "select one using": "select_one", "q select1": "select_one", "q select": "select_multiple",
    "select one external": "select_one",
    "add select multiple prompt using": "select_multiple", "rank": "rank",
    "select_one_external": "select_one",
    "select_one_from_file": "select_one", "select one from file": "select_one",
    "select_multiple_from_file": "select_multiple",
    "select multiple from file": "select_multiple",
}  # fmt: skip
_OTHER = re.compile(r"\s+(?:or_other|or specify other)$", re.IGNORECASE)
_BOUNDARY = re.compile(r"(begin|end)[ _](group|repeat|loop|lgroup|looped group)(?:\s.*)?")
_SELECT = re.compile(
    "(" + "|".join(sorted(_SELECTS, key=len, reverse=True)) + r")(?:\s+(.+))?", re.IGNORECASE
)


class TypeWord(NamedTuple):
    """A cell of the column `type`. `word` is ours for questions that have a counterpart (then
    `exact`, or not), else XLSForm's; `argument` the name of a list or file."""

    word: str
    argument: str = ""
    or_other: bool = False
    boundary: str = ""
    exact: bool = True
    from_file: bool = False
    known: bool = True


def type_word(cell: str) -> TypeWord:
    """What a type cell means."""
    text = " ".join(cell.split())
    lower = re.sub(r"^(?:q |add |get |uri:)| prompt$", "", text.lower())
    if boundary := _BOUNDARY.fullmatch(lower):
        kind = GROUP if boundary[2] == "group" else REPEAT
        return TypeWord(kind, boundary=str(boundary[1]), exact=boundary[2] != "loop")
    without, others = _OTHER.subn("", text)
    if (select := _SELECT.fullmatch(without)) and select[2]:
        spelling = select[1].lower()
        word, listed = _SELECTS[spelling], select[2]
        if spelling.endswith("external"):
            listed = EXTERNAL + listed
        return TypeWord(word, listed, bool(others), from_file=spelling.endswith("file"))
    if lower in SAME:
        return TypeWord(SAME[lower])
    if lower in METADATA:
        return TypeWord(lower, exact=False)
    if lower in NEARLY:
        return TypeWord(NEARLY[lower], exact=False)
    return TypeWord("", exact=False, known=False)
