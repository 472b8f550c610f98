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

/// An open laptop seen from behind its keyboard; `(x, y)` is the lower left corner.
pub(super) fn laptop(x: i64, y: i64) -> String {
    format!(
        r##"<g transform="translate({x} {y})"><path fill="#4A3B26" opacity=".16" d="M-8 0H222L210 10H4Z"/><path fill="#6C716D" d="M14-138Q14-146 22-146H190Q198-146 198-138V-8H14Z"/><path fill="#DCE4E0" d="M22-138H190V-16H22Z"/><path fill="#C9D6CF" d="M22-58Q70-92 112-64T190-70V-16H22Z"/><path fill="#F5F7F4" opacity=".6" d="M22-138H96L46-16H22Z"/><path fill="#C6C7C2" d="M-4-8H216L222 0H-10Z"/><path fill="#A9ABA5" d="M-10 0H222V4H-10Z"/></g>"##
    )
}

/// A plate with two biscuits; `(x, y)` is its centre.
pub(super) fn biscuits(x: i64, y: i64) -> String {
    format!(
        r##"<g transform="translate({x} {y})"><ellipse cx="4" cy="6" rx="66" ry="17" fill="#4A3B26" opacity=".16"/><ellipse rx="64" ry="17" fill="#E6E0D2"/><ellipse cy="-2" rx="62" ry="15" fill="#FBF8F0"/><ellipse cy="-1" rx="42" ry="9" fill="#EDE7DA"/><ellipse cx="-12" cy="-6" rx="25" ry="8" fill="#A97C48"/><ellipse cx="-12" cy="-9" rx="25" ry="8" fill="#CFA26A"/><ellipse cx="14" cy="-11" rx="25" ry="8" fill="#A97C48"/><ellipse cx="14" cy="-14" rx="25" ry="8" fill="#D7AE78"/><g fill="#8A5F34"><circle cx="4" cy="-15" r="1.6"/><circle cx="16" cy="-17" r="1.6"/><circle cx="24" cy="-13" r="1.6"/><circle cx="-24" cy="-10" r="1.6"/></g></g>"##
    )
}

/// A small teapot; `(x, y)` is the middle of its foot.
pub(super) fn teapot(x: i64, y: i64, glaze: Tone) -> String {
    let light = glaze.with(super::tone::WHITE, 22);
    let dark = glaze.with(super::tone::INK, 28);
    format!(
        r##"<g transform="translate({x} {y})"><ellipse cx="8" cy="0" rx="88" ry="13" fill="url(#s)"/><path fill="none" stroke="{dark}" stroke-width="10" d="M-48-78C-104-92-100-22-44-26"/><path fill="{glaze}" d="M46-62C78-62 74-96 96-98L100-88C86-82 88-42 50-32Z"/><path fill="{glaze}" d="M-62-56Q-62-98 0-100T62-56Q60-14 30-2H-30Q-60-14-62-56Z"/><path fill="{dark}" opacity=".35" d="M26-97Q62-86 62-56Q60-14 30-2H4Q44-40 26-97Z"/><path fill="{light}" d="M-34-92Q-30-108 0-109T34-92Q0-82-34-92Z"/><circle cy="-114" r="8" fill="{glaze}"/><path fill="none" stroke="#FFF" stroke-width="6" stroke-linecap="round" opacity=".35" d="M-46-60Q-44-34-30-20"/></g>"##
    )
}

/// A white cup of tea without a handle; `(x, y)` is the middle of its foot.
pub(super) fn tea_cup(x: i64, y: i64) -> String {
    format!(
        r##"<g transform="translate({x} {y})"><ellipse cx="4" cy="1" rx="66" ry="10" fill="url(#s)"/><path fill="#F4F0E6" d="M-48-46C-46-12-28-2-16 0H16C28-2 46-12 48-46Z"/><path fill="#DDD6C6" d="M16 0C28-2 46-12 48-46H36C34-16 22-6 2 0Z"/><ellipse cy="-46" rx="48" ry="11" fill="#FBF8F0"/><ellipse cy="-45" rx="42" ry="8" fill="#B98A45"/><path fill="#D0A45C" d="M-37-46Q-20-52 7-52Q-14-46-26-40Z"/></g>"##
    )
}

/// Folded spectacles; `(x, y)` is the bridge.
pub(super) fn glasses(x: i64, y: i64) -> String {
    format!(
        r##"<g transform="translate({x} {y})" fill="#FFF" fill-opacity=".35" stroke="#4B3B2E" stroke-width="4"><path fill="none" stroke-width="3" d="M-56-8Q-30-26 30-24M56-8Q40-26-20-28"/><ellipse cx="-30" rx="24" ry="14"/><ellipse cx="30" rx="24" ry="14"/><path fill="none" d="M-7-3Q0-9 7-3"/></g>"##
    )
}

/// A wooden desk seen from above.
pub(super) fn desktop() -> String {
    r##"<rect width="480" height="480" fill="#D3BA94"/><g fill="none" stroke="#C3A77D" stroke-width="1.5"><path d="M0 50q160 14 300 0t180 6M0 170q140-12 260 0t220-4M0 310q120 10 250-2t230 6M0 430q180-8 280 4t200-4"/></g>"##.to_owned()
}

/// A pencil that lies with its point at the origin of `transform` and its length along x.
pub(super) fn pencil(transform: &str, lacquer: Tone) -> String {
    let dark = lacquer.with(super::tone::INK, 30);
    format!(
        r##"<g transform="{transform}"><path fill="#4A3B26" opacity=".2" d="M4 6L46-4H214V18H46Z"/><path fill="#E3C79C" d="M0 0L40-11V11Z"/><path fill="#3A3936" d="M0 0L12-3.500V3.500Z"/><path fill="{lacquer}" d="M38-11H200V11H38Q44 4 38 0Q44-4 38-11Z"/><path fill="{dark}" d="M40 4H200V11H38Q42 8 40 4Z"/><path fill="#C9C6BE" d="M190-11H206V11H190Z"/><path fill="#C98B7C" d="M206-10H216Q220 0 216 10H206Z"/><path fill="#FFF" opacity=".3" d="M44-8H188V-5H44Z"/></g>"##
    )
}

/// An entrance: wall, skirting, floor, a mat and an umbrella in the corner.
pub(super) fn hallway(p: &Palette) -> String {
    let (wall, mat) = (p.wall, p.table);
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M190 0H340L230 330H60Z"/><path fill="#F7F4EC" d="M0 306H480V332H0Z"/><path fill="#D3BA94" d="M0 332H480V480H0Z"/><path fill="#DEC8A5" d="M0 332H480v6H0Z"/><path fill="none" stroke="#C3A77D" stroke-width="1.5" d="M0 376H480M0 428H480M140 338V376M330 376V428M90 428V480"/>
<path fill="#4A3B26" opacity=".14" d="M66 404L98 352H446L474 404Z"/><path fill="#B7A78A" d="M60 398L94 346H440L466 398Z"/><path fill="{mat}" d="M76 392L102 352H432L452 392Z"/>
<g transform="rotate(9 60 200)"><path fill="none" stroke="#8A5F3C" stroke-width="8" stroke-linecap="round" d="M64 158V104Q64 84 48 84T34 100"/><path fill="#5B6C7A" d="M56 156H72L84 330L64 366L46 330Z"/><path fill="#48576A" d="M64 156H72L84 330L64 366Z"/><path stroke="#2F3A46" stroke-width="4" d="M50 262L78 256"/></g>"##
    )
}
