"""Clouds that companies connect, and devices that report about themselves."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("scans", "0003_proofs_and_agreements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CloudConnection",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("vendor", models.CharField(max_length=12)),
                ("sealed", models.BinaryField(default=bytes)),
                ("connected_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("tried_at", models.DateTimeField(null=True)),
                ("busy", models.BooleanField(default=False)),
                ("fault", models.CharField(blank=True, max_length=20)),
                ("facts", models.JSONField(default=dict)),
                ("silent", models.JSONField(default=dict)),
                (
                    "connected_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="clouds",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "vendor"), name="cloud_once"),
                    models.CheckConstraint(
                        condition=models.Q(("vendor__in", ["microsoft", "google"])), name="cloud_known_vendor"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyDevice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("label", models.CharField(max_length=60)),
                ("made_at", models.DateTimeField()),
                ("code_hash", models.CharField(blank=True, db_index=True, max_length=64)),
                ("code_expires_at", models.DateTimeField(null=True)),
                ("tries_from", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("report", models.JSONField(null=True)),
                ("looked_at", models.DateTimeField(null=True)),
                ("received_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="devices",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code_hash", ""), _negated=True),
                        fields=("code_hash",),
                        name="device_code_once",
                    )
                ],
            },
        ),
    ]
