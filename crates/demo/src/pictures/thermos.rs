//! A vacuum bottle with a steel neck and a cup for a cap.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::{Palette, Tone},
};

/// A vacuum bottle with a steel neck and a cup for a cap.
pub(super) const BOTTLE: Design = Design {
    ground: Ground::Table,
    // Cap, loop and neck.
    focus: (246, 150, 21),
    object,
    in_use,
};

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

fn in_use(p: &Palette) -> String {
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

const STEEL: &str = r##"<defs><linearGradient id="m"><stop stop-color="#F4F2EE"/><stop offset=".5" stop-color="#C4C3BF"/><stop offset="1" stop-color="#8F8E8A"/></linearGradient></defs>"##;

/// A tapered tumbler with a sliding lid.
pub(super) const TUMBLER: Design = Design {
    ground: Ground::Table,
    // Lid and collar.
    focus: (250, 150, 20),
    object: tumbler,
    in_use: tumbler_in_use,
};

fn tumbler(p: &Palette) -> String {
    format!(
        r##"{STEEL}{shadow}
<path fill="url(#m)" d="M168 136H312L309 160Q240 174 171 160Z"/>
<path fill="url(#b)" d="M171 152Q240 168 309 152L288 372Q286 388 268 390Q240 394 212 390Q194 388 192 372Z"/>
<path fill="#2F3230" d="M162 112Q162 98 178 96H302Q318 98 318 112V136Q240 154 162 136Z"/><path fill="#4A4E4B" d="M162 112Q162 98 178 96H302Q318 98 318 112Q240 128 162 112Z"/><ellipse cx="240" cy="104" rx="66" ry="9" fill="#3A3E3B"/><path fill="#1E2120" d="M262 100h30q4 4-2 7h-30z"/><path fill="#6A6F6B" d="M222 99h30l-3 8h-30z"/>
<path fill="{shade}" d="M181 236Q240 252 299 236L294 288Q240 304 186 288Z"/><g fill="none" stroke="{deep}" stroke-width="1.6" opacity=".5"><path d="M182 248Q240 264 298 248M183 260Q240 276 297 260M184 272Q240 288 296 272"/></g>
<path fill="{deep}" opacity=".18" d="M280 160Q276 320 258 391Q264 391 268 390Q286 388 288 372L309 152Z"/>
<path fill="url(#m)" d="M193 378Q240 390 287 378Q284 388 268 390Q240 394 212 390Q196 388 193 378Z"/>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".42" d="M190 178L195 226M201 304L206 356"/><path fill="none" stroke="#FFF" stroke-width="4" stroke-linecap="round" opacity=".3" d="M174 118V130"/>"##,
        shadow = stage::shadow(252, 390, 112, 17),
        deep = p.deep,
        shade = p.shade,
    )
}

fn tumbler_in_use(p: &Palette) -> String {
    [
        props::morning(p, 322),
        props::laptop(26, 384),
        stage::placed("translate(172 92) scale(.78)", &tumbler(p)),
        props::steam(350, 166),
        props::glasses(96, 430),
    ]
    .concat()
}

/// A vacuum jug for the table.
pub(super) const JUG: Design = Design {
    ground: Ground::Table,
    // Spout and handle.
    focus: (238, 170, 17),
    object: jug,
    in_use: jug_in_use,
};

fn jug(p: &Palette) -> String {
    format!(
        r##"{STEEL}{shadow}
<path fill="none" stroke="{deep}" stroke-width="20" stroke-linejoin="round" d="M292 150H342Q366 150 364 178L352 292Q350 312 326 316L304 320"/><path fill="none" stroke="{shade}" stroke-width="8" stroke-linejoin="round" d="M292 145H344Q361 146 360 172"/>
<path fill="url(#m)" d="M186 162L146 132L150 122L200 136Z"/>
<path fill="url(#m)" d="M186 128H294V170Q240 182 186 170Z"/>
<path fill="url(#b)" d="M186 166Q240 178 294 166Q302 210 318 260Q332 310 326 366Q324 384 304 388Q240 396 176 388Q156 384 154 366Q148 310 162 260Q178 210 186 166Z"/>
<path fill="{deep}" opacity=".17" d="M270 172Q300 260 286 390L304 388Q324 384 326 366Q332 310 318 260Q302 210 294 166Z"/>
<path fill="{shade}" d="M184 132Q182 96 208 90H272Q298 96 296 132Q240 144 184 132Z"/><path fill="url(#b)" d="M184 126Q182 96 208 90H272Q298 96 296 126Q240 138 184 126Z"/><path fill="{deep}" d="M222 90Q224 74 240 74T258 90Z"/><path fill="{pale}" opacity=".6" d="M228 80Q232 77 238 77L234 88H226Z"/>
<path fill="url(#m)" d="M154 370Q240 390 326 370Q324 384 304 388Q240 396 176 388Q158 384 154 370Z"/>
<path fill="none" stroke="{deep}" stroke-width="1.6" opacity=".35" d="M158 282Q240 302 322 282"/>
<path fill="none" stroke="#FFF" stroke-width="10" stroke-linecap="round" opacity=".42" d="M196 206Q176 260 172 346"/><path fill="none" stroke="#FFF" stroke-width="6" stroke-linecap="round" opacity=".35" d="M196 108V120"/>"##,
        shadow = stage::shadow(254, 388, 146, 19),
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
    )
}

fn jug_in_use(p: &Palette) -> String {
    [
        props::morning(p, 306),
        stage::placed("translate(-26 68) scale(.84)", &jug(p)),
        props::tea_cup(352, 380),
        props::steam(344, 314),
        props::tea_cup(300, 440),
    ]
    .concat()
}
