//! A stab-bound notebook with a title slip.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::{Palette, Tone},
};

/// A stab-bound notebook with a title slip.
pub(super) const STITCHED: Design = Design {
    ground: Ground::Slant,
    // The stitched back.
    focus: (186, 168, 21),
    object,
    in_use,
};

fn object(p: &Palette) -> String {
    stage::placed(
        "rotate(-7 240 240)",
        &format!(
            r##"<path fill="#4A3B26" opacity=".10" d="M150 96H364V410H150Z"/><path fill="#4A3B26" opacity=".12" d="M146 92H356V402H146Z"/>
<path fill="#E9E1CF" d="M138 82H346V396H138Z"/><path fill="#F8F4EA" d="M136 80H342V392H136Z"/><path stroke="#D8CDB6" d="M343.5 84V393M139 393.5H344"/>
<path fill="{base}" d="M132 76H338V388H132Z"/><path fill="url(#b)" opacity=".6" d="M132 76H338V388H132Z"/>
<path fill="{deep}" opacity=".18" d="M132 76H166V388H132Z"/><path stroke="{deep}" opacity=".5" d="M166.5 76V388"/>
<g fill="none" stroke="{thread}" stroke-width="3" stroke-linecap="round"><path d="M152 92V372M132 92H152M132 162H152M132 232H152M132 302H152M132 372H152M152 76V92M152 372V388"/></g>
<g fill="{deep}"><circle cx="152" cy="92" r="3"/><circle cx="152" cy="162" r="3"/><circle cx="152" cy="232" r="3"/><circle cx="152" cy="302" r="3"/><circle cx="152" cy="372" r="3"/></g>
<path fill="{deep}" opacity=".25" d="M187 103H225V249H187Z"/><path fill="#F8F4EA" d="M184 100H222V246H184Z"/><path fill="none" stroke="#B9A988" d="M188.5 104.5H217.5V241.5H188.5Z"/>
<rect x="196" y="214" width="14" height="14" rx="1.5" fill="#A8321F"/><path fill="none" stroke="#F8F4EA" stroke-width="1.3" d="M199 218h8M199 221h8M203 216.5v9"/>
<g stroke="{light}" opacity=".35"><path d="M240 84V380M262 90V384M284 82V376M306 88V382M324 84V380"/></g>
<path fill="none" stroke="#FFF" stroke-width="5" stroke-linecap="round" opacity=".3" d="M236 86H324"/>"##,
            base = p.base,
            deep = p.deep,
            light = p.light,
            thread = p.pale,
        ),
    )
}

fn in_use(p: &Palette) -> String {
    let slim = Tone(0x2B, 0x2A, 0x28);
    format!(
        r##"<rect width="480" height="480" fill="#D3BA94"/><g fill="none" stroke="#C3A77D" stroke-width="1.5"><path d="M0 60q160 14 300 0t180 6M0 190q140-12 260 0t220-4M0 330q120 10 250-2t230 6M0 430q180-8 280 4t200-4"/></g>
<path fill="#FBF3DF" opacity=".28" d="M270 0H480V140L200 480H0V420Z"/>
<g transform="rotate(-5 240 250)"><path fill="#4A3B26" opacity=".2" d="M50 132H444V398H50Z"/>
<path fill="{base}" d="M40 118H436V384H40Z"/><path fill="{shade}" d="M232 118H244V384H232Z"/>
<path fill="#F8F4EA" d="M50 112Q150 104 238 120V376Q150 362 50 376Z"/><path fill="#F3EDDF" d="M426 112Q326 104 238 120V376Q326 362 426 376Z"/><path fill="#D9CFBB" opacity=".7" d="M214 116Q228 117 238 120V376Q228 372 214 370ZM262 116Q248 117 238 120V376Q248 372 262 370Z"/>
<g fill="none" stroke="#D6CBB4" stroke-width="1.2"><path d="M66 150Q150 143 222 155M66 176Q150 169 222 181M66 202Q150 195 222 207M66 228Q150 221 222 233M66 254Q150 247 222 259M66 280Q150 273 222 285M66 306Q150 299 222 311M66 332Q150 325 222 337"/><path d="M254 155Q326 143 410 150M254 181Q326 169 410 176M254 207Q326 195 410 202M254 233Q326 221 410 228M254 259Q326 247 410 254M254 285Q326 273 410 280M254 311Q326 299 410 306M254 337Q326 325 410 332"/></g>
<g fill="none" stroke="#3E4A58" stroke-width="2.2" stroke-linecap="round"><path d="M72 144q8-8 14-1t14-2 12 1 16-3 14 3 18-2M72 170q10-7 16-1t18-2 10 2 20-2 14 3 22-1 16 3M72 196q6-8 14-1t12-2 18 2 12-3M258 148q8-7 14-2t16-2 12 1 18-3"/></g>
<path fill="{shade}" d="M352 108l10-1v148l-5-7-5 8z"/></g>
<g transform="rotate(34 330 300)"><path fill="#4A3B26" opacity=".22" d="M318 200h20v196l-10 22-10-22z"/><rect x="312" y="180" width="18" height="200" rx="8" fill="{slim}"/><path fill="#C9A35B" d="M312 350h18v16h-18z"/><path fill="#C9A35B" d="M313 380h16l-8 28z"/><path fill="#FFF" opacity=".3" d="M316 190h4v154h-4z"/></g>"##,
        base = p.base,
        shade = p.shade,
    )
}

