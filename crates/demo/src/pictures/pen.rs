//! A pen with a lacquered barrel and brass fittings.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::{Palette, Tone},
};

/// A pen with a lacquered barrel and brass fittings.
pub(super) const LACQUERED: Design = Design {
    ground: Ground::Slant,
    // The clip and the ring.
    focus: (206, 196, 26),
    object,
    in_use,
};

/// The pen upright, tip down, in a box of 240 ± 22 by 40..440.
fn upright(p: &Palette) -> String {
    format!(
        r##"<defs><linearGradient id="o"><stop stop-color="#EBD6A2"/><stop offset=".45" stop-color="#C9A35B"/><stop offset="1" stop-color="#8E6C30"/></linearGradient></defs>
<path fill="url(#o)" d="M229 396H251L243 432Q240 440 237 432Z"/><path fill="#5D4A25" d="M238 432h4l-2 12z"/>
<path fill="url(#b)" d="M220 214H260V340Q260 376 251 396H229Q220 376 220 340Z"/>
<path fill="url(#o)" d="M227 388H253L251 398H229ZM218 204H262V218H218Z"/><path stroke="#7B5C26" opacity=".6" d="M218 211.5H262"/>
<path fill="url(#b)" d="M218 66Q218 48 240 46Q262 48 262 66V204H218Z"/>
<path fill="url(#o)" d="M222 54Q228 40 240 40T258 54Q240 46 222 54Z"/>
<path fill="{deep}" opacity=".4" d="M240 78H252V176Q252 184 246 184T240 176Z"/><path fill="url(#o)" d="M236 62H248V168Q248 176 242 176T236 168Z"/><circle cx="242" cy="166" r="4.5" fill="#EBD6A2"/>
<path fill="#FFF" opacity=".42" d="M223 74Q223 70 226 70T229 74V200H223ZM225 222H230V336Q230 356 233 378Q225 358 225 336Z"/>
<path fill="{deep}" opacity=".22" d="M254 218H260V340Q260 376 251 396H246Q254 376 254 340ZM256 60Q262 62 262 70V204H256Z"/>"##,
        deep = p.deep,
    )
}

fn object(p: &Palette) -> String {
    format!(
        r##"<g transform="translate(16 20) rotate(38 240 240)"><path fill="#4A3B26" opacity=".09" d="M212 60Q240 30 268 60V380L240 446L212 380Z"/><path fill="#4A3B26" opacity=".13" d="M217 66Q240 40 262 66V380L240 440L218 380Z"/></g>
{}"##,
        stage::placed("rotate(38 240 240)", &upright(p))
    )
}

fn in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="#D3BA94"/><g fill="none" stroke="#C3A77D" stroke-width="1.5"><path d="M0 40q160 14 300 0t180 6M0 130q140-12 260 0t220-4M0 420q180-8 280 4t200-4"/></g>
<g transform="rotate(-8 220 270)"><path fill="#4A3B26" opacity=".16" d="M68 104H404V520H68Z"/><path fill="#F8F4EA" d="M60 94H394V510H60Z"/>
<g stroke="#DCD2BE" stroke-width="1.2"><path d="M90 170H364M90 208H364M90 246H364M90 284H364M90 322H364M90 360H364M90 398H364M90 436H364"/></g>
<path stroke="#D9A79B" stroke-width="1.2" d="M112 94V510"/>
<g fill="none" stroke="{shade}" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"><path d="M122 164c10-16 14-14 12-2s10-12 16-6 8 10 16 0 12-8 12 2 14-12 20-4 10 8 18 0 14-8 16 2 16-10 22-4 10 6 18 0 14-6 18 2"/><path d="M122 202c8-14 16-14 14-2s12-10 18-4 8 8 14 0 14-8 14 2 12-10 18-4 12 8 20 0 12-6 16 2 14-8 20-2"/><path d="M122 240c10-16 14-14 12-2s12-10 18-4 10 8 18-2 10-4 12 4 14-10 20-4 12 8 20-2 12-6 16 4 12-8 18-4 10 6 16 0"/><path d="M122 278c10-16 16-14 14-2s12-10 18-4 8 8 16 0 14-6 14 2"/></g></g>
<g transform="translate(-4 -7) rotate(40 196 282) translate(16 -19) scale(.72) translate(10 -24)"><path fill="#4A3B26" opacity=".16" d="M238 70Q262 40 284 70V380L244 440L230 380Z"/>{pen}</g>"##,
        shade = p.shade,
        pen = upright(p),
    )
}

