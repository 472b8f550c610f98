//! Calls to the gateway, kept as evidence.
