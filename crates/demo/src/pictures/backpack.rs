//! A backpack with a flap and two buckled straps.

use super::{
    props,
    stage::{self, Design, Ground},
    thermos,
    tone::Palette,
};

/// A backpack with a flap and two buckled straps.
pub(super) const BUCKLED: Design = Design {
    ground: Ground::Table,
    // A buckle.
    focus: (204, 238, 22),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="none" stroke="{deep}" stroke-width="11" d="M208 104C206 60 274 60 272 104"/>
<path fill="{deep}" d="M150 150Q118 190 122 300Q124 340 142 352L160 200ZM330 150Q362 190 358 300Q356 340 338 352L320 200Z"/>
<path fill="{shade}" d="M134 286Q112 290 112 318V362Q114 382 140 384V286ZM346 286Q368 290 368 318V362Q366 382 340 384V286Z"/>
<path fill="url(#b)" d="M140 186C140 120 176 94 240 94S340 120 340 186V356Q340 388 306 390Q240 396 174 390Q140 388 140 356Z"/>
<path fill="{deep}" opacity=".17" d="M306 116Q340 136 340 186V356Q340 388 306 390Q296 391 288 392Q318 330 306 116Z"/>
<path fill="{shade}" d="M166 286H314Q322 286 322 296V360Q322 378 302 379Q240 384 178 379Q158 378 158 360V296Q158 286 166 286Z"/><path fill="url(#b)" d="M168 290H312Q318 290 318 298V358Q318 374 302 375Q240 380 178 375Q162 374 162 358V298Q162 290 168 290Z"/>
<path fill="none" stroke="{pale}" stroke-width="1.5" stroke-dasharray="5 4" opacity=".75" d="M170 304H310M168 362Q170 368 180 369Q240 373 300 369Q310 368 312 362M150 190C150 130 184 104 240 104S330 130 330 190"/>
<path fill="{deep}" opacity=".3" d="M140 196V236Q240 268 340 236V196Z"/>
<path fill="url(#b)" d="M140 186C140 120 176 94 240 94S340 120 340 186V220Q340 234 326 238Q240 258 154 238Q140 234 140 220Z"/>
<path fill="none" stroke="{pale}" stroke-width="1.5" stroke-dasharray="5 4" opacity=".75" d="M147 220Q148 228 158 231Q240 249 322 231Q332 228 333 220"/>
{left}{right}
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".34" d="M160 186Q162 140 190 120"/>"##,
        shadow = stage::shadow(252, 390, 150, 20),
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
        left = buckle(188),
        right = buckle(270),
    )
}

/// A leather strap with a brass buckle, its left edge at `x`.
fn buckle(x: i64) -> String {
    format!(
        r##"<g transform="translate({x})"><path fill="#8A5F3C" d="M0 206H22V296Q22 308 11 308T0 296Z"/><path fill="#A4764E" d="M0 206H8V302Q0 300 0 296Z"/><path fill="none" stroke="#D9B872" stroke-width="4" d="M-4 254H26V276H-4Z"/><path stroke="#B8924B" stroke-width="3" d="M11 254V276"/><g fill="#5E3F26"><circle cx="11" cy="286" r="1.8"/><circle cx="11" cy="296" r="1.8"/></g></g>"##
    )
}

fn in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M200 0H330L250 408H70Z"/><path fill="#FBF8F0" d="M352 0H480V60L400 408H270Z"/><path fill="{table}" d="M0 420H480V480H0Z"/><path fill="#F7F4EC" d="M0 408H480v12H0Z"/>
<g fill="#9C7B50"><path d="M72 380h18v84H72zM390 380h18v84h-18z"/></g><path fill="#C2A274" d="M36 352H444V384H36Z"/><path fill="#D9C097" d="M36 352H444v9H36Z"/><path stroke="#AD8D60" d="M36 372H444"/>
{bottle}{bag}"##,
        wall = p.wall,
        table = p.table,
        bottle = stage::placed("translate(246 150) scale(.52)", &thermos::object(p)),
        bag = stage::placed("translate(2 52) scale(.78)", &object(p)),
    )
}

