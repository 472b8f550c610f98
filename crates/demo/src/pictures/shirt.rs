//! A T-shirt, flat or on its hanger.

use super::{
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A T-shirt, flat or on its hanger.
pub(super) const TEE: Design = Design {
    ground: Ground::Slant,
    // Collar and shoulder seam.
    focus: (226, 146, 21),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
    let outline = "M184 82Q168 86 150 96L66 156Q58 162 62 172L92 226Q98 234 108 229L146 204V396Q146 408 160 409Q240 416 320 409Q334 408 334 396V204L372 229Q382 234 388 226L418 172Q422 162 414 156L330 96Q312 86 296 82Q284 116 240 116T184 82Z";
    format!(
        r##"<path fill="#4A3B26" opacity=".1" transform="translate(10 12)" d="{outline}"/><path fill="#4A3B26" opacity=".12" transform="translate(5 6)" d="{outline}"/>
<path fill="{deep}" d="M184 82Q240 66 296 82Q284 116 240 116T184 82Z"/>
<path fill="{base}" d="{outline}"/><path fill="url(#b)" opacity=".55" d="{outline}"/>
<path fill="{deep}" opacity=".15" d="M146 204Q150 180 146 150Q160 200 154 250Q168 330 160 409Q146 408 146 396ZM334 204Q330 180 334 150Q318 210 328 262Q314 330 322 409Q334 408 334 396ZM180 300Q200 350 190 411Q176 410 170 410Q184 360 180 300ZM296 290Q282 350 292 411Q304 411 308 410Q296 350 296 290Z"/>
<path fill="{shade}" d="M184 82Q188 80 192 79Q204 106 240 106T288 79Q292 80 296 82Q284 116 240 116T184 82Z"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" opacity=".5" d="M192 79Q204 106 240 106T288 79"/>
<path fill="none" stroke="{deep}" stroke-width="1.6" opacity=".55" d="M150 96Q140 140 146 204M330 96Q340 140 334 204"/>
<path fill="none" stroke="{deep}" stroke-width="1.5" stroke-dasharray="4 3" opacity=".55" d="M146 398Q240 407 334 398M70 168L101 223M410 168L379 223M178 86Q192 122 240 122T302 86"/>
<rect x="229" y="83" width="22" height="13" rx="1" fill="#F7F2E6"/><path stroke="#B9A988" d="M233 88h14M233 91h10"/>
<path fill="none" stroke="#FFF" stroke-width="13" stroke-linecap="round" opacity=".13" d="M166 128Q172 190 170 250"/>"##,
        deep = p.deep,
        base = p.base,
        shade = p.shade,
    )
}

fn in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M40 0H210L110 440H0V180Z"/><path fill="{table}" d="M0 440H480V480H0Z"/><path fill="#F7F4EC" d="M0 430H480v10H0Z"/>
<path fill="#4A3B26" opacity=".13" d="M0 74H480v5H0Z"/><path fill="#B7B3A9" d="M0 62H480v10H0Z"/><path fill="#DEDBD3" d="M0 62H480v3H0Z"/>
<path fill="none" stroke="#8F8B82" stroke-width="4" stroke-linecap="round" d="M404 168V96Q404 54 418 58T416 80"/>
<path fill="#CFC6B4" d="M404 150Q384 158 376 182Q364 214 370 262L366 398Q400 408 446 398L440 262Q446 214 432 182Q424 158 404 150Z"/><path fill="#B9AF9B" d="M404 150Q416 200 408 262L414 402Q432 402 446 398L440 262Q446 214 432 182Q424 158 404 150Z"/><path fill="none" stroke="#A59B87" stroke-width="1.5" d="M376 184Q390 210 386 262L382 396"/>
<path fill="none" stroke="#8F8B82" stroke-width="5" stroke-linecap="round" d="M210 150V92Q210 54 228 58T224 82"/>
<path fill="none" stroke="#A98458" stroke-width="11" stroke-linecap="round" stroke-linejoin="round" d="M156 178L210 152L264 178"/>
{shirt}"##,
        wall = p.wall,
        table = p.table,
        shirt = stage::placed("translate(2 88) scale(.87)", &object(p)),
    )
}

