//! A pen with a lacquered barrel and brass fittings.

use super::{stage, tone::Palette};

/// The clip and the ring.
pub(super) const FOCUS: (i64, i64, i64) = (206, 196, 26);

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

pub(super) fn object(p: &Palette) -> String {
    format!(
        r##"<g transform="translate(16 20) rotate(38 240 240)"><path fill="#4A3B26" opacity=".09" d="M212 60Q240 30 268 60V380L240 446L212 380Z"/><path fill="#4A3B26" opacity=".13" d="M217 66Q240 40 262 66V380L240 440L218 380Z"/></g>
{}"##,
        stage::placed("rotate(38 240 240)", &upright(p))
    )
}

pub(super) fn in_use(p: &Palette) -> String {
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
