"""Everything that is known of a person, as files that they can read and keep."""

import json
from collections.abc import Mapping
from typing import Any

from actions.domain.delivery import Call
from actions.ports import Presenter, Work

EXPORT = "export"  # no method of the Bot API: a file, made when its turn comes, and never kept
FORMS = ("html", "json")


def export_calls(locale: str) -> list[Call]:
    """One file for people, one for machines."""
    return [Call(EXPORT, {"form": form, "locale": locale}) for form in FORMS]


async def exported(work: Work, person_id: int, params: Mapping[str, Any], page: Presenter) -> Call:
    """The call that sends a file with what is known at this moment."""
    rows = await work.traces.of(person_id)
    if params["form"] == "json":
        content = json.dumps(rows, ensure_ascii=False, indent=2, sort_keys=True)
    else:
        content = page.my_data_page(rows, params["locale"])
    name = f"my-data.{params['form']}"
    return Call("send_document", {"document": content.encode(), "filename": name})
