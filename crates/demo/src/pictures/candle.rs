//! A candle in a glass, with a paper label.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::{Palette, Tone},
};

/// A candle in a glass, with a paper label.
pub(super) const GLASS: Design = Design {
    ground: Ground::Table,
    // Wick and wax.
    focus: (232, 226, 22),
    object,
    in_use,
};

const FLAME: &str = r##"<path fill="#F2A93B" d="M240 206C216 190 222 160 240 128C258 160 264 190 240 206Z"/><path fill="#FFE9B0" d="M240 204C228 194 230 176 240 158C250 176 252 194 240 204Z"/>"##;

fn object(p: &Palette) -> String {
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

fn in_use(p: &Palette) -> String {
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

/// A candle in a tin with its lid beside it.
pub(super) const TIN: Design = Design {
    ground: Ground::Table,
    // Wax and rim.
    focus: (240, 268, 19),
    object: tin,
    in_use: tin_in_use,
};

fn tin(p: &Palette) -> String {
    format!("{}{}{}", stage::shadow(250, 384, 178, 18), lid(p), cup(p))
}

/// The lid leans against the tin.
fn lid(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-14 352 330)"><ellipse cx="352" cy="322" rx="62" ry="66" fill="{deep}"/><ellipse cx="346" cy="321" rx="62" ry="66" fill="{shade}"/><ellipse cx="344" cy="320" rx="58" ry="62" fill="url(#b)"/><ellipse cx="344" cy="320" rx="44" ry="47" fill="none" stroke="{pale}" stroke-width="2" opacity=".8"/><path fill="none" stroke="{pale}" stroke-width="3" stroke-linecap="round" d="M344 346V306M344 332Q328 330 324 314Q342 316 344 332ZM344 322Q360 320 364 304Q346 306 344 322Z"/></g>"##,
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
    )
}

fn cup(p: &Palette) -> String {
    format!(
        r##"<path fill="url(#b)" d="M106 238V362Q108 380 132 383Q206 392 280 383Q304 380 306 362V238Z"/><path fill="{deep}" opacity=".16" d="M276 250V384L280 383Q304 380 306 362V238Z"/><ellipse cx="206" cy="238" rx="100" ry="24" fill="#E4E2DD"/><ellipse cx="206" cy="238" rx="100" ry="24" fill="none" stroke="#A9ABA5" stroke-width="2"/><ellipse cx="206" cy="240" rx="90" ry="19" fill="#F6EFDD"/><ellipse cx="206" cy="241" rx="40" ry="8" fill="#FBF7EC"/>
<path fill="none" stroke="#4B3B2E" stroke-width="4" stroke-linecap="round" d="M206 242Q204 226 209 214"/><path fill="none" stroke="{deep}" stroke-width="2" opacity=".45" d="M106 256Q206 296 306 256M108 362Q206 392 304 362"/><path fill="#F7F2E6" d="M140 292Q206 310 272 292V350Q206 368 140 350Z"/><path fill="none" stroke="{deep}" stroke-width="1.3" opacity=".7" d="M146 300Q206 316 266 300V345Q206 361 146 345Z"/>
<path fill="none" stroke="{shade}" stroke-width="2.4" stroke-linecap="round" d="M206 348V318M206 338Q192 336 188 322Q204 324 206 338ZM206 330Q220 328 224 314Q208 316 206 330ZM232 326H252M232 334H246M162 326H180M166 334H180"/><path fill="#FFF" opacity=".36" d="M114 262Q120 266 128 268V372Q120 370 114 364Z"/>"##,
        deep = p.deep,
        shade = p.shade,
    )
}

fn tin_in_use(p: &Palette) -> String {
    format!(
        r##"{room}<ellipse cx="196" cy="404" rx="220" ry="50" fill="url(#g)"/>{candle}<g transform="translate(392 392)"><path fill="#F4F0E6" d="M-52-74C-52-30-30-6-16-2H18C32-6 54-30 54-74Z"/><path fill="#D9CDB4" d="M18-2C32-6 54-30 54-74H36C34-30 18-8 0-2Z"/><ellipse cx="1" cy="-74" rx="53" ry="12" fill="#FBF4E0"/><ellipse cx="1" cy="-73" rx="46" ry="9" fill="#8A5A34"/></g>"##,
        room = props::evening(196, 224, 240, 348),
        candle = stage::placed(
            "translate(28 96) scale(.8)",
            &format!(
                "{}{}{}",
                lid(p),
                cup(p),
                stage::placed("translate(-34 8)", FLAME)
            )
        ),
    )
}

/// Three candles of rolled wax in three heights.
pub(super) const PILLARS: Design = Design {
    ground: Ground::Table,
    // The comb in the wax.
    focus: (226, 226, 19),
    object: pillars,
    in_use: pillars_in_use,
};

/// A candle from `top` to 386 around `x`.
fn pillar(p: &Palette, x: i64, top: i64) -> String {
    let (wick, height) = (top - 22, 386 - top);
    format!(
        r##"<g transform="translate({x} 0)"><path fill="url(#b)" d="M-40 {top}V380Q0 394 40 380V{top}Z"/><path fill="url(#h)" d="M-40 {top}h80v{height}q-40 8-80 0z"/><path fill="{deep}" opacity=".15" d="M22 {top}V386Q32 384 40 380V{top}Z"/><ellipse cy="{top}" rx="40" ry="10" fill="{light}"/><path fill="none" stroke="{deep}" stroke-width="1.6" opacity=".6" d="M34 {top}a34 8 0 1 1-60-5q12-5 30-3 20 2 18 7-4 5-20 4-14-1-14-4"/><path fill="none" stroke="#4B3B2E" stroke-width="4" stroke-linecap="round" d="M0 {top}Q-2 {mid} 2 {wick}"/><path fill="#FFF" opacity=".3" d="M-32 {hi}h7V372q-4-1-7-2z"/></g>"##,
        deep = p.deep,
        light = p.light,
        mid = top - 12,
        hi = top + 18,
    )
}

/// Three of them, with the comb's pattern.
fn trio(p: &Palette) -> String {
    format!(
        r##"<defs><pattern id="h" width="14" height="24" patternUnits="userSpaceOnUse"><path fill="none" stroke="{deep}" stroke-width="1.4" opacity=".42" d="M7 0V4L0 8V16L7 20V24M7 4L14 8V16L7 20"/></pattern></defs>{left}{right}{front}"##,
        deep = p.deep,
        left = pillar(p, 158, 216),
        right = pillar(p, 326, 268),
        front = stage::placed("translate(0 6)", &pillar(p, 240, 158)),
    )
}

fn pillars(p: &Palette) -> String {
    format!("{}{}", stage::shadow(250, 388, 164, 18), trio(p))
}

fn pillars_in_use(p: &Palette) -> String {
    format!(
        r##"{room}<ellipse cx="212" cy="404" rx="230" ry="50" fill="url(#g)"/><ellipse cx="208" cy="410" rx="170" ry="26" fill="#4A3B26" opacity=".4"/><ellipse cx="206" cy="402" rx="166" ry="26" fill="#B48F60"/><ellipse cx="206" cy="398" rx="166" ry="25" fill="#C9A87C"/>{candles}<path fill="none" stroke="#6F7F5E" stroke-width="5" stroke-linecap="round" d="M372 440Q410 420 448 424"/><path fill="#7F9470" d="M388 430q-6-18 6-30 10 14-6 30zM410 424q2-18 18-24 4 18-18 24zM398 430q6 14 24 14 0-14-24-14z"/>"##,
        room = props::evening(212, 214, 250, 348),
        candles = stage::placed(
            "translate(16 92) scale(.78)",
            &format!(
                "{}{}{}{}",
                trio(p),
                stage::placed("translate(-80 -4)", FLAME),
                stage::placed("translate(88 48)", FLAME),
                stage::placed("translate(0 -56)", FLAME)
            )
        ),
    )
}
