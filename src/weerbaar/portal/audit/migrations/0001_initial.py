"""The first tables of this app."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("word", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=32)),
                ("subject_id", models.UUIDField(db_index=True)),
                ("details", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("at",),
            },
        ),
    ]