/// A fountain pen beside its cap.
pub(super) const FOUNTAIN: Design = Design {
    ground: Ground::Slant,
    // The nib.
    focus: (150, 350, 24),
    object: fountain,
    in_use: fountain_in_use,
};

/// The pen upright without its cap, nib down.
fn body(p: &Palette) -> String {
    format!(
        r##"<defs><linearGradient id="o"><stop stop-color="#F2DFAF"/><stop offset=".45" stop-color="#CFAA62"/><stop offset="1" stop-color="#8E6C30"/></linearGradient></defs>
<path fill="url(#o)" d="M228 372Q224 396 232 412L240 442L248 412Q256 396 252 372Z"/><path stroke="#6B5125" stroke-width="1.6" d="M240 404V440"/><circle cx="240" cy="402" r="3" fill="#6B5125"/><path fill="#2A2A28" d="M230 368H250V380Q240 386 230 380Z"/>
<path fill="#2C2E2E" d="M224 316H256L252 374Q240 380 228 374Z"/><path fill="#FFF" opacity=".25" d="M228 320H233L235 372H231Z"/>
<path fill="url(#o)" d="M221 304H259V318H221Z"/><path stroke="#7B5C26" opacity=".6" d="M221 311H259"/>
<path fill="url(#b)" d="M220 126Q222 96 240 92Q258 96 260 126V304H220Z"/><path fill="url(#o)" d="M229 100Q240 84 251 100Q240 95 229 100Z"/>
<path fill="{deep}" opacity=".22" d="M252 102Q258 106 260 126V304H253Z"/><path fill="#FFF" opacity=".42" d="M225 128Q226 116 231 110V298H225Z"/>"##,
        deep = p.deep,
    )
}

fn cap(p: &Palette) -> String {
    format!(
        r##"<path fill="url(#b)" d="M216 116Q218 94 240 92Q262 94 264 116V236H216Z"/><path fill="url(#o)" d="M216 222H264V238H216ZM224 98Q240 82 256 98Q240 92 224 98Z"/><path fill="url(#o)" d="M236 104H246V196Q246 204 241 204T236 196Z"/><path fill="{deep}" opacity=".25" d="M254 97Q262 102 264 116V222H255ZM246 112H251V198Q248 202 246 198Z"/><path fill="#FFF" opacity=".4" d="M221 116H227V220H221Z"/>"##,
        deep = p.deep,
    )
}

fn fountain(p: &Palette) -> String {
    format!(
        r##"<g transform="translate(-14 24) rotate(38 240 240)"><path fill="#4A3B26" opacity=".1" d="M214 110Q240 80 266 110V340L240 452L214 340Z"/><path fill="#4A3B26" opacity=".12" d="M219 116Q240 90 262 116V340L240 446L219 340Z"/></g><g transform="translate(126 128) rotate(38 240 240) translate(6 10)"><path fill="#4A3B26" opacity=".16" d="M214 100H270V246H214Z"/></g>
{pen}{cap}"##,
        pen = stage::placed("translate(-30 4) rotate(38 240 240)", &body(p)),
        cap = stage::placed("translate(118 116) rotate(38 240 240)", &cap(p)),
    )
}

fn fountain_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<g transform="rotate(-6 220 270)"><path fill="#4A3B26" opacity=".16" d="M48 134H384V520H48Z"/><path fill="#FBF7EC" d="M40 124H374V510H40Z"/><path fill="none" stroke="#DCD2BE" stroke-width="1.2" d="M70 190H344M70 232H344M70 274H344M70 316H344M70 358H344M70 400H344M70 442H344"/>
<g fill="none" stroke="{deep}" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"><path d="M78 184c12-20 16-16 12-2s14-14 18-6 6 10 16-2 12-8 14 2 12-12 22-4 8 8 18 0 14-8 16 2 16-10 24-4"/><path d="M78 226c10-16 14-14 14-2s12-10 18-4 8 8 14 0 14-8 14 2 12-10 18-4 12 8 20 0 12-6 16 2 14-8 20-2 10 4 18-2 12-6 18 2"/><path d="M78 268c10-16 16-14 14-2s12-10 18-4 8 8 16 0 14-6 14 2 12-8 18-2"/></g></g>
<circle cx="410" cy="110" r="52" fill="#4A3B26" opacity=".18"/><circle cx="404" cy="102" r="50" fill="#E9E6DE"/><circle cx="404" cy="102" r="50" fill="none" stroke="#FFF" stroke-width="4"/><circle cx="404" cy="102" r="34" fill="#C9C4B8"/><circle cx="404" cy="102" r="27" fill="{deep}"/><path fill="none" stroke="#FFF" stroke-width="4" stroke-linecap="round" opacity=".5" d="M386 92Q392 84 402 82"/>
<g transform="translate(46 -16) rotate(44 196 282) translate(16 -19) scale(.78) translate(10 -24)"><path fill="#4A3B26" opacity=".16" d="M238 110Q262 80 284 110V340L246 446L230 340Z"/>{pen}</g>"##,
        desk = props::desktop(),
        deep = p.deep,
        pen = body(p),
    )
}

