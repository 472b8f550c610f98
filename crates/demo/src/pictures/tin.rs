//! A tea tin with a pressed lid and a paper label.

use super::{props, stage, tone::Palette};

/// The label's leaf and the lid's edge.
pub(super) const FOCUS: (i64, i64, i64) = (240, 214, 20);

pub(super) fn object(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="url(#b)" d="M158 168V374Q240 402 322 374V168Z"/>
<path fill="{deep}" opacity=".3" d="M158 168H322V180Q240 206 158 180Z"/>
<path fill="url(#b)" d="M150 118V168Q240 196 330 168V118Z"/>
<path fill="none" stroke="{deep}" stroke-width="2" opacity=".45" d="M150 158Q240 186 330 158M158 364Q240 391 322 364"/>
<ellipse cx="240" cy="118" rx="90" ry="20" fill="{light}"/><ellipse cx="240" cy="118" rx="78" ry="16" fill="{base}"/><ellipse cx="240" cy="117" rx="66" ry="12.5" fill="{light}"/>
<path fill="#F7F2E6" d="M180 214Q240 230 300 214V330Q240 347 180 330Z"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" opacity=".7" d="M187 223Q240 237 293 223V323Q240 337 187 323Z"/>
<g fill="{shade}"><path d="M240 300C212 290 208 262 240 244C272 262 268 290 240 300Z"/><path d="M236 306C214 308 200 298 196 280C216 280 230 288 236 306Z"/><path d="M244 306C266 308 280 298 284 280C264 280 250 288 244 306Z"/></g>
<path fill="none" stroke="#F7F2E6" stroke-width="1.6" d="M240 250V304M240 276l-10-8M240 276l10-8M240 288l-10-7M240 288l10-7M204 286l26 16M276 286l-26 16"/>
<path fill="none" stroke="{shade}" stroke-width="3" stroke-linecap="round" d="M240 306V320"/>
<path fill="#FFF" opacity=".34" d="M170 186Q175 188 181 190V378Q175 377 170 375ZM161 134Q167 137 174 139V170Q167 169 161 166Z"/>"##,
        shadow = stage::shadow(252, 386, 140, 20),
        deep = p.deep,
        light = p.light,
        base = p.base,
        shade = p.shade,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    format!(
        r##"{room}{tin}{shadow}
<path fill="#F4F0E6" d="M268 346C270 396 292 414 316 416H366C390 414 412 396 414 346Z"/><path fill="#DDD6C6" d="M366 416C390 414 412 396 414 346H396C394 392 372 408 346 416Z"/>
<path fill="#E6E0D2" d="M312 416H370L374 424H308Z"/>
<ellipse cx="341" cy="346" rx="73" ry="16" fill="#FBF8F0"/><ellipse cx="341" cy="348" rx="64" ry="12" fill="#B98A45"/><path fill="#D0A45C" d="M284 346Q310 337 352 338Q318 346 300 354Z"/>
<g fill="#5F6F4C"><path d="M196 424q14-12 30-4-14 10-30 4z"/><path d="M228 436q10-14 26-8-10 12-26 8z"/><path d="M172 440q12-4 22 4-14 6-22-4z"/></g>{steam}"##,
        room = props::morning(p, 322),
        tin = stage::placed("translate(-20 76) scale(.8)", &object(p)),
        shadow = stage::shadow(346, 422, 108, 15),
        steam = props::steam(332, 330),
    )
}
