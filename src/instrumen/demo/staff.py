"""The fictitious staff: who works at the school, as the list that a real school would hand over.

Counts and words come from `demo/staff.yaml`. Nobody in it can be mistaken for somebody: the
surname says so, and no staff number is one that could exist.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from instrumen.demo import texts
from instrumen.demo.quota import apportion, dealt, scaled, shuffled
from instrumen.demo.texts import Plain

LEAST_STAFF = 5


@dataclass(frozen=True, slots=True)
class Load:
    """A subject somebody teaches: its code in questionnaires, as lists write it, hours a week,
    and whether it is the subject of the person's degree."""

    code: str
    written: str
    hours: int
    own_field: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person of the staff. `post` is the wording of the list, `duty` an employee's work in
    the words of the staff questionnaire; `certified` and `status` are as the list writes them."""

    name: str = ""
    number: str = ""
    sex: str = ""
    born: date = date.min
    post: str
    extra: str = ""
    duty: str = ""
    loads: tuple[Load, ...] = ()
    education: str
    degree: str = ""
    title: str = ""
    certified: str = ""
    status: str
    grade: str = ""
    since: date = date.min
    informant: bool = False
    observed: bool = False

    @property
    def hours(self) -> int:
        """Lesson hours a week."""
        return sum(load.hours for load in self.loads)

    @property
    def out_of_field(self) -> bool:
        """Whether any subject is not that of the degree."""
        return any(not load.own_field for load in self.loads)


def staff_of(plan: Plain, total: int, year: int, rng: Random) -> tuple[Member, ...]:
    """`total` people (at least `LEAST_STAFF`) in the order of an official list: the head, then
    by age. The same plan, total, year and state of `rng` give the same people."""
    sizes = {part: texts.count(plan, part, "count") for part in ("teachers", "employees")}
    parts = apportion(sizes, total - 1)
    people = [
        _head(plan),
        *_teachers(plan, parts["teachers"], rng),
        *_employees(plan, parts["employees"], rng),
    ]
    people = _with_lives(plan, people, year, rng)
    return tuple(_with_names(plan, people, rng))


def write_list(plan: Plain, staff: Sequence[Member], file: Path) -> None:
    """Write the staff as the CSV file a school would hand over, a title row above the header."""
    columns = texts.table(plan, "columns")
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([texts.word(plan, "title")])
        writer.writerow(columns.values())
        writer.writerows([_cell(member, column) for column in columns] for member in staff)


def _cell(member: Member, column: str) -> str:
    match column:
        case "subjects":
            return "; ".join(load.written for load in member.loads)
        case "born" | "since":
            day: date = getattr(member, column)
            return f"{day:%d/%m/%Y}"
        case "hours":
            return str(member.hours) if member.loads else ""
        case "informant" | "observed":
            return "ya" if getattr(member, column) else "tidak"
        case "active":
            return "Aktif"
    return str(getattr(member, column))


def _head(plan: Plain) -> Member:
    head = texts.table(plan, "head")
    wording = {
        key: texts.word(head, key)
        for key in ("post", "title", "education", "degree", "certified", "status", "grade")
    }
    return Member(**wording)  # type: ignore[arg-type]


def _employees(plan: Plain, total: int, rng: Random) -> list[Member]:
    part = texts.table(plan, "employees")
    duties = {
        texts.word(duty, "code"): texts.word(duty, "post") for duty in texts.items(part, "duties")
    }
    codes = dealt(_counts(texts.items(part, "duties"), "code"), total)
    levels = dealt(_numbers(part, "education"), total)
    statuses = _shuffled_table(part, "status", total, rng)
    return [
        Member(
            post=duties[code],
            duty=code,
            education=level,
            degree=texts.word(part, "degrees", level),
            title=texts.word(part, "titles", level),
            status=status,
        )
        for code, level, status in zip(codes, levels, statuses, strict=True)
    ]


def _teachers(plan: Plain, total: int, rng: Random) -> list[Member]:
    part = texts.table(plan, "teachers")
    of = texts.count(part, "count")
    people = _by_subject(part, of, total)
    people = _with_certificates(part, of, people, rng)
    people = _with_hours(part, of, people, rng)
    levels = _shuffled_table(part, "education", total, rng)
    people = [
        replace(person, education=level, title=texts.word(part, "titles", level))
        for person, level in zip(people, levels, strict=True)
    ]
    return _with_duties(part, of, people, rng)


def _by_subject(part: Plain, of: int, total: int) -> list[Member]:
    """A person for each share of each subject; some of them with another subject's degree."""
    subjects = {texts.word(subject, "code"): subject for subject in texts.items(part, "subjects")}
    people: list[Member] = []
    for code, share in apportion(_counts(subjects.values(), "code"), total).items():
        strangers = _strangers(part, code, of, total)[:share]
        for degree, own in [*strangers, *[("", "")] * (share - len(strangers))]:
            loads = [Load(code, texts.word(subjects[code], "written"), 0, not own)]
            if own:
                loads.append(Load(own, texts.word(subjects[own], "written"), 0, True))
            people.append(
                Member(
                    post=texts.word(part, "post"),
                    education="",
                    degree=degree or texts.word(subjects[code], "degree"),
                    loads=tuple(loads),
                    status="",
                )
            )
    return people


