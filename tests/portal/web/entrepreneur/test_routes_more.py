"""Pages of a company whose rights are proven in files of their own."""

# Name of the page: the test that shows who may do what there.
ELSEWHERE: dict[str, str] = {
    "document": "portal/web/entrepreneur/test_documents.py",
    "document-file": "portal/web/entrepreneur/test_documents.py",
    "document-erase": "portal/web/entrepreneur/test_documents.py",
    "clouds": "portal/web/entrepreneur/test_clouds.py",
    "cloud-connect": "portal/web/entrepreneur/test_clouds.py",
    "cloud-disconnect": "portal/web/entrepreneur/test_clouds.py",
    "data": "portal/web/entrepreneur/test_data.py",
    "export": "portal/web/entrepreneur/test_data.py",
    "erase": "portal/web/entrepreneur/test_data.py",
    "company-report": "portal/web/entrepreneur/test_company_report.py",
    "emergency-card-pdf": "portal/web/entrepreneur/test_emergency_card.py",
    "plan": "portal/web/entrepreneur/test_plan.py",
    "plan-action": "portal/web/entrepreneur/test_plan.py",
    "handover-new": "portal/web/entrepreneur/test_plan_handover.py",
    "handovers": "portal/web/entrepreneur/test_plan_handover.py",
    "handover-paper": "portal/web/entrepreneur/test_plan_handover.py",
    "handover-withdraw": "portal/web/entrepreneur/test_plan_handover.py",
    "help-requests": "portal/web/entrepreneur/test_help_requests.py",
    "help-request-new": "portal/web/entrepreneur/test_help_requests.py",
    "help-request": "portal/web/entrepreneur/test_help_requests.py",
    "help-request-deed": "portal/web/entrepreneur/test_help_requests.py",
    "help-request-file": "portal/web/entrepreneur/test_help_requests.py",
    "help-quote": "portal/web/entrepreneur/test_help_requests.py",
    "help-order-paper": "portal/web/papers/test_work_order.py",
    "help-orders": "portal/web/entrepreneur/test_help_orders.py",
    "help-order": "portal/web/entrepreneur/test_help_orders.py",
    "help-order-line": "portal/web/entrepreneur/test_help_orders.py",
    "help-conflict": "portal/web/entrepreneur/test_help_orders.py",
    "company-parks": "portal/web/entrepreneur/test_company_parks.py",
    "company-park-address": "portal/web/entrepreneur/test_company_address.py",
    "company-park-leave": "portal/web/entrepreneur/test_company_parks.py",
    "together": "portal/web/entrepreneur/test_together.py",
    "together-cause": "portal/web/entrepreneur/test_together.py",
    "together-purchase": "portal/web/entrepreneur/test_together.py",
    "together-choose": "portal/web/entrepreneur/test_together.py",
    "together-paper": "portal/web/entrepreneur/test_together.py",
    "incident-start": "portal/web/entrepreneur/test_incidents.py",
    "incident-new": "portal/web/entrepreneur/test_incidents.py",
    "incident-own": "portal/web/entrepreneur/test_incidents.py",
    "incident-own-one": "portal/web/entrepreneur/test_incidents.py",
    "plot": "portal/web/entrepreneur/test_plot.py",
    "plot-goods": "portal/web/entrepreneur/test_plot.py",
    "incident-photo": "portal/web/entrepreneur/test_incidents.py",
    "help": "portal/web/entrepreneur/test_help_find.py",
    "help-compare": "portal/web/entrepreneur/test_help_find.py",
    "help-file": "portal/web/entrepreneur/test_help_find.py",
    "help-subsidy": "portal/web/entrepreneur/test_help_subsidy.py",
    "help-subsidy-papers": "portal/web/entrepreneur/test_help_subsidy.py",
}


def test_each_file_that_is_named_is_there() -> None:
    from pathlib import Path

    tests = Path(__file__).parents[3]
    assert [name for name, file in ELSEWHERE.items() if not (tests / file).is_file()] == []
