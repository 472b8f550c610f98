//! Keyboards: with high keys, flat, and only the figures.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A keyboard with high keys.
pub(super) const HIGH: Design = Design {
    ground: Ground::Slant,
    // Keys.
    focus: (150, 206, 25),
    object: high,
    in_use: high_in_use,
};

/// Four rows of keys in the box of 62..418 by 166..316, light or of the keyboard's colour.
fn rows(p: &Palette, height: i64) -> String {
    format!(
        r##"<g fill="none" stroke="{deep}" stroke-width="{height}" opacity=".8"><path stroke-dasharray="20 4" d="M70 186H410"/><path stroke-dasharray="20 4" d="M100 213H386"/><path d="M70 213H94M70 240H100M70 267H110M390 213H410M372 240H410M360 267H410M70 294H94M98 294H122M126 294H150M154 294H294M298 294H322M326 294H350M354 294H410"/><path stroke-dasharray="20 4" d="M106 240H370M116 267H358"/></g>
<g fill="none" stroke="{cap}" stroke-width="{top}"><path stroke-dasharray="16 8" d="M72 184H410"/><path stroke-dasharray="16 8" d="M102 211H386"/><path stroke-dasharray="16 8" d="M108 238H370M118 265H358"/></g><g fill="none" stroke="{base}" stroke-width="{top}"><path d="M72 211H92M72 238H98M72 265H108M392 211H408M374 238H408M362 265H408M72 292H92M100 292H120M128 292H148M300 292H320M328 292H348M356 292H408"/></g><path stroke="{cap}" stroke-width="{top}" d="M156 292H292"/>"##,
        deep = p.deep,
        base = p.base,
        cap = "#F6F2E8",
        top = height - 6,
    )
}

fn high(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-9 240 240)"><path fill="none" stroke="#4B4A46" stroke-width="6" stroke-linecap="round" d="M236 152C232 110 262 96 254 40"/><rect x="58" y="166" width="388" height="168" rx="16" fill="#4A3B26" opacity=".1"/><rect x="54" y="162" width="384" height="166" rx="16" fill="#4A3B26" opacity=".14"/>
<rect x="46" y="152" width="388" height="170" rx="14" fill="{shade}"/><rect x="46" y="152" width="388" height="164" rx="14" fill="url(#b)"/><path fill="{deep}" opacity=".55" d="M62 170H418V306H62Z"/><path fill="{pale}" opacity=".7" d="M60 155H420V157H60Z"/>
{rows}<circle cx="401" cy="184" r="9" fill="#A8321F"/><g fill="none" stroke="{deep}" stroke-width="1.5" opacity=".6"><path d="M76 182v4M100 182v4M124 182v4M148 182v4M172 182v4M196 182v4M220 182v4M244 182v4M268 182v4M292 182v4M316 182v4M340 182v4M364 182v4M108 209v4M132 209v4M156 209v4M180 209v4M204 209v4M228 209v4M252 209v4M276 209v4M300 209v4M324 209v4M348 209v4M372 209v4M114 236v4M138 236v4M162 236v4M186 236v4M210 236v4M234 236v4M258 236v4M282 236v4M306 236v4M330 236v4"/></g><path fill="none" stroke="#FFF" stroke-width="4" stroke-linecap="round" opacity=".3" d="M54 172V290"/></g>"##,
        shade = p.shade,
        deep = p.deep,
        pale = p.pale,
        rows = rows(p, 23),
    )
}

