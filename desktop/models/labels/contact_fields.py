"""The words for the fields of contacts, interactions, campaigns and templates."""

from desktop.translation import N_

CONTACT_FIELDS: dict[str, str] = {
    "activated": N_("Activated"),
    "campaign_nos": N_("Campaign Nos."),
    "cancelled": N_("Cancelled"),
    "company_no": N_("Company No."),
    "consent_note": N_("Consent Note"),
    "contact_no": N_("Contact No."),
    "contact_nos": N_("Contact Nos."),
    "cost": N_("Cost"),
    "create_contact_for_customer": N_("Create Contact for Customer"),
    "customer_template_code": N_("Customer Template"),
    "direction": N_("Direction"),
    "duration_minutes": N_("Duration (Minutes)"),
    "evaluation": N_("Evaluation"),
    "first_name": N_("First Name"),
    "job_title": N_("Job Title"),
    "made_on": N_("Made On"),
    "middle_name": N_("Middle Name"),
    "minor": N_("Minor"),
    "subject": N_("Subject"),
    "surname": N_("Surname"),
    "template": N_("Kind of Interaction"),
    "time": N_("Time"),
    "document_version": N_("Document Version"),
}
