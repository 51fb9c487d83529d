"""Instrument → program: every rule compiled, every dependency known.

layout (scopes, nodes) → rules (closures, needs) → order (topological) → edges
"""

from collections.abc import Callable, Iterable, Iterator

from instrumen.engine.accepting import viewing_result
from instrumen.engine.code import Code, boolean, number, value_as
from instrumen.engine.compilation import Need
from instrumen.engine.compiler import Compiler
from instrumen.engine.conversion import NAN
from instrumen.engine.given import is_worked_out
from instrumen.engine.graph import connect, in_order
from instrumen.engine.layout import Layout
from instrumen.engine.naming import Names, common_depth
from instrumen.engine.nodes import Frame, Node, Run, RunningCheck, Test
from instrumen.engine.piping import piped_names
from instrumen.engine.program import Program
from instrumen.engine.triggering import connect_triggers
from instrumen.language.expression.functions import Of
from instrumen.language.expression.syntax import Call, Expression
from instrumen.language.garbage import no_collection
from instrumen.language.model import OTHER, Choice, Instrument, Question, Repeat

_MOST_KEPT = 64
# A calculation may refer to one further down, and that to one further down still; beyond this
# many its kind is found out at run time.
_DEEPEST_LOOK = 40

_kept: dict[tuple[str, str], Program] = {}


def compile_instrument(instrument: Instrument) -> Program:
    """The program of an instrument whose checks found no error. The same text gives the same
    program. Raises ValueError for a function that does not exist."""
    key = (instrument.hash, instrument.source)
    known = _kept.get(key) if instrument.source else None
    if known is None:
        known = build_program(instrument)
        if instrument.source:
            if len(_kept) >= _MOST_KEPT:
                _kept.pop(next(iter(_kept)))
            _kept[key] = known
    return known


def build_program(instrument: Instrument) -> Program:
    """As `compile_instrument`, always anew."""
    with no_collection():
        return _Build(instrument).program()


