"""The Word file of the demo study, held against its database by other means than the program's:
what a supervisor would ask of any sentence in it."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from word_reader import Docx

SPREAD = re.compile(r"^Sebaran: (\d+) dari (\d+) ")
# The order of the document: that of the foci.
THEMES = ("kompetensi", "strategi", "kendala", "model", "upaya", "mutu")
CITED = re.compile(r"“(.+?)” $", re.DOTALL)


@pytest.fixture(scope="module")
def document(demo_study_folder: Path) -> Docx:
    """The Indonesian document."""
    return Docx(next((demo_study_folder / "exports").glob("*-id.docx")))


@pytest.fixture(scope="module")
def db(demo_study_folder: Path) -> Iterator[sqlite3.Connection]:
    """The database, read without the program."""
    path = demo_study_folder / "study.db"
    with closing(sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)) as opened:
        yield opened


def distinct_people(db: sqlite3.Connection, codes: list[str]) -> set[str]:
    """Who said something that carries one of the codes, or a code below it."""
    rows = db.execute(
        """
        SELECT coalesce(nullif(turns.speaker, ''), subject.subject), codings.code
        FROM codings
        JOIN responses AS subject ON subject.id = codings.response
        LEFT JOIN turns ON 'turn:' || turns.id = codings.ref
        WHERE subject.subject IN (SELECT code FROM respondents) OR subject.subject_kind = 'group'
        """
    )
    return {
        who
        for who, code in rows
        if any(code == wanted or code.startswith(f"{wanted}.") for wanted in codes)
    }


def test_every_citation_leads_to_the_very_words(document: Docx) -> None:
    places = document.bookmarks()
    quotations = 0
    for anchor, citation, paragraph in document.links():
        before = paragraph.partition(citation)[0]
        cited = CITED.search(before)
        if cited is None:
            continue
        quotations += 1
        assert cited.group(1).strip("… ") in places[anchor], (citation, paragraph)
    assert quotations > 30


def test_every_n_of_N_counts_distinct_people(document: Docx, db: sqlite3.Connection) -> None:
    printed = [SPREAD.match(line) for line in document.text.splitlines()]
    counted = [(int(found.group(1)), int(found.group(2))) for found in printed if found]
    order = {name: place for place, name in enumerate(THEMES)}
    findings = sorted(
        (order[theme], number, json.loads(codes))
        for theme, number, codes in db.execute("SELECT theme, number, codes FROM findings")
    )
    people = [distinct_people(db, codes) for _, _, codes in findings]
    assert [n for n, _ in counted] == [len(those) for those in people]
    population = {code for (code,) in db.execute("SELECT code FROM respondents")}
    assert all(those <= population for those in people)
    assert all(n <= of <= len(population) for n, of in counted)


@pytest.mark.parametrize("name", ["*-id.docx", "*-en.docx"])
def test_nobody_is_named_in_any_part(
    demo_study_folder: Path, db: sqlite3.Connection, name: str
) -> None:
    everything = Docx(next((demo_study_folder / "exports").glob(name))).everything
    identities = [value for (value,) in db.execute("SELECT value FROM identities")]
    assert len(identities) >= 124
    assert [value for value in identities if value in everything] == []
    given = {value.split()[0] for value in identities if not value[0].isdigit()}
    assert [word for word in given if re.search(rf"\b{word} Contoh\b", everything)] == []


def test_only_consenting_people_are_quoted(document: Docx, db: sqlite3.Connection) -> None:
    silent = {
        who
        for (who,) in db.execute(
            "SELECT respondent FROM consent_scopes WHERE scope='kutip' AND granted=0"
        )
    }
    assert silent
    cited = {
        code
        for _, citation, paragraph in document.links()
        if CITED.search(paragraph.partition(citation)[0])
        for code in re.findall(r"[A-Z]+-\d+", citation)
    }
    assert cited & silent == set()
