"""Two lists of one person never bear the same name; two people's may."""

from applications.models import SavedFilter
from tests.story import NOW, House

from .attack import refused


def test_a_list_has_one_name(house: House):
    kept = SavedFilter.objects.create(user=house.worker, name="À moi", query="liste=miens", saved_at=NOW)
    again = SavedFilter(user=house.worker, name="À moi", query="liste=toutes", saved_at=NOW)
    with refused("savedfilter_name_once", kept):
        SavedFilter.objects.bulk_create([again])
    again.user = house.chair
    SavedFilter.objects.bulk_create([again])
