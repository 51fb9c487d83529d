"""instrumen: questionnaires and interview guides in the terminal, Word documents at the end."""

__version__ = "0.1.0"
