//! A woollen scarf over a wooden bar.

use super::{
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A woollen scarf over a wooden bar.
pub(super) const STRIPED: Design = Design {
    ground: Ground::Slant,
    // Stripes and fringe.
    focus: (268, 348, 20),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
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

fn in_use(p: &Palette) -> String {
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

/// A checked scarf hanging from a peg.
pub(super) const CHECKED: Design = Design {
    ground: Ground::Slant,
    // Checks and fringe.
    focus: (288, 338, 20),
    object: checked,
    in_use: checked_in_use,
};

/// A tail of checked cloth inside the path `cut`, its weave along `warp`.
fn tail(p: &Palette, id: &str, cut: &str, warp: &str) -> String {
    format!(
        r##"<clipPath id="{id}"><path d="{cut}"/></clipPath><path fill="url(#b)" d="{cut}"/><g clip-path="url(#{id})"><path fill="none" stroke="{deep}" stroke-width="200" stroke-dasharray="16 34" opacity=".34" d="{warp}"/><path fill="none" stroke="{pale}" stroke-width="200" stroke-dasharray="3 47" stroke-dashoffset="18" opacity=".9" d="{warp}"/>"##,
        deep = p.deep,
        pale = p.pale,
    )
}

fn checked(p: &Palette) -> String {
    format!(
        r##"<path fill="#4A3B26" opacity=".1" d="M196 92H304L372 410L160 414Z"/><circle cx="240" cy="78" r="15" fill="#8A5F3C"/><path fill="none" stroke="{shade}" stroke-width="34" d="M214 120Q204 62 240 62T268 120"/><circle cx="240" cy="80" r="11" fill="#B48F60"/>
{back}<path stroke="{deep}" stroke-width="12" opacity=".34" d="M206 100L150 392M246 100L208 392"/><path stroke="{pale}" stroke-width="2.5" d="M226 100L180 392"/></g><g stroke="{shade}" stroke-width="4.5" stroke-linecap="round"><path d="M140 384l-6 32M154 387l-3 33M168 389l-4 32M182 391l-2 33M196 393l-3 32M210 394l-1 32"/></g>
{front}<path stroke="{deep}" stroke-width="14" opacity=".34" d="M236 90L272 400M276 90L334 392"/><path stroke="{pale}" stroke-width="3" d="M256 90L302 400"/></g><path fill="{deep}" opacity=".2" d="M222 96Q246 250 252 396L264 396Q262 240 240 94Z"/>
<g stroke="{base}" stroke-width="5" stroke-linecap="round"><path d="M254 396l-2 34M269 396l3 34M284 394l2 35M299 392l5 34M314 389l5 35M328 386l6 33M342 383l6 33"/></g>
<path fill="url(#b)" d="M196 96Q236 78 284 92Q294 112 286 128Q240 144 202 130Q192 114 196 96Z"/><path fill="{deep}" opacity=".3" d="M204 112Q240 124 288 108V124Q240 144 202 130Z"/><path fill="none" stroke="{pale}" stroke-width="2.5" d="M214 90Q220 112 216 134M262 88Q268 110 264 134"/>"##,
        base = p.base,
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
        back = tail(
            p,
            "u",
            "M208 108L136 382L214 394L258 112Z",
            "M240 96L170 400"
        ),
        front = tail(
            p,
            "v",
            "M222 106L246 396Q300 396 350 380L282 106Z",
            "M252 90L300 410"
        ),
    )
}

fn checked_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M20 0H170L90 432H0V120Z"/><path fill="{table}" d="M0 440H480V480H0Z"/><path fill="#F7F4EC" d="M0 430H480v10H0Z"/><path fill="#4A3B26" opacity=".13" d="M40 118H440v6H40Z"/><path fill="#C2A274" d="M40 86H440V118H40Z"/><path fill="#D9C097" d="M40 86H440v6H40Z"/><g fill="#8A5F3C"><circle cx="108" cy="102" r="10"/><circle cx="360" cy="102" r="10"/></g>
<path fill="#6B5D4C" d="M310 150Q334 118 360 116Q386 118 410 150L432 372Q360 396 288 372Z"/><path fill="#574A3C" d="M360 116Q386 118 410 150L432 372Q398 384 362 386Z"/><path fill="none" stroke="#453A2F" stroke-width="2" d="M360 130V384"/><path fill="#453A2F" d="M338 128L360 116L382 128L362 176Z"/><g fill="#B39A6C"><circle cx="352" cy="220" r="5"/><circle cx="352" cy="262" r="5"/><circle cx="352" cy="304" r="5"/></g>
{scarf}"##,
        wall = p.wall,
        table = p.table,
        scarf = stage::placed("translate(-84 36) scale(.8)", &checked(p)),
    )
}

/// A thin cotton stole, folded, with a few fine stripes.
pub(super) const STOLE: Design = Design {
    ground: Ground::Slant,
    // Layers and stripes.
    focus: (178, 280, 19),
    object: stole,
    in_use: stole_in_use,
};

fn stole(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-6 240 240)"><path fill="#4A3B26" opacity=".1" d="M112 130H372V400H112Z"/><path fill="#4A3B26" opacity=".12" d="M108 124H366V384H108Z"/>
<g stroke="{shade}" stroke-width="3" stroke-linecap="round"><path d="M118 356V404M132 356V408M146 356V403M160 356V408M174 356V404M188 356V407M202 356V403M216 356V408M230 356V404M244 356V407M258 356V403M272 356V408M286 356V404M300 356V407M314 356V403M328 356V408M342 356V404"/></g>
<path fill="{shade}" d="M100 112Q100 104 110 104H346Q356 106 356 116V360H110Q100 360 100 350Z"/><path fill="{base}" d="M100 116Q102 98 122 98H344Q358 98 356 120L352 344H116Q98 344 100 326Z"/><path fill="{shade}" d="M100 320Q112 334 352 330V344H116Q98 344 100 320Z"/>
<path fill="url(#b)" d="M100 108Q100 88 122 88H342Q358 90 356 112L352 326H118Q100 326 100 308Z"/><path fill="{deep}" opacity=".12" d="M322 90Q330 200 318 326H352L356 112Q356 92 342 88ZM180 96Q172 200 184 320L196 320Q184 200 190 96Z"/>
<path stroke="{pale}" stroke-width="5" d="M101 260H353M101 276H353"/><path stroke="{deep}" stroke-width="2" opacity=".6" d="M101 268H353M101 290H353M101 246H353"/><path stroke="{pale}" stroke-width="2" d="M101 300H353M101 306H352"/>
<g fill="none" stroke="{light}" stroke-width="1" opacity=".6"><path d="M102 130H354M102 150H354M102 170H354M102 190H354M102 210H354M102 230H354"/></g><path fill="#F3ECDC" d="M306 196H364V222H306Z"/><path stroke="#B9A988" d="M314 205H344M314 212H336"/>
<path fill="none" stroke="#FFF" stroke-width="10" stroke-linecap="round" opacity=".2" d="M122 110V230"/></g>"##,
        base = p.base,
        deep = p.deep,
        shade = p.shade,
        pale = p.pale,
        light = p.light,
    )
}

