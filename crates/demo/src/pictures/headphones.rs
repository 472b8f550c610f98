//! Headphones: over the ear, on the ear, in the ear.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// Closed headphones with deep cushions.
pub(super) const STUDIO: Design = Design {
    ground: Ground::Table,
    // Yoke and cushion.
    focus: (142, 276, 20),
    object: studio,
    in_use: studio_in_use,
};

/// The left cup with its yoke; the right one is its mirror image.
fn cup(p: &Palette) -> String {
    format!(
        r##"<path fill="none" stroke="#8F8E8A" stroke-width="9" d="M118 214V190"/><path fill="{deep}" d="M152 226Q190 232 192 300T152 372Q170 300 152 226Z"/><path fill="#3A3936" d="M150 224Q178 228 182 300T150 376Q166 300 150 224Z"/><path fill="url(#b)" d="M84 300C84 240 104 214 134 214Q160 216 164 300T134 386C104 386 84 360 84 300Z"/><path fill="{shade}" d="M98 300C98 256 112 234 130 234Q148 238 150 300T130 366C112 366 98 344 98 300Z"/><path fill="url(#b)" d="M104 300C104 262 116 242 130 242Q144 246 145 300T130 358C116 358 104 338 104 300Z"/><path fill="none" stroke="#B9B8B3" stroke-width="8" stroke-linecap="round" d="M90 306Q82 216 118 210Q150 206 158 286"/><circle cx="90" cy="304" r="7" fill="#8F8E8A"/><path fill="none" stroke="#FFF" stroke-width="6" stroke-linecap="round" opacity=".4" d="M112 272Q116 256 124 252"/>"##,
        deep = p.deep,
        shade = p.shade,
    )
}

fn studio(p: &Palette) -> String {
    format!(
        r##"{shadow}<path fill="none" stroke="#8F8E8A" stroke-width="7" d="M116 200C112 110 170 62 240 62S368 110 364 200"/><path fill="none" stroke="{deep}" stroke-width="24" stroke-linecap="round" d="M124 178C130 112 180 76 240 76S350 112 356 178"/><path fill="none" stroke="{base}" stroke-width="15" stroke-linecap="round" d="M123 172C131 108 182 72 240 72S349 108 357 172"/><path fill="none" stroke="{light}" stroke-width="4" stroke-linecap="round" opacity=".8" d="M138 136C156 96 196 74 236 70"/><path fill="none" stroke="{deep}" stroke-width="1.5" stroke-dasharray="4 4" opacity=".6" d="M136 160C148 108 190 82 240 82S332 108 344 160"/>
{left}{right}<path fill="none" stroke="{cable}" stroke-width="4" stroke-linecap="round" d="M132 386C134 420 190 404 226 412T320 424"/>"##,
        shadow = stage::shadow(246, 388, 172, 17),
        deep = p.deep,
        base = p.base,
        light = p.light,
        left = cup(p),
        right = stage::placed("translate(480 0) scale(-1 1)", &cup(p)),
        cable = "#3A3936",
    )
}

fn studio_in_use(p: &Palette) -> String {
    format!(
        r##"{room}<ellipse cx="214" cy="404" rx="220" ry="50" fill="url(#g)"/><g transform="translate(308 148)"><path fill="#5E4A36" d="M0 0H148V212H0Z"/><path fill="#4B3B2B" d="M128 0H148V212H128Z"/><circle cx="64" cy="62" r="30" fill="#2F2A25"/><circle cx="64" cy="62" r="18" fill="#4A433B"/><circle cx="64" cy="150" r="44" fill="#2F2A25"/><circle cx="64" cy="150" r="30" fill="#4A433B"/><circle cx="64" cy="150" r="10" fill="#2F2A25"/></g>{set}"##,
        room = props::evening(206, 214, 240, 356),
        set = stage::placed("translate(-20 86) scale(.84)", &studio(p)),
    )
}

/// Light headphones with round pads.
pub(super) const LIGHT: Design = Design {
    ground: Ground::Slant,
    // A pad and the slim band.
    focus: (158, 288, 20),
    object: light,
    in_use: light_in_use,
};

fn pad(p: &Palette) -> String {
    format!(
        r##"<circle cx="150" cy="296" r="56" fill="#4A3B26" opacity=".14"/><circle cx="144" cy="288" r="56" fill="#3A3936"/><circle cx="144" cy="288" r="50" fill="#4E4C48"/><circle cx="138" cy="284" r="42" fill="{shade}"/><circle cx="136" cy="282" r="40" fill="url(#b)"/><circle cx="136" cy="282" r="26" fill="none" stroke="{deep}" stroke-width="2" opacity=".5"/><circle cx="136" cy="282" r="5" fill="{deep}" opacity=".6"/><path fill="none" stroke="#FFF" stroke-width="6" stroke-linecap="round" opacity=".4" d="M108 272Q114 256 128 252"/>"##,
        shade = p.shade,
        deep = p.deep,
    )
}

