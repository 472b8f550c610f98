//! A desk lamp with a dome on a slim stem.

use super::{
    props, stage,
    tone::{Palette, Tone},
};

/// The dome's edge and the joint.
pub(super) const FOCUS: (i64, i64, i64) = (250, 166, 19);

pub(super) fn object(p: &Palette) -> String {
    lamp(p, "#EFE7D4", "#FBF4E2")
}

/// `inside` of the dome and the `bulb`, which glow when the lamp is lit.
fn lamp(p: &Palette, inside: &str, bulb: &str) -> String {
    format!(
        r##"<defs><linearGradient id="o"><stop stop-color="#EBD6A2"/><stop offset=".45" stop-color="#C9A35B"/><stop offset="1" stop-color="#8E6C30"/></linearGradient></defs>
{shadow}
<path fill="none" stroke="{deep}" stroke-width="4" stroke-linecap="round" opacity=".75" d="M262 384C330 380 352 398 404 392S470 400 486 396"/>
<ellipse cx="240" cy="386" rx="76" ry="14" fill="{deep}"/><ellipse cx="240" cy="380" rx="76" ry="14" fill="{shade}"/><ellipse cx="238" cy="378" rx="68" ry="11" fill="{base}"/>
<path fill="url(#o)" d="M235 194H245V378Q240 381 235 378Z"/><path fill="url(#o)" d="M229 364H251L254 380Q240 385 226 380Z"/>
<path fill="none" stroke="#8E6C30" stroke-width="2.5" d="M284 196V248"/><circle cx="284" cy="253" r="5" fill="#C9A35B"/>
<ellipse cx="240" cy="196" rx="116" ry="17" fill="{inside}"/><ellipse cx="240" cy="198" rx="96" ry="12" fill="{deep}" opacity=".16"/><ellipse cx="240" cy="197" rx="30" ry="13" fill="{bulb}"/>
<path fill="url(#b)" d="M124 196C122 128 172 84 240 84S358 128 356 196Q340 182 240 181T124 196Z"/>
<path fill="{deep}" opacity=".18" d="M300 100C330 118 356 146 356 196Q350 188 318 184Q324 136 300 100Z"/>
<path fill="none" stroke="{deep}" stroke-width="3" opacity=".5" d="M124 195Q142 181 240 180T356 195"/><path fill="none" stroke="{light}" stroke-width="2" opacity=".8" d="M126 190Q146 177 240 176"/>
<path fill="url(#o)" d="M226 70H254V86Q240 90 226 86Z"/><circle cx="240" cy="66" r="8" fill="#D8B670"/><circle cx="237" cy="63" r="2.5" fill="#F6E8C4"/>
<path fill="none" stroke="#FFF" stroke-width="10" stroke-linecap="round" opacity=".4" d="M150 160Q162 122 196 106"/>"##,
        shadow = stage::shadow(252, 390, 128, 18),
        deep = p.deep,
        base = p.base,
        shade = p.shade,
        light = p.light,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    format!(
        r##"{room}<path fill="url(#l)" d="M98 240L8 430Q190 500 376 430L286 240Z"/><ellipse cx="192" cy="404" rx="220" ry="56" fill="url(#g)"/>
{lamp}{shadow}
<path fill="#7B4B3A" d="M250 430L354 414L458 430L452 440L354 428L256 440Z"/><path fill="#FBF4E0" d="M256 426Q306 400 354 416Q402 400 452 426Q402 412 354 428Q306 412 256 426Z"/><path fill="#EADFC3" d="M354 416Q402 400 452 426Q402 412 354 428Z"/><path fill="none" stroke="#CDBF9E" stroke-width="1.5" d="M276 417Q314 404 342 416M284 421Q318 409 346 420M366 416Q394 404 432 417M362 420Q392 409 424 421"/>
{books}"##,
        room = props::evening(190, 250, 230, 352),
        lamp = stage::placed(
            "translate(-10 76) scale(.84)",
            &lamp(p, "#FFF1CC", "#FFFBEF")
        ),
        shadow = stage::shadow(354, 438, 116, 12),
        books = [
            props::book(338, 374, 122, 24, Tone(0x4F, 0x62, 0x5B)),
            props::book(350, 350, 100, 20, Tone(0xA6, 0x78, 0x52)),
        ]
        .concat(),
    )
}
