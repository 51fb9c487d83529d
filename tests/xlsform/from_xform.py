"""An XForm as the XLSForm it may have been made from: its nodes in their order, with what binds,
controls and texts say of them. What no workbook can say is not there: actions of the model, and
the functions that one program alone knows (`_OF_ONE_PROGRAM`), which are blank."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from openpyxl import Workbook

_X, _H = "{http://www.w3.org/2002/xforms}", "{http://www.w3.org/1999/xhtml}"
_J = "{http://openrosa.org/javarosa}"
_NOTHING = Element("")
_TYPES = {"string": "text", "int": "integer", "dateTime": "datetime"}
_CONTROLS = {"select": "select_multiple", "select1": "select_one", "trigger": "acknowledge",
             "upload": "", "input": "", "group": ""}  # fmt: skip
# Attributes of a bind that are columns of the survey sheet.
_RULES = {"relevant": "relevant", "required": "required", "constraint": "constraint",
          "readonly": "read_only", "calculate": "calculation"}  # fmt: skip
_FORMS = {"guidance": "guidance_hint", "image": "image", "audio": "audio", "video": "video"}
_OF_ONE_PROGRAM = re.compile(r"comment-status\([^()]*\)")  # OpenClinica
_ITEMS = re.compile(r"instance\('([^']+)'\)/root/item(?:\[(.*)\])?", re.DOTALL)

Cells = dict[str, str]


def workbook_of(xform: Path, form: Path) -> None:
    """Write the XForm at `xform` as a workbook with the sheets of an XLSForm."""
    read = _XForm(ET.parse(xform).getroot())
    survey = list(read.rows(read.data, f"/{_name(read.data)}"))
    choices = [{"list_name": name, **choice} for name in read.lists for choice in read.lists[name]]
    once = {(choice["list_name"], choice["name"]) for choice in choices}
    settings = {"form_title": xform.stem, "version": read.data.get("version", "1")}
    settings["allow_choice_duplicates"] = "yes" if len(once) < len(choices) else "no"
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", survey), ("choices", choices), ("settings", [settings])):
        sheet, keys = book.create_sheet(name), dict.fromkeys(key for row in rows for key in row)
        for cells in (list(keys), *([row.get(key) for key in keys] for row in rows)):
            sheet.append(cells)
    book.save(form)


class _XForm:
    """What an XForm holds, by path and by name; `lists` are those that questions were met with."""

    def __init__(self, root: Element) -> None:
        model, body = next(root.iter(f"{_X}model")), next(root.iter(f"{_H}body"))
        (self.data, *_), *others = model.findall(f"{_X}instance")
        self.instances = {each.get("id", ""): each for each in others}
        self.binds = {each.get("nodeset"): each for each in model.iter(f"{_X}bind")}
        self.controls = {each.get("ref"): each for each in body.iter() if _name(each) in _CONTROLS}
        self.repeats = {each.get("nodeset"): each for each in body.iter(f"{_X}repeat")}
        self.texts: dict[str, Cells] = {}
        self.lists: dict[str, list[Cells]] = {}
        for translation in model.iter(f"{_X}translation"):
            language = f"::{translation.get('lang')}".removesuffix("::default")
            for text in translation:
                found = {f"{each.get('form', '')}{language}": self.text(each) for each in text}
                self.texts.setdefault(text.get("id", ""), {}).update(found)

    def rows(self, parent: Element, path: str) -> Iterator[Cells]:
        """The rows of the survey sheet for all that stands below a node."""
        for name, node in {_name(child): child for child in parent}.items():
            here = f"{path}/{name}"
            row = {"type": "", "name": name, **self.cells(here)}
            if not len(node):
                row["type"], row["default"] = self.type_of(here, row), node.text or ""
                yield from [row] if row["type"] else []
            elif name != "meta":
                around = "repeat" if here in self.repeats else "group"
                yield row | {"type": f"begin {around}"}
                yield from self.rows(node, here)
                yield {"type": f"end {around}"}

    def cells(self, path: str) -> Cells:
        """What bind and control of a node say."""
        bind, control = self.binds.get(path, _NOTHING), self.controls.get(path, _NOTHING)
        found = {key: self.expression(bind.get(rule, "")) for rule, key in _RULES.items()}
        found |= self.said(bind.get(f"{_J}constraintMsg", ""), "constraint_message")
        repeat = self.repeats.get(path, control)
        found["appearance"] = repeat.get("appearance", "")
        found["repeat_count"] = self.expression(repeat.get(f"{_J}count", ""))
        found |= self.words(control, "label") | self.words(control, "hint")
        return {key: text for key, text in found.items() if text}

    def type_of(self, path: str, row: Cells) -> str:
        """The type of a question; '' for a node that nobody fills in."""
        bind, control = self.binds.get(path, _NOTHING), self.controls.get(path)
        if control is None:
            return bind.get(f"{_J}preloadParams") or ("calculate" if "calculation" in row else "")
        kind = control.get("mediatype", "").partition("/")[0] or _CONTROLS[_name(control)]
        if kind.startswith("select"):
            return f"{kind} {self.list_of(control, row)}"
        if not kind and "read_only" in row and "calculation" not in row:
            return "note"
        return kind or _TYPES.get(bind.get("type", "string"), bind.get("type", ""))

    def list_of(self, control: Element, row: Cells) -> str:
        """The name of a select's list, which its items or an instance tell; a filter goes to the
        row. Lists of the same items are one."""
        itemset, name = control.find(f"{_X}itemset"), row["name"]
        found = [self.choice(item) for item in control.iter(f"{_X}item")]
        if itemset is not None:
            name, condition = _ITEMS.findall(itemset.get("nodeset", ""))[0]
            row["choice_filter"] = self.expression(condition)
            found = [self.choice(item) for item in self.instances[name].iter(f"{_X}item")]
        name = next((known for known, each in self.lists.items() if each == found), name)
        self.lists[name] = found
        return name

    def choice(self, item: Element) -> Cells:
        """A choice: its name, its texts, and further columns."""
        columns = {_name(each): each.text or "" for each in item if _name(each) != "label"}
        name, text = columns.pop("value", ""), columns.pop("itextId", "")
        words = self.said(f"jr:itext('{text}')", "label") if text else self.words(item, "label")
        return ({"name": name} if name else {}) | columns | words

    def words(self, around: Element, key: str) -> Cells:
        """A label or hint, as columns."""
        found = around.find(f"{_X}{key}")
        return {} if found is None else self.said(found.get("ref") or self.text(found), key)

    def said(self, text: str, key: str) -> Cells:
        """A text, or the one that `jr:itext('…')` names in its languages, with pictures and
        sounds, as columns."""
        if not text.startswith("jr:itext("):
            return {key: text}
        return {
            _FORMS.get(form, key) + sign + language: re.sub(r"^jr://\w+/", "", said)
            for column, said in self.texts.get(text.split("'")[1], {}).items()
            for form, sign, language in [column.partition("::")]
        }

    def text(self, element: Element) -> str:
        """A text; what it pipes is `${name}`."""
        piped = (self.expression(each.get("value", "")) + (each.tail or "") for each in element)
        return ((element.text or "") + "".join(piped)).strip()

    def expression(self, source: str) -> str:
        """An expression with `${name}` for paths."""
        source = _OF_ONE_PROGRAM.sub("''", " ".join(source.split()))
        return re.sub(rf"/{re.escape(_name(self.data))}(?:/[\w.-]+)*/([\w.-]+)", r"${\1}", source)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
