"""The fingerprint of a YAML file: the same for every way to write the same thing.

Comments, spaces, quotation marks and line breaks between entries do not count; names, texts and
their order do.
"""

import hashlib
import json
from typing import Any

from instrumen.language.nodes import Mapping, Node, Scalar, Sequence


def fingerprint(node: Node) -> str:
    """The SHA-256 (64 hexadecimal digits) of the canonical JSON of a tree. Mappings become
    lists of pairs, since the order of keys may be seen on paper (facts, values of a field)."""
    canonical = json.dumps(_plain(node), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(node: Node) -> Any:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {"": [[key.value, _plain(value)] for key, value in node.pairs]}
