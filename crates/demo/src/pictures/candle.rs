//! A candle in a glass, with a paper label.

use super::{
    props, stage,
    tone::{Palette, Tone},
};

/// Wick and wax.
pub(super) const FOCUS: (i64, i64, i64) = (232, 226, 22);

const FLAME: &str = r##"<path fill="#F2A93B" d="M240 206C216 190 222 160 240 128C258 160 264 190 240 206Z"/><path fill="#FFE9B0" d="M240 204C228 194 230 176 240 158C250 176 252 194 240 204Z"/>"##;

pub(super) fn object(p: &Palette) -> String {
    format!("{}{}", stage::shadow(252, 388, 138, 19), glass(p))
}

fn glass(p: &Palette) -> String {
    format!(
        r##"<path fill="#FFF" opacity=".45" d="M152 170V362Q152 388 184 389H296Q328 388 328 362V170Z"/>
<path fill="url(#b)" d="M160 236V358Q160 378 184 379H296Q320 378 320 358V236Z"/><ellipse cx="240" cy="236" rx="80" ry="14" fill="{light}"/><ellipse cx="240" cy="237" rx="46" ry="7" fill="{pale}"/>
<path fill="none" stroke="#4B3B2E" stroke-width="4" stroke-linecap="round" d="M240 236Q238 222 242 208"/>
<path fill="#F7F2E6" d="M194 276H286V346H194Z"/><path fill="none" stroke="#B9A988" stroke-width="1.3" d="M199.5 281.5H280.5V340.5H199.5Z"/>
<g fill="none" stroke="{deep}" stroke-width="2" stroke-linecap="round"><path d="M240 332V298M240 322Q226 320 222 306Q238 308 240 322ZM240 316Q254 314 258 300Q242 302 240 316ZM240 304Q232 298 236 288Q246 292 240 304Z"/></g>
<path fill="none" stroke="#FFF" stroke-width="3" opacity=".8" d="M152 170V362Q152 388 184 389H296Q328 388 328 362V170"/><path fill="none" stroke="#B9B3A4" stroke-width="1.2" opacity=".8" d="M150.5 170V362Q150.5 390 184 390.5H296Q329.5 390 329.5 362V170"/>
<ellipse cx="240" cy="170" rx="88" ry="14" fill="#FFF" opacity=".25"/><ellipse cx="240" cy="170" rx="88" ry="14" fill="none" stroke="#FFF" stroke-width="3"/><ellipse cx="240" cy="170" rx="89.5" ry="15.5" fill="none" stroke="#B9B3A4" stroke-width="1" opacity=".8"/>
<path fill="#FFF" opacity=".5" d="M166 190Q170 192 178 193V362Q170 360 166 352Z"/><path fill="{deep}" opacity=".14" d="M304 236H320V358Q320 378 296 379H280Q306 370 304 340Z"/>"##,
        light = p.light,
        pale = p.pale,
        deep = p.deep,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    format!(
        r##"{room}<ellipse cx="206" cy="404" rx="220" ry="52" fill="url(#g)"/>{books}{shadow}{candle}
<path fill="#A98458" d="M330 420l74-12 8 22-74 14z"/><path fill="#C9A87C" d="M330 420l74-12 2 6-74 12z"/><path fill="none" stroke="#E6D3AE" stroke-width="4" stroke-linecap="round" d="M298 446l62 8"/><circle cx="297" cy="446" r="4" fill="#8C3A2B"/>"##,
        room = props::evening(206, 214, 250, 344),
        books = [
            stage::shadow(370, 376, 110, 10),
            props::book(300, 376, 152, 28, Tone(0x4F, 0x62, 0x5B)),
            props::book(316, 348, 124, 22, Tone(0xB0, 0x86, 0x5E)),
        ]
        .concat(),
        shadow = stage::shadow(212, 414, 122, 15),
        candle = stage::placed(
            "translate(10 80) scale(.82)",
            &format!("{}{FLAME}", glass(p))
        ),
    )
}
