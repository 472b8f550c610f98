//! A stoneware mug: glazed above, bare clay at the foot.

use super::{
    props, stage,
    tone::{Palette, Tone},
};

/// The rim and the handle's root.
pub(super) const FOCUS: (i64, i64, i64) = (286, 238, 21);

pub(super) fn object(p: &Palette) -> String {
    let clay = Tone(0xC7, 0xAC, 0x8A).with(p.base, 10);
    format!(
        r##"{shadow}
<path fill="none" stroke="{shade}" stroke-width="25" d="M318 226C402 210 406 336 312 330"/>
<path fill="none" stroke="{base}" stroke-width="13" d="M318 224C396 210 398 328 312 327"/>
<path fill="url(#b)" d="M142 178L149 340Q153 386 198 386H278Q323 386 327 340L334 178Z"/>
<path fill="{clay}" d="M149.5 348Q153 386 198 386H278Q323 386 326.5 348Q300 358 262 357T196 360Q168 360 149.5 348Z"/>
<path fill="{deep}" opacity=".16" d="M290 186L284 386Q323 384 327 340L334 178Z"/>
<ellipse cx="238" cy="178" rx="96" ry="19" fill="{light}"/>
<ellipse cx="238" cy="179" rx="88" ry="15" fill="{deep}"/>
<path fill="#8A5A34" d="M154 184Q238 200 322 184Q312 194 238 194T154 184Z"/>
<g fill="{deep}" opacity=".34"><circle cx="184" cy="232" r="2"/><circle cx="222" cy="300" r="1.6"/><circle cx="262" cy="246" r="2.2"/><circle cx="298" cy="310" r="1.7"/><circle cx="206" cy="268" r="1.3"/><circle cx="276" cy="284" r="1.3"/><circle cx="240" cy="220" r="1.2"/><circle cx="304" cy="224" r="1.5"/><circle cx="190" cy="324" r="1.8"/><circle cx="248" cy="334" r="1.4"/></g>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".42" d="M164 208Q164 262 170 312"/>
<path fill="none" stroke="#FFF" stroke-width="2" opacity=".5" d="M150 174A90 17 0 0 1 222 161"/>"##,
        shadow = stage::shadow(252, 386, 150, 22),
        shade = p.shade,
        base = p.base,
        deep = p.deep,
        light = p.light,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    format!(
        "{}{}{}{}{}{}",
        props::morning(p, 330),
        stage::shadow(140, 392, 132, 15),
        props::book(40, 392, 196, 34, Tone(0x5B, 0x6C, 0x7A)),
        props::book(58, 358, 168, 28, Tone(0xB9, 0x8A, 0x5E)),
        stage::placed("translate(136 118) scale(.78)", &object(p)),
        props::steam(308, 240),
    )
}