/// A sketch pad with rings along its upper edge.
pub(super) const SKETCH: Design = Design {
    ground: Ground::Slant,
    // Rings and the drawn hill.
    focus: (246, 150, 19),
    object: sketch,
    in_use: sketch_in_use,
};

fn sketch(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(5 240 240)"><path fill="#4A3B26" opacity=".1" d="M118 104H378V398H118Z"/><path fill="#4A3B26" opacity=".12" d="M114 98H372V392H114Z"/>
<path fill="#D9CFBB" d="M108 92H364V386H108Z"/><path fill="#F8F4EA" d="M108 88H362V382H108Z"/><path stroke="#D8CDB6" d="M108 384H363"/>
<path fill="{base}" d="M106 84H360V378H106Z"/><path fill="url(#b)" opacity=".6" d="M106 84H360V378H106Z"/><path fill="{deep}" opacity=".14" d="M106 84H360V112H106Z"/>
<path stroke="{deep}" stroke-width="9" stroke-linecap="round" stroke-dasharray="0 17.9" opacity=".75" d="M118 99H352"/><path stroke="#8D8B85" stroke-width="5" d="M108 84" /><path fill="none" stroke="#77766F" stroke-width="22" stroke-dasharray="4 13.9" d="M116 86H354"/><path fill="none" stroke="#E4E2DD" stroke-width="22" stroke-dasharray="1.5 16.4" d="M116 86H354"/>
<path fill="#F8F4EA" d="M150 168H316V300H150Z"/><path fill="none" stroke="{deep}" opacity=".5" d="M156 174H310V294H156Z"/>
<g fill="none" stroke="{deep}" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"><path d="M164 268Q188 262 206 230Q218 210 228 226Q238 244 250 240T276 214Q290 206 302 266M168 282Q214 274 304 280"/><circle cx="266" cy="196" r="11"/></g><g fill="none" stroke="{shade}" stroke-width="1.3"><path d="M206 238L196 260M214 234L204 264M222 238L214 266M272 226L266 260M280 226L276 262M288 238L286 264"/></g>
<path fill="{deep}" opacity=".5" d="M186 330H280V333H186Z"/>
<path fill="none" stroke="#FFF" stroke-width="5" stroke-linecap="round" opacity=".3" d="M114 130V360"/></g>"##,
        base = p.base,
        deep = p.deep,
        shade = p.shade,
    )
}