fn light(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-8 240 240)"><path fill="none" stroke="#4A3B26" stroke-width="14" opacity=".12" d="M146 300C132 150 186 98 250 98S368 150 354 300"/><path fill="none" stroke="#A9ABA5" stroke-width="7" d="M138 286C126 140 178 86 240 86S354 140 342 286"/><path fill="none" stroke="#E4E2DD" stroke-width="2" d="M137 270C128 140 178 85 240 85"/><path fill="none" stroke="{base}" stroke-width="19" stroke-linecap="round" d="M150 156C166 108 200 88 240 88S314 108 330 156"/><path fill="none" stroke="{deep}" stroke-width="19" stroke-linecap="round" opacity=".2" d="M280 96Q314 112 330 156"/><path fill="none" stroke="{light}" stroke-width="4" stroke-linecap="round" d="M158 140C172 108 204 92 236 90"/><path fill="#77766F" d="M128 214H146V250H128ZM334 214H352V250H334Z"/>
{left}{right}<path fill="none" stroke="#4B4A46" stroke-width="4" stroke-linecap="round" d="M134 322C128 380 170 392 206 380T262 404"/></g>"##,
        base = p.base,
        deep = p.deep,
        light = p.light,
        left = pad(p),
        right = stage::placed("translate(480 0) scale(-1 1)", &pad(p)),
    )
}

fn light_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<g transform="rotate(-5 180 250)"><path fill="#4A3B26" opacity=".16" d="M48 96H340V420H48Z"/><path fill="#6C716D" d="M40 86H332V246H40Z"/><path fill="#DCE4E0" d="M48 94H324V238H48Z"/><path fill="#C9D6CF" d="M48 200Q120 150 190 186T324 170V238H48Z"/><path fill="#C6C7C2" d="M40 250H332V412H40Z"/><path stroke="#F4F3EF" stroke-width="17" stroke-dasharray="17 4" d="M56 274H316M60 296H316M64 318H312"/><path fill="#B4B5AF" d="M130 340H242V402H130Z"/></g>
{set}"##,
        desk = props::desktop(),
        set = stage::placed(
            "translate(196 148) rotate(12 240 240) scale(.68)",
            &light(p)
        ),
    )
}

/// Earphones with a coiled cable.
pub(super) const BUDS: Design = Design {
    ground: Ground::Slant,
    // The tips.
    focus: (176, 152, 24),
    object: buds,
    in_use: buds_in_use,
};

/// An earphone that lies with its tip to the left.
fn bud(p: &Palette) -> String {
    format!(
        r##"<ellipse cx="6" cy="8" rx="34" ry="26" fill="#4A3B26" opacity=".16"/><path fill="#E9E6DE" d="M-44-13Q-30-22-20-18V18Q-30 22-44 13Q-50 0-44-13Z"/><path fill="#CFCBC0" d="M-40 8Q-30 14-20 12V18Q-30 22-44 13Z"/><path fill="#8F8E8A" d="M-22-13H-12V13H-22Z"/><path fill="url(#b)" d="M-14-20Q4-30 24-20Q36-12 34 4Q30 22 10 24Q-8 24-14 18Z"/><path fill="{deep}" opacity=".22" d="M34 4Q30 22 10 24Q-8 24-14 18V8Q14 16 34 4Z"/><path fill="{shade}" d="M18 14L40 44L28 50L6 22Z"/><circle cx="10" cy="-2" r="10" fill="none" stroke="{pale}" stroke-width="2" opacity=".8"/><path fill="none" stroke="#FFF" stroke-width="5" stroke-linecap="round" opacity=".45" d="M-6-15Q6-20 18-15"/>"##,
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
    )
}

fn buds(p: &Palette) -> String {
    format!(
        r##"<g fill="none" stroke="#4A3B26" stroke-linecap="round" stroke-width="7" opacity=".13"><path d="M216 204C260 250 150 300 190 356S330 380 330 310S210 262 210 330S330 410 366 352"/></g>
<g fill="none" stroke-linecap="round"><path stroke="{deep}" stroke-width="7" d="M208 196C250 240 140 292 182 348S324 372 324 302S204 254 204 322S322 404 360 346M312 160C330 220 262 230 236 262"/><path stroke="{base}" stroke-width="4" d="M208 196C250 240 140 292 182 348S324 372 324 302S204 254 204 322S322 404 360 346M312 160C330 220 262 230 236 262"/></g>
<g transform="translate(364 340) rotate(-58)"><path fill="#C9C6BE" d="M26-4H48V4H26Z"/><path fill="#8F8E8A" d="M34-4h3v8h-3zM41-4h3v8h-3z"/><path fill="{shade}" d="M-6-8H26V8H-6Z"/><path fill="{base}" d="M-6-8H26V2H-6Z"/></g><rect x="226" y="250" width="20" height="26" rx="5" fill="{shade}"/><rect x="226" y="250" width="14" height="26" rx="5" fill="{base}"/>
{left}{right}"##,
        deep = p.deep,
        base = p.base,
        shade = p.shade,
        left = stage::placed("translate(180 150) scale(1.4)", &bud(p)),
        right = stage::placed("translate(290 116) rotate(24) scale(1.4)", &bud(p)),
    )
}

fn buds_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<g transform="rotate(9 140 240)"><path fill="#4A3B26" opacity=".2" d="M70 86H224V402H70Z"/><rect x="60" y="76" width="156" height="316" rx="20" fill="#3A3E3B"/><rect x="68" y="84" width="140" height="300" rx="14" fill="{pale}"/><circle cx="138" cy="184" r="44" fill="{shade}"/><path fill="#F8F4EA" d="M124 160L164 184L124 208Z"/><path stroke="#F8F4EA" stroke-width="5" stroke-linecap="round" d="M88 274H188M88 296H150"/><path stroke="{deep}" stroke-width="5" stroke-linecap="round" d="M88 340H134"/><path stroke="#F8F4EA" stroke-width="5" stroke-linecap="round" d="M134 340H188"/></g>{set}"##,
        desk = props::desktop(),
        pale = p.light,
        shade = p.shade,
        deep = p.deep,
        set = stage::placed("translate(150 96) scale(.78)", &buds(p)),
    )
}
