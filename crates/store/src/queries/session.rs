//! Sessions, known by the hash of their token.
