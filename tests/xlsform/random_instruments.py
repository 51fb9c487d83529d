"""Random instruments in the words of our files: everything the language has, with names and texts
that need care elsewhere."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from instrumen.language.yaml_writer import Flow, Value, write_yaml

TEXTS = (
    "Nama Bapak/Ibu?", "a: b", "# bukan judul", "**tebal** dan _miring_", "<b>x</b> & <br/>",
    "dua\nbaris", "satu\n\n\ndua", "=1+1", "'kutip'", '"kutip"', "$ {x}", 
    "100%", "a | b", "😀 é 漢字 عربي", "a\u200bb", "- butir", "|", "_x000D_", "x" * 300, "\\n",
    "{0}", "%s", "a  b", "tab\tsini", "<output value='x'/>", "&amp;", "]]>", "1", "1.0", "TRUE",
    "2026-05-04", "#REF!", "@x", "a_x0041_b", "null", "ya", "İı", "1e5",
)  # fmt: skip
NAMES = (
    "data", "meta", "name", "label", "type", "relevant", "Q", "q", "a", "a_other", "a_missing",
    "position_r", "instrumen_roster", "r", "x" * 64, "a_probe_a", "instance_id", "note", "other",
    "calculate", "begin_group", "r_2", "a_2", "count", "selected", "id", "true", "div", "mod",
)  # fmt: skip
CHOICES = ("ya", "tidak", "1", "2", "a-b", "a.b", "_x", "OK", "other", "null", "x" * 64, "a_1")
TYPES = (
    "text", "open", "integer", "decimal", "range", "select_one", "select_multiple", "rank",
    "likert", "date", "time", "datetime", "note", "calculate", "acknowledge", "file", "geopoint",
)  # fmt: skip
FIELDS = ("jabatan", "usia", "mapel")
BUILT_IN = ("kode", "tahun", "instance", "unit", "unit_label")
_LISTED = ("select_one", "select_multiple", "rank", "likert")
_NUMBERS = ("integer", "decimal", "range")


@dataclass(frozen=True, slots=True)
class Known:
    """A question that rules may look at."""

    name: str
    type: str
    choices: tuple[str, ...]


@dataclass(slots=True)
class RandomInstrument:
    """Makes one instrument with the help of `draw`."""

    draw: random.Random
    kind: str = ""
    languages: tuple[str, ...] = ()
    lists: dict[str, list[Flow]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    rows: list[str] = field(default_factory=list)
    repeats: list[tuple[str, list[Known]]] = field(default_factory=list)
    top: "Names" = field(init=False)

    def source(self) -> str:
        """The text of the file."""
        draw = self.draw
        self.kind = draw.choice(["questionnaire", "interview", "observation", "document"])
        self.languages = draw.choice(
            [("id", "en"), ("id",), ("en", "id", "jv"), (), ("default", "en"), ("en", "default")]
        )
        for number in range(draw.randint(1, 3)):
            self.lists[draw.choice(["l", "L-", "ya.tidak", "instrumen_l"]) + str(number)] = []
        for listed in self.lists.values():
            listed.extend(self._choices())
        self.top = names = Names(draw)
        sections: list[Value] = []
        known: list[Known] = []
        for number in range(draw.randint(1, 3)):
            section: dict[str, Value] = {"name": draw.choice(["bagian", "a", "Q"]) + str(number)}
            section["title"] = self.text(known)
            self._maybe(section, 0.2, themes=lambda: ["t1"])
            self._maybe(section, 0.2, relevant=lambda: self._truth(known))
            section["questions"] = self._items(names, known, 0, draw.randint(1, 5))
            sections.append(section)
        head: dict[str, Value] = {
            "instrument": draw.choice(["contoh", "a.b-c", "X_1"]),
            "kind": self.kind,
            "version": draw.choice(["1", "2026-11", "v 2: x", "1.0"]),
            "title": self.text([]),
        }
        if self.languages:
            head["languages"] = list(self.languages)
        self._maybe(head, 0.3, technique=lambda: "A/G")
        self._maybe(head, 0.3, subject=lambda: draw.choice(["site", "lesson", "group"]))
        self._maybe(head, 0.3, short_title=lambda: self.text([]), activity=lambda: self.text([]))
        head["for"] = "${jabatan} = 'guru'"
        head["choices"] = {name: self.lists[name] for name in self.lists if name in self.used}
        if self.rows:
            scale: Value = {"name": "skala", "label": self.text([]), "rows": self.rows[:3]}
            head["scales"] = [scale]
        if self.kind == "document":
            head["units"] = [self._unit(name) for name in ("D-01", "D.2")]
        if not head["choices"]:
            del head["choices"]
        return write_yaml({**head, "sections": sections})

    def _unit(self, name: str) -> Value:
        unit: dict[str, Value] = {"name": name, "label": self.text([])}
        self._maybe(unit, 0.5, note=lambda: self.text([]), themes=lambda: ["t1"])
        self._maybe(unit, 0.3, subject=lambda: "respondent", indicators=lambda: ["f1.a"])
        if "subject" in unit:
            unit["for"] = "${mapel} != ''"
        return unit

    # --- texts ---------------------------------------------------------------------------

    def text(self, known: list[Known]) -> Value:
        """A text in the languages of the file, or the same for all."""
        if not self.languages or self.draw.random() < 0.3:
            return self._words(known)
        return Flow({code: self._words(known) for code in self.languages})

    def _words(self, known: list[Known]) -> str:
        draw = self.draw
        words = draw.choice(TEXTS)
        if draw.random() < 0.2:
            words = " ".join(draw.choice(TEXTS) for _ in range(draw.randint(2, 40)))
        if draw.random() < 0.3:
            piped = [one.name for one in known if one.type not in ("note", "file")]
            words += f" ${{{draw.choice([*piped, *FIELDS, *BUILT_IN])}}} ya"
        return words

    def _choices(self) -> list[Flow]:
        draw, found = self.draw, []
        scored = draw.random() < 0.5
        for name in draw.sample(CHOICES, draw.randint(2, 5)):
            choice = Flow(name=name, label=self.text([]))
            if scored:
                choice["score"] = draw.choice(["1", "-2", "0.125", "1234567.5"])
            self._maybe(choice, 0.1, exclusive=lambda: "yes")
            choice["kota"] = draw.choice(["x", "y", "10"])
            self._maybe(choice, 0.1, Pulau=lambda: draw.choice(["jawa", "= x"]))
            found.append(choice)
        return found

    def _maybe(self, draft: dict[str, Value], chance: float, **makers: Callable[[], Value]) -> None:
        for key, make in makers.items():
            if self.draw.random() < chance:
                draft[key] = make()

    # --- items ---------------------------------------------------------------------------

    def _items(self, names: "Names", known: list[Known], deep: int, count: int) -> list[Value]:
        found: list[Value] = []
        for _ in range(count):
            chance = self.draw.random()
            if chance < 0.12 and deep < 3:
                found.append(self._repeat(names, known, deep))
            elif chance < 0.2 and deep < 3:
                found.append(self._group(names, known, deep))
            elif chance < 0.3:
                found.append(self._matrix(names, known, deep))
            else:
                found.append(self._question(names, known, deep))
        return found

    def _group(self, names: "Names", known: list[Known], deep: int) -> Value:
        draft: dict[str, Value] = {"name": names.new(), "type": "group"}
        self._maybe(draft, 0.7, label=lambda: self.text(known))
        self._maybe(draft, 0.3, relevant=lambda: self._truth(known))
        draft["questions"] = self._items(names, known, deep + 1, self.draw.randint(1, 3))
        return draft

    def _repeat(self, names: "Names", known: list[Known], deep: int) -> Value:
        draw = self.draw
        draft: dict[str, Value] = {"name": names.new(), "type": "repeat", "label": self.text(known)}
        self._maybe(draft, 0.3, number=lambda: "7", relevant=lambda: self._truth(known))
        counts = [one.name for one in known if one.type == "integer"]
        if counts and draw.random() < 0.4:
            draft["repeat_count"] = f"${{{draw.choice(counts)}}}"
        else:
            self._maybe(draft, 0.4, min=lambda: "1", max=lambda: draw.choice(["3", "5", "100"]))
        inside, members = Names(draw), [*known, Known("position", "text", ())]
        draft["questions"] = self._items(inside, members, deep + 1, draw.randint(1, 4))
        own = [one.name for one in members[len(known) + 1 :] if one.type in _NUMBERS]
        if own and draw.random() < 0.5:
            rule: dict[str, Value] = {"constraint": f"sum(${{{own[0]}}}) < 50"}
            self._maybe(rule, 0.5, message=lambda: self.text(known), severity=lambda: "soft")
            draft["constraints"] = [rule]
        if names is self.top:
            self.repeats.append((str(draft["name"]), members[len(known) + 1 :]))
        return draft

    def _matrix(self, names: "Names", known: list[Known], deep: int) -> Value:
        listed = self._list()
        draft: dict[str, Value] = {"name": names.new(), "type": f"likert {listed}"}
        draft["label"] = self.text(known)
        self._maybe(draft, 0.3, relevant=lambda: self._truth(known))
        self._maybe(draft, 0.3, required=lambda: "yes", missing=lambda: ["na"])
        rows: list[Value] = []
        for _ in range(self.draw.randint(1, 3)):
            row: dict[str, Value] = {"name": names.new(), "label": self.text(known)}
            self._maybe(row, 0.2, reverse=lambda: "yes", number=lambda: "3a")
            self._maybe(row, 0.2, relevant=lambda: self._truth(known), missing=lambda: ["dk", "rf"])
            rows.append(row)
            if names is self.top and all("score" in choice for choice in self.lists[listed]):
                self.rows.append(str(row["name"]))
        draft["rows"] = rows
        return draft

    def _list(self) -> str:
        listed = self.draw.choice(list(self.lists))
        self.used.add(listed)
        return listed

    # --- questions -----------------------------------------------------------------------

    def _question(self, names: "Names", known: list[Known], deep: int) -> Value:
        type_ = self.draw.choice(TYPES)
        if type_ == "open" and self.kind != "interview":
            type_ = "text"
        draft: dict[str, Value] = {"name": names.new(), "type": type_}
        # JavaRosa finds a circle in `required` that looks at its own question.
        others = [one for one in known if one.name != draft["name"]]
        listed: tuple[str, ...] = ()
        if type_ in _LISTED:
            name = self._list()
            draft["type"] = f"{type_} {name}"
            listed = tuple(str(choice["name"]) for choice in self.lists[name])
        if type_ == "calculate":
            draft["calculation"] = self._worked_out(known, names)
        else:
            draft["label"] = self.text(known)
            self._maybe(draft, 0.3, hint=lambda: self.text(known), number=lambda: "12a")
        self._maybe(draft, 0.3, relevant=lambda: self._truth(known))
        self._maybe(draft, 0.2, themes=lambda: ["t1", "t2"], indicators=lambda: ["f1.a"])
        if type_ not in ("note", "calculate"):
            self._asked(draft, type_, listed, others)
        known.append(Known(str(draft["name"]), type_, listed))
        return draft

    def _asked(
        self, draft: dict[str, Value], type_: str, listed: tuple[str, ...], known: list[Known]
    ) -> None:
        draw = self.draw
        self._maybe(draft, 0.2, required=lambda: draw.choice(["yes", self._truth(known)]))
        self._maybe(draft, 0.2, missing=lambda: draw.sample(["dk", "rf", "na"], draw.randint(1, 3)))
        self._maybe(draft, 0.1, claims=lambda: ["c1"], codes=lambda: ["u.a", "u.b"])
        if "required" in draft:
            self._maybe(draft, 0.3, required_message=lambda: self.text(known))
        if draw.random() < 0.3:
            draft["constraints"] = [self._check(type_, known) for _ in range(draw.randint(1, 3))]
        match type_:
            case "text":
                self._maybe(draft, 0.2, long=lambda: "yes")
                self._maybe(
                    draft, 0.2, default=lambda: draw.choice(["abc", "a(b)", "5 - 3", "'x'"])
                )
            case "open":
                self._maybe(draft, 0.4, listen_for=lambda: self.text(known))
                self._maybe(draft, 0.4, probes=lambda: self._probes(known))
            case "range":
                bounds = [("1", "5", "1"), ("0", "0.5", "0.125"), ("-5", "1234567", "0.5")]
                draft["start"], draft["end"], step = draw.choice(bounds)
                self._maybe(draft, 0.5, step=lambda: step)
            case "select_one" | "select_multiple":
                self._maybe(draft, 0.3, or_other=lambda: "yes", randomize=lambda: "yes")
                self._maybe(draft, 0.3, choice_filter=lambda: self._filter(known))
                self._maybe(draft, 0.1, default=lambda: listed[0])
                self._maybe(draft, 0.1, appearance=lambda: draw.choice(["minimal", "likert"]))
            case "rank":
                self._maybe(draft, 0.4, top=lambda: "2")
            case "date":
                self._maybe(draft, 0.4, precision=lambda: draw.choice(["day", "month", "year"]))
                self._maybe(draft, 0.2, default=lambda: "today()")
            case "integer":
                self._maybe(draft, 0.2, default=lambda: draw.choice(["3", "-2"]))
                self._maybe(draft, 0.1, calculation=lambda: "once(4 + 1)")

    def _probes(self, known: list[Known]) -> list[Value]:
        found: list[Value] = []
        for name in self.draw.sample(["a", "b", "c.1", "d-2"], 2):
            probe = Flow(name=name, label=self.text(known))
            self._maybe(probe, 0.3, listen_for=lambda: self.text(known))
            found.append(probe)
        return found

    # --- rules ---------------------------------------------------------------------------

    def _check(self, type_: str, known: list[Known]) -> dict[str, Value]:
        low = self.draw.choice(["0", "1", "2"])
        rules = {
            **dict.fromkeys(_NUMBERS, f". >= {low} and . <= 30"),
            **dict.fromkeys(("text", "open"), f"string-length(.) > {low}"),
            "select_multiple": "count-selected(.) <= 3", "date": ". <= today()",
        }  # fmt: skip
        rule: dict[str, Value] = {"constraint": rules.get(type_, "string-length(.) < 90")}
        if self.draw.random() < 0.3:
            rule["constraint"] = f"{rule['constraint']} or {self._truth(known)}"
        self._maybe(rule, 0.5, message=lambda: self.text(known))
        self._maybe(rule, 0.3, severity=lambda: "soft")
        return rule

    def _filter(self, known: list[Known]) -> str:
        texts = [one.name for one in known if one.type in ("text", "calculate")]
        looked_at = f"${{{self.draw.choice(texts)}}}" if texts else "'x'"
        return self.draw.choice([f"kota = {looked_at}", f"kota = '' or kota = {looked_at}"])

    def _truth(self, known: list[Known]) -> str:
        """Something that may be true and may be false."""
        draw = self.draw
        if not known or draw.random() < 0.15:
            return draw.choice(["${jabatan} = 'guru'", "${usia} > 40", "contains(${mapel}, 'mtk')"])
        one = draw.choice(known)
        name = f"${{{one.name}}}"
        if one.type in ("select_one", "likert"):
            return f"{name} = '{draw.choice(one.choices)}'"
        if one.type in ("select_multiple", "rank"):
            return f"selected({name}, '{draw.choice(one.choices)}')"
        if one.type == "acknowledge":
            return f"{name} = 'ok'"
        if one.type in _NUMBERS:
            return draw.choice([f"{name} > 2", f"{name} = '' or {name} <= 3", f"not({name} = 1)"])
        if one.type == "note":
            return "1 = ${usia}"
        return draw.choice([f"{name} != ''", f"string-length({name}) > 2"])

    def _worked_out(self, known: list[Known], names: "Names") -> str:
        draw = self.draw
        any_ = [f"${{{one.name}}}" for one in known if one.type not in ("note", "file")]
        numbers = [f"${{{one.name}}}" for one in known if one.type in _NUMBERS]
        lists = [one for one in known if one.type == "select_one"]
        makers = ["1 div 3", "concat('a', \"b'c\")", "${usia} + 1", "once(today())"]
        makers += [f"if({self._truth(known)}, 'x', 'y')"]
        makers += [f"concat({one}, '-')" for one in any_[:3]]
        makers += [f"coalesce({one}, 0) * 2" for one in numbers]
        makers += [f"sum({one}) + count({one}[. > 2])" for one in numbers]
        for name, members in self.repeats[-2:]:
            makers += [f"count(${{{name}}})"] * 2
            inside = [one for one in members if one.type in _NUMBERS]
            makers += [f"indexed-repeat(${{{one.name}}}, ${{{name}}}, 2)" for one in inside]
            makers += [f"sum(${{{one.name}}}[. > 1])" for one in inside]
            chosen = [one for one in members if one.type == "select_one"]
            makers += [
                f"count(${{{name}}}[${{{one.name}}} = '{one.choices[0]}'])" for one in chosen
            ]
            if inside and chosen:
                same = f"${{{chosen[0].name}}} = '{chosen[0].choices[0]}'"
                makers.append(f"sum(${{{inside[0].name}}}[{same}])")
        makers += [f"jr:choice-name(${{{one.name}}}, '${{{one.name}}}')" for one in lists]
        return draw.choice(makers)


@dataclass(slots=True)
class Names:
    """Names of one scope, each once."""

    draw: random.Random
    taken: set[str] = field(default_factory=lambda: {"position"})

    def new(self) -> str:
        """A name that is free."""
        name = self.draw.choice(NAMES) if self.draw.random() < 0.6 else f"n{len(self.taken)}"
        while self.taken & {name, f"{name}_other", name.removesuffix("_other")}:
            name = f"{name[:50]}_{len(self.taken)}"
        self.taken.add(name)
        return name
