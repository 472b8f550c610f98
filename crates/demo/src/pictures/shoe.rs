//! Shoes: canvas shoes, derbies, slippers of felt.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// Canvas shoes with a rubber sole.
pub(super) const CANVAS: Design = Design {
    ground: Ground::Table,
    // Laces and toe.
    focus: (282, 292, 22),
    object: canvas,
    in_use: canvas_in_use,
};

/// One canvas shoe, toe to the right, standing on 388.
fn sneaker(p: &Palette) -> String {
    format!(
        r##"<path fill="{deep}" d="M96 250Q140 236 206 214L226 226L176 262Z"/><path fill="url(#b)" d="M86 362V262Q84 232 100 222Q116 248 160 246Q194 244 212 216Q220 208 230 214L314 290Q344 310 376 316Q404 324 406 362Z"/>
<path fill="{deep}" opacity=".16" d="M86 318Q200 344 406 346V362H86Z"/><path fill="#F1EDE2" d="M334 362Q330 318 362 313L376 316Q404 324 406 362Z"/><path fill="#D8D1C0" opacity=".7" d="M392 328Q405 340 406 362H384Q396 346 392 328Z"/>
<path fill="{shade}" d="M86 280Q98 276 108 280V362H86Z"/><path fill="none" stroke="{pale}" stroke-width="1.5" stroke-dasharray="4 3" opacity=".9" d="M112 236Q116 300 110 356M106 232Q124 256 162 254Q198 252 216 224M222 264L186 352M330 312Q322 336 326 358"/>
<path fill="{shade}" d="M210 218Q220 208 230 214L320 294L302 304L206 236Z"/><g stroke="#F8F4EA" stroke-width="6.5" stroke-linecap="round"><path d="M216 226L196 242M234 242L214 257M252 257L233 272M271 273L252 287M290 289L272 301"/></g><path fill="none" stroke="#F8F4EA" stroke-width="4" stroke-linecap="round" d="M208 224Q176 196 192 190T212 222Q226 190 240 198T210 226"/>
<path fill="#F4F0E6" d="M80 350H408Q416 352 414 366Q412 386 392 388H98Q80 386 80 368Z"/><path fill="#D3CBB9" d="M80 374Q200 380 413 374Q410 387 392 388H98Q82 387 80 374Z"/><path stroke="{base}" stroke-width="4" d="M82 362H413"/>
<path fill="none" stroke="#FFF" stroke-width="7" stroke-linecap="round" opacity=".3" d="M124 270V334"/>"##,
        deep = p.deep,
        base = p.base,
        shade = p.shade,
        pale = p.pale,
    )
}

fn canvas(p: &Palette) -> String {
    [
        stage::shadow(262, 390, 196, 17),
        stage::placed("translate(114 18) scale(.83)", &sneaker(p)),
        stage::placed("translate(-34 10)", &sneaker(p)),
    ]
    .concat()
}

fn canvas_in_use(p: &Palette) -> String {
    [
        props::hallway(p),
        stage::placed("translate(106 132) scale(.62)", &canvas(p)),
    ]
    .concat()
}

/// Derby shoes of smooth leather.
pub(super) const DERBY: Design = Design {
    ground: Ground::Table,
    // Lacing and welt.
    focus: (250, 290, 21),
    object: derby,
    in_use: derby_in_use,
};

/// One derby, toe to the right, standing on 388.
fn lace_up(p: &Palette) -> String {
    format!(
        r##"<path fill="{deep}" d="M92 236Q140 246 196 218L214 232L150 262Z"/><path fill="url(#b)" d="M82 362Q76 300 84 246Q88 226 100 226Q130 250 172 242Q192 236 204 220Q212 214 220 222Q250 272 312 294Q386 308 408 344Q412 356 410 364Z"/>
<path fill="{deep}" opacity=".2" d="M82 330Q220 352 409 350L410 364L82 362Z"/><path fill="{shade}" opacity=".75" d="M312 294Q386 308 408 344Q412 356 410 364H322Q338 326 312 294Z"/><path fill="none" stroke="{deep}" stroke-width="2" opacity=".6" d="M312 294Q338 326 322 362"/>
<path fill="{shade}" d="M196 228Q206 214 220 222Q246 266 290 286Q262 316 222 318Q196 280 182 244Z"/><path fill="none" stroke="{pale}" stroke-width="1.4" stroke-dasharray="3 3" opacity=".6" d="M190 250Q204 286 226 312Q258 310 282 290M88 262Q120 270 150 258M306 298Q328 326 314 356"/>
<g stroke="{deep}" stroke-width="6" stroke-linecap="round"><path d="M212 232L194 250M226 252L206 270M242 268L220 288M258 280L236 302"/></g><path fill="none" stroke="{deep}" stroke-width="4" stroke-linecap="round" d="M206 238Q172 222 184 212T208 236Q214 204 230 210T208 240M200 246L184 286"/>
<path fill="#C9A97C" d="M80 358H412V366H80Z"/><path stroke="#8A6A42" stroke-dasharray="3 3" d="M82 362H412"/><path fill="#3A2E26" d="M78 366H412Q414 378 400 380H196L180 388H90Q78 388 78 378Z"/><path fill="#2A211B" d="M80 372H184L180 388H90Q78 388 78 380Z"/>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".36" d="M338 318Q366 322 384 334"/><path fill="none" stroke="#FFF" stroke-width="7" stroke-linecap="round" opacity=".24" d="M108 262Q100 300 104 334"/>"##,
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
    )
}