def _strangers(part: Plain, code: str, of: int, total: int) -> list[tuple[str, str]]:
    """Degree and own subject of those who teach `code` out of their field."""
    return [
        (texts.word(kind, "degree"), texts.word(kind, "own"))
        for kind in texts.items(part, "out_of_field")
        if texts.word(kind, "code") == code
        for _ in range(round(texts.count(kind, "count") * total / of))
    ]


def _with_certificates(part: Plain, of: int, people: list[Member], rng: Random) -> list[Member]:
    """The first word of `certified` for most, the last for those out of their field but for
    `out_of_field_certified` of them."""
    words = list(texts.table(part, "certified"))
    left = dealt(_numbers(part, "certified"), len(people))
    strange = [index for index, person in enumerate(people) if person.out_of_field]
    allowed = round(texts.count(part, "out_of_field_certified") * len(people) / of)
    given: dict[int, str] = {}
    for position, index in enumerate(strange):
        wanted = words[0] if position >= len(strange) - allowed else words[-1]
        given[index] = wanted if wanted in left else left[-1]
        left.remove(given[index])
    rng.shuffle(left)
    return [
        replace(person, certified=given[index] if index in given else left.pop())
        for index, person in enumerate(people)
    ]


def _with_hours(part: Plain, of: int, people: list[Member], rng: Random) -> list[Member]:
    certified = next(iter(texts.table(part, "certified")), "")
    secure = [index for index, person in enumerate(people) if person.certified == certified]
    few = scaled(texts.count(part, "hours_short", "count"), of, len(people))
    short = rng.sample(secure, min(few, len(secure) // 4))
    done = []
    for index, person in enumerate(people):
        kind = "hours_certified" if index in secure else "hours_other"
        kind = "hours_short" if index in short else kind
        hours = rng.randint(texts.count(part, kind, "least"), texts.count(part, kind, "most"))
        done.append(replace(person, loads=_shared_out(person.loads, hours, rng)))
    return done


def _shared_out(loads: tuple[Load, ...], hours: int, rng: Random) -> tuple[Load, ...]:
    """The hours of a week over the subjects; who has few teaches the first one only."""
    if len(loads) == 1 or hours < 12:
        return (replace(loads[0], hours=hours),)
    second = rng.randrange(4, hours // 2 + 1, 2)
    return replace(loads[0], hours=hours - second), replace(loads[1], hours=second)


def _with_duties(part: Plain, of: int, people: list[Member], rng: Random) -> list[Member]:
    """Deputies from the certified in their own field; informants and observed from the rest."""
    certified = next(iter(texts.table(part, "certified")), "")
    order = list(range(len(people)))
    rng.shuffle(order)
    fit = [i for i in order if people[i].certified == certified and not people[i].out_of_field]
    titles = texts.words(part, "deputies")
    deputies = dict(zip(fit, titles[: round(len(titles) * len(people) / of)], strict=False))
    others = [index for index in order if index not in deputies]
    informants = _informants(part, of, people, others)
    observed = set(informants[: scaled(texts.count(part, "observed"), of, len(people))])
    extras = dict(zip(reversed(others), texts.words(part, "extras"), strict=False))
    return [
        replace(
            person,
            extra=deputies.get(index, extras.get(index, "")),
            informant=index in informants,
            observed=index in observed,
        )
        for index, person in enumerate(people)
    ]


def _informants(part: Plain, of: int, people: list[Member], order: list[int]) -> list[int]:
    """So many out of their field, the others from as many subjects as possible."""
    wanted = min(scaled(texts.count(part, "informants"), of, len(people)), len(order))
    strange = [index for index in order if people[index].out_of_field]
    chosen = strange[: round(texts.count(part, "informants_out_of_field") * len(people) / of)]
    met: dict[str, int] = {}
    rest = []
    for index in order:
        if not people[index].out_of_field:
            subject = people[index].loads[0].code
            met[subject] = met.get(subject, 0) + 1
            rest.append((met[subject], index))
    rest.sort(key=lambda pair: pair[0])
    mixed = [*chosen, *(index for _, index in rest)][:wanted]
    # Every third first: those out of their field are then spread over the observed, too.
    return [index for start in range(3) for index in mixed[start::3]]


def _with_lives(plan: Plain, people: list[Member], year: int, rng: Random) -> list[Member]:
    """Age and service: who is certified tends to be older; permanent posts go to the eldest."""
    ages = _ages(plan, people, rng)
    statuses = iter(dealt(_numbers(plan, "teachers", "status"), sum(bool(p.loads) for p in people)))
    sexes = shuffled(_numbers(plan, "sex"), len(people), rng)
    done = []
    for person, age, sex in sorted(zip(people, ages, sexes, strict=True), key=lambda x: -x[1]):
        status = next(statuses) if person.loads else person.status
        longest = max(1, min(age - texts.count(plan, "starting_age"), 32))
        tenure = rng.randint(longest // 3, longest)
        grades = texts.words(plan, "grades", status) or ("",)
        done.append(
            replace(
                person,
                sex=sex,
                born=_day(year - age, rng),
                since=_day(year - max(tenure, 1), rng),
                status=status,
                grade=person.grade or grades[min(tenure // 5, len(grades) - 1)],
            )
        )
    head = next(person for person in done if person.post == people[0].post)
    return [head, *(person for person in done if person is not head)]


def _ages(plan: Plain, people: list[Member], rng: Random) -> list[int]:
    least, most = texts.count(plan, "ages", "least"), texts.count(plan, "ages", "most")
    certified = {people[0].certified}
    ages = []
    for person in people:
        low = least + (most - least) // 4 if person.certified in certified else least
        high = most if person.certified in certified else most - (most - least) // 3
        ages.append(rng.randint(low, most if not person.loads else high))
    return ages


def _with_names(plan: Plain, people: list[Member], rng: Random) -> list[Member]:
    given = list(texts.words(plan, "given_names"))
    rng.shuffle(given)
    surname, prefix = texts.word(plan, "surname"), texts.word(plan, "number_prefix")
    done = []
    for index, person in enumerate(people):
        turn, place = divmod(index, len(given))
        middle = "" if turn == 0 else f" {given[(place + turn) % len(given)]}"
        done.append(
            replace(
                person,
                name=f"{given[place]}{middle} {surname}{person.title}",
                number=f"{prefix}{person.since:%Y%m}{index + 1:04d}",
            )
        )
    return done


def _day(year: int, rng: Random) -> date:
    return date(year, rng.randint(1, 12), rng.randint(1, 28))


def _numbers(plain: Plain, *keys: str) -> dict[str, int]:
    return {key: int(str(value)) for key, value in texts.table(plain, *keys).items()}


def _counts(kinds: Iterable[Plain], key: str) -> dict[str, int]:
    return {texts.word(kind, key): texts.count(kind, "count") for kind in kinds}


def _shuffled_table(part: Plain, key: str, total: int, rng: Random) -> list[str]:
    return shuffled(_numbers(part, key), total, rng)
