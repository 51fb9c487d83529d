"""What the functions do, by family. Those that need more than their arguments (the clock, the
repeat around them, the language) are compiled in `engine.calls`."""

from collections.abc import Callable, Mapping

from instrumen.engine.conversion import Scalar
from instrumen.engine.functions import control, data, date, geo, number, repeat, select, text

PLAIN: Mapping[str, Callable[..., Scalar]] = {
    **control.FUNCTIONS,
    **select.FUNCTIONS,
    **repeat.FUNCTIONS,
    **text.FUNCTIONS,
    **number.FUNCTIONS,
    **date.FUNCTIONS,
    **geo.FUNCTIONS,
    **data.FUNCTIONS,
}
"""Functions of their arguments alone, by name. Arguments come as the kinds of the table
`language.expression.FUNCTIONS` say; a function with any number of them gets one sequence."""
