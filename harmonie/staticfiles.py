"""Static files with a hash in their name and a compressed twin, cached for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):
    # Bootstrap's source maps are not shipped; a missing one is no reason to refuse to start.
    manifest_strict = False
