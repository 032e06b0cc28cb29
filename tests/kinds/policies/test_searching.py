"""What the library says of itself to search."""

from __future__ import annotations

from small_library import CONTEXT, POLICY, VERSION, atlas_of, loaded, rule

from gongkai.kinds.policies.searching import version_searched
from gongkai.model.inquiry import Inquiry
from gongkai.workshop.kept_records import restore


def test_an_earlier_text_is_found_first_by_the_number_that_it_alone_has() -> None:
    numbers = []
    for fields in ({"文号": "云川市人民政府令第3号"}, {}):
        earlier = loaded(VERSION, "sfb/2025-12/2019-03-02", fields, "第一条 旧文。")
        inquiry = Inquiry(atlas_of(loaded(POLICY, "sfb/2025-12", rule()), earlier))
        record = restore(VERSION.schema, earlier.kept)
        (document,) = version_searched(earlier, record, inquiry, CONTEXT)
        numbers.append(document.numbers)
    assert numbers == [("云川市人民政府令第3号",), ()]
