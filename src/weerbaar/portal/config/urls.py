"""Every address of the site. Paths are Dutch, names are English."""

from django.urls import include, path

from weerbaar.portal.config.addresses.agreement import AGREEMENT
from weerbaar.portal.config.addresses.analysis import ANALYSIS
from weerbaar.portal.config.addresses.api import API
from weerbaar.portal.config.addresses.area import AREA
from weerbaar.portal.config.addresses.audit import AUDIT
from weerbaar.portal.config.addresses.biz import BIZ
from weerbaar.portal.config.addresses.figures import FIGURES
from weerbaar.portal.config.addresses.help import HELP
from weerbaar.portal.config.addresses.incident import INCIDENT, INCIDENT_OF_COMPANY
from weerbaar.portal.config.addresses.inspection import INSPECTION
from weerbaar.portal.config.addresses.kvo import KVO
from weerbaar.portal.config.addresses.meeting import MEETING
from weerbaar.portal.config.addresses.park import PARK
from weerbaar.portal.config.addresses.participation import PARTICIPATION
from weerbaar.portal.config.addresses.provider import PROVIDER
from weerbaar.portal.config.addresses.staff import STAFF
from weerbaar.portal.config.addresses.survey import SURVEY
from weerbaar.portal.config.addresses.walk import WALK
from weerbaar.portal.web.entrepreneur.account import account
from weerbaar.portal.web.entrepreneur.basisscan import answers, basisscan, finish, part, question
from weerbaar.portal.web.entrepreneur.clouds import cloud_connect, cloud_disconnect, cloud_return, clouds
from weerbaar.portal.web.entrepreneur.colleagues import colleague, colleagues, leave, withdraw
from weerbaar.portal.web.entrepreneur.company_form import company, new_company
from weerbaar.portal.web.entrepreneur.company_report import company_report
from weerbaar.portal.web.entrepreneur.data import data, erase, export
from weerbaar.portal.web.entrepreneur.delete_account import delete_account
from weerbaar.portal.web.entrepreneur.devices import device_code, device_erase, device_withdraw, devices
from weerbaar.portal.web.entrepreneur.documents import document, document_erase, document_file
from weerbaar.portal.web.entrepreneur.domains import domain, domains, measure, remove
from weerbaar.portal.web.entrepreneur.emergency_card import emergency_card, emergency_card_pdf
from weerbaar.portal.web.entrepreneur.invitation import invitation
from weerbaar.portal.web.entrepreneur.keep import keep
from weerbaar.portal.web.entrepreneur.keep_how import keep_how
from weerbaar.portal.web.entrepreneur.letters import letters, stop_letters
from weerbaar.portal.web.entrepreneur.log import log
from weerbaar.portal.web.entrepreneur.overview import overview, start
from weerbaar.portal.web.entrepreneur.plan import plan
from weerbaar.portal.web.entrepreneur.plan_action import plan_action
from weerbaar.portal.web.entrepreneur.plan_handover import handover_paper, handovers, new_handover
from weerbaar.portal.web.entrepreneur.plan_handover import withdraw as withdraw_handover
from weerbaar.portal.web.entrepreneur.proof import agreement, look, mail, proof, proof_link
from weerbaar.portal.web.entrepreneur.sharing import received, received_one, see_what_they_see, sharing, stop_sharing
from weerbaar.portal.web.park.seats import seat_invitation
from weerbaar.portal.web.public.about import about
from weerbaar.portal.web.public.delete import delete
from weerbaar.portal.web.public.demo_cloud import demo_cloud
from weerbaar.portal.web.public.demo_mail import demo_mail
from weerbaar.portal.web.public.device_report import device_report
from weerbaar.portal.web.public.downloads import report_pdf, result_json
from weerbaar.portal.web.public.emergency_card import blank_card
from weerbaar.portal.web.public.help_now import help_now, help_now_worker
from weerbaar.portal.web.public.home import home
from weerbaar.portal.web.public.machine_pages import health, robots, security_txt
from weerbaar.portal.web.public.measurement import measurement_page
from weerbaar.portal.web.public.repeat import repeat
from weerbaar.portal.web.public.statements import accessibility, privacy
from weerbaar.portal.web.public.subsidies import subsidies
from weerbaar.portal.web.supplier import quote as supplier_quote
from weerbaar.portal.web.supplier.password import password as handover_password
from weerbaar.portal.web.supplier.tasks import task as handover_task
from weerbaar.portal.web.supplier.tasks import tasks as handover_tasks
from weerbaar.portal.web.supplier.work_order import work_order