fn high_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}{mat}<path fill="#3A3E3B" d="M96 0H392V96H96Z"/><path fill="#DCE4E0" d="M106 0H382V84H106Z"/><path fill="#C9D6CF" d="M106 40Q180 10 250 40T382 26V84H106Z"/><path fill="#8F8E8A" d="M216 96H272V116H216Z"/>{keys}<g transform="translate(428 292)"><path fill="#4A3B26" opacity=".2" d="M-20-30Q-20-52 4-52T28-30V14Q28 38 4 38T-20 14Z"/><rect x="-26" y="-58" width="48" height="88" rx="24" fill="#F4F0E6"/><path stroke="#CFCBC0" stroke-width="2" d="M-2-58V-20M-26-18H22"/><rect x="-5" y="-48" width="6" height="18" rx="3" fill="{shade}"/></g>"##,
        desk = props::desktop(),
        mat = r##"<path fill="#4A3B26" opacity=".14" d="M26 150H474V404H26Z"/><path fill="#B5AC98" d="M18 142H466V396H18Z"/>"##,
        keys = stage::placed(
            "translate(6 66) rotate(9 240 240) translate(18 36) scale(.82)",
            &high(p)
        ),
        shade = p.shade,
    )
}

/// A flat keyboard without a cable.
pub(super) const FLAT: Design = Design {
    ground: Ground::Slant,
    // The edge and the keys.
    focus: (136, 220, 25),
    object: flat,
    in_use: flat_in_use,
};

fn flat(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-9 240 240)"><rect x="48" y="174" width="400" height="154" rx="18" fill="#4A3B26" opacity=".1"/><rect x="43" y="169" width="400" height="152" rx="18" fill="#4A3B26" opacity=".12"/>
<rect x="36" y="162" width="404" height="150" rx="16" fill="#9A9992"/><rect x="36" y="159" width="404" height="150" rx="16" fill="#D8D6CF"/><rect x="38" y="160" width="400" height="146" rx="15" fill="#E9E7E1"/>
<g fill="none" stroke="{base}" stroke-width="21" stroke-linecap="butt"><path stroke-dasharray="21 4" d="M56 184H422"/><path d="M56 210H84M56 236H92M56 262H104M394 210H419M386 236H419M374 262H419"/><path stroke-dasharray="21 4" d="M88 210H392M96 236H384M108 262H372"/><path d="M56 288H76M80 288H104M108 288H134M138 288H300M304 288H330M334 288H354M358 288H379M383 288H419"/></g>
<g fill="none" stroke="{light}" stroke-width="2" opacity=".7"><path stroke-dasharray="21 4" d="M56 175H422M88 201H392M96 227H384M108 253H372"/><path d="M138 279H300"/></g><g fill="none" stroke="#F6F2E8" stroke-width="1.5" opacity=".8"><path stroke-dasharray="2 23" d="M65 184H420M97 210H390M105 236H380M117 262H370"/></g>
<path fill="none" stroke="#FFF" stroke-width="3" stroke-linecap="round" opacity=".7" d="M52 163H420"/><circle cx="424" cy="167" r="2" fill="#6FA07E"/></g>"##,
        base = p.base,
        light = p.light,
    )
}

fn flat_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<g transform="rotate(3 130 120)"><path fill="#4A3B26" opacity=".18" d="M150 40H342V214H150Z"/><rect x="140" y="20" width="200" height="186" rx="12" fill="#3A3E3B"/><path fill="#F6F2E8" d="M150 30H330V196H150Z"/><path stroke="#CFC8B8" stroke-width="4" d="M168 56H290M168 76H312M168 96H300M168 116H254"/><path fill="{pale}" d="M168 136H312V180H168Z"/></g>{keys}<g transform="translate(404 154)"><circle r="46" cx="6" cy="8" fill="#4A3B26" opacity=".18"/><circle r="46" fill="#F4F0E6"/><circle r="36" fill="#8A5A34"/><path fill="none" stroke="#A9744A" stroke-width="3" d="M-24-6Q-10-24 10-20"/><path fill="none" stroke="#F4F0E6" stroke-width="11" d="M42 18Q70 40 56 58Q42 66 30 36"/></g>"##,
        desk = props::desktop(),
        pale = p.light,
        keys = stage::placed(
            "translate(6 88) rotate(6 240 240) translate(12 20) scale(.9)",
            &flat(p)
        ),
    )
}

/// A pad of figures.
pub(super) const FIGURES: Design = Design {
    ground: Ground::Slant,
    // Keys and the knob.
    focus: (214, 158, 20),
    object: figures,
    in_use: figures_in_use,
};

