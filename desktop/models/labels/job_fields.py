"""The words for the fields of batch runs and of the posting queue."""

from desktop.translation import N_

JOB_FIELDS: dict[str, str] = {
    "answers": N_("Answers"),
    "created_document_no": N_("Created Document No."),
    "created_table": N_("Created Table"),
    "error_code": N_("Error Code"),
    "error_text": N_("Error Text"),
    "filter": N_("Filter"),
    "finished_at": N_("Finished at"),
    "heartbeat_at": N_("Last Sign of Life"),
    "invoice": N_("Invoice"),
    "job": N_("Job"),
    "keep_batch_runs_days": N_("Keep Batch Runs (Days)"),
    "n_error": N_("Failed"),
    "n_ok": N_("Done"),
    "n_skipped": N_("Skipped"),
    "n_total": N_("Documents"),
    "outcome": N_("Outcome"),
    "parameters": N_("Parameters"),
    "print_documents": N_("Print"),
    "record_table": N_("Record Table"),
    "replace_document_date": N_("Replace Document Date"),
    "replace_posting_date": N_("Replace Posting Date"),
    "run_no": N_("Run No."),
    "seq": N_("Sequence"),
    "ship": N_("Ship"),
    "started_at": N_("Started at"),
    "state": N_("State"),
    "work_date": N_("Work Date"),
    "worker_id": N_("Worker"),
}
