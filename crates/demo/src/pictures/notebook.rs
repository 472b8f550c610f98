//! A stab-bound notebook with a title slip.

use super::{
    stage,
    tone::{Palette, Tone},
};

/// The stitched back.
pub(super) const FOCUS: (i64, i64, i64) = (186, 168, 21);

pub(super) fn object(p: &Palette) -> String {
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

pub(super) fn in_use(p: &Palette) -> String {
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
