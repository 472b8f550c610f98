//! Refunds and their lines.
