//! Objects beside a product in use.

use super::tone::{Palette, Tone};

/// A wall with slanting window light, and a wooden table from `y` on.
pub(super) fn morning(p: &Palette, y: i64) -> String {
    let wall = p.wall;
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/>
<path fill="#FBF8F0" d="M214 0L372 0L300 {y}H118Z"/><path fill="#FBF8F0" d="M384 0H480V96L430 {y}H314Z"/>
<path stroke="{wall}" stroke-width="9" d="M60 150L480 96M290 0L210 {y}"/>
{}"##,
        table(y)
    )
}

/// A wall at dusk with a halo of lamplight around `(x, y)`, and a table from `edge` on.
pub(super) fn evening(x: i64, y: i64, r: i64, edge: i64) -> String {
    format!(
        r##"<defs><radialGradient id="g"><stop stop-color="#FFE9B8" stop-opacity=".95"/><stop offset=".4" stop-color="#F6D694" stop-opacity=".5"/><stop offset="1" stop-color="#E8BE74" stop-opacity="0"/></radialGradient><linearGradient id="l" x2="0" y2="1"><stop stop-color="#FFEFC9" stop-opacity=".62"/><stop offset="1" stop-color="#FFE3A6" stop-opacity=".06"/></linearGradient></defs>
<rect width="480" height="480" fill="#8E8473"/><path fill="#7A6246" d="M0 {edge}H480V480H0Z"/><path fill="#8B7152" d="M0 {edge}H480v7H0Z"/>
<circle cx="{x}" cy="{y}" r="{r}" fill="url(#g)"/>"##
    )
}

/// A wooden table top with its front edge.
pub(super) fn table(y: i64) -> String {
    format!(
        r##"<path fill="#D3BA94" d="M0 {y}H480V480H0Z"/><path fill="#DEC8A5" d="M0 {y}H480v7H0Z"/>
<g fill="none" stroke="#C3A77D" stroke-width="1.5"><path d="M0 {a}q120-9 250 3t230-4"/><path d="M0 {b}q150 10 300-2t180 5"/></g>"##,
        a = y + 44,
        b = y + 88,
    )
}

/// A closed book lying, seen from its back; `(x, y)` is the lower left corner.
pub(super) fn book(x: i64, y: i64, width: i64, height: i64, cover: Tone) -> String {
    let (top, inner) = (y - height, height - 8);
    let dark = cover.with(super::tone::INK, 25);
    format!(
        r##"<rect x="{x}" y="{top}" width="{width}" height="{height}" rx="3" fill="{cover}"/><rect x="{px}" y="{py}" width="{pw}" height="{inner}" fill="#F6F1E4"/><path stroke="#DDD3BE" d="M{px} {l1}h{pw}M{px} {l2}h{pw}"/><rect x="{x}" y="{top}" width="12" height="{height}" rx="3" fill="{dark}"/>"##,
        px = x + 12,
        py = top + 4,
        pw = width - 12,
        l1 = top + height / 3 + 1,
        l2 = top + height * 2 / 3,
    )
}

/// Steam that rises from `(x, y)`.
pub(super) fn steam(x: i64, y: i64) -> String {
    format!(
        r##"<g fill="none" stroke="#FFF" stroke-width="7" stroke-linecap="round" opacity=".75"><path d="M{x} {y}c-16-18 14-32 0-54s8-26 4-36"/><path d="M{x2} {y2}c-12-14 10-26 0-42s6-18 4-26" opacity=".7"/></g>"##,
        x2 = x + 24,
        y2 = y + 4,
    )
}

/// A pencil-thin twig with leaves, root at `(x, y)`.
pub(super) fn twig(x: i64, y: i64) -> String {
    format!(
        r##"<g transform="translate({x} {y})"><path fill="none" stroke="#6F7F5E" stroke-width="4" stroke-linecap="round" d="M0 0C-4-50 8-90 2-150"/><path fill="#7F9470" d="M0-46c-34-2-46-22-48-40 26 0 44 14 48 40zM3-78c30-6 42-24 42-44-26 4-40 18-42 44zM4-116c-28-4-38-20-40-36 24 0 38 12 40 36z"/><path fill="#93A683" d="M2-140c-8-20-4-36 8-52 12 18 10 36-8 52z"/></g>"##
    )
}
