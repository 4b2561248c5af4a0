"""What all our tables share."""

import uuid

from django.db import models


class BaseModel(models.Model):
    """A row with an id that tells nothing: not how many there are, nor which came first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
