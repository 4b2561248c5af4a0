"""The words of surveys, as who works for an area reads them."""

from django.utils.translation import gettext as _

from weerbaar.portal.surveys.errors import WaveFault
from weerbaar.portal.surveys.words import WaveState
from weerbaar.questionnaires.survey_bank import SurveyBank, SurveyQuestion


def wave_mark(state: WaveState) -> tuple[str, str]:
    """The shape and the word of a state."""
    return {
        WaveState.DRAFT: ("none", _("Not open yet")),
        WaveState.OPEN: ("busy", _("Open")),
        WaveState.CLOSED: ("fine", _("Has ended")),
    }[state]


def wave_fault(fault: WaveFault) -> tuple[str, str]:
    """The field that is meant, and what to do."""
    return {
        WaveFault.NO_TITLE: ("title", _("Give the survey a name, such as the season.")),
        WaveFault.NO_DAYS: ("opens_on", _("Fill in the first and the last day.")),
        WaveFault.DAYS_BACKWARDS: ("closes_on", _("The last day comes before the first day.")),
        WaveFault.DAYS_PAST: ("closes_on", _("The last day is over. Choose a later one.")),
        WaveFault.TOO_LONG_OPEN: ("closes_on", _("A survey is open for three months at most.")),
        WaveFault.OTHER_OPEN: ("deeds", _("Another survey of this area is open. End that one first.")),
        WaveFault.NOT_A_DRAFT: ("deeds", _("This survey was opened before.")),
        WaveFault.NOT_OPEN: ("deeds", _("This survey is not open.")),
        WaveFault.NOT_YET: ("deeds", _("The first day is still to come. Change it to open earlier.")),
        WaveFault.TOO_SOON: (
            "deeds",
            _("The last results are less than five months old. Wait, or one company could be picked out."),
        ),
        WaveFault.TOO_MANY_LINKS: ("number", _("Choose a number from 1 to 200.")),
        WaveFault.NOBODY_LEFT: (
            "deeds",
            _("Nobody is left to write to. Each company had its letter, or enough questions this quarter."),
        ),
    }[fault]


def figure_words(bank: SurveyBank, question: SurveyQuestion, key: str, language: str) -> str:
    """An answer, or the group that marks are shown in."""
    return bank.bands[key][language] if key in bank.bands else question.choice(key).texts[language]
