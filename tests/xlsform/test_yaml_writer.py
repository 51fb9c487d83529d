"""Whatever text is written as YAML is read back as that very text."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from instrumen.language.nodes import Mapping, Node, Scalar, Sequence
from instrumen.language.yaml_reader import read_yaml
from instrumen.language.yaml_writer import Commented, Flow, Value, write_yaml
from instrumen.text import keep


def kept(text: str) -> str:
    """A text without what no instrument file may hold."""
    return re.sub("[\u2028\u2029\ufeff]", " ", keep(text))


awkward = st.sampled_from(
    ["", "no", "1:20", "a: b", "a #b", "- x", "-5", "?", "'", '"', "\\", "{a}", "[b]", "a, b",
     "~", "|", "x\ny", " x", "x ", "a\n\n b", "---", "...", "#", "%a", "@b", "=", "${x} = 'ya'",
     "two  spaces", "word " * 40 + "end", "a:", ":a", "\t", "&a", "*", "null", "<<"]
)  # fmt: skip
texts = awkward | st.text(max_size=120).map(kept)
keys = texts
values = st.recursive(
    texts,
    lambda inner: (
        st.lists(texts, min_size=1, max_size=3)
        | st.lists(st.dictionaries(keys, inner, min_size=1, max_size=3), min_size=1, max_size=3)
        | st.dictionaries(keys, inner, min_size=1, max_size=3)
        | st.dictionaries(keys, texts, min_size=1, max_size=3).map(Flow)
    ),
    max_leaves=12,
)


def plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.value: plain(value) for key, value in node.pairs}


@given(st.dictionaries(keys, values, min_size=1, max_size=4))
def test_what_is_written_is_read(value: dict[str, Value]) -> None:
    root, problems = read_yaml(write_yaml(value), Path("x.yaml"))
    assert problems == ()
    assert root is not None
    assert plain(root) == value


def test_remarks_stand_above_and_are_not_read() -> None:
    value = {"a": [Commented({"b": "c"}, ("why\nso",)), {"d": "e"}]}
    written = write_yaml(value)
    assert written == "a:\n  # why so\n  - b: c\n\n  - d: e\n"


def test_quotation_marks_only_where_they_are_needed() -> None:
    assert write_yaml({"relevant": "${a} = 'ya' and . > 3"}) == "relevant: ${a} = 'ya' and . > 3\n"
    assert write_yaml({"t": Flow(id="Ya", en="Yes, really")}) == 't: {id: Ya, en: "Yes, really"}\n'
