"""Function calls, compiled: the arguments as the kinds they are wanted in, and which file knows the
function. What a function does with its arguments alone is in `functions`; `calls_in_repeats` and
`calls_of_form` have those that need more."""

from collections.abc import Callable, Mapping, Sequence

from instrumen.engine import calls_in_repeats, calls_of_form, nodesets
from instrumen.engine.code import Code, Compiled, boolean, constant, number, single, text, value_as
from instrumen.engine.compilation import Compilation
from instrumen.engine.conversion import Scalar, blank_or_text, is_blank, number_of
from instrumen.engine.functions import PLAIN
from instrumen.engine.nodes import Frame, Run
from instrumen.language.expression.functions import FUNCTIONS, Of
from instrumen.language.expression.syntax import Call
from instrumen.language.expression.syntax import Node as Tree

Builder = Callable[[Compilation, tuple[Tree, ...]], Compiled]

# Functions that take any number of values, those of node-sets one by one, and as what.
_SPREAD = {
    "concat": Of.TEXT, "join": Of.TEXT, "min": Of.NUMBER, "max": Of.NUMBER,
    "checklist": Of.ANY, "weighted-checklist": Of.ANY, "distance": Of.TEXT,
}  # fmt: skip
# Numbers from times: what is unanswered stays so (JavaRosa), and is not NaN.
_BLANK_OF_BLANK = ("decimal-date-time", "decimal-time")
# How many of their first arguments stand for themselves: the separator, the limits.
_ALONE = {"join": 1, "checklist": 2, "weighted-checklist": 2}


def compile_call(compiler: Compilation, call: Call) -> Compiled:
    """The code of a function call. Raises ValueError for a function that does not exist, which
    the checks of an instrument find before."""
    special = _SPECIAL.get(call.name)
    if special is not None:
        return special(compiler, call.arguments)
    function, plain = FUNCTIONS.get(call.name), PLAIN.get(call.name)
    if function is None or plain is None:
        raise ValueError(f"no function {call.name}()")
    if call.name in _SPREAD:
        return Code(function.result, _spread(compiler, call, plain))
    if call.arguments == () and call.name in ("string-length", "normalize-space"):
        own = compiler.read(compiler.own) if compiler.own else constant("")
        return Code(function.result, _applied(plain, [text(single(own))]))
    arguments = [
        _argument(compiler, tree, function.argument(place))
        for place, tree in enumerate(call.arguments)
    ]
    return Code(function.result, _applied(plain, arguments), blank=call.name in _BLANK_OF_BLANK)


def _argument(compiler: Compilation, tree: Tree, kind: Of) -> Callable[[Frame], object]:
    if kind is Of.NODES:
        return nodesets.values_of(compiler.compile(tree))
    return value_as(compiler.single(tree), kind)


def _applied(plain: Callable[..., Scalar], arguments: Sequence[Callable[[Frame], object]]) -> Run:
    match arguments:
        case []:
            return lambda _frame: plain()
        case [one]:
            return lambda frame: plain(one(frame))
        case [one, other]:
            return lambda frame: plain(one(frame), other(frame))
        case _:
            return lambda frame: plain(*(argument(frame) for argument in arguments))


def _spread(compiler: Compilation, call: Call, plain: Callable[..., Scalar]) -> Run:
    kind = _SPREAD[call.name]
    alone = _ALONE.get(call.name, 0)
    parts = [_part(compiler.single(tree), kind) for tree in call.arguments[:alone]]
    parts += [_part(compiler.compile(tree), kind) for tree in call.arguments[alone:]]
    if len(parts) == 1:
        only = parts[0]
        return lambda frame: plain(only(frame))
    return lambda frame: plain([value for part in parts for value in part(frame)])


def _part(compiled: Compiled, kind: Of) -> Callable[[Frame], Sequence[Scalar]]:
    """One argument as values of a kind."""
    if isinstance(compiled, Code):
        run = value_as(compiled, kind)
        return lambda frame: (run(frame),)
    values = compiled.values
    if kind is Of.TEXT:
        return lambda frame: [blank_or_text(value) for value in values(frame)]
    if kind is Of.NUMBER and compiled.kind is not Of.NUMBER:
        return lambda frame: [number_of(value) for value in values(frame)]
    return values


def _if(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`if(condition, then, else)`: only one of the two is evaluated."""
    test = boolean(compiler.single(arguments[0]))
    then, otherwise = compiler.single(arguments[1]), compiler.single(arguments[2])
    kind = _common_kind(then, otherwise)
    first, second = value_as(then, kind), value_as(otherwise, kind)
    blank = kind is not Of.NUMBER or _may_be_blank(then) or _may_be_blank(otherwise)
    return Code(kind, lambda frame: first(frame) if test(frame) else second(frame), blank=blank)


def _coalesce(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`coalesce(a, b)`: the first that is not blank; NaN counts as blank (JavaRosa)."""
    first, second = (compiler.single(argument) for argument in arguments)
    kind = _common_kind(first, second)
    one, other = value_as(first, kind), value_as(second, kind)

    def run(frame: Frame) -> Scalar:
        value = one(frame)
        return other(frame) if is_blank(value) else value

    return Code(kind, run, blank=kind is not Of.NUMBER or _may_be_blank(second))


def _once(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`once(x)`: the question's own value when it has one, else x."""
    compiler.origin.lasting = True
    code = compiler.single(arguments[0])
    stored = compiler.own_stored()
    if stored is None:
        return code
    run, numeric = code.run, code.kind is Of.NUMBER

    def keep(frame: Frame) -> Scalar:
        kept = stored(frame)
        if kept is None or kept == "":
            return run(frame)
        value = float(kept) if isinstance(kept, int | float) else str(kept)
        return number_of(value) if numeric else value

    kind = code.kind if code.kind in (Of.NUMBER, Of.DATE) else Of.ANY
    return Code(kind, keep, blank=not numeric or _may_be_blank(code))


def _number(compiler: Compilation, arguments: tuple[Tree, ...]) -> Compiled:
    """`number(x)`: x as arithmetic reads it; a date is its days since 1970 (JavaRosa)."""
    return Code(Of.NUMBER, number(compiler.single(arguments[0])))


def _common_kind(one: Code, other: Code) -> Of:
    """The kind of "one or the other"; an empty text fits every kind but truth."""
    if one.kind is other.kind:
        return one.kind
    if one.constant == "" and other.kind is not Of.BOOLEAN:
        return other.kind
    if other.constant == "" and one.kind is not Of.BOOLEAN:
        return one.kind
    return Of.ANY


def _may_be_blank(code: Code) -> bool:
    return code.blank or code.constant == ""


_SPECIAL: Mapping[str, Builder] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "number": _number,
    "position": calls_in_repeats.position,
    "count": calls_in_repeats.count,
    "indexed-repeat": calls_in_repeats.indexed_repeat,
    "jr:choice-name": calls_of_form.choice_name,
    "jr:itext": calls_of_form.itext,
    "today": calls_of_form.today,
    "now": calls_of_form.now,
    "format-date": calls_of_form.formatted_date,
    "format-date-time": calls_of_form.formatted_date,
    "random": calls_of_form.random_number,
    "uuid": calls_of_form.random_id,
    "pulldata": calls_of_form.pulldata,
    "instance": calls_in_repeats.instance,
    "current": calls_in_repeats.current,
    "randomize": calls_in_repeats.randomize,
}