fn stole_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M250 0H400L300 400H100Z"/><path fill="{table}" d="M0 400H480V480H0Z"/><path fill="#F7F4EC" d="M0 388H480v12H0Z"/>{shadow}
<g fill="none" stroke="#9C7B50" stroke-width="12" stroke-linecap="round"><path d="M134 276L112 440M346 276L368 440M152 446V150M328 446V150"/></g><path fill="none" stroke="#B48F60" stroke-width="12" stroke-linecap="round" d="M150 150Q240 128 330 150M152 196Q240 178 328 196"/><path fill="#C2A274" d="M118 268H362L374 292H106Z"/><path fill="#A98458" d="M106 292H374V302H106Z"/>
<path fill="{shade}" d="M268 128H316L322 250H264Z"/><path fill="url(#b)" d="M196 132Q240 116 318 130Q324 150 318 160L304 372Q250 384 200 374Z"/><path fill="{deep}" opacity=".15" d="M286 132Q276 250 284 376L304 372L318 160V130ZM224 140Q220 260 228 376L236 377Q230 260 232 138Z"/>
<path fill="none" stroke="{pale}" stroke-width="4" d="M199 318Q250 328 307 316M200 332Q250 342 306 330"/><path fill="none" stroke="{deep}" stroke-width="1.6" opacity=".6" d="M199 325Q250 335 307 323M200 344Q250 354 305 342"/><g stroke="{base}" stroke-width="3" stroke-linecap="round"><path d="M204 376v28M216 378v28M228 379v27M240 380v28M252 380v27M264 379v28M276 378v27M288 376v28M299 374v27"/></g>
<path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".18" d="M208 152V290"/>"##,
        wall = p.wall,
        table = p.table,
        shadow = stage::shadow(240, 444, 170, 15),
        base = p.base,
        shade = p.shade,
        deep = p.deep,
        pale = p.pale,
    )
}
