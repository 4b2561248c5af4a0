"""The first tables of this app."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DailySalt",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("salt", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ScanRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("target", models.CharField(blank=True, max_length=253)),
                ("language", models.CharField(choices=[("nl", "nl"), ("en", "en")], max_length=2)),
                ("typed", models.CharField(blank=True, max_length=16)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "queued"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("expired", "expired"),
                            ("deleted", "deleted"),
                        ],
                        default="queued",
                        max_length=12,
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
                ("progress", models.JSONField(default=dict)),
                ("result", models.BinaryField(null=True)),
                ("fault", models.CharField(blank=True, max_length=16)),
                ("requested_from", models.CharField(blank=True, max_length=64)),
                ("task_id", models.UUIDField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease", models.PositiveIntegerField(default=0)),
                ("worker", models.CharField(blank=True, max_length=80)),
                ("beat_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "queued_at"], name="scans_scanr_state_ee4e9a_idx"),
                    models.Index(fields=["target", "queued_at"], name="scans_scanr_target_dfe091_idx"),
                    models.Index(fields=["requested_from", "queued_at"], name="scans_scanr_request_d80677_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running", "done", "failed", "expired", "deleted"])
                        ),
                        name="scan_run_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True), ("result__isnull", False), _connector="OR"
                        ),
                        name="scan_run_done_has_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["expired", "deleted"]), _negated=True),
                            models.Q(("result__isnull", True), ("target", "")),
                            _connector="OR",
                        ),
                        name="scan_run_gone_is_empty",
                    ),
                ],
            },
        ),
    ]
