//! A plant pot with its saucer; the plant is only there to show its size.

use super::{props, stage, tone::Palette};

/// Rim and glaze.
pub(super) const FOCUS: (i64, i64, i64) = (214, 280, 21);

const LEAVES: &str = r##"<path fill="none" stroke="#64775A" stroke-width="5" stroke-linecap="round" d="M240 252C238 200 232 150 210 96M240 252C246 200 268 160 300 128M238 252C222 214 190 190 160 178M244 252C262 226 290 212 320 206"/>
<path fill="#7B9270" d="M210 100C180 92 166 66 172 34C204 44 220 68 210 100ZM298 130C296 100 314 76 346 70C350 102 332 126 298 130ZM164 180C136 190 110 178 98 152C130 142 154 152 164 180ZM316 206C336 184 364 182 386 200C366 222 338 224 316 206Z"/>
<path fill="#8EA582" d="M228 156C202 158 182 142 176 116C206 112 226 128 228 156ZM264 166C258 138 268 116 292 102C304 130 294 154 264 166ZM238 200C262 188 268 164 258 138C234 150 228 176 238 200Z"/>
<path fill="none" stroke="#64775A" stroke-width="1.5" opacity=".7" d="M208 96Q196 68 176 42M300 126Q320 100 342 76M160 178Q132 160 104 154M320 206Q350 202 380 201M226 152Q206 130 182 120M266 162Q280 132 290 108M240 194Q250 168 256 144"/>"##;

pub(super) fn object(p: &Palette) -> String {
    format!("{}{LEAVES}{}", stage::shadow(254, 392, 142, 19), pot(p))
}

fn pot(p: &Palette) -> String {
    format!(
        r##"<path fill="{shade}" d="M150 372H330L322 390Q240 402 158 390Z"/><ellipse cx="240" cy="372" rx="90" ry="12" fill="{base}"/><ellipse cx="240" cy="372" rx="80" ry="9" fill="{deep}" opacity=".45"/>
<path fill="url(#b)" d="M160 266L180 364Q184 376 198 377Q240 381 282 377Q296 376 300 364L320 266Z"/>
<path fill="{deep}" opacity=".22" d="M160 266H320L316 284Q240 298 164 284Z"/><path fill="{deep}" opacity=".17" d="M286 270L270 378L282 377Q296 376 300 364L320 266Z"/>
<path fill="url(#b)" d="M148 240V268Q240 292 332 268V240Z"/>
<ellipse cx="240" cy="240" rx="92" ry="17" fill="{light}"/><ellipse cx="240" cy="241" rx="82" ry="13" fill="#57463A"/><path fill="#6B584A" d="M164 244Q200 236 240 240T316 244Q300 254 240 254T164 244Z"/>
<path fill="none" stroke="#64775A" stroke-width="6" stroke-linecap="round" d="M236 250L234 232M244 250L248 230M230 248L224 232"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" opacity=".35" d="M169 308Q240 322 311 308M172 322Q240 336 308 322M175 336Q240 350 305 336"/>
<path fill="none" stroke="#FFF" stroke-width="8" stroke-linecap="round" opacity=".36" d="M162 252V264M184 296L194 354"/>"##,
        shade = p.shade,
        base = p.base,
        deep = p.deep,
        light = p.light,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#F7F4EC" d="M60 0H420V372H60Z"/><path fill="#DFE7E4" d="M78 0H232V354H78ZM248 0H402V354H248Z"/>
<path fill="#CBD8CF" d="M78 270Q130 230 190 256T232 244V354H78ZM248 250Q310 216 402 258V354H248Z"/><path fill="#EDF2F0" d="M78 150L190 0H232V20L78 226ZM248 130L344 0H402L248 206Z" opacity=".8"/>
<path fill="#D9D2C3" d="M78 172H232v8H78ZM248 172H402v8H248Z"/><path fill="#FFFDF7" d="M20 372H460V400H20Z"/><path fill="#D8D0C0" d="M20 400H460V410H20Z"/><path fill="{table}" d="M0 456H480V480H0Z"/>
{twig}{shadow2}<path fill="#DAD3C4" d="M98 306h50l-4 66q-21 5-42 0z"/><path fill="#EFEAE0" d="M98 306h18l2 68q-10 0-16-2z"/>
{big}"##,
        wall = p.wall,
        table = p.table,
        twig = props::twig(122, 312),
        shadow2 = stage::shadow(126, 374, 44, 7),
        big = stage::placed("translate(98 74) scale(.78)", &object(p)),
    )
}
