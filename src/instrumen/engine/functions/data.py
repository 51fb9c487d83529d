"""`extract-signed`. Source: JavaRosa, `ExtractSignedFunctionHandler`: the contents are base64 of a
signature of 64 bytes and the message; the key is base64 of an Ed25519 public key."""

from collections.abc import Callable, Mapping

from instrumen.engine.conversion import Scalar
from instrumen.engine.functions.ed25519 import SIGNATURE_LENGTH, verify
from instrumen.engine.functions.text import decoded


def extract_signed(contents: str, public_key: str) -> str:
    """The message when its signature is good, else ''."""
    sealed, key = decoded(contents), decoded(public_key)
    signature, message = sealed[:SIGNATURE_LENGTH], sealed[SIGNATURE_LENGTH:]
    return message.decode("utf-8", "replace") if verify(key, signature, message) else ""


FUNCTIONS: Mapping[str, Callable[..., Scalar]] = {"extract-signed": extract_signed}
