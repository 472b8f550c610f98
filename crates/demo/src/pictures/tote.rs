//! A canvas tote on a peg.

use super::{stage, tone::Palette};

/// The seam of a handle.
pub(super) const FOCUS: (i64, i64, i64) = (192, 208, 22);

pub(super) fn object(p: &Palette) -> String {
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

pub(super) fn in_use(p: &Palette) -> String {
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
