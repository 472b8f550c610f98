//! Phone cases: soft, of leather, with waves.

use super::{
    props,
    stage::{self, Design, Ground},
    tone::Palette,
};

/// A soft case in one colour.
pub(super) const SOFT: Design = Design {
    ground: Ground::Slant,
    // Cameras and edge.
    focus: (206, 150, 22),
    object: soft,
    in_use: soft_in_use,
};

/// Outline and shadow of a case, seen from behind.
fn shell(p: &Palette) -> String {
    format!(
        r##"<rect x="158" y="72" width="190" height="364" rx="36" fill="#4A3B26" opacity=".1"/><rect x="152" y="66" width="190" height="364" rx="36" fill="#4A3B26" opacity=".13"/><rect x="144" y="56" width="192" height="368" rx="36" fill="{deep}"/><rect x="144" y="56" width="188" height="364" rx="35" fill="{shade}"/><rect x="147" y="58" width="182" height="358" rx="32" fill="url(#b)"/><path fill="{deep}" d="M140 150H146V186H140ZM140 196H146V232H140ZM334 166H340V218H334Z"/>"##,
        deep = p.deep,
        shade = p.shade,
    )
}

/// The opening for the cameras, with them.
fn cameras(p: &Palette) -> String {
    format!(
        r##"<rect x="160" y="72" width="92" height="98" rx="24" fill="{deep}" opacity=".55"/><rect x="163" y="75" width="86" height="92" rx="22" fill="#3A3E3B"/><g fill="#1E2120" stroke="#6A6F6B" stroke-width="3"><circle cx="187" cy="100" r="16"/><circle cx="187" cy="142" r="16"/><circle cx="226" cy="121" r="16"/></g><g fill="#4A5E6D"><circle cx="187" cy="100" r="7"/><circle cx="187" cy="142" r="7"/><circle cx="226" cy="121" r="7"/></g><g fill="#FFF" opacity=".7"><circle cx="183" cy="96" r="2.5"/><circle cx="183" cy="138" r="2.5"/><circle cx="222" cy="117" r="2.5"/></g><circle cx="228" cy="88" r="4" fill="#F3E7C4"/>"##,
        deep = p.deep,
    )
}

fn soft(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(7 240 240)">{shell}<path fill="{deep}" opacity=".12" d="M290 58Q310 240 282 416H297Q329 412 329 384V90Q329 60 297 58Z"/>{cameras}<path fill="none" stroke="{deep}" stroke-width="2" opacity=".4" d="M226 392H250"/><path fill="none" stroke="{pale}" stroke-width="2" opacity=".7" d="M152 100Q150 64 182 62H290"/><path fill="none" stroke="#FFF" stroke-width="11" stroke-linecap="round" opacity=".22" d="M166 196V356"/><circle cx="312" cy="400" r="4" fill="{deep}" opacity=".8"/></g>"##,
        shell = shell(p),
        cameras = cameras(p),
        deep = p.deep,
        pale = p.pale,
    )
}

/// A case lying face down on a desk, with keys and a coin.
fn pocket_things(p: &Palette, case: &str) -> String {
    format!(
        r##"{desk}<path fill="#FBF3DF" opacity=".28" d="M260 0H440L190 480H10Z"/><g transform="translate(92 148) rotate(-24)"><circle cx="4" cy="6" r="36" fill="none" stroke="#4A3B26" stroke-width="7" opacity=".18"/><circle r="36" fill="none" stroke="#B9B8B3" stroke-width="6"/><path fill="#C9A35B" d="M-8 34H8V108L16 116L8 124V132L14 140L0 152L-8 146Z"/><circle cx="0" cy="46" r="18" fill="#C9A35B"/><circle cx="0" cy="42" r="6" fill="#D3BA94"/><path fill="#9A9992" d="M24 26L36 18L84 84L78 96L84 104L76 116L66 108Z"/></g>
<g transform="translate(84 372)"><path fill="#4A3B26" opacity=".16" d="M-46-30H66V54H-46Z"/><path fill="{shade}" d="M-54-38H58V46H-54Z"/><path fill="#F8F4EA" d="M-44-26H46V30H-44Z"/><path stroke="#B9A988" stroke-width="3" d="M-34-10H26M-34 4H36M-34 18H10"/></g>{case}"##,
        desk = props::desktop(),
        shade = p.shade,
    )
}

fn soft_in_use(p: &Palette) -> String {
    pocket_things(
        p,
        &stage::placed("translate(110 46) rotate(6 240 240) scale(.8)", &soft(p)),
    )
}

/// A folding case of leather.
pub(super) const LEATHER: Design = Design {
    ground: Ground::Slant,
    // Clasp and stitches.
    focus: (324, 240, 21),
    object: leather,
    in_use: leather_in_use,
};

