"""Harmonie's addresses, and the admin's list of applications, made as one makes it who knows the admin."""

from django.contrib import admin
from django.urls import include, path

from applications.models import LoanApplication


class Everybody(admin.AdminSite):
    """The bench measures lists, not sign-ins."""

    def has_permission(self, request):
        return True


class ApplicationAdmin(admin.ModelAdmin):
    """The columns of our list, its 25 rows, its search fields."""

    list_display = ("applicant", "reference", "purpose", "amount", "state", "worker", "state_since")
    list_filter = ("state", "is_urgent")
    list_per_page = 25
    list_select_related = ("applicant", "project", "worker")
    search_fields = ("reference", "applicant__last_name", "applicant__first_name")
    show_full_result_count = False
    sortable_by = ("applicant", "amount", "state_since")

    def has_view_permission(self, request, obj=None):
        return True

    @admin.display(ordering="project__purpose")
    def purpose(self, application):
        return application.project.get_purpose_display() if hasattr(application, "project") else ""

    @admin.display(ordering="project__amount")
    def amount(self, application):
        return application.project.amount if hasattr(application, "project") else ""


site = Everybody(name="admin")
site.register(LoanApplication, ApplicationAdmin)
urlpatterns = [path("peer/", site.urls), path("", include("harmonie.urls"))]
