"""Opening a study: read the design, open the database, make sure that it is sound, keep the
texts of the instruments, make a backup."""

import random
from pathlib import Path

from instrumen.language import load_design
from instrumen.language.design import Design
from instrumen.messages import msg
from instrumen.store.backups import back_up
from instrumen.store.clock import Clock
from instrumen.store.faults import StoreError
from instrumen.store.installation import home, installation_id, remembered_collector
from instrumen.store.instruments import keep_texts
from instrumen.store.study import DATABASE, Study, open_database
from instrumen.store.views import refresh_views

# Instruments that were read before, in the folder of the user's settings.
_CACHE = "instruments"


def open_study(
    folder: Path,
    *,
    actor: str = "",
    clock: Clock | None = None,
    rng: random.Random | None = None,
    installation: str | None = None,
) -> Study:
    """Open the study in `folder` and make its database if there is none.

    `actor` is the collector at work (default: the design's only one, else whom this laptop
    remembers, else '': screens then ask). A seeded `rng`, with
    `clock` and `installation`, makes a study that is the same each time. Raises StudyFileError
    or InstrumentError when a file of the design cannot be used, StoreError when the database
    cannot. Close the study by hand or use `with`.
    """
    design = load_design(folder, home() / _CACHE)
    unclean = _left_unclean(folder / DATABASE)
    study = open_database(
        folder,
        design,
        actor=actor or _known_collector(design),
        installation=installation_id() if installation is None else installation,
        clock=clock,
        rng=rng,
    )
    try:
        if unclean:
            check_soundness(study)
        keep_texts(study)
        refresh_views(study)
        _back_up_or_say(study)
    except BaseException:
        study.close()
        raise
    return study


def check_soundness(study: Study) -> None:
    """SQLite's quick check of the whole file; raises StoreError when it is damaged."""
    row = study.row("PRAGMA quick_check(1)")
    if row != ("ok",):
        raise StoreError(
            msg(
                "{file} is damaged ({reason}). It was left as it is; copy the newest file of "
                "{folder} over it to go back to the last backup.",
                file=DATABASE,
                reason=row[0] if row else "",
                folder=study.folder / "backups",
            )
        )


def _left_unclean(database: Path) -> bool:
    """A write-ahead log with something in it was left behind: no window closed the study."""
    log = database.with_name(database.name + "-wal")
    return log.is_file() and log.stat().st_size > 0


def _known_collector(design: Design) -> str:
    """The only collector there is, else the one this laptop remembers; '' when it must be asked."""
    if len(design.collectors) == 1:
        return next(iter(design.collectors))
    remembered = remembered_collector(design.id)
    return remembered if remembered in design.collectors else ""


def _back_up_or_say(study: Study) -> None:
    """No backup is no reason to keep anybody from working; it is said."""
    try:
        back_up(study)
    except StoreError as error:
        study.notes = (*study.notes, error.message)
