//! A plant pot with its saucer; the plant is only there to show its size.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A pot with rim and saucer.
pub(super) const TERRACOTTA: Design = Design {
    ground: Ground::Table,
    // Rim and glaze.
    focus: (214, 280, 21),
    object,
    in_use,
};

const LEAVES: &str = r##"<path fill="none" stroke="#64775A" stroke-width="5" stroke-linecap="round" d="M240 252C238 200 232 150 210 96M240 252C246 200 268 160 300 128M238 252C222 214 190 190 160 178M244 252C262 226 290 212 320 206"/>
<path fill="#7B9270" d="M210 100C180 92 166 66 172 34C204 44 220 68 210 100ZM298 130C296 100 314 76 346 70C350 102 332 126 298 130ZM164 180C136 190 110 178 98 152C130 142 154 152 164 180ZM316 206C336 184 364 182 386 200C366 222 338 224 316 206Z"/>
<path fill="#8EA582" d="M228 156C202 158 182 142 176 116C206 112 226 128 228 156ZM264 166C258 138 268 116 292 102C304 130 294 154 264 166ZM238 200C262 188 268 164 258 138C234 150 228 176 238 200Z"/>
<path fill="none" stroke="#64775A" stroke-width="1.5" opacity=".7" d="M208 96Q196 68 176 42M300 126Q320 100 342 76M160 178Q132 160 104 154M320 206Q350 202 380 201M226 152Q206 130 182 120M266 162Q280 132 290 108M240 194Q250 168 256 144"/>"##;

fn object(p: &Palette) -> String {
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

fn in_use(p: &Palette) -> String {
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

/// A tall glazed planter with a snake plant.
pub(super) const TALL: Design = Design {
    ground: Ground::Table,
    // The glaze's edge.
    focus: (232, 300, 19),
    object: tall,
    in_use: tall_in_use,
};

fn tall(p: &Palette) -> String {
    format!(
        r##"{shadow}<g fill="#5F7A5C"><path d="M206 250C190 190 186 130 200 66C222 124 230 190 226 250ZM254 250C252 180 262 120 286 74C296 140 288 200 272 250ZM184 250C164 210 150 170 148 122C178 156 196 200 204 250ZM278 250C290 212 308 180 334 154C334 196 318 226 296 250Z"/></g><g fill="#7F9A74"><path d="M226 250C216 170 222 100 240 40C262 110 264 180 256 250Z"/></g><g fill="none" stroke="#DCE0B4" stroke-width="3" opacity=".8"><path d="M226 250C216 170 222 100 240 40C262 110 264 180 256 250M206 250C190 190 186 130 200 66M286 74C296 140 288 200 272 250M148 122C150 170 164 210 184 250M334 154C334 196 318 226 296 250"/></g><g fill="none" stroke="#4E674C" stroke-width="3" opacity=".5"><path d="M232 110q8 5 16 0M229 140q11 6 24 0M228 170q14 7 28 0M227 200q14 7 30 0M198 120q6 4 12 0M200 160q8 5 18 0M270 140q10 4 20-2M266 180q10 5 24 0"/></g>
<path fill="url(#b)" d="M158 238L172 372Q174 389 192 390H288Q306 389 308 372L322 238Z"/><path fill="#EFE9DB" d="M166 316L172 372Q174 389 192 390H288Q306 389 308 372L314 316Q290 328 266 320T222 326T166 316Z"/><path fill="{deep}" opacity=".16" d="M288 240Q290 330 274 390H288Q306 389 308 372L322 238Z"/>
<path fill="{shade}" opacity=".6" d="M166 316Q188 332 222 326T266 320T314 316L313 324Q290 334 266 327T222 333T167 324Z"/><ellipse cx="240" cy="238" rx="82" ry="15" fill="{light}"/><ellipse cx="240" cy="239" rx="73" ry="11" fill="#57463A"/><path fill="#6B584A" d="M170 241Q206 234 240 238T310 241Q296 250 240 250T170 241Z"/><path fill="#5F7A5C" d="M206 244L212 230H228L226 246ZM254 246L252 230H270L272 243Z"/><path fill="#7F9A74" d="M228 247L226 230H256L255 247Z"/>
<g fill="none" stroke="{deep}" stroke-width="1.6" opacity=".3"><path d="M163 270Q240 286 317 270M166 292Q240 308 314 292"/></g><path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".4" d="M178 264L186 356"/>"##,
        shadow = stage::shadow(252, 390, 126, 18),
        deep = p.deep,
        shade = p.shade,
        light = p.light,
    )
}

fn tall_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M190 0H340L230 372H60Z"/><path fill="#F7F4EC" d="M0 348H480V372H0Z"/><path fill="#D3BA94" d="M0 372H480V480H0Z"/><path fill="#DEC8A5" d="M0 372H480v6H0Z"/><path fill="none" stroke="#C3A77D" stroke-width="1.5" d="M0 422H480M150 378V422M330 422V480"/>
{shadow}<path fill="#8A6A42" d="M262 400H276L270 448H260ZM452 400H438L444 448H454Z"/><path fill="{seat}" d="M228 236Q228 212 252 212H448Q472 212 472 236V330H228Z"/><path fill="{back}" d="M228 300H472V404H236Q228 404 228 396Z"/><path fill="{seat}" d="M214 290Q214 272 232 272T250 290V398H222Q214 398 214 390Z"/><path fill="#FFF" opacity=".18" d="M240 228Q240 220 250 220H440V226H250Q246 226 246 232Z"/><path fill="{cushion}" d="M320 262L396 250L410 322L334 334Z"/>{pot}"##,
        wall = p.wall,
        shadow = stage::shadow(350, 448, 140, 14),
        seat = "#B9AF9B",
        back = "#CFC6B4",
        cushion = p.light,
        pot = stage::placed("translate(-76 64) scale(.94)", &tall(p)),
    )
}

