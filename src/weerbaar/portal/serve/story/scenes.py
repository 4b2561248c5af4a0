"""The scenes in their order. Months count from the first meeting; the day is one of that month."""

from collections.abc import Iterator

from weerbaar.portal.serve.story.chapters import analysis, certificate, cooperation, doing, measuring
from weerbaar.portal.serve.story.tell import Scene

_FIRST_YEAR = (
    Scene(0, 4, "Three burglaries in one week", cooperation.burglaries),
    Scene(0, 18, "The area stands on paper, and partners take their seats", cooperation.area_on_paper),
    Scene(0, 24, "The police take the burglaries up", cooperation.burglaries_taken_up),
    Scene(1, 6, "Four partners sign", cooperation.signatures),
    Scene(2, 3, "The survey opens", measuring.survey_opens),
    Scene(3, 1, "The survey closes: 43 of 60 reply", measuring.survey_closes),
    Scene(4, 12, "Round in daylight: 27 points", measuring.round_by_day),
    Scene(5, 2, "Figures of police and fire brigade come in", measuring.figures_come_in),
    Scene(5, 20, "More companies join", cooperation.twelve_more),
    Scene(5, 25, "Depths of water come in, per plot", measuring.depths_come_in),
    Scene(6, 9, "Cyber baseline: 24 companies take part", measuring.digital_baseline),
    Scene(7, 5, "Owners repair points", doing.points_repaired),
    Scene(8, 5, "Round in the dark: 14 lamps out", measuring.round_in_the_dark),
    Scene(8, 20, "The analysis is adopted", analysis.first_analysis),
    Scene(8, 25, "The municipality's safety plan is entered", measuring.council_plan),
    Scene(9, 3, "Plan of 18 measures adopted", measuring.the_plan),
    Scene(9, 24, "The levy goes to the ballot", doing.the_levy),
    Scene(10, 20, "The companies vote for the levy", doing.the_count),
    Scene(10, 24, "Work begins", doing.work_begins),
    Scene(11, 3, "Audit: positive, with two minor remarks", certificate.first_audit),
    Scene(12, 1, "Certificate for three years", certificate.first_certificate),
)


def _year(first: int) -> Iterator[Scene]:
    """What comes back every year, from this month of the story on."""
    yield Scene(first + 1, 6, "A progress meeting closes work with proof", doing.some_work_is_done)
    yield Scene(first + 2, 18, "Bills are paid", doing.money_goes_out)
    yield Scene(first + 3, 5, "Owners repair points", doing.points_repaired)
    yield Scene(first + 4, 6, "A progress meeting closes work with proof", doing.some_work_is_done)
    yield Scene(first + 4, 20, "Round in daylight", doing.day_round)
    yield Scene(first + 6, 5, "Owners repair points", doing.points_repaired)
    yield Scene(first + 7, 20, "A progress meeting closes work with proof", doing.some_work_is_done)
    yield Scene(first + 8, 15, "Round in the dark", doing.dark_round)
    yield Scene(first + 10, 5, "Owners repair points", doing.points_repaired)
    yield Scene(first + 11, 3, "What was done is checked by another", doing.what_was_done_is_checked)
    yield Scene(first + 11, 6, "The year is evaluated", certificate.year_evaluated)


_SECOND_YEAR = (
    Scene(14, 12, "A printing firm pays a false invoice", doing.false_invoice),
    Scene(15, 20, "A measure stops, with its reason", doing.one_measure_stops),
    Scene(17, 9, "High water", doing.high_water),
    Scene(19, 4, "A small fire at pallets", doing.small_fire),
    Scene(21, 2, "More companies join", cooperation.twelve_more),
)
_AGAIN = (
    Scene(36, 2, "Carried out: on to the second measurement", certificate.carried_out),
    Scene(38, 2, "A second survey opens", analysis.second_survey_opens),
    Scene(39, 1, "The second survey closes: 38 reply", analysis.second_survey_closes),
    Scene(41, 2, "Fewer burglaries and fires than before", analysis.second_figures),
    Scene(42, 3, "Then and now stand side by side", analysis.second_analysis),
    Scene(43, 3, "The plan for the next term", certificate.new_plan),
    Scene(44, 3, "Audit: a major remark is answered", certificate.second_audit),
    Scene(46, 3, "The next certificate, and a new term", certificate.second_certificate),
)
SCENES = tuple(
    sorted(
        (*_FIRST_YEAR, *_year(12), *_SECOND_YEAR, *_year(24), *_AGAIN),
        key=lambda scene: (scene.month, scene.day),
    )
)
