//! A T-shirt, flat or on its hanger.

use super::{stage, tone::Palette};

/// Collar and shoulder seam.
pub(super) const FOCUS: (i64, i64, i64) = (226, 146, 21);

pub(super) fn object(p: &Palette) -> String {
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

pub(super) fn in_use(p: &Palette) -> String {
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
