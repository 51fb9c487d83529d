"""Forms as rows of a survey sheet, for comparing two engines."""

from dataclasses import dataclass

LABEL = "label::Indonesia (id)"
LISTS = {
    "pilihan": ("ya", "tidak", "ragu"),
    "alasan": ("biaya", "waktu"),  # the list of questions with or_other
    "kabupaten": ("utara", "selatan"),
    "sekolah": ("smp1", "smp2", "sma1", "sma2"),
    "kelas": ("k7", "k8", "k10", "k11"),
}
_ABOVE = {
    "smp1": "utara", "smp2": "selatan", "sma1": "utara", "sma2": "selatan",
    "k7": "smp1", "k8": "smp2", "k10": "sma1", "k11": "sma2",
}  # fmt: skip

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetForm:
    """The rows of a form. The choices are those of `LISTS`; their column `di` names the choice
    above them in the cascade."""

    rows: tuple[Row, ...]

    @property
    def markdown(self) -> str:
        """The whole XLSForm."""
        header = dict.fromkeys(key for row in self.rows for key in row)
        table = [f"| | {' | '.join(row.get(key, '') for key in header)} |" for row in self.rows]
        choices = [
            f"| | {listed} | {name} | {name.title()} | {_ABOVE.get(name, '')} |"
            for listed, names in LISTS.items()
            for name in names
        ]
        lines = ["| survey |", f"| | {' | '.join(header)} |", *table]
        return "\n".join(
            [*lines, "| choices |", f"| | list_name | name | {LABEL} | di |", *choices]
        )

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of every question by name."""
        asked = [row for row in self.rows if row.get(LABEL)]
        other = {f"{row['name']}_other": "text" for row in asked if "or_other" in row["type"]}
        return {row["name"]: row["type"].split()[0] for row in asked} | other

    @property
    def labels(self) -> dict[str, str]:
        """The label of every question by name, as written."""
        return {row["name"]: row[LABEL] for row in self.rows if row.get(LABEL)}


def form_of(text: str) -> SheetForm:
    """A form from lines such as `integer | umur | relevant: ${a} > 1 | label: Umur`; questions
    without a label have their name for one."""
    rows = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        kind, *rest = (part.strip() for part in line.split(" | "))
        row = {"type": kind, "name": rest[0] if rest else ""}
        row |= dict(part.split(": ", 1) for part in rest[1:])
        if not kind.startswith(("begin", "end")):
            row[LABEL] = row.pop("label", f"L {row['name']}")
        rows.append(row)
    return SheetForm(tuple(rows))