/// A tall backpack whose top is rolled and clipped.
pub(super) const ROLLED: Design = Design {
    ground: Ground::Table,
    // Roll and hook.
    focus: (240, 150, 19),
    object: rolled,
    in_use: rolled_in_use,
};

fn rolled(p: &Palette) -> String {
    format!(
        r##"{shadow}
<path fill="{deep}" d="M146 180Q114 220 118 330Q120 360 142 372L156 210ZM334 180Q366 220 362 330Q360 360 338 372L324 210Z"/>
<path fill="url(#b)" d="M138 132H342L348 360Q348 388 318 390Q240 395 162 390Q132 388 132 360Z"/><path fill="{deep}" opacity=".17" d="M310 132Q326 280 296 392L318 390Q348 388 348 360L342 132Z"/>
<path fill="{deep}" opacity=".3" d="M138 140H342V158Q240 168 138 158Z"/><path fill="{shade}" d="M126 88H354Q364 90 364 116T354 144H126Q116 140 116 116T126 88Z"/><path fill="url(#b)" d="M126 88H354Q362 90 362 112T354 134H126Q118 130 118 112T126 88Z"/><path fill="none" stroke="{deep}" stroke-width="2" opacity=".45" d="M120 104H361M120 120H361"/>
<g><path fill="#2F3230" d="M110 100H130V132H110ZM350 100H370V132H350Z"/><path fill="#5A5F5B" d="M110 100H118V132H110ZM350 100H358V132H350Z"/><path fill="none" stroke="#2F3230" stroke-width="9" d="M120 132L138 200M360 132L342 200"/></g>
<path fill="#2F3230" d="M231 84H249V222H231Z"/><path fill="#4A4E4B" d="M231 84H237V222H231Z"/><path fill="none" stroke="#A9ABA5" stroke-width="5" d="M224 196H256V226Q256 236 240 236T224 226Z"/><path stroke="#D3D4CF" stroke-width="4" d="M240 200V236"/>
<path fill="{shade}" d="M158 262H322Q330 262 330 272V352Q330 372 310 373Q240 378 170 373Q150 372 150 352V272Q150 262 158 262Z"/><path fill="url(#b)" d="M160 268H320Q326 268 326 276V350Q326 368 308 369Q240 374 172 369Q154 368 154 350V276Q154 268 160 268Z"/><path stroke="#2F3230" stroke-width="5" d="M164 284H316"/><path stroke="#A9ABA5" stroke-width="2" stroke-dasharray="3 2" d="M164 284H300"/><path fill="#A9ABA5" d="M298 280H306V300Q302 304 298 300Z"/>
<path fill="#F3ECDC" d="M176 338H210V354H176Z"/><path stroke="#B9A988" d="M181 343H203M181 348H197"/><path fill="none" stroke="{pale}" stroke-width="1.5" stroke-dasharray="5 4" opacity=".6" d="M146 170L142 360M334 170L338 360"/>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".3" d="M152 186L150 250M136 98H200"/>"##,
        shadow = stage::shadow(252, 390, 150, 20),
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
    )
}

fn rolled_in_use(p: &Palette) -> String {
    format!(
        r##"{hall}<g transform="translate(372 250)"><path fill="#B9AF9B" d="M-38 112L-52-60Q-50-84-30-84H30Q50-84 52-60L38 112Z"/><path fill="#CFC6B4" d="M-38 112L-52-60Q-50-84-30-84H-8L-12 112Z"/><path fill="none" stroke="#8F8B82" stroke-width="6" d="M-26-84V-130Q-26-142 0-142T26-130V-84"/><g fill="#4B4A46"><circle cx="-30" cy="116" r="9"/><circle cx="32" cy="116" r="9"/></g></g>{bag}"##,
        hall = props::hallway(p),
        bag = stage::placed("translate(40 58) scale(.8)", &rolled(p)),
    )
}

/// A light sack closed by its cords.
pub(super) const DRAWSTRING: Design = Design {
    ground: Ground::Slant,
    // The gathered opening.
    focus: (240, 140, 20),
    object: drawstring,
    in_use: drawstring_in_use,
};

