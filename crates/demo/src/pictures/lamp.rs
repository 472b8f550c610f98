//! A desk lamp with a dome on a slim stem.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::{Palette, Tone},
};

/// A desk lamp with a dome on a slim stem.
pub(super) const DOME: Design = Design {
    ground: Ground::Table,
    // The dome's edge and the joint.
    focus: (250, 166, 19),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
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

fn in_use(p: &Palette) -> String {
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

/// A paper lantern on a wooden tripod.
pub(super) const LANTERN: Design = Design {
    ground: Ground::Table,
    // Ribs of the paper.
    focus: (206, 176, 18),
    object: lantern,
    in_use: lantern_in_use,
};

fn lantern(p: &Palette) -> String {
    paper(p, p.light, p.shade)
}

/// `paper` of the lantern and its `edge`, lighter when it is lit.
fn paper(p: &Palette, paper: Tone, edge: Tone) -> String {
    format!(
        r##"<defs><radialGradient id="r" cx=".42" cy=".4" r=".62"><stop stop-color="{core}"/><stop offset=".6" stop-color="{paper}"/><stop offset="1" stop-color="{edge}"/></radialGradient></defs>{shadow}
<path fill="none" stroke="#8A6A42" stroke-width="10" stroke-linecap="round" d="M240 286L246 382"/><path fill="none" stroke="#B48F60" stroke-width="11" stroke-linecap="round" d="M212 280L164 386M268 280L318 386"/><path fill="none" stroke="#D5B98F" stroke-width="3" stroke-linecap="round" d="M210 284L164 384M266 284L315 384"/><path stroke="#A98458" stroke-width="7" d="M190 330H290"/>
<path fill="#A98458" d="M196 276H284V292H196Z"/><path fill="#C9A87C" d="M196 276H284V281H196Z"/><ellipse cx="240" cy="178" rx="128" ry="106" fill="url(#r)"/>
<g fill="none" stroke="{rib}" stroke-width="1.8" opacity=".45"><path d="M196 78Q240 88 284 78M164 92Q240 110 316 92M142 110Q240 134 338 110M126 132Q240 160 354 132M116 156Q240 186 364 156M112 180Q240 212 368 180M116 204Q240 236 364 204M126 226Q240 258 354 226M144 248Q240 276 336 248M168 266Q240 288 312 266"/></g>
<ellipse cx="240" cy="73" rx="32" ry="6" fill="{rib}" opacity=".7"/><ellipse cx="240" cy="72" rx="26" ry="4" fill="{core}"/><path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".5" d="M142 168Q150 122 190 98"/>"##,
        core = paper.with(super::tone::WHITE, 60),
        shadow = stage::shadow(248, 388, 120, 17),
        rib = p.deep,
    )
}

fn lantern_in_use(p: &Palette) -> String {
    format!(
        r##"{room}<ellipse cx="190" cy="420" rx="220" ry="44" fill="url(#g)"/>{lamp}<g transform="translate(366 306)"><path fill="#6B5D4C" d="M-66 0H100V26H-66Z"/><path fill="#7E6E5A" d="M-66 0H100V7H-66Z"/><path fill="#54483A" d="M-58 26H-44V132H-58ZM78 26H92V132H78Z"/></g>{books}"##,
        room = props::evening(190, 214, 240, 352),
        lamp = stage::placed(
            "translate(-12 60) scale(.86)",
            &paper(p, Tone(0xFF, 0xEF, 0xC8), Tone(0xF3, 0xC9, 0x7C))
        ),
        books = [
            props::book(318, 306, 132, 26, p.shade),
            props::book(334, 280, 106, 20, Tone(0xA6, 0x78, 0x52)),
        ]
        .concat(),
    )
}

/// A lamp with a jointed arm.
pub(super) const ARM: Design = Design {
    ground: Ground::Table,
    // Head and joint.
    focus: (258, 138, 18),
    object: arm,
    in_use: arm_in_use,
};

fn arm(p: &Palette) -> String {
    jointed(p, "#EFE7D4")
}

/// `glow` is the colour of the opening.
fn jointed(p: &Palette, glow: &str) -> String {
    format!(
        r##"{shadow}<ellipse cx="176" cy="386" rx="78" ry="15" fill="{deep}"/><ellipse cx="176" cy="379" rx="78" ry="15" fill="{shade}"/><ellipse cx="174" cy="377" rx="70" ry="12" fill="{base}"/>
<path fill="none" stroke="#77766F" stroke-width="9" stroke-linecap="round" stroke-linejoin="round" d="M176 374V350L126 222L262 112"/><path fill="none" stroke="#C9C6BE" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" d="M174 374V350L124 222L260 111"/><path fill="none" stroke="#8F8E8A" stroke-width="4" d="M192 344L144 224L264 126"/><path fill="none" stroke="#8F8E8A" stroke-width="5" stroke-dasharray="3 2" d="M182 334L160 276"/>
<circle cx="178" cy="350" r="12" fill="{deep}"/><circle cx="176" cy="348" r="9" fill="{base}"/><circle cx="132" cy="222" r="14" fill="{deep}"/><circle cx="130" cy="220" r="11" fill="{base}"/><circle cx="130" cy="220" r="4" fill="{pale}"/><circle cx="264" cy="114" r="13" fill="{deep}"/>
<g transform="rotate(32 264 114)"><ellipse cx="290" cy="196" rx="70" ry="14" fill="{glow}"/><ellipse cx="290" cy="197" rx="24" ry="9" fill="#FFFBEF"/><path fill="url(#b)" d="M272 102H308Q318 102 320 116C346 134 360 164 360 198Q326 182 290 182T220 198C220 164 234 134 260 116Q262 102 272 102Z"/><path fill="{deep}" opacity=".2" d="M306 102Q318 102 320 116C346 134 360 164 360 198Q346 188 328 185Q330 140 306 102Z"/><path fill="none" stroke="{deep}" stroke-width="3" opacity=".5" d="M220 197Q254 181 290 181T360 197"/><path fill="{deep}" d="M276 86H304V104H276Z"/><path fill="none" stroke="#FFF" stroke-width="8" stroke-linecap="round" opacity=".4" d="M240 168Q248 142 264 128"/></g>"##,
        shadow = stage::shadow(190, 390, 122, 16),
        deep = p.deep,
        shade = p.shade,
        base = p.base,
        pale = p.pale,
    )
}

fn arm_in_use(p: &Palette) -> String {
    format!(
        r##"{room}<path fill="url(#l)" d="M196 196L150 440Q270 480 420 430L296 236Z"/><ellipse cx="272" cy="420" rx="180" ry="44" fill="url(#g)"/>{lamp}<g transform="translate(300 424) rotate(-3)"><path fill="#FBF4E0" d="M-76-14L62-22L92 18L-64 26Z"/><path stroke="#CDBF9E" stroke-width="2" d="M-58-4L46-10M-54 6L60 0M-50 16L40 11"/></g>{books}"##,
        room = props::evening(250, 260, 220, 356),
        lamp = stage::placed("translate(-26 72) scale(.84)", &jointed(p, "#FFF1CC")),
        books = [
            props::book(372, 378, 100, 24, Tone(0x4F, 0x62, 0x5B)),
            props::book(384, 354, 82, 20, Tone(0xA6, 0x78, 0x52)),
        ]
        .concat(),
    )
}