fn figures(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-8 240 240)"><rect x="146" y="94" width="206" height="306" rx="20" fill="#4A3B26" opacity=".1"/><rect x="141" y="89" width="206" height="306" rx="20" fill="#4A3B26" opacity=".14"/><rect x="134" y="80" width="206" height="308" rx="18" fill="{shade}"/><rect x="134" y="80" width="206" height="300" rx="18" fill="url(#b)"/><path fill="{deep}" opacity=".55" d="M150 144H324V364H150Z"/>
<g fill="none" stroke="{deep}" stroke-width="38" opacity=".8"><path stroke-dasharray="38 6" d="M154 168H330M154 212H284M154 256H284M154 300H284"/><path d="M154 342H236M242 342H280"/><path d="M286 234H324"/><path stroke-width="82" d="M286 234H324M286 320H324"/></g>
<g fill="none" stroke="#F6F2E8" stroke-width="30"><path stroke-dasharray="32 12" d="M157 165H280M157 209H280M157 253H280M157 297H280"/><path d="M157 339H233M245 339H277"/></g><g fill="none" stroke="{light}"><path stroke-width="30" d="M289 165H321"/><path stroke-width="74" d="M289 231H321"/></g><path stroke="#A8321F" stroke-width="74" d="M289 317H321"/>
<g fill="none" stroke="{deep}" stroke-width="2.2" stroke-linecap="round" opacity=".8"><path d="M170 160h6l-4 11M214 160h6v5h-6v5h6v-5M258 170h6v-10h-6v5h6M170 204v5h6M176 202v13M214 204h6M214 204v5h6v6h-6M258 204v10h6v-5h-6M171 250l2-2v11M213 249h6l-6 9h6M257 249h6v9h-6M259 253h4M170 292h6v10h-6zM214 292h6M258 302h6M305 158v12M299 164h12M299 230h12M299 314h12M299 320h12"/></g>
<circle cx="176" cy="114" r="17" fill="{deep}" opacity=".5"/><circle cx="173" cy="110" r="17" fill="#8F8E8A"/><circle cx="172" cy="109" r="13" fill="#D3D4CF"/><path stroke="#6A6F6B" stroke-width="3" d="M172 97V105"/><path fill="#3F4A42" d="M212 98H322V124H212Z"/><path fill="none" stroke="#A9C3A4" stroke-width="2.5" d="M286 104h8v14h-8zM302 104v7h7M309 102v16"/><path fill="none" stroke="#FFF" stroke-width="4" stroke-linecap="round" opacity=".3" d="M142 104V352"/></g>"##,
        shade = p.shade,
        deep = p.deep,
        light = p.light,
    )
}

fn figures_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<g transform="rotate(-4 160 240)"><path fill="#4A3B26" opacity=".16" d="M40 60H292V430H40Z"/><path fill="#FBF7EC" d="M32 50H284V420H32Z"/><path fill="{pale}" opacity=".7" d="M32 88H284V116H32Z"/><path fill="none" stroke="#CFC8B8" stroke-width="1.5" d="M32 116H284M32 146H284M32 176H284M32 206H284M32 236H284M32 266H284M32 296H284M32 326H284M32 356H284M130 88V420M208 88V420"/><g fill="none" stroke="#4B4A46" stroke-width="3" stroke-linecap="round"><path d="M48 132h44M48 162h56M48 192h36M48 222h50M48 252h40M150 132h34M150 162h40M150 192h28M150 222h36M150 252h40M226 132h40M226 162h34M226 192h40M226 222h30"/></g><path stroke="#A8321F" stroke-width="3" d="M226 342H268M226 348H268"/></g>{pencil}{pad}"##,
        desk = props::desktop(),
        pale = p.pale,
        pencil = props::pencil(
            "translate(112 418) rotate(-16)",
            super::Tone(0xC9, 0x8A, 0x3B)
        ),
        pad = stage::placed(
            "translate(190 88) rotate(10 240 240) scale(.72)",
            &figures(p)
        ),
    )
}