class _Build:
    """One compilation. `needs` lead to what must be evaluated again, `watched` to what is only
    shown or checked again."""

    def __init__(self, instrument: Instrument) -> None:
        self.instrument = instrument
        self.layout = Layout(instrument)
        self.names = Names(self.layout.scopes, self._kind, dict(instrument.choices))
        self.calculated: dict[Node, Code] = {}
        self.underway: set[Node] = set()
        self.needs: dict[Node, list[Need]] = {node: [] for node in self.layout.nodes}
        self.watched: dict[Node, list[Need]] = {node: [] for node in self.layout.nodes}

    def program(self) -> Program:
        for node in self.layout.nodes:
            self._rules(node)
        nodes = tuple(self.layout.nodes)
        order = in_order(nodes, self.needs)
        connect(nodes, self.needs, self.watched)
        connect_triggers(nodes, self.names)
        for scope in self.layout.scopes:
            inside = [node for node in scope.nodes if node.default is not None]
            scope.defaulted = tuple(sorted(inside, key=is_worked_out))
        return Program(self.instrument, self.layout.root, self.names, order, nodes)

    def _rules(self, node: Node) -> None:
        item = node.item
        if node.container >= 0:
            around = node.scope.nodes[node.container]
            self.needs[node].append(Need(around, node.scope.depth))
        if item.relevant is not None:
            node.relevant = boolean(self._eager(node, item.relevant))
        match item:
            case Question():
                self._question_rules(node, item)
            case Repeat():
                self._repeat_rules(node, item)
        for text in node.labels.values():
            self._watch_pipes(node, piped_names(text))

    def _question_rules(self, node: Node, question: Question) -> None:
        if question.trigger:
            self._trigger_rule(node, question)
        elif question.calculation is not None:
            self._calculation_rule(node, question)
        if question.choice_filter is not None:
            node.admits = self._filter(node, question.choice_filter)
        if question.default is not None:
            node.default = self._compiler(node).single(question.default.root).run
        if question.required is not None:
            node.required = self._required(node, question.required)
        self._checks(node, question)
        for choice in node.choices:
            self._watch_pipes(node, piped_names(choice.label))

    def _calculation_rule(self, node: Node, question: Question) -> None:
        """A calculation has the kind of its expression, a question with one its own kind."""
        code = self._calculation(node)
        if question.asks:
            node.calculation = value_as(code, node.kind)
            return
        node.calculation = _stored_kind(code)
        self._has_kind(node, code)

    def _trigger_rule(self, node: Node, question: Question) -> None:
        """What a trigger sets is an answer: kept as it is until the next time, whatever the
        calculation reads. Of what cannot be answered it is kept all the same."""
        node.lasting = not question.asks
        if question.calculation is None:
            return
        code = self._calculation(node)
        node.sets = _stored_kind(code)
        if not question.asks:
            self._has_kind(node, code)
            node.view = viewing_result(node.kind)

    def _has_kind(self, node: Node, code: Code) -> None:
        node.kind = Of.NUMBER if code.kind is Of.BOOLEAN else code.kind
        node.blank = NAN if node.kind is Of.NUMBER else ""
        node.scope.blanks[node.slot] = node.blank

    def _repeat_rules(self, node: Node, repeat: Repeat) -> None:
        if repeat.count is not None:
            node.count = number(self._eager(node, repeat.count))
        self._checks(node, repeat)

    def _checks(self, node: Node, item: Question | Repeat) -> None:
        node.checks = tuple(
            RunningCheck(boolean(self._lazy(node, check.constraint)), check.message, check.soft)
            for check in item.checks
        )
        for check in item.checks:
            self._watch_pipes(node, piped_names(check.message))

    def _required(self, node: Node, required: Expression) -> Test:
        match required.root:
            case Call("true", ()):
                return _always
            case Call("false", ()):
                return _never
        return boolean(self._lazy(node, required))

    def _filter(self, node: Node, condition: Expression) -> Callable[[Frame, Choice], bool]:
        compiler = Compiler(self.names, node.scope, node, in_rows=True)
        test = boolean(compiler.single(condition.root))
        self._keep(node, compiler)
        rows = {choice.name: {**choice.extra, "name": choice.name} for choice in node.choices}
        always = OTHER if isinstance(node.item, Question) and node.item.or_other else None

        def admits(frame: Frame, choice: Choice) -> bool:
            if choice.name == always:
                return True
            frame.context.row = rows[choice.name]
            return test(frame)

        return admits

    def _calculation(self, node: Node) -> Code:
        """The code of a node's calculation; compiled once, when its kind is first wanted."""
        known = self.calculated.get(node)
        if known is not None:
            return known
        question = node.item
        assert isinstance(question, Question)
        assert question.calculation is not None
        self.underway.add(node)
        if question.trigger:
            known = self._compiler(node).single(question.calculation.root)
        else:
            known = self._eager(node, question.calculation)
        self.calculated[node] = known
        self.underway.discard(node)
        return known

    def _kind(self, node: Node) -> Of:
        question = node.item
        if not isinstance(question, Question) or question.calculation is None or question.asks:
            return node.kind
        if node in self.underway or len(self.underway) > _DEEPEST_LOOK:
            return Of.ANY
        kind = self._calculation(node).kind
        return Of.NUMBER if kind is Of.BOOLEAN else kind

    def _compiler(self, node: Node) -> Compiler:
        return Compiler(self.names, node.scope, node)

    def _eager(self, node: Node, expression: Expression) -> Code:
        compiler = self._compiler(node)
        code = compiler.single(expression.root)
        self._keep(node, compiler)
        return code

    def _keep(self, node: Node, compiler: Compiler) -> None:
        self.needs[node].extend(compiler.needs)
        node.speaks |= compiler.speaks
        node.lasting |= compiler.lasting

    def _lazy(self, node: Node, expression: Expression) -> Code:
        compiler = self._compiler(node)
        code = compiler.single(expression.root)
        self.watched[node].extend(compiler.needs)
        return code

    def _watch_pipes(self, node: Node, names: Iterable[str]) -> None:
        self.watched[node].extend(self._pipe_needs(node, names))

    def _pipe_needs(self, node: Node, names: Iterable[str]) -> Iterator[Need]:
        for name in names:
            found = self.names.find(name, node.scope)
            if found is not None:
                level = common_depth(node.scope, found.scope)
                yield Need(found, level)
                for repeat in found.scope.chain[level:]:
                    yield Need(repeat, min(level, repeat.scope.depth))


def _stored_kind(code: Code) -> Run:
    """A calculation as it is stored: a truth as 1 or 0 (JavaRosa), so that it stays a truth
    when it is read again; NaN and blank as blank."""
    run = code.run
    match code.kind:
        case Of.BOOLEAN:
            return lambda frame: 1.0 if run(frame) else 0.0
        case Of.NUMBER | Of.TEXT | Of.DATE:
            return run
        case _:
            return lambda frame: _truth_as_number(run(frame))


def _truth_as_number(value: str | float | bool) -> str | float:
    return float(value) if isinstance(value, bool) else value


def _always(_frame: Frame) -> bool:
    return True


def _never(_frame: Frame) -> bool:
    return False
