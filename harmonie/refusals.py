"""Why an action was not carried out, in a French sentence that the person at the screen can act on."""


class Refusal(Exception):
    """The action did nothing; its message says why and what to do."""


class WrongState(Refusal):
    """Somebody was faster: the thing is no longer in a state from which this may start."""


class Stale(Refusal):
    """The page was rendered before somebody else's change."""
