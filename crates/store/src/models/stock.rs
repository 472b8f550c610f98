//! Stock on hand and its moves.
