//! A tea tin with a pressed lid and a paper label.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A round tin with a pressed lid and a paper label.
pub(super) const ROUND: Design = Design {
    ground: Ground::Table,
    // The label's leaf and the lid's edge.
    focus: (240, 214, 20),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
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

fn in_use(p: &Palette) -> String {
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

/// A square tin whose label runs around a corner.
pub(super) const SQUARE: Design = Design {
    ground: Ground::Table,
    // The label at the corner.
    focus: (256, 262, 19),
    object: square,
    in_use: square_in_use,
};

fn square(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="url(#b)" d="M142 196H288V388H150Q142 388 142 380Z"/><path fill="{deep}" d="M288 196L340 178V364Q340 370 334 372L288 388Z"/>
<path fill="{deep}" opacity=".3" d="M142 196H288V206H142ZM288 196L340 178V188L288 206Z"/>
<path fill="url(#b)" d="M136 130H290V196H136Z"/><path fill="{deep}" d="M290 130L346 112V178L290 196Z"/><path fill="{shade}" opacity=".55" d="M290 130L346 112V178L290 196Z"/>
<path fill="{light}" d="M136 130L196 112H346L290 130Z"/><path fill="{base}" d="M156 127L204 115H328L284 127Z"/>
<path fill="#F7F2E6" d="M142 232H288V340H142Z"/><path fill="#DDD4C0" d="M288 232L340 213V319L288 340Z"/>
<path fill="none" stroke="{deep}" stroke-width="1.4" opacity=".75" d="M142 239H288L340 220M142 333H288L340 312"/>
<g fill="{shade}"><path d="M172 314L206 262L226 290L244 268L270 314Z"/><circle cx="250" cy="256" r="9"/></g><path fill="#F7F2E6" d="M206 262L214 273L206 281L198 274ZM244 268L251 280L244 286L238 275Z"/>
<path fill="none" stroke="{deep}" stroke-width="2" opacity=".6" d="M304 246L304 314M314 242L314 310M324 238V282"/>
<rect x="152" y="318" width="9" height="9" fill="#A8321F"/>
<path fill="#FFF" opacity=".36" d="M146 136H154V190H146ZM150 210H157V230H150ZM150 344H157V378H150Z"/><path stroke="#FFF" stroke-width="2" opacity=".4" d="M289 132V194"/>"##,
        shadow = stage::shadow(262, 384, 144, 20),
        deep = p.deep,
        light = p.light,
        base = p.base,
        shade = p.shade,
    )
}

fn square_in_use(p: &Palette) -> String {
    [
        props::morning(p, 312),
        props::twig(76, 372),
        stage::placed("translate(14 110) scale(.72)", &square(p)),
        props::teapot(344, 396, super::Tone(0x6B, 0x4A, 0x3A)),
        props::tea_cup(214, 436),
    ]
    .concat()
}

/// A low, wide tin with a flower on its lid's edge.
pub(super) const LOW: Design = Design {
    ground: Ground::Table,
    // The flower.
    focus: (240, 276, 19),
    object: low,
    in_use: low_in_use,
};

fn low(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="url(#b)" d="M112 262V356Q114 372 140 378Q240 396 340 378Q366 372 368 356V262Z"/>
<path fill="{deep}" opacity=".3" d="M112 274V286Q240 322 368 286V274Z"/>
<path fill="url(#b)" d="M104 206V270Q240 310 376 270V206Z"/><path fill="none" stroke="{deep}" stroke-width="2" opacity=".45" d="M104 262Q240 302 376 262M113 352Q240 388 367 352"/>
<ellipse cx="240" cy="206" rx="136" ry="34" fill="{light}"/><ellipse cx="240" cy="206" rx="122" ry="28" fill="{base}"/><ellipse cx="240" cy="205" rx="108" ry="23" fill="{light}"/><ellipse cx="240" cy="205" rx="108" ry="23" fill="none" stroke="{deep}" opacity=".3"/>
<ellipse cx="240" cy="306" rx="58" ry="47" fill="#F7F2E6"/><ellipse cx="240" cy="306" rx="52" ry="41" fill="none" stroke="{deep}" stroke-width="1.4" opacity=".7"/>
<g fill="#FFF" stroke="{shade}" stroke-width="1.6"><path d="M240 304C230 294 230 278 240 270C250 278 250 294 240 304ZM240 304C247 292 262 286 273 292C270 304 254 310 240 304ZM240 304C254 304 265 316 263 328C250 330 240 318 240 304ZM240 304C240 318 230 330 217 328C215 316 226 304 240 304ZM240 304C226 310 210 304 207 292C218 286 233 292 240 304Z"/></g><circle cx="240" cy="304" r="6" fill="#D9A441"/>
<path fill="none" stroke="{shade}" stroke-width="2.4" stroke-linecap="round" d="M258 326Q268 336 280 334M222 326Q212 336 200 334"/>
<path fill="#FFF" opacity=".34" d="M120 222Q126 226 134 229V286Q126 283 120 280ZM122 300Q128 303 134 305V368Q126 366 122 360Z"/>"##,
        shadow = stage::shadow(252, 378, 166, 20),
        deep = p.deep,
        light = p.light,
        base = p.base,
        shade = p.shade,
    )
}

fn low_in_use(p: &Palette) -> String {
    format!(
        r##"{room}{pot}{tin}{cup}<g fill="#FFF" stroke="#CFC8B8"><path d="M96 430q-12-14 0-24 12 10 0 24zM96 430q14-12 26-2-8 12-26 2zM96 430q-18 2-24 16 16 4 24-16zM96 430q6 16 22 16 0-14-22-16z"/></g><circle cx="96" cy="430" r="4" fill="#D9A441"/>{steam}"##,
        room = props::morning(p, 306),
        pot = props::twig(72, 350),
        tin = stage::placed("translate(30 112) scale(.68)", &low(p)),
        cup = props::tea_cup(352, 414),
        steam = props::steam(344, 348),
    )
}