fn sketch_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<path fill="#FBF3DF" opacity=".28" d="M260 0H430L180 480H10Z"/>
<g transform="rotate(-7 220 260)"><path fill="#4A3B26" opacity=".18" d="M74 88H394V448H74Z"/><path fill="{shade}" d="M62 78H386V438H62Z"/><path fill="#F8F4EA" d="M66 76H380V430H66Z"/>
<path fill="none" stroke="#77766F" stroke-width="24" stroke-dasharray="4 14" d="M76 78H374"/><path fill="none" stroke="#E4E2DD" stroke-width="24" stroke-dasharray="1.5 16.5" d="M76 78H374"/>
<g fill="none" stroke="#4B4A46" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="M150 214C152 286 172 322 200 330H252C280 322 300 286 302 214M150 214Q226 196 302 214Q226 236 150 214M302 236C350 224 348 300 288 296M204 330L200 342H252L248 330"/><path d="M130 344Q226 364 322 344" stroke="{deep}"/></g>
<g fill="none" stroke="{deep}" stroke-width="1.4" opacity=".8"><path d="M262 236L246 318M274 236L260 310M286 234L274 296M252 240L236 322M162 238L172 280M118 362L200 372M130 374L240 380"/></g><path fill="{pale}" opacity=".6" d="M152 222Q226 240 300 222Q298 250 290 270Q226 290 160 266Q154 246 152 222Z"/></g>
{pencil}"##,
        desk = props::desktop(),
        shade = p.shade,
        deep = p.deep,
        pale = p.pale,
        pencil = props::pencil("translate(300 322) rotate(-52)", Tone(0x3E, 0x4A, 0x58)),
    )
}

/// Three pocket notebooks, fanned and held by a paper band.
pub(super) const POCKET: Design = Design {
    ground: Ground::Slant,
    // Staples and rounded corners.
    focus: (190, 156, 20),
    object: pocket,
    in_use: pocket_in_use,
};

fn booklet(transform: &str, cover: Tone, p: &Palette) -> String {
    format!(
        r##"<g transform="{transform}"><path fill="#4A3B26" opacity=".16" d="M6 8H166Q178 8 178 20V236Q178 248 166 248H6Z"/><path fill="#F8F4EA" d="M0 3H164Q173 3 173 12V230Q173 240 164 240H0Z"/><path fill="{cover}" d="M0 0H160Q170 0 170 10V228Q170 238 160 238H0Z"/><path fill="{deep}" opacity=".2" d="M0 0H9V238H0Z"/><path stroke="#C9C6BE" stroke-width="3" d="M4.5 52V74M4.5 164V186"/><path fill="none" stroke="#FFF" stroke-width="4" stroke-linecap="round" opacity=".28" d="M20 8H150"/>"##,
        deep = p.deep,
    )
}

fn pocket(p: &Palette) -> String {
    format!(
        r##"{back}</g>{middle}</g>{front}<path fill="#F3ECDC" d="M0 128H170V176H0Z"/><path fill="none" stroke="#B9A988" d="M0 133H170M0 171H170"/><g fill="none" stroke="{deep}" stroke-width="2.2" stroke-linecap="round"><path d="M24 152q8-8 16 0t16 0 16 0 16 0"/></g><rect x="140" y="144" width="13" height="13" rx="1.5" fill="#A8321F"/></g>"##,
        back = booklet("translate(196 96) rotate(14)", p.shade, p),
        middle = booklet("translate(166 98) rotate(3)", p.pale, p),
        front = booklet("translate(130 116) rotate(-8)", p.base, p),
        deep = p.deep,
    )
}

fn pocket_in_use(p: &Palette) -> String {
    format!(
        r##"{desk}<g transform="rotate(6 240 240)"><path fill="#4A3B26" opacity=".15" d="M38 66H462V440H38Z"/><path fill="#EFE9DA" d="M30 56H456V430H30Z"/><path fill="#DDE5D8" d="M30 56H170L140 190L30 230ZM300 280L456 250V430H270Z"/><path fill="none" stroke="#BBD0D4" stroke-width="16" d="M30 330Q140 280 220 320T380 200T456 60"/><g fill="none" stroke="#FFF" stroke-width="7"><path d="M30 140L210 180L260 430M210 180L320 56M240 300L456 330"/></g><path stroke="#DCD2BE" stroke-width="2" d="M172 56V430M314 56V430M30 244H456"/><path fill="none" stroke="#A8321F" stroke-width="3" stroke-dasharray="8 7" d="M110 160Q190 176 214 190T246 300T380 322"/><circle cx="108" cy="160" r="7" fill="#A8321F"/></g>
{book}</g>{pencil}"##,
        desk = props::desktop(),
        book = booklet("translate(206 190) rotate(-10)", p.base, p),
        pencil = props::pencil("translate(140 420) rotate(-28)", Tone(0xC9, 0x8A, 0x3B)),
    )
}
