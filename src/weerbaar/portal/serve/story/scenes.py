"""The scenes in their order. Months count from the first meeting; the day is one of that month."""

from weerbaar.portal.serve.story.chapters import analysis, cooperation, doing, measuring
from weerbaar.portal.serve.story.tell import Scene

SCENES = (
    Scene(0, 4, "Three burglaries in one week", cooperation.burglaries),
    Scene(0, 18, "The area stands on paper, and partners take their seats", cooperation.area_on_paper),
    Scene(1, 6, "Four partners sign", cooperation.signatures),
    Scene(2, 3, "The survey opens", measuring.survey_opens),
    Scene(3, 1, "The survey closes: 43 of 60 reply", measuring.survey_closes),
    Scene(4, 12, "Round in daylight: 27 points", measuring.round_by_day),
    Scene(5, 2, "Figures of police and fire brigade come in", measuring.figures_come_in),
    Scene(6, 9, "Cyber baseline: 24 companies take part", measuring.digital_baseline),
    Scene(7, 5, "Owners repair points", doing.points_repaired),
    Scene(8, 5, "Round in the dark: 14 lamps out", measuring.round_in_the_dark),
    Scene(8, 20, "The analysis is adopted", analysis.first_analysis),
    Scene(9, 3, "Plan of 18 measures adopted", measuring.the_plan),
    Scene(9, 24, "The levy goes to the ballot", doing.the_levy),
    Scene(10, 20, "The companies vote for the levy", doing.the_count),
    Scene(10, 24, "Work begins", doing.work_begins),
    Scene(13, 6, "A progress meeting closes work with proof", doing.some_work_is_done),
    Scene(14, 12, "A printing firm pays a false invoice", doing.false_invoice),
    Scene(15, 5, "Owners repair points", doing.points_repaired),
    Scene(16, 6, "A measure stops, with its reason", doing.one_measure_stops),
    Scene(16, 20, "Round in daylight", doing.day_round),
    Scene(17, 9, "High water", doing.high_water),
    Scene(18, 3, "Owners repair points", doing.points_repaired),
    Scene(19, 4, "A small fire at pallets", doing.small_fire),
    Scene(19, 10, "A progress meeting closes work with proof", doing.some_work_is_done),
    Scene(20, 15, "Round in the dark", doing.dark_round),
    Scene(21, 8, "Bills are paid", doing.money_goes_out),
    Scene(22, 5, "Owners repair points", doing.points_repaired),
    Scene(22, 10, "A progress meeting closes work with proof", doing.some_work_is_done),
    Scene(23, 12, "The year is evaluated", doing.year_evaluated),
)
