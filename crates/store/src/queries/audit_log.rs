//! The chained log of staff acts.