fn leather(p: &Palette) -> String {
    format!(
        r##"<g transform="rotate(-7 240 240)"><rect x="152" y="72" width="200" height="364" rx="22" fill="#4A3B26" opacity=".1"/><rect x="147" y="67" width="200" height="364" rx="22" fill="#4A3B26" opacity=".14"/><rect x="144" y="60" width="196" height="364" rx="20" fill="#F4F0E6"/><rect x="146" y="62" width="192" height="360" rx="18" fill="#3A3E3B"/><rect x="138" y="56" width="196" height="364" rx="20" fill="{shade}"/><rect x="138" y="56" width="192" height="362" rx="20" fill="url(#b)"/>
<path fill="{deep}" opacity=".22" d="M138 76Q138 56 158 56H166V418H158Q138 418 138 398Z"/><path fill="none" stroke="{deep}" opacity=".5" d="M166 56V418"/><path fill="none" stroke="{pale}" stroke-width="1.8" stroke-dasharray="6 4" opacity=".85" d="M174 66H308Q320 66 320 78V396Q320 408 308 408H174"/>
<path fill="{deep}" opacity=".3" d="M290 214H352V272H290Q282 272 282 262V224Q282 214 290 214Z"/><path fill="{shade}" d="M288 208H346Q352 208 352 214V262Q352 266 346 266H288Q278 266 278 256V218Q278 208 288 208Z"/><path fill="none" stroke="{pale}" stroke-width="1.5" stroke-dasharray="4 3" opacity=".8" d="M344 214H290Q284 214 284 222V252Q284 260 290 260H344"/><circle cx="304" cy="237" r="11" fill="#8E6C30"/><circle cx="303" cy="236" r="10" fill="#C9A35B"/><circle cx="301" cy="233" r="4" fill="#F2DFAF"/>
<g fill="{light}" opacity=".3"><circle cx="210" cy="130" r="1.5"/><circle cx="250" cy="170" r="1.5"/><circle cx="200" cy="220" r="1.5"/><circle cx="240" cy="290" r="1.5"/><circle cx="210" cy="340" r="1.5"/><circle cx="280" cy="350" r="1.5"/><circle cx="290" cy="120" r="1.5"/></g><path fill="none" stroke="{deep}" stroke-width="2" opacity=".5" d="M206 366q12-14 24 0t24 0"/><path fill="none" stroke="#FFF" stroke-width="9" stroke-linecap="round" opacity=".22" d="M184 88V220"/></g>"##,
        shade = p.shade,
        deep = p.deep,
        pale = p.pale,
        light = p.light,
    )
}

fn leather_in_use(p: &Palette) -> String {
    pocket_things(
        p,
        &stage::placed(
            "translate(110 44) rotate(16 240 240) scale(.8)",
            &leather(p),
        ),
    )
}

/// A case with a pattern of waves.
pub(super) const WAVES: Design = Design {
    ground: Ground::Slant,
    // Waves.
    focus: (250, 310, 21),
    object: waves,
    in_use: waves_in_use,
};

fn waves(p: &Palette) -> String {
    format!(
        r##"<defs><pattern id="w" width="48" height="24" patternUnits="userSpaceOnUse"><g fill="none" stroke="{pale}" stroke-width="2.2"><circle cx="24" cy="24" r="21"/><circle cx="24" cy="24" r="13"/><circle cx="24" cy="24" r="5"/></g><g fill="{base}" stroke="{pale}" stroke-width="2.2"><circle cx="0" cy="36" r="21"/><circle cx="48" cy="36" r="21"/></g><g fill="none" stroke="{pale}" stroke-width="2.2"><circle cx="0" cy="36" r="13"/><circle cx="48" cy="36" r="13"/></g></pattern></defs><g transform="rotate(7 240 240)">{shell}
<path fill="url(#w)" d="M147 214Q190 190 238 208T329 196V384Q329 416 297 416H179Q147 416 147 384Z"/><path fill="none" stroke="{pale}" stroke-width="4" d="M147 214Q190 190 238 208T329 196"/><circle cx="292" cy="132" r="20" fill="{pale}"/><path fill="{deep}" opacity=".12" d="M296 58Q314 240 288 416H297Q329 412 329 384V90Q329 60 297 58Z"/>{cameras}<path fill="none" stroke="#FFF" stroke-width="10" stroke-linecap="round" opacity=".2" d="M164 186V370"/></g>"##,
        pale = p.pale,
        base = p.base,
        deep = p.deep,
        shell = shell(p),
        cameras = cameras(p),
    )
}

fn waves_in_use(p: &Palette) -> String {
    pocket_things(
        p,
        &stage::placed("translate(108 44) rotate(4 240 240) scale(.8)", &waves(p)),
    )
}
