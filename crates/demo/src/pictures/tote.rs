//! A canvas tote on a peg.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A canvas tote on a peg.
pub(super) const CANVAS: Design = Design {
    ground: Ground::Slant,
    // The seam of a handle.
    focus: (192, 208, 22),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
    format!(
        r##"<path fill="#4A3B26" opacity=".1" d="M152 186H356L366 416Q262 432 160 420Z"/><path fill="#4A3B26" opacity=".12" d="M146 182H348L358 408Q256 424 148 412Z"/>
<path fill="none" stroke="{deep}" stroke-width="15" d="M192 190C194 96 222 62 240 62S286 96 288 190"/>
<rect x="232" y="46" width="16" height="22" rx="5" fill="#A98458"/><rect x="236" y="50" width="6" height="16" rx="3" fill="#C9A87C"/>
<path fill="url(#b)" d="M138 172H342L352 402Q352 412 340 412Q240 420 140 412Q128 412 128 402Z"/>
<path fill="{deep}" opacity=".13" d="M300 196Q330 300 316 414L340 412Q352 412 352 402L342 172H312ZM152 330Q160 380 176 414L140 412Q128 412 128 402L134 300Q142 300 152 330Z"/>
<path fill="none" stroke="{base}" stroke-width="17" d="M178 222C180 110 214 58 240 58S300 110 302 222"/><path fill="none" stroke="{light}" stroke-width="6" opacity=".6" d="M174 218C176 108 210 54 236 55"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" stroke-dasharray="5 4" opacity=".65" d="M136 188H343M172 200V222H185V200M296 200V222H309V200M172 202L185 221M185 202L172 221M296 202L309 221M309 202L296 221M134 398Q240 407 346 398"/>
<path fill="{shade}" opacity=".5" d="M136 172H342L343 176H138Z"/>
<g fill="none" stroke="{mark}" stroke-width="5" stroke-linecap="round"><circle cx="240" cy="286" r="30"/><path d="M192 330H288M206 346H274M222 362H258"/></g>
<path fill="none" stroke="{deep}" stroke-width="2" opacity=".18" d="M166 210Q158 300 164 388M320 212Q314 280 322 340"/>
<path fill="none" stroke="#FFF" stroke-width="12" stroke-linecap="round" opacity=".14" d="M150 212Q144 280 144 340"/>"##,
        deep = p.deep,
        base = p.base,
        light = p.light,
        shade = p.shade,
        mark = mark(p),
    )
}

/// The print contrasts with the cloth: dark on light, light on dark.
fn mark(p: &Palette) -> super::Tone {
    let brightness = u16::from(p.base.0) + u16::from(p.base.1) + u16::from(p.base.2);
    if brightness > 380 { p.deep } else { p.pale }
}

fn in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="{table}" d="M0 416H480V480H0Z"/><path fill="#F7F4EC" d="M0 404H480v12H0Z"/>
<path fill="#FBF8F0" d="M250 0H380L270 404H120Z"/>
<path fill="#4A3B26" opacity=".14" d="M0 112H480v6H0Z"/><path fill="#C2A274" d="M0 88H480v24H0Z"/><path fill="#D5B98F" d="M0 88H480v5H0Z"/>
<g fill="#A98458"><rect x="72" y="92" width="16" height="26" rx="6"/><rect x="392" y="92" width="16" height="26" rx="6"/></g>
<path fill="none" stroke="#7E8C6C" stroke-width="6" stroke-linecap="round" d="M214 250C206 200 190 172 176 150M232 250C232 196 240 170 252 140M256 250C268 210 286 190 306 176"/>
<path fill="#8FA07E" d="M176 150c-26-4-36-22-36-40 24 2 38 16 36 40zM252 142c-14-20-8-40 6-54 14 18 12 38-6 54zM306 176c6-24 22-34 42-32-4 22-18 34-42 32zM192 178c-26 6-40-6-48-22 22-6 40 2 48 22zM240 186c16-20 34-20 50-10-12 18-30 22-50 10z"/>
<path fill="#DDBB8B" d="M288 252L322 148Q332 134 344 142T350 164L316 256Z"/><path fill="none" stroke="#B98F58" stroke-width="4" stroke-linecap="round" d="M318 182l16 8M310 206l16 8M328 160l14 6"/>
{bag}"##,
        wall = p.wall,
        table = p.table,
        bag = stage::placed("translate(36 64) scale(.84)", &object(p)),
    )
}

/// A wide market bag with stripes and short handles.
pub(super) const MARKET: Design = Design {
    ground: Ground::Slant,
    // Handle and stripe.
    focus: (176, 236, 20),
    object: market,
    in_use: market_in_use,
};

fn market(p: &Palette) -> String {
    format!(
        r##"<path fill="#4A3B26" opacity=".1" d="M96 212H406L380 412Q250 424 124 412Z"/><path fill="#4A3B26" opacity=".12" d="M90 208H398L374 404Q246 416 118 404Z"/>
<path fill="none" stroke="{deep}" stroke-width="14" d="M180 206C184 128 206 106 240 106S296 128 300 206"/>
<path fill="url(#b)" d="M80 196H400L374 396Q372 404 360 404Q240 414 120 404Q108 404 106 396Z"/>
<path fill="{pale}" d="M88 256H392L388 284H92ZM95.5 308H384.500L381 336H99ZM102 360H378L376 378H104Z"/>
<path fill="{deep}" opacity=".13" d="M340 196Q356 300 336 406L360 404Q372 404 374 396L400 196ZM96 320Q128 350 150 407L120 404Q108 404 106 396Z"/>
<path fill="none" stroke="{base}" stroke-width="16" d="M164 250C166 150 196 104 240 104S314 150 316 250"/><path fill="none" stroke="{light}" stroke-width="5" opacity=".6" d="M160 246C162 150 190 102 236 100"/>
<path fill="{shade}" opacity=".5" d="M80 196H400L399 204H81Z"/><path fill="none" stroke="{deep}" stroke-width="1.5" stroke-dasharray="5 4" opacity=".6" d="M82 214H398M158 226V250H171V226M309 226V250H322V226M112 394Q240 404 368 394"/>
<path fill="none" stroke="{deep}" stroke-width="2" opacity=".16" d="M122 222Q118 300 140 390M290 226Q280 290 292 350"/>
<path fill="none" stroke="#FFF" stroke-width="12" stroke-linecap="round" opacity=".15" d="M104 226Q110 300 122 360"/>"##,
        deep = p.deep,
        base = p.base,
        light = p.light,
        pale = p.pale,
        shade = p.shade,
    )
}