/// A striped shirt with long sleeves.
pub(super) const STRIPED: Design = Design {
    ground: Ground::Slant,
    // Neck and stripes.
    focus: (232, 146, 20),
    object: striped,
    in_use: striped_in_use,
};

const LONG: &str = "M190 78Q172 82 156 92L112 128Q98 140 94 160L66 366Q65 376 76 378L108 384Q118 385 120 375L150 226V398Q150 410 164 411Q240 417 316 411Q330 410 330 398V226L360 375Q362 385 372 384L404 378Q415 376 414 366L386 160Q382 140 368 128L324 92Q308 82 290 78Q278 98 240 98T190 78Z";

fn striped(p: &Palette) -> String {
    format!(
        r##"<defs><clipPath id="c"><path d="{LONG}"/></clipPath></defs><path fill="#4A3B26" opacity=".1" transform="translate(10 12)" d="{LONG}"/><path fill="#4A3B26" opacity=".12" transform="translate(5 6)" d="{LONG}"/>
<path fill="{inside}" d="M190 78Q240 66 290 78Q278 98 240 98T190 78Z"/><path fill="#F4F0E6" d="{LONG}"/>
<g clip-path="url(#c)"><path fill="none" stroke="{base}" stroke-width="76" stroke-dasharray="11 15" d="M106 122L76 380M374 122L404 380"/><path fill="#F4F0E6" d="M152 90Q144 160 150 226V412H330V226Q336 160 328 90Z"/><path fill="none" stroke="{base}" stroke-width="186" stroke-dasharray="11 15" d="M240 124V420"/></g>
<path fill="{ink}" opacity=".13" d="M150 226Q158 180 150 140Q166 210 158 270Q170 340 164 411Q150 410 150 398ZM330 226Q322 180 330 140Q316 220 324 280Q314 340 316 411Q330 410 330 398ZM186 300Q202 350 194 413L176 412Q188 360 186 300Z"/>
<path fill="none" stroke="{ink}" stroke-width="1.6" opacity=".5" d="M156 92Q142 150 150 226M324 92Q338 150 330 226"/><path fill="{base}" d="M68 350L120 360V378Q118 385 108 384L76 378Q65 376 66 366ZM412 350L360 360V378Q362 385 372 384L404 378Q415 376 414 366Z"/>
<path fill="{base}" d="M190 78Q194 76 198 76Q212 90 240 90T282 76Q286 76 290 78Q278 98 240 98T190 78Z"/>
<path fill="none" stroke="{ink}" stroke-width="1.5" stroke-dasharray="4 3" opacity=".5" d="M152 400Q240 407 328 400"/><rect x="229" y="74" width="22" height="9" rx="1" fill="#F7F2E6"/>
<path fill="none" stroke="#FFF" stroke-width="12" stroke-linecap="round" opacity=".2" d="M172 120Q178 190 174 260"/>"##,
        base = p.base,
        inside = p.shade,
        ink = p.deep,
    )
}

fn striped_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="{wall}"/><path fill="#FBF8F0" d="M270 0H420L320 440H120Z"/><path fill="{table}" d="M0 440H480V480H0Z"/><path fill="#F7F4EC" d="M0 430H480v10H0Z"/><path fill="#4A3B26" opacity=".13" d="M60 74H420v5H60Z"/><path fill="#C2A274" d="M60 52H420V76H60Z"/><path fill="#D9C097" d="M60 52H420v6H60Z"/>
<g fill="#8A5F3C"><circle cx="110" cy="64" r="8"/><circle cx="240" cy="64" r="8"/><circle cx="370" cy="64" r="8"/></g><path fill="#CBB58C" d="M340 92Q370 64 402 92L424 120Q372 140 318 120Z"/><path fill="#B39A6C" d="M318 120Q372 140 424 120L446 136Q372 166 296 136Z"/><path fill="{shade}" d="M330 106Q372 122 412 106L420 116Q372 134 322 116Z"/>
<path fill="none" stroke="#8F8B82" stroke-width="4" stroke-linecap="round" d="M240 70V96"/><path fill="none" stroke="#A98458" stroke-width="10" stroke-linecap="round" stroke-linejoin="round" d="M176 130L240 98L304 130"/>{shirt}"##,
        wall = p.wall,
        table = p.table,
        shade = p.shade,
        shirt = stage::placed("translate(42 56) scale(.82)", &striped(p)),
    )
}