/// Six pencils in a paper band.
pub(super) const PENCILS: Design = Design {
    ground: Ground::Slant,
    // The points.
    focus: (196, 118, 22),
    object: pencils,
    in_use: pencils_in_use,
};

/// A pencil upright, point up, from 80 to 400.
fn pencil(p: &Palette, x: i64, y: i64) -> String {
    format!(
        r##"<g transform="translate({x} {y})"><path fill="#E3C79C" d="M0 132L15 86L30 132Q22 138 20 130Q15 140 10 130Q8 138 0 132Z"/><path fill="#3A3936" d="M11 99L15 84L19 99Q15 102 11 99Z"/><path fill="{light}" d="M0 132Q8 138 10 130V392H0Z"/><path fill="{base}" d="M10 130Q15 140 20 130V392H10Z"/><path fill="{shade}" d="M20 130Q22 138 30 132V392H20Z"/><path fill="{deep}" d="M0 384H30V394Q15 400 0 394Z"/><path fill="#D9B872" d="M0 368H30V374H0Z"/></g>"##,
        light = p.light,
        base = p.base,
        shade = p.shade,
        deep = p.deep,
    )
}

fn pencils(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-14 240 240)"><path fill="#4A3B26" opacity=".1" d="M158 150L170 92H332L352 150V412H158Z"/><path fill="#4A3B26" opacity=".12" d="M154 144L166 96H326L344 140V406H154Z"/>{row}<path fill="#F3ECDC" d="M144 238H332V300H144Z"/><path fill="{deep}" opacity=".12" d="M270 238H332V300H270Z"/><path fill="none" stroke="#B9A988" d="M144 244H332M144 294H332"/><g fill="none" stroke="{deep}" stroke-width="2.4" stroke-linecap="round"><path d="M170 278L206 260L196 282M216 274q8-10 16-2t16-2 16 2 18-4"/></g><rect x="300" y="262" width="14" height="14" rx="1.5" fill="#A8321F"/></g>"##,
        row = [
            pencil(p, 148, 8),
            pencil(p, 178, -4),
            pencil(p, 208, 6),
            pencil(p, 238, -2),
            pencil(p, 268, 8),
            pencil(p, 298, 0),
        ]
        .concat(),
        deep = p.deep,
    )
}

fn pencils_in_use(p: &Palette) -> String {
    format!(
        r##"{room}{books}{shadow}<g transform="translate(196 60) scale(.74)">{row}</g><path fill="#E9E1CF" d="M296 250H420L410 392Q358 404 306 392Z"/><path fill="#CFC4AC" d="M396 250H420L410 392Q392 398 376 399Q396 330 396 250Z"/><path fill="none" stroke="#C2B696" stroke-width="2" d="M299 286Q358 298 417 286M305 372Q358 384 411 372"/><path fill="none" stroke="#FFF" stroke-width="7" stroke-linecap="round" opacity=".6" d="M312 268L318 372"/>"##,
        room = props::morning(p, 330),
        books = [
            stage::shadow(140, 400, 132, 15),
            props::book(40, 400, 196, 34, Tone(0x5B, 0x6C, 0x7A)),
            props::book(56, 366, 170, 28, Tone(0xB9, 0x8A, 0x5E)),
        ]
        .concat(),
        shadow = stage::shadow(366, 396, 92, 13),
        row = [
            stage::placed("rotate(-13 180 400)", &pencil(p, 146, 0)),
            stage::placed("rotate(9 240 400)", &pencil(p, 226, 10)),
            stage::placed("rotate(-3 210 400)", &pencil(p, 186, -20)),
            stage::placed("rotate(2 260 400)", &pencil(p, 256, 24)),
        ]
        .concat(),
    )
}
