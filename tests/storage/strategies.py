"""Values of all kinds, for properties that hold for any of them."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

# Each example undoes what it did, so that one database serves them all.
PROPERTY = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

moments = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 -- Hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=4)), timezone(timedelta(hours=-9.5))]),
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
ids = st.integers(-(2**63), 2**63 - 1)
bodies = st.dictionaries(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | ids | st.floats(allow_nan=False, allow_infinity=False) | texts,
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ),
)
