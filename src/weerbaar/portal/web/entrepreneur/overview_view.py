"""What the front page of a company shows: one sentence on how it stands, three things to do, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from weerbaar.portal.action_plans.selectors import plan_of
from weerbaar.portal.assessments.selectors import AssessmentView, assessment_of
from weerbaar.portal.organisations.selectors import OrganisationView
from weerbaar.portal.scans.regression_selectors import RegressionView, open_regressions
from weerbaar.portal.scans.target_selectors import TargetView, targets_of
from weerbaar.portal.web.entrepreneur.basisscan_view import PrincipleView, minutes_left, principle_views
from weerbaar.portal.web.entrepreneur.plan_view import Line, lines
from weerbaar.portal.web.public.visitors import language_of_page
from weerbaar.scanner.advice.explain import texts_of

FIRST = 3


@dataclass(frozen=True)
class OverviewView:
    """`sentences` are the heading. `first` are the actions to begin with, `more` how many come after them."""

    sentences: tuple[str, ...]
    targets: Sequence[TargetView]
    first: Sequence[Line]
    more: int
    done: int
    parts: Sequence[PrincipleView]
    worse: Sequence[tuple[RegressionView, str]]
    answered: int
    questions: int
    measured: int
    minutes: int
    coverage: int

    @property
    def is_new(self) -> bool:
        """Whether nothing was measured or answered yet."""
        return not self.targets and not self.answered


def overview_view(organisation: OrganisationView) -> OverviewView:
    """The view of this moment."""
    language = language_of_page()
    plan = plan_of(organisation, language)
    assessment = assessment_of(organisation)
    to_do = lines(plan.to_do)
    targets = targets_of(organisation)
    worse = [(item, texts_of(item.check_id, language).title) for item in open_regressions(organisation)]
    return OverviewView(
        sentences=_sentences(assessment, len(to_do), has_worse=bool(worse), has_targets=bool(targets)),
        targets=targets,
        first=to_do[:FIRST],
        more=max(0, len(to_do) - FIRST),
        done=len(plan.items) - len(to_do),
        parts=principle_views(assessment),
        worse=worse,
        answered=assessment.answered,
        questions=len(assessment.questions),
        measured=assessment.measured,
        minutes=minutes_left(assessment),
        coverage=round(assessment.receipt.total.coverage * 100),
    )


def _sentences(assessment: AssessmentView, to_do: int, *, has_worse: bool, has_targets: bool) -> tuple[str, ...]:
    """How the company stands, and what to do. Without answers there is no level, so none is spoken of."""
    if has_worse:
        standing = _("Something got worse.")
    else:
        standing = {
            "urgent": _("Begin today."),
            "basic": _("You are on your way."),
            "good": _("Your basics are in order."),
            "strong": _("You stand strong."),
        }.get(assessment.receipt.total.label, "")
    if to_do >= FIRST:
        doing = _("Do these three things first.")
    elif to_do:
        doing = _("Do this first.")
    elif assessment.answered:
        doing = _("There is nothing to do now.")
    elif has_targets:
        doing = _("Go on with the Basisscan.")
    else:
        doing = _("Begin with a measurement.")
    return tuple(sentence for sentence in (standing, doing) if sentence)
