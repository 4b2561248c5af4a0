"""What a password must be, in our own words. The rules are Django's; the sentences are not."""

from typing import Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """At least so many characters."""

    def get_help_text(self) -> str:
        return _("At least %(least)s characters. Four words in a row are fine.") % {"least": self.min_length}

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) < self.min_length:
            raise ValidationError(
                _("This password is too short. It needs at least %(least)s characters.") % {"least": self.min_length},
                code="password_too_short",
            )


class NotCommon(CommonPasswordValidator):
    """None of the twenty thousand that attackers try first."""

    def get_help_text(self) -> str:
        return _("Not one that many people use.")

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(
                _("Many people use this password, so attackers try it first. Think of another one."), code=error.code
            ) from error


class NotLikeYou(UserAttributeSimilarityValidator):
    """Not one's own address or name."""

    def get_help_text(self) -> str:
        return _("Not your own name or e-mail address.")

    def validate(self, password: str, user: Any = None) -> None:
        try:
            super().validate(password, user)
        except ValidationError as error:
            raise ValidationError(
                _("This password looks like your e-mail address or name. Think of another one."), code=error.code
            ) from error