/// A linen shirt with a placket of three buttons.
pub(super) const LINEN: Design = Design {
    ground: Ground::Slant,
    // Buttons and weave.
    focus: (240, 146, 20),
    object: linen,
    in_use: linen_in_use,
};

const SHORT: &str = "M192 84Q172 88 152 96L62 164Q54 170 58 180L94 240Q100 248 110 242L142 220V400Q142 411 156 412Q240 420 324 412Q338 411 338 400V220L370 242Q380 248 386 240L422 180Q426 170 418 164L328 96Q308 88 288 84Q280 100 240 100T192 84Z";

fn linen(p: &Palette) -> String {
    format!(
        r##"<path fill="#4A3B26" opacity=".1" transform="translate(10 12)" d="{SHORT}"/><path fill="#4A3B26" opacity=".12" transform="translate(5 6)" d="{SHORT}"/>
<path fill="{deep}" d="M192 84Q240 68 288 84Q280 100 240 108T192 84Z"/><path fill="{base}" d="{SHORT}"/><path fill="url(#b)" opacity=".55" d="{SHORT}"/>
<g fill="none" stroke="{light}" stroke-width="1.4" opacity=".5"><path d="M150 150H228M160 190H214M262 170H326M150 260H204M276 244H330M168 300H300M150 344H250M270 330H332M180 380H310M90 190L130 212M390 190L350 212M200 130V230M300 120V210M182 250V330M312 260V350M262 300V400"/></g>
<path fill="{deep}" opacity=".15" d="M142 220Q148 190 142 160Q156 210 150 260Q164 330 156 412Q142 411 142 400ZM338 220Q332 190 338 160Q322 220 330 270Q316 340 324 412Q338 411 338 400ZM290 300Q278 356 288 414L304 413Q294 360 290 300Z"/>
<path fill="{shade}" d="M224 100H256V214H224Z"/><path fill="{base}" d="M224 100H252V212H224Z"/><path fill="none" stroke="{deep}" stroke-width="1.5" opacity=".55" d="M224 104V213H252V104M152 96Q134 160 142 220M328 96Q346 160 338 220"/>
<path fill="url(#b)" d="M192 84Q186 78 196 72Q240 60 284 72Q294 78 288 84L252 110L240 84L224 110Z"/><path fill="{deep}" d="M206 77Q240 67 274 77Q262 84 240 84T206 77Z"/><path fill="none" stroke="{deep}" stroke-width="1.5" opacity=".5" d="M192 84L224 110M288 84L252 110"/>
<g fill="#EFE6D2" stroke="{deep}" stroke-opacity=".5"><circle cx="238" cy="128" r="5"/><circle cx="238" cy="160" r="5"/><circle cx="238" cy="192" r="5"/></g>
<path fill="none" stroke="{deep}" stroke-width="1.5" stroke-dasharray="4 3" opacity=".5" d="M144 402Q240 410 336 402M68 178L103 236M412 178L377 236M276 168H316V206L296 214L276 206Z"/>
<path fill="none" stroke="#FFF" stroke-width="12" stroke-linecap="round" opacity=".15" d="M164 130Q170 190 168 250"/>"##,
        deep = p.deep,
        base = p.base,
        light = p.light,
        shade = p.shade,
    )
}

fn linen_in_use(p: &Palette) -> String {
    format!(
        r##"<rect width="480" height="480" fill="#E6ECE6"/><path fill="#D5E0D6" d="M0 300Q90 250 190 290T360 270T480 300V480H0Z"/><path fill="#BFCFBC" d="M0 372Q120 330 240 364T480 350V480H0Z"/><circle cx="392" cy="92" r="40" fill="#FBF6E8"/><path stroke="#8F8B82" stroke-width="3" fill="none" d="M0 70Q240 108 480 66"/>
<path fill="#F4F0E6" d="M20 72L92 82L86 250Q54 260 18 246Z"/><path fill="#E2DBCB" d="M70 80L92 82L86 250Q78 254 68 255Z"/><g fill="#B48F60"><path d="M30 62h9v30h-9zM78 70h9v30h-9zM154 76h10v36h-10zM312 74h10v36h-10z"/></g>{shirt}"##,
        shirt = stage::placed("translate(24 46) scale(.9)", &linen(p)),
    )
}
