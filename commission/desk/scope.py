"""What a person may reach from the desk: everything else does not exist."""

from django.shortcuts import get_object_or_404

from harmonie.accounts.models import User

from ..models import AgendaItem, Meeting, Motion


def found_meeting(user: User, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(user).select_related("presided_by"), pk=pk)


def found_item(user: User, pk: int) -> AgendaItem:
    items = AgendaItem.objects.visible_to(user).select_related(
        "meeting__presided_by", "application__scheme", "application__project", "application__applicant"
    )
    return get_object_or_404(items, pk=pk)


def found_motion(user: User, pk: int) -> Motion:
    items = AgendaItem.objects.visible_to(user)
    found = Motion.objects.filter(item__in=items).select_related("item__meeting", "item__application__scheme")
    return get_object_or_404(found, pk=pk)
