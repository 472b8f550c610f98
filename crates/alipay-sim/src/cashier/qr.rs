//! The picture of a QR code. It has no content, because there is no app to scan it.

const SIDE: u32 = 25;

/// An SVG drawn from the cashier's id, always the same.
pub(crate) fn svg(seed: &str) -> String {
    let mut state = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut path = String::new();
    for y in 0..SIDE {
        for x in 0..SIDE {
            // xorshift gives noise that looks even.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let is_dark = match corner(x, y) {
                Some((x, y)) => is_finder(x, y),
                None => state & 1 == 1,
            };
            if is_dark {
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
    }
    format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"模拟二维码，点击“扫码登录”代替扫码\" \
         viewBox=\"-1 -1 27 27\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>"
    )
}

/// Coordinates inside one of the three corner marks, white border included.
fn corner(x: u32, y: u32) -> Option<(u32, u32)> {
    const MARK: u32 = 8;
    let far = SIDE.saturating_sub(MARK);
    let mirrored = |at: u32| SIDE.saturating_sub(1).saturating_sub(at);
    if x < MARK && y < MARK {
        Some((x, y))
    } else if x >= far && y < MARK {
        Some((mirrored(x), y))
    } else if x < MARK && y >= far {
        Some((x, mirrored(y)))
    } else {
        None
    }
}

/// A 7 by 7 frame around a 3 by 3 block.
fn is_finder(x: u32, y: u32) -> bool {
    if x == 7 || y == 7 {
        return false;
    }
    let is_frame = x == 0 || y == 0 || x == 6 || y == 6;
    let is_block = (2..=4).contains(&x) && (2..=4).contains(&y);
    is_frame || is_block
}
