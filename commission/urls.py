"""The addresses of the commission. Words of our own stand before references."""

from .agenda import urls as agenda
from .convocation import urls as convocation
from .decisions import urls as decisions
from .desk import urls as desk
from .letters import urls as letters
from .mandates import urls as mandates
from .member import urls as member
from .minutes import urls as minutes
from .motions import urls as motions
from .planning import urls as planning
from .register import urls as register
from .secret import urls as secret
from .standing_rules import urls as standing_rules
from .urgent import urls as urgent
from .withdrawals import urls as withdrawals

app_name = "commission"
urlpatterns = [
    *planning.urlpatterns,
    *standing_rules.urlpatterns,
    *mandates.urlpatterns,
    *urgent.urlpatterns,
    *register.urlpatterns,
    *convocation.urlpatterns,
    *minutes.urlpatterns,
    *letters.urlpatterns,
    *withdrawals.urlpatterns,
    *agenda.urlpatterns,
    *member.urlpatterns,
    *secret.urlpatterns,
    *desk.urlpatterns,
    *motions.urlpatterns,
    *decisions.urlpatterns,
]
