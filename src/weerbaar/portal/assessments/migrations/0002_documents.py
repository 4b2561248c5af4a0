"""Documents with answers, and until when they hold."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="answerrevision",
            name="until",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="AnswerDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("question", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=4)),
                ("data", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("dated_on", models.DateField()),
                ("expires_on", models.DateField(null=True)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
                        to="assessments.assessment",
                    ),
                ),
            ],
            options={
                "ordering": ("-added_at", "id"),
                "indexes": [models.Index(fields=["assessment", "question"], name="assessments_assessm_5127d7_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pdf", "jpg", "png", "webp"])), name="document_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True), ("expires_on__gte", models.F("dated_on")), _connector="OR"
                        ),
                        name="document_expires_later",
                    ),
                ],
            },
        ),
    ]
