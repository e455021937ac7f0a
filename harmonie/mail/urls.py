from django.urls import path

from . import views

urlpatterns = [
    path("courriels/", views.outgoing, name="outgoing_mail"),
    path("courriels/<int:pk>/reessayer/", views.retry, name="retry_mail"),
    path("courrier/", views.mailbox, name="mailbox"),
    path("courrier/<int:pk>/", views.message, name="mailbox_message"),
]