/// A low bowl with a small pine.
pub(super) const BOWL: Design = Design {
    ground: Ground::Table,
    // Rim and foot.
    focus: (200, 320, 19),
    object: bowl,
    in_use: bowl_in_use,
};

fn bowl(p: &Palette) -> String {
    format!(
        r##"{shadow}<path fill="none" stroke="#6B4F38" stroke-width="17" stroke-linecap="round" stroke-linejoin="round" d="M250 308C238 270 276 258 262 222S206 196 214 150"/><path fill="none" stroke="#8A6A4C" stroke-width="5" stroke-linecap="round" d="M246 306C234 268 272 256 258 222S202 196 210 152"/><path fill="none" stroke="#6B4F38" stroke-width="9" stroke-linecap="round" d="M262 236Q300 226 322 206M224 184Q190 190 164 214"/>
<g fill="#5E7A5A"><path d="M146 156Q150 118 190 112Q214 84 250 104Q286 108 284 140Q288 160 262 162H168Q144 168 146 156ZM270 212Q266 186 296 180Q316 160 346 176Q376 178 374 202Q376 218 352 218H290Q272 222 270 212ZM112 226Q112 204 138 202Q156 184 178 198Q202 202 198 222Q196 234 178 234H130Q112 238 112 226Z"/></g><g fill="#7B9870"><path d="M162 140Q170 118 198 120Q218 100 244 114Q268 116 270 134Q240 124 214 136T162 140ZM284 202Q290 186 310 188Q328 174 346 184Q362 188 362 198Q340 190 322 198T284 202ZM124 218Q130 206 148 208Q162 198 178 206Q188 210 188 218Q168 210 154 216T124 218Z"/></g>
<path fill="{deep}" d="M136 360H176L172 388H142ZM304 360H344L338 388H308Z"/><path fill="url(#b)" d="M96 306Q100 356 132 372Q240 384 348 372Q380 356 384 306Z"/><path fill="{deep}" opacity=".18" d="M330 308Q326 350 296 377Q324 375 348 372Q380 356 384 306Z"/><path fill="{shade}" d="M88 296H392V312Q240 326 88 312Z"/><ellipse cx="240" cy="296" rx="152" ry="20" fill="{light}"/><ellipse cx="240" cy="297" rx="140" ry="15" fill="#57463A"/><path fill="#7F9470" d="M112 300Q160 284 210 294T290 292T366 300Q330 312 240 312T112 300Z"/><path fill="#93A683" d="M140 300Q180 290 220 298Q190 304 140 300Z"/><path fill="#B7B3A9" d="M306 300q8-14 24-10 12 4 8 12z"/><path fill="#6B4F38" d="M232 304Q240 290 244 282H262Q262 292 276 306Z"/>
<path fill="none" stroke="{pale}" stroke-width="2" opacity=".7" d="M106 330Q240 348 374 330"/><path fill="none" stroke="#FFF" stroke-width="8" stroke-linecap="round" opacity=".38" d="M118 328Q124 346 140 356"/>"##,
        shadow = stage::shadow(250, 388, 166, 17),
        deep = p.deep,
        shade = p.shade,
        light = p.light,
        pale = p.pale,
    )
}

fn bowl_in_use(p: &Palette) -> String {
    format!(
        r##"{room}<path fill="#4A3B26" opacity=".1" d="M332 40H452V246H332Z"/><path fill="#F8F4EA" d="M326 30H444V238H326Z"/><path fill="#A98458" d="M318 24H452V34H318ZM318 234H452V246H318Z"/><g fill="none" stroke="#6F6A60" stroke-linecap="round"><path stroke-width="3" d="M342 200Q364 150 384 176T430 140"/><path stroke-width="2" d="M346 214Q386 200 426 212"/><circle cx="412" cy="84" r="13" stroke-width="2.5"/></g><rect x="346" y="56" width="10" height="10" fill="#A8321F"/>{pot}{cup}<g transform="translate(96 432)"><path fill="none" stroke="#3A3936" stroke-width="5" stroke-linecap="round" d="M0 0L54-14M0-12L54 4"/><circle cx="-10" cy="4" r="10" fill="none" stroke="#3A3936" stroke-width="5"/><circle cx="-10" cy="-16" r="10" fill="none" stroke="#3A3936" stroke-width="5"/></g>"##,
        room = props::morning(p, 320),
        pot = stage::placed("translate(4 70) scale(.8)", &bowl(p)),
        cup = props::tea_cup(382, 420),
    )
}