fn derby(p: &Palette) -> String {
    [
        stage::shadow(262, 390, 196, 17),
        stage::placed("translate(118 20) scale(.82)", &lace_up(p)),
        stage::placed("translate(-34 8)", &lace_up(p)),
    ]
    .concat()
}

fn derby_in_use(p: &Palette) -> String {
    [
        props::hallway(p),
        stage::placed("translate(92 132) scale(.62)", &derby(p)),
        r##"<g transform="translate(398 352)"><path fill="#8A5F3C" d="M-46-16H46Q54-16 54-6V6H-54V-6Q-54-16-46-16Z"/><path fill="#A4764E" d="M-46-16H46Q54-16 54-10H-54Q-54-16-46-16Z"/><path stroke="#4B3B2E" stroke-width="18" stroke-dasharray="3 2" d="M-50 14H52"/></g>"##
            .to_owned(),
    ]
    .concat()
}

/// Slippers of felt, seen from above.
pub(super) const SLIPPERS: Design = Design {
    ground: Ground::Slant,
    // The edge of the felt.
    focus: (176, 190, 20),
    object: slippers,
    in_use: slippers_in_use,
};

/// A left slipper, toe up, between 170 ± 66 and 90..4.
fn slipper(p: &Palette) -> String {
    let sole = "M168 84C222 84 240 140 234 200Q228 250 222 300C220 372 208 400 174 402S126 372 124 300Q122 250 112 206C102 140 116 84 168 84Z";
    format!(
        r##"<path fill="#4A3B26" opacity=".12" transform="translate(10 10)" d="{sole}"/><path fill="#4A3B26" opacity=".16" transform="translate(5 5)" d="{sole}"/><path fill="{deep}" d="{sole}"/><path fill="#E9DFC9" d="M168 94C214 94 230 144 225 200Q219 250 213 300C211 364 200 391 174 392S135 364 133 300Q131 250 121 206C112 144 124 94 168 94Z"/><path fill="#D3C5A6" d="M130 262Q174 238 218 256L213 300Q212 330 208 352Q212 290 174 276Q140 284 138 350Q134 326 133 300Z"/>
<path fill="none" stroke="#BBA983" stroke-width="1.5" stroke-dasharray="4 4" d="M146 300C148 356 156 380 174 380S200 356 202 300"/><path fill="url(#b)" d="M168 84C222 84 240 140 234 200Q231 226 228 248Q172 202 117 236Q114 218 112 206C102 140 116 84 168 84Z"/><path fill="{deep}" opacity=".16" d="M210 104Q238 140 234 200Q231 226 228 248Q222 240 214 235Q226 160 210 104Z"/>
<path fill="none" stroke="{deep}" stroke-width="5" opacity=".45" d="M117 236Q172 202 228 248"/><path fill="none" stroke="{pale}" stroke-width="1.6" stroke-dasharray="5 4" opacity=".8" d="M119 224Q172 190 229 234"/><g fill="{light}" opacity=".55"><circle cx="150" cy="126" r="1.6"/><circle cx="176" cy="150" r="1.4"/><circle cx="196" cy="122" r="1.5"/><circle cx="140" cy="170" r="1.5"/><circle cx="204" cy="176" r="1.4"/><circle cx="164" cy="184" r="1.3"/></g><path fill="none" stroke="#FFF" stroke-width="10" stroke-linecap="round" opacity=".2" d="M130 196Q124 140 146 110"/>"##,
        deep = p.deep,
        pale = p.pale,
        light = p.light,
    )
}

fn slippers(p: &Palette) -> String {
    [
        stage::placed("rotate(-6 170 240) translate(-2 0)", &slipper(p)),
        stage::placed(
            "translate(484 4) scale(-1 1) rotate(-10 170 240)",
            &slipper(p),
        ),
    ]
    .concat()
}

fn slippers_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="#CFAF84"/><path fill="none" stroke="#B8966A" stroke-width="2" d="M0 96H480M0 192H480M0 288H480M0 384H480M120 0V96M330 96V192M90 192V288M380 288V384M200 384V480"/><path fill="#FBF3DF" opacity=".28" d="M300 0H470L240 480H40Z"/>
<path fill="#4A3B26" opacity=".14" d="M66 128H430V420H66Z"/><path fill="#EAE3D2" d="M58 120H422V412H58Z"/><path fill="none" stroke="{pale}" stroke-width="7" d="M76 138H404V394H76Z"/><path fill="none" stroke="{shade}" stroke-width="2" d="M88 150H392V382H88Z"/><path stroke="#EAE3D2" stroke-width="16" stroke-dasharray="4 6" d="M58 112H422M58 420H422"/>{pair}"##,
        pale = p.pale,
        shade = p.shade,
        pair = stage::placed("translate(74 84) scale(.7)", &slippers(p)),
    )
}
