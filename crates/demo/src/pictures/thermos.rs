//! A vacuum bottle with a steel neck and a cup for a cap.

use super::{
    props, stage,
    tone::{Palette, Tone},
};

/// Cap, loop and neck.
pub(super) const FOCUS: (i64, i64, i64) = (246, 150, 21);

pub(super) fn object(p: &Palette) -> String {
    format!(
        r##"<defs><linearGradient id="m"><stop stop-color="#F4F2EE"/><stop offset=".5" stop-color="#C4C3BF"/><stop offset="1" stop-color="#8F8E8A"/></linearGradient></defs>
{shadow}
<path fill="url(#b)" d="M184 190Q184 168 206 162H274Q296 168 296 190V366Q296 388 274 390Q240 395 206 390Q184 388 184 366Z"/>
<path fill="url(#m)" d="M202 146H278V166Q240 174 202 166Z"/><path stroke="#77766F" opacity=".5" d="M202 156Q240 163 278 156"/>
<path fill="none" stroke="{deep}" stroke-width="9" stroke-linejoin="round" d="M274 92Q318 96 312 132Q308 152 282 152"/>
<path fill="{shade}" d="M196 84Q196 70 214 68Q240 65 266 68Q284 70 284 84V146Q240 156 196 146Z"/>
<path fill="url(#b)" d="M196 84Q196 70 214 68Q240 65 266 68Q284 70 284 84V140Q240 150 196 140Z"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" opacity=".4" d="M196 94Q240 104 284 94M196 102Q240 112 284 102M196 110Q240 120 284 110"/>
<path fill="{deep}" opacity=".2" d="M270 162Q296 168 296 190V366Q296 388 274 390Q262 392 258 392Q276 330 270 162Z"/>
<path fill="url(#m)" d="M188 376Q240 388 292 376Q288 389 274 390Q240 395 206 390Q192 389 188 376Z"/>
<g fill="{pale}"><circle cx="240" cy="262" r="13" fill="none" stroke="{pale}" stroke-width="3"/><path d="M231 262h18v3h-18z"/></g>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".4" d="M202 196V348M208 90V130"/>"##,
        shadow = stage::shadow(252, 390, 104, 17),
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    let far = Tone(0xD3, 0xD9, 0xD0);
    format!(
        r##"<rect width="480" height="480" fill="#F1EDE4"/><circle cx="356" cy="112" r="44" fill="#FBF6E8"/>
<path fill="{far}" d="M0 262C60 214 104 186 160 222S264 150 330 186S432 176 480 214V480H0Z"/>
<path fill="#B4C0B0" d="M0 312C70 262 130 270 190 300S330 232 400 270S460 280 480 270V480H0Z"/>
<path fill="#91A18D" d="M0 356C90 320 170 340 250 350S410 316 480 334V480H0Z"/>
<path fill="#C9BFAE" d="M24 412Q60 374 150 378T352 372T462 410Q470 446 430 462H60Q14 452 24 412Z"/><path fill="#B5AA97" d="M24 412Q90 432 240 428T462 410Q470 446 430 462H60Q14 452 24 412Z"/>
{bottle}{shadow}
<path fill="url(#b)" d="M290 344H370L364 396Q330 406 296 396Z"/><ellipse cx="330" cy="344" rx="40" ry="9" fill="{light}"/><ellipse cx="330" cy="345" rx="34" ry="6.5" fill="#7A4B2A"/>
<path fill="none" stroke="#FFF" stroke-width="5" stroke-linecap="round" opacity=".4" d="M302 360L305 386"/>{steam}"##,
        bottle = stage::placed("translate(-40 74) scale(.84)", &object(p)),
        shadow = stage::shadow(336, 398, 62, 10),
        light = p.light,
        steam = props::steam(322, 328),
    )
}
