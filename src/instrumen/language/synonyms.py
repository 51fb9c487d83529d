"""What people write out of habit: the words of this language in Indonesian, and those of other
programs and of spreadsheets. For “did you mean” only; none of them is understood."""

from collections.abc import Mapping
from types import MappingProxyType

_INDONESIAN = {
    "angket": "questionnaire", "angka": "integer", "atau": "or", "bagian": "sections",
    "bahasa": "languages", "baris": "rows", "batas": "constraint", "batasan": "constraint",
    "berkas": "file", "bilangan": "integer", "bulat": "integer", "butir": "questions",
    "catatan": "note", "dan": "and", "daftar": "choices", "desimal": "decimal",
    "dokumen": "document", "dokumentasi": "document", "gambar": "file", "grup": "group",
    "hitung": "calculate calculation", "indikator": "indicators", "instrumen": "instrument",
    "jawaban": "choices", "jenis": "type kind", "jika": "if relevant", "judul": "title label",
    "jumlah": "sum repeat_count", "keterangan": "hint", "kelompok": "group",
    "kuesioner": "questionnaire", "lokasi": "geopoint", "maksimal": "max", "matriks": "likert",
    "minimal": "min",
    "nama": "name", "nomor": "number", "observasi": "observation", "opsi": "choices",
    "perhitungan": "calculation", "peringkat": "rank", "pertanyaan": "questions label",
    "persetujuan": "acknowledge consent", "pesan": "message constraint_message",
    "petunjuk": "hint", "pilihan": "choices select_one", "rumus": "calculation", "skala": "scales",
    "skor": "score", "subjek": "subject", "syarat": "relevant constraint", "tampil": "relevant",
    "tanggal": "date", "teks": "text", "tema": "themes", "tidak": "not", "bukan": "not",
    "tipe": "type", "ulang": "repeat", "ulangan": "repeat", "unit": "units", "untuk": "for",
    "versi": "version", "waktu": "time", "wajib": "required", "wawancara": "interview",
}  # fmt: skip
_ELSEWHERE = {
    "answers": "choices", "bool": "acknowledge", "boolean": "acknowledge", "caption": "label",
    "checkbox": "select_multiple", "condition": "relevant", "dropdown": "select_one",
    "end_repeat": "repeat", "float": "decimal", "formula": "calculation", "grid": "likert",
    "help": "hint", "matrix": "likert",
    "id": "name", "int": "integer", "items": "questions rows", "list": "choices",
    "mandatory": "required", "multiple_choice": "select_one", "number": "integer",
    "numeric": "integer", "options": "choices", "paragraph": "text", "question": "label questions",
    "radio": "select_one", "scale": "likert scales", "show_if": "relevant", "single": "select_one",
    "skip": "relevant", "string": "text", "survey": "questionnaire sections", "text": "label",
    "validation": "constraint", "value": "name", "visible": "relevant",
}  # fmt: skip
_FUNCTIONS = {
    "concatenate": "concat", "countif": "count", "left": "substr", "len": "string-length",
    "length": "string-length", "mid": "substr", "power": "pow", "right": "substr",
    "sumif": "sum", "text": "format-date", "trim": "normalize-space",
}  # fmt: skip

WAYS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("average", "avg", "mean", "rata", "rata_rata"), "sum(…) div count(…)"),
        **dict.fromkeys(("isblank", "isempty", "is-empty", "kosong"), "${…} = ''"),
        **dict.fromkeys(("year", "tahun"), "format-date(…, '%Y')"),
        **dict.fromkeys(("month", "bulan"), "format-date(…, '%n')"),
        **dict.fromkeys(("includes", "in", "has"), "selected(…, …)"),
    }
)
"""Functions of other programs that there is another way for."""


def _gathered() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in (_INDONESIAN, _ELSEWHERE, _FUNCTIONS):
        for word, meant in table.items():
            found[word] = (*found.get(word, ()), *meant.split())
    return MappingProxyType(found)


SYNONYMS = _gathered()
"""From a word in small letters to what is written here instead; several where it depends on the
place."""