fn market_in_use(p: &Palette) -> String {
    format!(
        r##"{room}{shadow}<g fill="none" stroke-linecap="round"><path stroke="#E9EBDD" stroke-width="17" d="M180 240L150 120M206 240L196 104"/><path stroke="#8FA66E" stroke-width="9" d="M150 122L120 44M154 124L156 40M194 106L186 30M198 106L222 36"/><path stroke="#7A9060" stroke-width="7" d="M150 120L98 66M198 108L206 24"/></g>
<path fill="#7F9A6A" d="M250 240C226 196 240 156 276 160C286 134 326 138 330 166C362 168 366 206 340 240Z"/><path fill="#95AE7E" d="M266 240C252 210 262 186 286 188C296 170 322 176 322 194C340 200 340 222 328 240Z"/>
{bag}<circle cx="92" cy="408" r="25" fill="#C9573B"/><path fill="#FFF" opacity=".35" d="M78 396q6-9 14-9-8 6-10 13z"/><path fill="none" stroke="#6F7F5E" stroke-width="4" stroke-linecap="round" d="M92 384q1-8 7-11"/><circle cx="136" cy="424" r="22" fill="#D98A3B"/><path fill="#FFF" opacity=".35" d="M124 414q5-8 12-8-7 5-8 11z"/>"##,
        room = props::morning(p, 348),
        shadow = stage::shadow(280, 424, 168, 16),
        bag = stage::placed("translate(84 80) scale(.82)", &market(p)),
    )
}

/// A small lunch bag, folded over and buttoned.
pub(super) const LUNCH: Design = Design {
    ground: Ground::Table,
    // The button.
    focus: (240, 226, 20),
    object: lunch,
    in_use: lunch_in_use,
};

fn lunch(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="none" stroke="{deep}" stroke-width="13" d="M196 150C198 92 282 92 284 150"/><path fill="none" stroke="{base}" stroke-width="6" d="M194 148C196 88 280 86 284 146"/>
<path fill="{deep}" d="M322 148L362 168V370L328 390Z"/><path fill="{shade}" d="M322 148L352 172V374L328 390Z"/>
<path fill="url(#b)" d="M142 146H326L332 380Q332 390 320 390H152Q142 390 142 380Z"/>
<path fill="{deep}" opacity=".13" d="M300 250Q306 320 292 390H320Q332 390 332 380L329 250ZM142 300Q166 340 170 390H152Q142 390 142 380Z"/>
<path fill="{deep}" opacity=".25" d="M142 236H328V250H142Z"/><path fill="url(#b)" d="M138 142Q138 134 146 134H322Q330 134 330 142L332 240H136Z"/><path fill="{pale}" opacity=".8" d="M136 218H331.500V226H136.500Z"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" stroke-dasharray="5 4" opacity=".6" d="M144 144H324M140 232H328M150 380H324"/>
<path fill="none" stroke="{deep}" stroke-width="3" d="M234 240V262"/><circle cx="236" cy="228" r="16" fill="{deep}" opacity=".35"/><circle cx="234" cy="225" r="16" fill="#A4764E"/><circle cx="234" cy="225" r="11" fill="none" stroke="#8A5F3C" stroke-width="2"/><g fill="#5E3F26"><circle cx="230" cy="222" r="2"/><circle cx="238" cy="222" r="2"/><circle cx="230" cy="229" r="2"/><circle cx="238" cy="229" r="2"/></g>
<path fill="#F3ECDC" d="M290 330H322V352H290Z"/><path stroke="#B9A988" d="M295 337H317M295 343H311"/>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".22" d="M154 156V206M156 268V350"/>"##,
        shadow = stage::shadow(264, 390, 148, 19),
        deep = p.deep,
        base = p.base,
        shade = p.shade,
        pale = p.pale,
    )
}

fn lunch_in_use(p: &Palette) -> String {
    format!(
        r##"{room}{bag}{shadow}<path fill="#8A5F3C" d="M268 352H440V408Q440 418 430 418H278Q268 418 268 408Z"/><path fill="#A4764E" d="M268 352H440V362H268Z"/><path fill="#B98A5E" d="M258 334Q258 328 264 328H444Q450 328 450 334V350H258Z"/><path fill="#CFA77B" d="M258 334Q258 328 264 328H444Q450 328 450 334H258Z"/><path stroke="#6B4630" stroke-width="2" opacity=".5" d="M268 385H440"/><path stroke="#5E3F26" stroke-width="6" stroke-linecap="round" d="M226 444L426 434M230 456L428 448"/><path stroke="#C9573B" stroke-width="6" d="M398 435.400L410 434.800M400 449.700L412 449"/>"##,
        room = props::morning(p, 318),
        bag = stage::placed("translate(-60 96) scale(.8)", &lunch(p)),
        shadow = stage::shadow(362, 420, 112, 14),
    )
}
