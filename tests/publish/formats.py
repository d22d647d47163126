"""What schemathesis may ask for: ids that the samples have."""

import schemathesis
from hypothesis import strategies as st

schemathesis.openapi.format("agency-id", st.sampled_from(["321300-dd7601a0", "130303-8fa9b215"]))
schemathesis.openapi.format("region-code", st.sampled_from(["32", "321300", "430000"]))
schemathesis.openapi.format("report-id", st.sampled_from(["321300-dd7601a0-2023"]))
