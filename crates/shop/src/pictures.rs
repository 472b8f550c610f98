//! Drawn product pictures: parametric silhouettes as SVG, deterministic.
