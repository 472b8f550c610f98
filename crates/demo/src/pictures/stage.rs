//! Ground, light and frame of all pictures.

use super::tone::Palette;

/// What the product stands or lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ground {
    /// Wall above, table below.
    Table,
    /// Two tones with a slanted edge, for what lies or hangs.
    Slant,
}

/// How one product is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Design {
    /// A table for things that stand, two slanted tones for things that lie or hang.
    pub(super) ground: Ground,
    /// Centre of a close-up, and magnification in tenths.
    pub(super) focus: (i64, i64, i64),
    /// The product alone.
    pub(super) object: fn(&Palette) -> String,
    /// The product where it is used, with a ground of its own.
    pub(super) in_use: fn(&Palette) -> String,
}

/// A whole picture of `content` on `ground`.
pub(super) fn frame(p: &Palette, ground: Ground, content: &str) -> String {
    file(p, &format!("{}{content}", floor(p, ground)))
}

/// A close-up: `(x, y)` is the centre, `tenths` / 10 the magnification.
pub(super) fn close_up(
    p: &Palette,
    ground: Ground,
    (x, y, tenths): (i64, i64, i64),
    content: &str,
) -> String {
    let (dx, dy) = (240 - x * tenths / 10, 240 - y * tenths / 10);
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let ground = floor(p, ground);
    // The ground is enlarged too, so that the product stands on it; the wall fills the rest.
    let body = format!(
        r##"<rect width="480" height="480" fill="{wall}"/><g transform="translate({dx} {dy}) scale({whole}.{tenth})">{ground}{content}</g>"##,
        wall = p.wall,
    );
    file(p, &body)
}

/// A picture with a ground of its own.
pub(super) fn scene(p: &Palette, content: &str) -> String {
    file(p, content)
}

/// A soft shadow on the ground.
pub(super) fn shadow(cx: i64, cy: i64, rx: i64, ry: i64) -> String {
    format!(r#"<ellipse cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" fill="url(#s)"/>"#)
}

/// `content` moved and scaled by a `transform` text.
pub(super) fn placed(transform: &str, content: &str) -> String {
    format!(r#"<g transform="{transform}">{content}</g>"#)
}

fn floor(p: &Palette, ground: Ground) -> String {
    let (wall, table) = (p.wall, p.table);
    let edge = match ground {
        Ground::Table => "M-480 346H960V960H-480Z",
        Ground::Slant => "M-480 452L960 62V960H-480Z",
    };
    format!(r#"<path fill="{wall}" d="M-480-480H960V960H-480Z"/><path fill="{table}" d="{edge}"/>"#)
}

fn file(p: &Palette, body: &str) -> String {
    let (light, base, shade) = (p.light, p.base, p.shade);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480" viewBox="0 0 480 480">
<defs>
<linearGradient id="b"><stop stop-color="{light}"/><stop offset=".4" stop-color="{base}"/><stop offset=".68" stop-color="{base}"/><stop offset="1" stop-color="{shade}"/></linearGradient>
<radialGradient id="s"><stop stop-color="#4A3B26" stop-opacity=".42"/><stop offset=".55" stop-color="#4A3B26" stop-opacity=".17"/><stop offset="1" stop-color="#4A3B26" stop-opacity="0"/></radialGradient>
</defs>
{body}
</svg>
"##
    )
}
