"""How static files get names that change with their contents."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

# Only what the modules of a walk-round write: `import { a } from "./b.js";` on one line.
_IMPORT = (
    r"(?P<matched>import (?P<names>[^\"';]+) from \"(?P<url>\./[\w.]+)\";)",
    'import %(names)s from "%(url)s";',
)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it has no types
    """Looks for other files in style, and in our modules that import each other: a phone that keeps them must never mix those of
    two versions. A script of others that we ship unmodified names a source map, which we leave out: Django would refuse it.
    """

    patterns = (
        *((kind, rules) for kind, rules in HashedFilesMixin.patterns if kind == "*.css"),
        ("weerbaar/walk/*.js", (_IMPORT,)),
    )