fn drawstring(p: &Palette) -> String {
    let outline = "M176 128Q150 150 142 220L128 372Q126 402 156 404Q240 410 324 404Q354 402 352 372L338 220Q330 150 304 128Q240 118 176 128Z";
    format!(
        r##"<path fill="#4A3B26" opacity=".1" transform="translate(12 12)" d="{outline}"/><path fill="#4A3B26" opacity=".12" transform="translate(6 6)" d="{outline}"/><path fill="none" stroke="{cord}" stroke-width="6" d="M214 126Q86 150 92 290Q96 360 144 392M266 126Q394 150 388 290Q384 360 336 392"/>
<path fill="{shade}" d="M178 126Q160 96 190 84Q212 94 220 82Q240 92 260 82Q268 94 290 84Q320 96 302 126Z"/><path fill="{deep}" opacity=".5" d="M196 98Q240 108 284 98L290 124H190Z"/><path fill="url(#b)" d="{outline}"/><path fill="{deep}" opacity=".16" d="M304 128Q318 260 306 405L324 404Q354 402 352 372L338 220Q330 150 304 128ZM150 330Q170 370 172 405L156 404Q126 402 128 372Z"/>
<g fill="none" stroke="{deep}" stroke-width="2.2" stroke-linecap="round" opacity=".4"><path d="M190 132Q182 160 184 186M212 128Q208 160 212 200M232 127Q232 160 230 184M252 127Q254 160 256 196M272 128Q278 156 276 186M292 132Q300 156 300 178"/></g>
<path fill="none" stroke="{cord}" stroke-width="7" stroke-linecap="round" d="M178 130Q240 118 302 130"/><path fill="none" stroke="{cord}" stroke-width="5" stroke-linecap="round" d="M234 128Q222 150 228 172M246 128Q258 148 252 176"/><g fill="#A4764E"><rect x="222" y="168" width="12" height="17" rx="4"/><rect x="246" y="172" width="12" height="17" rx="4"/></g>
<g fill="#8A5F3C"><path d="M136 372H160L152 402Q132 398 132 388ZM344 372H320L328 402Q348 398 348 388Z"/></g><g fill="#D9B872"><circle cx="146" cy="388" r="6"/><circle cx="334" cy="388" r="6"/></g>
<g fill="none" stroke="{pale}" stroke-width="4" stroke-linecap="round" opacity=".9"><path d="M192 306Q208 290 224 306T256 306T288 306M192 322Q208 306 224 322T256 322T288 322"/><circle cx="240" cy="268" r="16"/></g><path fill="none" stroke="#FFF" stroke-width="10" stroke-linecap="round" opacity=".22" d="M162 200L152 300"/>"##,
        cord = p.pale,
        shade = p.shade,
        deep = p.deep,
        pale = p.pale,
    )
}

fn drawstring_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M230 0H380L280 432H80Z"/><path fill="{table}" d="M0 440H480V480H0Z"/><path fill="#F7F4EC" d="M0 430H480v10H0Z"/><path fill="#4A3B26" opacity=".13" d="M60 84H420v6H60Z"/><path fill="#C2A274" d="M60 54H420V84H60Z"/><path fill="#D9C097" d="M60 54H420v6H60Z"/><g fill="#8A5F3C"><circle cx="120" cy="70" r="9"/><circle cx="240" cy="70" r="9"/><circle cx="360" cy="70" r="9"/></g>
<path fill="none" stroke="{cord}" stroke-width="5" d="M214 196Q220 100 240 70Q260 100 266 196"/><path fill="none" stroke="#C9C2B2" stroke-width="22" stroke-linecap="round" d="M360 76Q346 180 352 300M360 76Q376 180 372 290"/><path stroke="#A9A08C" stroke-width="2" opacity=".6" fill="none" d="M356 90Q346 180 352 300"/>{bag}"##,
        wall = p.wall,
        table = p.table,
        cord = p.pale,
        bag = stage::placed("translate(36 92) scale(.84)", &drawstring(p)),
    )
}
