"""Whether a plan answers a result: same agency, and the year after the result's."""

from typing import Protocol

from ita.analysis.assessment import Assessment
from ita.domain.agencies import agency_key


class PlanOwner(Protocol):
    """Anything with the agency and year of a plan; None where the plan names none."""

    @property
    def agency(self) -> str | None:
        """The agency of every measure."""

    @property
    def fiscal_year(self) -> int | None:
        """The year of every measure, Buddhist Era."""


def answers_result(plan: PlanOwner, assessment: Assessment) -> bool:
    """Return whether a plan answers a result; never where its agency or year is None."""
    return answers_year(plan, assessment.fiscal_year) and _is_same_agency(plan, assessment)


def plans_same_year(plan: PlanOwner, assessment: Assessment) -> bool:
    """Return whether a plan is of the agency and year of a result, which shows its effect."""
    year = assessment.fiscal_year
    return year is not None and plan.fiscal_year == year and _is_same_agency(plan, assessment)


def is_plan_of(plan: PlanOwner, agency: str, fiscal_year: int) -> bool:
    """Return whether a plan is an agency's of a year, or answers its result of that year."""
    return agency_key(plan.agency or "") == agency_key(agency) and (
        answers_year(plan, fiscal_year) or answers_year(plan, fiscal_year - 1)
    )


def answers_year(plan: PlanOwner, fiscal_year: int | None) -> bool:
    """Return whether a plan answers results of a fiscal year, of any agency."""
    return fiscal_year is not None and plan.fiscal_year == fiscal_year + 1


def _is_same_agency(plan: PlanOwner, assessment: Assessment) -> bool:
    return plan.agency is not None and plan.agency == assessment.agency
