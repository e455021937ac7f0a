"""Why a request is refused, deferred or closed, as this town words it. The categories are the indicators' and stay."""
