"""Whoever reads the whole database cannot say who answered what. The same reader finds it out where an order or moment was kept.

Sixty companies reply, half of them with yes to one question. Of thirty the attacker knows the answer, of thirty not. A coin is
right 30 times in the 60 unknown ones of two surveys; more than 44 would happen by chance less than once in ten thousand times.
"""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from tests.portal.surveys.area import SurveyArea, join, opened, survey_area
from tests.portal.surveys.attacker import Attacker, read_all
from weerbaar.portal.core.ids import fingerprint
from weerbaar.portal.surveys.banks import the_survey
from weerbaar.portal.surveys.models import Wave
from weerbaar.portal.surveys.services.ask_companies import invite_companies
from weerbaar.portal.surveys.services.cast_reply import cast_reply
from weerbaar.portal.surveys.services.run_wave import close_wave
from weerbaar.questionnaires.survey_bank import Answers

pytestmark = pytest.mark.django_db
SEED = 20270301
COMPANIES = 60
UNKNOWN = 30
SECRET = "KS-06"  # was the company the victim of a crime?
MOST_BY_CHANCE = 44  # of 60: binomial(60, 1/2), above it with chance 0.00008
Planted = Callable[[str, Answers], None]


def sheet(chance: Random, answer: bool) -> Answers:
    """A whole sheet of answers, in which one is the secret."""
    given = {
        question.id: [chance.choice([choice.id for choice in question.choices])]
        for question in the_survey().questions
        if chance.random() < 0.9
    }
    return given | {SECRET: ["yes" if answer else "no"]}


def attacked(wave: Wave, codes: list[str], chance: Random, planted: Planted | None = None) -> tuple[int, Attacker]:
    """How many of the unknown answers the attacker names, and the attacker."""
    answers = dict(zip(codes, [True] * (COMPANIES // 2) + [False] * (COMPANIES // 2), strict=True))
    order = list(codes)
    chance.shuffle(order)
    attacker = Attacker(codes)
    attacker.begin()
    for code in order:
        given = sheet(chance, answers[code])
        cast_reply(wave.link_token, code, given)
        if planted:
            planted(code, given)
        attacker.look(code)
    hidden = set(chance.sample(sorted(codes), UNKNOWN))
    guesses = attacker.guess({code: answer for code, answer in answers.items() if code not in hidden})
    return sum(guesses[code] is answers[code] for code in hidden), attacker


def with_companies() -> tuple[SurveyArea, Wave, list[str]]:
    """Sixty companies that got a letter each. The attacker has read all letters."""
    here = survey_area()
    for at in range(COMPANIES):
        join(here, f"firma{at}")
    wave = opened(here)
    letters = invite_companies(here.park.id, wave.id, actor=here.manager)
    return here, wave, [letter.code for letter in letters]


def test_a_reader_of_the_whole_database_guesses_no_better_than_a_coin() -> None:
    chance = Random(SEED)
    here, wave, codes = with_companies()
    chance.shuffle(codes)
    right, attacker = attacked(wave, codes, chance)
    assert len(attacker.seen) > 1000  # there was plenty to learn from
    close_wave(here.park.id, wave.id, actor=here.manager)
    after = attacker.last = read_all()
    assert not any(fingerprint(code) in str(rows) for rows in after.values() for code in codes)
    wave.counted.delete()  # else the next survey has to wait
    second = opened(here, on=timezone.localdate())
    codes = [letter.code for letter in invite_again(here, second)]
    chance.shuffle(codes)
    right += attacked(second, codes, chance)[0]
    assert right <= MOST_BY_CHANCE


def invite_again(here: SurveyArea, wave: Wave) -> list[object]:
    """In the next quarter, when everybody may be asked again."""
    later = timezone.localdate() + timedelta(92)
    return list(invite_companies(here.park.id, wave.id, actor=here.manager, on=later))


def plant(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def write(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def moment_kept() -> Planted:
    """Replies and used codes that both know when."""
    plant("CREATE TABLE planted_used (id varchar(36), code varchar(64), at varchar(40))")
    plant("CREATE TABLE planted_reply (id varchar(36), at varchar(40), answers text)")

    def keep(code: str, given: Answers) -> None:
        at = timezone.now().isoformat()
        write("INSERT INTO planted_used VALUES (%s, %s, %s)", uuid.uuid4().hex, fingerprint(code), at)
        write("INSERT INTO planted_reply VALUES (%s, %s, %s)", uuid.uuid4().hex, at, json.dumps(given))

    return keep


def order_kept() -> Planted:
    """A row for each reply, without anything of the person: but rows lie in the order in which they came."""
    plant("CREATE TABLE planted_sheet (id varchar(36), answers text)")
    return lambda code, given: write("INSERT INTO planted_sheet VALUES (%s, %s)", uuid.uuid4().hex, json.dumps(given))


def open_numbers() -> Planted:
    """Totals alone, in the open: whoever reads twice sees what the one between them answered."""
    plant("CREATE TABLE planted_total (id varchar(80), number integer)")
    for question in the_survey().questions:
        for choice in question.choices:
            write("INSERT INTO planted_total VALUES (%s, 0)", f"{question.id}/{choice.id}")

    def count(code: str, given: Answers) -> None:
        for question, choices in given.items():
            for choice in choices:
                write("UPDATE planted_total SET number = number + 1 WHERE id = %s", f"{question}/{choice}")

    return count


@pytest.mark.parametrize("design", [moment_kept, order_kept, open_numbers])
def test_the_same_reader_finds_out_where_a_design_is_weak(design: Callable[[], Planted]) -> None:
    _here, wave, codes = with_companies()
    chance = Random(SEED)
    chance.shuffle(codes)
    right, _attacker = attacked(wave, codes, chance, design())
    assert right == UNKNOWN
