"""The home of making models anew of what the store holds."""

from typing import TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def as_kept(model: type[M], fields: dict[str, object]) -> M:
    """A model with exactly these fields, each as it was validated when it came in; all of them must be there.

    It is made as an unpickled one is: a page reads thousands, and to look for defaults and aliases field by field, as
    ``model_construct`` does, takes longer than to read them from the database.
    """
    made = model.__new__(model)
    made.__setstate__(
        {
            "__dict__": fields,
            "__pydantic_fields_set__": set(fields),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
    )
    return made
