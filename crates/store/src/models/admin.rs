//! Lists for the staff desk.
