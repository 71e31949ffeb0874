"""Which measures answer which result: the same agency's, taken in the year after it."""

from typing import Protocol

from ita.analysis.assessment import Assessment
from ita.domain.agencies import agency_key


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
    return answers_year(plan, assessment.fiscal_year) and _is_same_agency(plan, assessment)


def plans_same_year(plan: PlanOwner, assessment: Assessment) -> bool:
    """Whether measures are of the year of a result and of its agency, so that it shows their effect."""
    year = assessment.fiscal_year
    return year is not None and plan.fiscal_year == year and _is_same_agency(plan, assessment)


def is_plan_of(plan: PlanOwner, agency: str, fiscal_year: int) -> bool:
    """Whether measures are an agency's of a year, or answer its result of that year."""
    return agency_key(plan.agency or "") == agency_key(agency) and (
        answers_year(plan, fiscal_year) or answers_year(plan, fiscal_year - 1)
    )


def answers_year(plan: PlanOwner, fiscal_year: int | None) -> bool:
    """Whether measures answer results of a fiscal year, whosever they are."""
    return fiscal_year is not None and plan.fiscal_year == fiscal_year + 1


def _is_same_agency(plan: PlanOwner, assessment: Assessment) -> bool:
    return plan.agency is not None and plan.agency == assessment.agency
