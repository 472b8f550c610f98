//! A stoneware mug: glazed above, bare clay at the foot.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::{Palette, Tone},
};

/// A thrown mug, bare clay at the foot.
pub(super) const THROWN: Design = Design {
    ground: Ground::Table,
    // The rim and the handle's root.
    focus: (286, 238, 21),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
    let clay = Tone(0xC7, 0xAC, 0x8A).with(p.base, 10);
    format!(
        r##"{shadow}
<path fill="none" stroke="{shade}" stroke-width="25" d="M318 226C402 210 406 336 312 330"/>
<path fill="none" stroke="{base}" stroke-width="13" d="M318 224C396 210 398 328 312 327"/>
<path fill="url(#b)" d="M142 178L149 340Q153 386 198 386H278Q323 386 327 340L334 178Z"/>
<path fill="{clay}" d="M149.5 348Q153 386 198 386H278Q323 386 326.5 348Q300 358 262 357T196 360Q168 360 149.5 348Z"/>
<path fill="{deep}" opacity=".16" d="M290 186L284 386Q323 384 327 340L334 178Z"/>
<ellipse cx="238" cy="178" rx="96" ry="19" fill="{light}"/>
<ellipse cx="238" cy="179" rx="88" ry="15" fill="{deep}"/>
<path fill="#8A5A34" d="M154 184Q238 200 322 184Q312 194 238 194T154 184Z"/>
<g fill="{deep}" opacity=".34"><circle cx="184" cy="232" r="2"/><circle cx="222" cy="300" r="1.6"/><circle cx="262" cy="246" r="2.2"/><circle cx="298" cy="310" r="1.7"/><circle cx="206" cy="268" r="1.3"/><circle cx="276" cy="284" r="1.3"/><circle cx="240" cy="220" r="1.2"/><circle cx="304" cy="224" r="1.5"/><circle cx="190" cy="324" r="1.8"/><circle cx="248" cy="334" r="1.4"/></g>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".42" d="M164 208Q164 262 170 312"/>
<path fill="none" stroke="#FFF" stroke-width="2" opacity=".5" d="M150 174A90 17 0 0 1 222 161"/>"##,
        shadow = stage::shadow(252, 386, 150, 22),
        shade = p.shade,
        base = p.base,
        deep = p.deep,
        light = p.light,
    )
}

fn in_use(p: &Palette) -> String {
    format!(
        "{}{}{}{}{}{}",
        props::morning(p, 330),
        stage::shadow(140, 392, 132, 15),
        props::book(40, 392, 196, 34, Tone(0x5B, 0x6C, 0x7A)),
        props::book(58, 358, 168, 28, Tone(0xB9, 0x8A, 0x5E)),
        stage::placed("translate(136 118) scale(.78)", &object(p)),
        props::steam(308, 240),
    )
}

/// A straight, tall mug, dipped into two glazes.
pub(super) const TALL: Design = Design {
    ground: Ground::Table,
    // Where the two glazes meet.
    focus: (262, 236, 20),
    object: tall,
    in_use: tall_in_use,
};

fn tall(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="none" stroke="{shade}" stroke-width="22" stroke-linejoin="round" d="M310 184H350Q374 184 374 210V290Q374 318 350 318H310"/>
<path fill="none" stroke="{base}" stroke-width="11" stroke-linejoin="round" d="M310 181H350Q371 181 371 208V290Q371 314 350 314H310"/>
<path fill="url(#b)" d="M156 130V360Q156 388 188 389H288Q320 388 320 360V130Z"/>
<path fill="{pale}" d="M156 130V222Q180 236 204 230T252 234T320 222V130Z"/><path fill="{light}" opacity=".6" d="M156 222Q180 236 204 230T252 234T320 222V228Q276 246 252 241T204 238T156 229Z"/>
<path fill="{deep}" opacity=".16" d="M286 138Q290 300 280 389H288Q320 388 320 360V130Z"/>
<g fill="none" stroke="{deep}" stroke-width="1.6" opacity=".3"><path d="M156 268Q238 284 320 268M156 290Q238 306 320 290M156 312Q238 328 320 312M156 334Q238 350 320 334M158 356Q238 372 318 356"/></g>
<ellipse cx="238" cy="130" rx="82" ry="16" fill="{pale}"/><ellipse cx="238" cy="131" rx="75" ry="12.5" fill="{deep}"/><path fill="#6B4630" d="M166 134Q238 148 310 134Q300 143 238 143T166 134Z"/>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".45" d="M176 160V344"/><path fill="none" stroke="#FFF" stroke-width="2" opacity=".6" d="M163 127A76 14 0 0 1 226 115"/>"##,
        shadow = stage::shadow(252, 388, 134, 20),
        shade = p.shade,
        base = p.base,
        deep = p.deep,
        light = p.light,
        pale = p.pale,
    )
}

fn tall_in_use(p: &Palette) -> String {
    [
        props::morning(p, 318),
        props::laptop(36, 372),
        stage::placed("translate(184 112) scale(.74)", &tall(p)),
        props::steam(350, 198),
        props::biscuits(120, 426),
    ]
    .concat()
}

/// A low cup on its saucer.
pub(super) const SAUCER: Design = Design {
    ground: Ground::Table,
    // The handle and the saucer's edge.
    focus: (290, 304, 19),
    object: cup,
    in_use: cup_in_use,
};

fn cup(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="{shade}" d="M82 352Q110 386 196 390H284Q370 386 398 352Z"/><ellipse cx="240" cy="352" rx="158" ry="25" fill="{light}"/><ellipse cx="240" cy="353" rx="148" ry="21" fill="{base}"/><ellipse cx="240" cy="356" rx="86" ry="12" fill="{deep}" opacity=".3"/>
<path fill="none" stroke="{shade}" stroke-width="16" d="M322 232C376 222 376 300 308 292"/><path fill="none" stroke="{base}" stroke-width="8" d="M322 230C370 222 370 294 308 289"/>
<path fill="{shade}" d="M196 336H284L280 356Q240 362 200 356Z"/>
<path fill="url(#b)" d="M144 206C146 284 168 330 204 342Q240 348 276 342C312 330 334 284 336 206Z"/>
<path fill="{deep}" opacity=".16" d="M300 210C298 280 284 326 258 345Q268 344 276 342C312 330 334 284 336 206Z"/>
<ellipse cx="240" cy="206" rx="96" ry="19" fill="{light}"/><ellipse cx="240" cy="207" rx="89" ry="15.5" fill="{pale}"/><path fill="#B98A45" d="M155 212Q240 202 325 212Q310 222 240 222.5T155 212Z"/>
<path fill="none" stroke="{pale}" stroke-width="3" opacity=".8" d="M146 226Q240 250 334 226M93 354A148 21 0 0 0 240 374"/>
<path fill="none" stroke="#FFF" stroke-width="8" stroke-linecap="round" opacity=".42" d="M164 236Q168 284 190 316"/><path fill="none" stroke="#FFF" stroke-width="2" opacity=".55" d="M150 202A90 17 0 0 1 226 188.5"/>"##,
        shadow = stage::shadow(252, 386, 186, 17),
        shade = p.shade,
        base = p.base,
        deep = p.deep,
        light = p.light,
        pale = p.pale,
    )
}

fn cup_in_use(p: &Palette) -> String {
    [
        props::morning(p, 300),
        props::teapot(134, 378, p.shade),
        stage::placed("translate(178 146) scale(.66)", &cup(p)),
        props::steam(326, 268),
        props::biscuits(130, 436),
    ]
    .concat()
}
