"""What changes a running loan: amendments, deferrals, debt relief, write-off."""

from django.urls import path

from . import giving_up, views

urlpatterns = [
    path("<slug:reference>/reechelonnement/", views.reschedule, name="reschedule"),
    path("<slug:reference>/report/", views.defer, name="defer"),
    path("<slug:reference>/echeanciers/", views.schedules, name="schedules"),
    path(
        "<slug:reference>/echeanciers/<int:version>/echeances/<int:number>/deplacement/",
        views.move_instalment,
        name="move_instalment",
    ),
    path("<slug:reference>/avenants/<int:number>/", views.amendment, name="amendment"),
    path("<slug:reference>/avenants/<int:number>/approbation/", views.approve, name="approve_amendment"),
    path("<slug:reference>/avenants/<int:number>/abandon/", views.drop, name="drop_amendment"),
    path("<slug:reference>/avenants/<int:number>/signature/", views.sign, name="sign_amendment"),
    path("<slug:reference>/avenants/<int:number>/impression/", views.print_amendment, name="print_amendment"),
    path("<slug:reference>/remise-gracieuse/", giving_up.relieve, name="relieve"),
    path("<slug:reference>/non-valeur/", giving_up.write_off, name="write_off"),
    path("<slug:reference>/recouvrement/", giving_up.recover, name="recover"),
]
