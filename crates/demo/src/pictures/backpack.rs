//! A backpack with a flap and two buckled straps.

use super::{stage, thermos, tone::Palette};

/// A buckle.
pub(super) const FOCUS: (i64, i64, i64) = (204, 238, 22);

pub(super) fn object(p: &Palette) -> String {
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

pub(super) fn in_use(p: &Palette) -> String {
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
