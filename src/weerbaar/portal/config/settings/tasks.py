"""Background work: the queue is a table beside the runs, so no other server is needed."""

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WORKER_POLL_S = 0.2
