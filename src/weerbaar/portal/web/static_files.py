"""How static files get names that change with their contents."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Looks for other files in style only. A script of others that we ship unmodified names a source map, which we leave out:
    Django would refuse it.
    """

    patterns = tuple((kind, rules) for kind, rules in HashedFilesMixin.patterns if kind == "*.css")
