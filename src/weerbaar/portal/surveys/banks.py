"""The survey that ships with the product."""

from functools import lru_cache

from weerbaar.portal.knowledge.safety import load_safety
from weerbaar.questionnaires.content import read_content
from weerbaar.questionnaires.load_bank import BANKS
from weerbaar.questionnaires.load_survey import read_survey
from weerbaar.questionnaires.survey_bank import SurveyBank

BANK = "kvo_survey"


@lru_cache(maxsize=1)
def the_survey() -> SurveyBank:
    """Read once.

    Raises:
        InvalidContent: the file is not whole; the error names file and line.
    """
    safety = load_safety()
    aspects = {aspect.id: aspect.name for aspect in safety.aspects.values()}
    return read_survey(read_content(BANKS / BANK / "bank.yaml"), aspects, safety.indicators)
