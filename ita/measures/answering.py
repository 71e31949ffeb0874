"""Which measures answer which result: the same agency's, taken in the year after it."""

from typing import Protocol

from ita.analysis.assessment import Assessment


class PlanOwner(Protocol):
    """Whose plan it is, and of which year; None where nobody says."""

    @property
    def agency(self) -> str | None:
        """The agency of every measure."""

    @property
    def fiscal_year(self) -> int | None:
        """The year of every measure, Buddhist Era."""


def answers_result(plan: PlanOwner, assessment: Assessment) -> bool:
    """Whether measures answer a result; nobody's measures and those of no year answer none."""
    return (
        answers_year(plan, assessment.fiscal_year)
        and plan.agency is not None
        and plan.agency == assessment.agency
    )


def plans_same_year(plan: PlanOwner, assessment: Assessment) -> bool:
    """Whether measures are of the year of a result and of its agency, so that it shows their effect."""
    return (
        plan.fiscal_year is not None
        and plan.fiscal_year == assessment.fiscal_year
        and plan.agency is not None
        and plan.agency == assessment.agency
    )


def answers_year(plan: PlanOwner, fiscal_year: int | None) -> bool:
    """Whether measures answer results of a fiscal year, whosever they are."""
    return fiscal_year is not None and plan.fiscal_year == fiscal_year + 1
