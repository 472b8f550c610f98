//! Jobs, which are also the outbox.
