"""Static files with a hash in their name and a compressed twin, cached for ever."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage

FONTS = ["*.otf", "*-Black*", "*-Bold*", "*Light*", "*SemiboldIt*", "SourceSerifPro-It*"]
BOOTSTRAP = [
    "bootstrap-*",
    "*.rtl.*",
    "*.esm.*",
    "bootstrap.css*",
    "bootstrap.js*",
    "bootstrap.bundle.js*",
    "bootstrap.min.js*",
]
HTMX = ["ext", "htmx-2.js", "htmx-4*", "htmax-4*"]


class LeanStaticFiles(StaticFilesConfig):
    """Leaves out what the packages bring and no page uses: compressing it costs half a minute."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *FONTS, *BOOTSTRAP, *HTMX]


class HashedStorage(CompressedManifestStaticFilesStorage):
    # Bootstrap's source maps are not shipped; a missing one is no reason to refuse to start.
    manifest_strict = False
