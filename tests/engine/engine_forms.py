"""Forms from a few lines of YAML, for the tests of the engine."""

from datetime import date
from pathlib import Path
from textwrap import dedent, indent

from instrumen.engine import FormState
from instrumen.language import read_instrument_text
from instrumen.language.model import Instrument

TODAY = date(2026, 5, 4)

HEADER = """\
instrument: contoh
kind: questionnaire
version: "1"
title: {id: Contoh, en: Example}
languages: [id, en]
choices:
  ya_tidak:
    - {name: ya, label: {id: Ya, en: "Yes"}}
    - {name: tidak, label: {id: Tidak, en: "No"}}
  warna:
    - {name: merah, label: {id: Merah, en: Red}}
    - {name: biru, label: {id: Biru, en: Blue}}
    - {name: hijau, label: {id: Hijau, en: Green}}
    - {name: tidak_ada, label: {id: Tidak ada, en: None}, exclusive: yes}
  kota:
    - {name: bandung, label: Bandung, pulau: jawa}
    - {name: malang, label: Malang, pulau: jawa}
    - {name: medan, label: Medan, pulau: sumatra}
sections:
"""


def read(questions: str) -> Instrument:
    """The instrument with these questions in one section, or with these sections (which are
    told by their titles)."""
    body = dedent(questions).strip("\n")
    if "title:" not in body:
        body = f"- name: bagian\n  title: Bagian\n  questions:\n{indent(body, '    ')}"
    instrument, problems = read_instrument_text(
        HEADER + indent(body, "  ") + "\n", Path("contoh.yaml")
    )
    assert instrument is not None, [f"{p.mark.line}: {p.what}" for p in problems]
    return instrument


def form_of(questions: str, **given: object) -> FormState:
    """A form with these questions on 4 May 2026, in Indonesian."""
    arguments: dict[str, object] = {"language": "id", "today": TODAY, **given}
    return FormState(read(questions), **arguments)  # type: ignore[arg-type]