COMPANY = [
    path("", overview, name="overview"),
    path("basisscan/", basisscan, name="basisscan"),
    path("basisscan/deel/<slug:principle>/", part, name="basisscan-part"),
    path("basisscan/vraag/<slug:question_id>/", question, name="question"),
    path("basisscan/vraag/<slug:question_id>/document/", document, name="document"),
    path("basisscan/vraag/<slug:question_id>/document/<uuid:document_id>/", document_file, name="document-file"),
    path(
        "basisscan/vraag/<slug:question_id>/document/<uuid:document_id>/wissen/", document_erase, name="document-erase"
    ),
    path("basisscan/nakijken/", answers, name="answers"),
    path("basisscan/klaar/", finish, name="basisscan-finish"),
    path("plan/", plan, name="plan"),
    path("plan/overdragen/", new_handover, name="handover-new"),
    path("plan/overdrachten/", handovers, name="handovers"),
    path("plan/overdrachten/<uuid:handover_id>/intrekken/", withdraw_handover, name="handover-withdraw"),
    path("plan/overdrachten/<uuid:handover_id>/werkopdracht.pdf", handover_paper, name="handover-paper"),
    path("plan/<uuid:action_id>/", plan_action, name="plan-action"),
    path("rapport.pdf", company_report, name="company-report"),
    path("noodkaart/", emergency_card, name="emergency-card"),
    path("noodkaart.pdf", emergency_card_pdf, name="emergency-card-pdf"),
    path("gegevens/", company, name="company"),
    path("collegas/", colleagues, name="colleagues"),
    path("collegas/<uuid:user_id>/", colleague, name="colleague"),
    path("uitnodigingen/<uuid:invitation_id>/intrekken/", withdraw, name="invitation-withdraw"),
    path("delen/", sharing, name="sharing"),
    path("delen/<uuid:grant_id>/bekijken/", see_what_they_see, name="see-what-they-see"),
    path("delen/<uuid:grant_id>/stoppen/", stop_sharing, name="stop-sharing"),
    path("data/", data, name="data"),
    path("data/alles.zip", export, name="export"),
    path("data/wissen/", erase, name="erase"),
    path("verlaten/", leave, name="leave"),
    path("logboek/", log, name="log"),
    path("domeinen/", domains, name="domains"),
    path("domeinen/<uuid:target_id>/", domain, name="domain"),
    path("domeinen/<uuid:target_id>/bewijs/", proof, name="proof"),
    path("domeinen/<uuid:target_id>/bewijs/kijken/", look, name="proof-look"),
    path("domeinen/<uuid:target_id>/bewijs/mailen/", mail, name="proof-mail"),
    path("domeinen/<uuid:target_id>/bewijs/akkoord/", agreement, name="proof-agreement"),
    path("domeinen/<uuid:target_id>/meten/", measure, name="domain-measure"),
    path("domeinen/<uuid:target_id>/verwijderen/", remove, name="domain-remove"),
    path("apparaten/", devices, name="devices"),
    path("apparaten/<uuid:device_id>/code/", device_code, name="device-code"),
    path("apparaten/<uuid:device_id>/intrekken/", device_withdraw, name="device-withdraw"),
    path("apparaten/<uuid:device_id>/wissen/", device_erase, name="device-erase"),
    path("koppelingen/", clouds, name="clouds"),
    path("koppelingen/<slug:vendor>/", cloud_connect, name="cloud-connect"),
    path("koppelingen/<slug:vendor>/stoppen/", cloud_disconnect, name="cloud-disconnect"),
    *HELP,
    *INCIDENT_OF_COMPANY,
]

