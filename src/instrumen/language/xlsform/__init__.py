"""XLSForm in and out: forms of ODK, KoboToolbox, SurveyCTO and Ona. See `docs.md`."""
