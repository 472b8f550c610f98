//! A woollen scarf over a wooden bar.

use super::{stage, tone::Palette};

/// Stripes and fringe.
pub(super) const FOCUS: (i64, i64, i64) = (268, 348, 20);

pub(super) fn object(p: &Palette) -> String {
    format!(
        r##"<path fill="#4A3B26" opacity=".1" d="M166 100H336V420H166Z"/><path fill="#4A3B26" opacity=".11" d="M160 96H328V412H160Z"/>
<path fill="{deep}" d="M150 92Q150 80 162 80H250V326Q206 334 160 326Z"/><path fill="{shade}" d="M158 92H250V318Q206 326 166 318Z"/>
<g stroke="{shade}" stroke-width="4" stroke-linecap="round"><path d="M166 326l-3 28M178 328l1 30M190 329l-2 28M202 330l2 30M214 330l-1 26"/></g>
<rect x="84" y="70" width="312" height="15" rx="7" fill="#B48F60"/><rect x="88" y="72" width="304" height="4" rx="2" fill="#D5B98F"/>
<path fill="url(#b)" d="M196 88Q196 62 216 60H302Q324 62 324 88L330 380Q264 392 198 380Z"/>
<path fill="{deep}" opacity=".16" d="M196 88Q196 70 206 64Q214 200 210 382L198 380ZM306 61Q324 64 324 88L330 380L314 382Q320 220 306 61ZM246 100Q252 230 244 386L256 386Q262 230 246 100Z"/>
<path fill="{pale}" d="M197.5 290Q264 302 328 290L328.4 306Q264 318 197.6 306ZM197.7 316Q264 328 328.7 316L328.8 322Q264 334 197.8 322ZM197.9 332Q264 344 329 332L329.2 348Q264 360 198 348Z" opacity=".85"/>
<g fill="none" stroke="{deep}" stroke-width="1" opacity=".22"><path d="M197 110Q260 116 324 110M197 130Q260 136 325 130M197 150Q260 156 325 150M197 170Q260 176 325 170M197 190Q260 196 326 190M197 210Q260 216 326 210M197 230Q260 236 326 230M197 250Q260 256 327 250M197 270Q260 276 327 270"/></g>
<g stroke="{base}" stroke-width="5" stroke-linecap="round"><path d="M202 382l-3 34M216 384l2 36M230 386l-2 34M244 387l2 36M258 387l-1 35M272 387l2 36M286 386l-2 34M300 385l2 35M314 383l-1 34M326 381l3 33"/></g>
<g stroke="{deep}" stroke-width="1" opacity=".4"><path d="M201 390l-2 22M229 392l-2 22M257 392v24M285 392l-2 22M313 390v22"/></g>
<path fill="none" stroke="#FFF" stroke-width="12" stroke-linecap="round" opacity=".14" d="M222 72Q220 160 224 262"/>"##,
        deep = p.deep,
        base = p.base,
        shade = p.shade,
        pale = p.pale,
    )
}

pub(super) fn in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M230 0H390L290 392H90Z"/><path fill="{table}" d="M0 392H480V480H0Z"/><path fill="#F7F4EC" d="M0 380H480v12H0Z"/>
{shadow}
<g stroke="#9C7B50" stroke-width="15" stroke-linecap="round"><path d="M150 268L122 432M330 268L358 432"/></g><g stroke="#B48F60" stroke-width="15" stroke-linecap="round"><path d="M176 272L164 446M304 272L316 446"/><path stroke-width="8" d="M158 366H322"/></g>
<path fill="#C2A274" d="M112 240H368Q376 240 376 250V266Q376 274 366 274H114Q104 274 104 264V250Q104 240 112 240Z"/><path fill="#D9C097" d="M112 240H368Q376 240 376 248H104Q106 240 112 240Z"/>
<path fill="{shade}" d="M142 196H330Q346 196 346 218T330 240H142Z"/><path fill="url(#b)" d="M138 152H322Q342 152 342 174T322 198H138Q128 198 128 188V162Q128 152 138 152Z"/><path fill="{deep}" opacity=".3" d="M128 192H332Q346 196 346 204H142Z"/>
<path fill="{deep}" opacity=".35" d="M136 174H326v2H136ZM146 218H332v2H146Z"/>
<path fill="url(#b)" d="M184 150H262V330Q224 338 186 330Z"/><path fill="{pale}" opacity=".85" d="M185 268Q224 276 262 268v12Q224 288 185.5 280ZM185.5 290Q224 298 262 290v5Q224 303 185.5 295ZM185.5 304Q224 312 262 304v10Q224 322 185.5 314Z"/>
<path fill="{deep}" opacity=".15" d="M246 152Q254 240 248 332L262 330V150ZM208 160Q212 240 206 333L214 334Q218 240 208 160Z"/>
<g stroke="{base}" stroke-width="5" stroke-linecap="round"><path d="M190 332l-2 28M203 334l1 30M216 335l-1 28M229 335l1 30M242 334l-1 28M256 332l2 28"/></g>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".16" d="M146 160H172M198 168V250"/>"##,
        wall = p.wall,
        table = p.table,
        shadow = stage::shadow(240, 440, 180, 18),
        base = p.base,
        shade = p.shade,
        deep = p.deep,
        pale = p.pale,
    )
}