urlpatterns = [
    path("", home, name="home"),
    path("meting/<token:token>/", measurement_page, name="measurement"),
    path("meting/<token:token>/rapport.pdf", report_pdf, name="report-pdf"),
    path("meting/<token:token>/uitkomst.json", result_json, name="result-json"),
    path("meting/<token:token>/opnieuw/", repeat, name="repeat"),
    path("meting/<token:token>/verwijderen/", delete, name="delete"),
    path("meting/<token:token>/bewaren/", keep, name="keep"),
    path("bewaren/", keep_how, name="keep-how"),
    path("account/", account, name="account"),
    path("account/mail/", letters, name="letters"),
    path("mail-stoppen/<str:signed>/", stop_letters, name="letters-stop"),
    path("account/verwijderen/", delete_account, name="account-delete"),
    path("account/", include("allauth.urls")),
    path("uitnodiging/<token:token>/", invitation, name="invitation"),
    path("terrein/uitnodiging/<token:token>/", seat_invitation, name="park-seat"),
    path("bewijs/<token:token>/", proof_link, name="proof-link"),
    path("gedeeld/", received, name="received"),
    path("gedeeld/<uuid:grant_id>/", received_one, name="received-one"),
    path("overdracht/<token:token>/", handover_tasks, name="handover"),
    path("overdracht/<token:token>/wachtwoord/", handover_password, name="handover-password"),
    path("overdracht/<token:token>/werkopdracht.pdf", work_order, name="handover-pdf"),
    path("overdracht/<token:token>/taken/<uuid:action_id>/", handover_task, name="handover-task"),
    path("aanvraag/<token:token>/", supplier_quote.request_one, name="supplier-request"),
    path("aanvraag/<token:token>/vraag/", supplier_quote.request_ask, name="supplier-request-ask"),
    path("aanvraag/<token:token>/afwijzen/", supplier_quote.request_decline, name="supplier-request-decline"),
    path("aanvraag/<token:token>/offerte/", supplier_quote.request_quote, name="supplier-quote"),
    path(
        "aanvraag/<token:token>/offerte/<uuid:quote_id>/intrekken/",
        supplier_quote.request_quote_withdraw,
        name="supplier-quote-withdraw",
    ),
    path(
        "aanvraag/<token:token>/bestanden/<uuid:attachment_id>/",
        supplier_quote.request_file,
        name="supplier-request-file",
    ),
    path("koppeling/terug/", cloud_return, name="cloud-return"),
    path("apparaat/", device_report, name="device-report"),
    path("bedrijf/", start, name="start"),
    path("bedrijf/nieuw/", new_company, name="company-new"),
    path("bedrijf/<uuid:organisation_id>/", include(COMPANY)),
    *PROVIDER,
    *PARK,
    *PARTICIPATION,
    *KVO,
    *AGREEMENT,
    *ANALYSIS,
    *AREA,
    *AUDIT,
    *BIZ,
    *FIGURES,
    *INCIDENT,
    *INSPECTION,
    *MEETING,
    *SURVEY,
    *WALK,
    *STAFF,
    *API,
    path("noodkaart.pdf", blank_card, name="blank-card"),
    path("demo/post/", demo_mail, name="demo-mail"),
    path("demo/cloud/<slug:vendor>/<path:rest>", demo_cloud, name="demo-cloud"),
    path("nu-hulp/", help_now, name="help-now"),
    path("nu-hulp/bewaren.js", help_now_worker, name="help-now-worker"),
    path("subsidies/", subsidies, name="subsidies"),
    path("over/", about, name="about"),
    path("privacy/", privacy, name="privacy"),
    path("toegankelijkheid/", accessibility, name="accessibility"),
    path("healthz", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
]

handler400 = "weerbaar.portal.web.public.errors.bad_request"
handler403 = "weerbaar.portal.web.public.errors.forbidden"
handler404 = "weerbaar.portal.web.public.errors.not_found"
handler500 = "weerbaar.portal.web.public.errors.server_error"
