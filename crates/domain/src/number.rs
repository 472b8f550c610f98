//! Public numbers: Crockford base32 over random bytes that the caller draws.
//!
//! They cannot be guessed. Each page checks the owner nevertheless.

use crate::validate::code;

/// Crockford base32: digits and capitals without I, L, O and U, which are easily misread.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Length of an order number: day and 10 characters.
pub const ORDER_NUMBER_LEN: usize = 18;
/// Length of an `out_trade_no`: `P`, day and 16 characters.
pub const OUT_TRADE_NO_LEN: usize = 25;
/// Length of a form key or checkout key.
pub const KEY_LEN: usize = 26;

/// Length of a recovery code without its hyphens.
const RECOVERY_CODE_LEN: usize = 16;

/// The first `5 × len` bits of `bytes`, most significant first; missing bits are 0.
fn encode(bytes: &[u8], len: usize) -> String {
    let bit = |at: usize| -> usize {
        let byte = bytes.get(at / 8).copied().unwrap_or(0);
        usize::from(byte >> (7 - at % 8) & 1)
    };
    (0..len)
        .map(|place| (0..5).fold(0, |value, step| value << 1 | bit(place * 5 + step)))
        .filter_map(|value| ALPHABET.get(value))
        .collect()
}

/// The order's number: `day` (`YYYYMMDD`, Shanghai) and 50 random bits as 10 characters.
#[must_use]
pub fn order_number(day: &str, random: &[u8; 7]) -> String {
    format!("{day}{}", encode(random, 10))
}

/// The number of a payment attempt: `P`, `day` (`YYYYMMDD`, Shanghai) and 80 random bits as 16 characters.
#[must_use]
pub fn out_trade_no(day: &str, random: &[u8; 10]) -> String {
    format!("P{day}{}", encode(random, 16))
}

/// The number of the `seq`-th refund of an attempt (from 1): `P…R01`, `P…R99`, `P…R100`.
#[must_use]
pub fn out_request_no(out_trade_no: &str, seq: i64) -> String {
    format!("{out_trade_no}R{seq:02}")
}

/// Our key for a refund that the gateway has under one of our numbers, if a cancelled refund has
/// that number here: the column is unique.
#[must_use]
pub fn beside(number: &str) -> String {
    format!("{number}X")
}

/// Our key for a refund that was made outside the shop under a number that another payment's refund
/// has here: numbers are unique per trade at Alipay, shop-wide here.
#[must_use]
pub fn on_trade(number: &str, out_trade_no: &str) -> String {
    format!("{number}@{out_trade_no}")
}

/// Our key for the refund that explains a closed trade, if its number at the gateway is unknown.
#[must_use]
pub fn unnumbered(out_trade_no: &str) -> String {
    format!("{out_trade_no}X")
}

/// The sequence number of `number` among the refunds of an attempt, if it has the form of
/// [`out_request_no`].
#[must_use]
pub fn refund_seq(out_trade_no: &str, number: &str) -> Option<i64> {
    let digits = number.strip_prefix(out_trade_no)?.strip_prefix('R')?;
    let seq = digits.parse().ok().filter(|seq| *seq > 0)?;
    // No attempt has a million refunds. After a huge number, imported from the gateway, no next one
    // would be left.
    (digits.len() <= 6 && out_request_no(out_trade_no, seq) == number).then_some(seq)
}

/// A form key or checkout key: 128 random bits as 26 characters.
#[must_use]
pub fn key(random: &[u8; 16]) -> String {
    encode(random, KEY_LEN)
}

/// A recovery code: 80 random bits as 16 characters in groups of four.
#[must_use]
pub fn recovery_code(random: &[u8; 10]) -> String {
    grouped(&encode(random, RECOVERY_CODE_LEN))
}

/// `text` in groups of four, for readers.
#[must_use]
pub fn grouped(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let groups: Vec<String> = chars.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join("-")
}

/// True for text that has the form of a recovery code without its hyphens ([`typed`]).
#[must_use]
pub fn is_recovery_code(text: &str) -> bool {
    text.len() == RECOVERY_CODE_LEN && is_base32(text)
}

fn is_base32(text: &str) -> bool {
    text.chars().all(|c| ALPHABET.contains(&c))
}

fn is_day(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit())
}

/// A number as people type it: blanks, hyphens and `#` are dropped, lower case becomes upper case,
/// O becomes 0, I and L become 1. The result may still not be a number.
#[must_use]
pub fn typed(text: &str) -> String {
    code(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '#' | '-'))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// True for text that has the form of an order number.
#[must_use]
pub fn is_order_number(text: &str) -> bool {
    text.len() == ORDER_NUMBER_LEN
        && text
            .split_at_checked(8)
            .is_some_and(|(day, rest)| is_day(day) && is_base32(rest))
}

/// True for text that has the form of an `out_trade_no` of ours.
#[must_use]
pub fn is_out_trade_no(text: &str) -> bool {
    text.len() == OUT_TRADE_NO_LEN
        && text
            .strip_prefix('P')
            .and_then(|rest| rest.split_at_checked(8))
            .is_some_and(|(day, rest)| is_day(day) && is_base32(rest))
}

/// True for text that has the form of a form key or checkout key.
#[must_use]
pub fn is_key(text: &str) -> bool {
    text.len() == KEY_LEN && is_base32(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn bits_are_read_from_the_left() {
        assert_eq!(order_number("20261122", &[0; 7]), "202611220000000000");
        assert_eq!(order_number("20261122", &[0xff; 7]), "20261122ZZZZZZZZZZ");
        // Each digit takes five bits, so 0b00001 is a leading 1.
        assert_eq!(
            order_number("20261122", &[0b0000_1000, 0, 0, 0, 0, 0, 0]),
            "202611221000000000"
        );
        assert_eq!(key(&[0xff; 16]), "ZZZZZZZZZZZZZZZZZZZZZZZZZW");
    }

    #[test]
    fn recovery_codes_are_grouped_and_read_as_typed() {
        let code = recovery_code(&[0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0]);
        assert_eq!(code.len(), 19);
        assert_eq!(code.matches('-').count(), 3);
        let read = typed(&code.to_lowercase());
        assert_eq!(read, code.replace('-', ""));
        assert!(is_recovery_code(&read));
        for wrong in ["", "123456", &code, "ZZZZZZZZZZZZZZZ", "UUUUUUUUUUUUUUUU"] {
            assert!(!is_recovery_code(wrong), "{wrong}");
        }
    }

    #[test]
    fn refunds_are_counted_behind_the_trade() {
        let trade = out_trade_no("20261122", &[7; 10]);
        assert_eq!(trade.len(), OUT_TRADE_NO_LEN);
        for (seq, tail) in [(1, "R01"), (9, "R09"), (99, "R99"), (100, "R100")] {
            let number = out_request_no(&trade, seq);
            assert_eq!(number, format!("{trade}{tail}"));
        }
        for seq in [1, 9, 99, 100] {
            assert_eq!(refund_seq(&trade, &out_request_no(&trade, seq)), Some(seq));
        }
        assert_eq!(refund_seq("P2", &out_request_no(&trade, 1)), None);
        assert_eq!(beside("P1R02"), "P1R02X");
        assert_eq!(unnumbered("P1"), "P1X");
        assert_eq!(on_trade("R7", "P1"), "R7@P1");
        // Never sent, so they must not look like numbers that are.
        for ours in [
            beside(&out_request_no(&trade, 1)),
            unnumbered(&trade),
            on_trade(&out_request_no(&trade, 1), &trade),
        ] {
            assert_eq!(refund_seq(&trade, &ours), None);
        }
        for wrong in ["R00", "R1", "R", "R001", "R0x", "X01", "", "R+1", "R-1"] {
            let number = format!("{trade}{wrong}");
            assert_eq!(refund_seq(&trade, &number), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for text in [
            "20261122K7F3M9QX01",
            "#20261122K7F3M9QX01",
            "20261122k7f3m9qxOI",
            " 20261122 k7f3 m9qx ol ",
            "＃２０２６１１２２K7F3-M9QX-01",
            "2O26II22\u{200b}K7F3M9QX01",
        ] {
            assert_eq!(typed(text), "20261122K7F3M9QX01", "{text}");
        }
        assert_eq!(typed("林晓"), "林晓");
    }

    #[test]
    fn foreign_text_is_no_number() {
        for text in [
            "",
            "20261122",
            "20261122K7F3M9QX2",
            "20261122K7F3M9QX2U",
            "2026112XK7F3M9QX2D",
            "20261122k7f3m9qx2d",
            "2026112汉7F3M9QX2D",
        ] {
            assert!(!is_order_number(text), "{text}");
        }
        assert!(is_order_number("20261122K7F3M9QX2D"));
        assert!(!is_out_trade_no("20261122K7F3M9QX2D0000000"));
        // Right length with wrong characters, and the other way round.
        assert!(!is_out_trade_no("P2026112XK7F3M9QX2D000000"));
        assert!(!is_out_trade_no("P20261122K7F3M9QX2D00000U"));
        assert!(is_out_trade_no("P20261122K7F3M9QX2D000000"));
        assert!(!is_key("00000000000000000000000000' OR"));
        assert!(!is_key("0000000000000000000000000"));
        assert!(!is_key("0000000000000000000000000U"));
        assert!(is_key("00000000000000000000000000"));
    }

    proptest! {
        #[test]
        fn drawn_numbers_have_their_form(a in any::<[u8; 7]>(), b in any::<[u8; 10]>(), c in any::<[u8; 16]>(), seq in 1_i64..2_000) {
            prop_assert!(is_order_number(&order_number("20261122", &a)));
            let trade = out_trade_no("20261122", &b);
            prop_assert!(is_out_trade_no(&trade));
            prop_assert_eq!(refund_seq(&trade, &out_request_no(&trade, seq)), Some(seq));
            prop_assert!(is_key(&key(&c)));
        }

        #[test]
        fn a_typed_number_is_the_number(a in any::<[u8; 7]>(), b in any::<[u8; 10]>(), seq in 1_i64..2_000) {
            let number = order_number("20261122", &a);
            prop_assert_eq!(typed(&number.to_lowercase()), number.clone());
            prop_assert_eq!(typed(&number.replace('0', "o").replace('1', "l")), number.clone());
            prop_assert_eq!(typed(&number), number);
            let refund = out_request_no(&out_trade_no("20261122", &b), seq);
            prop_assert_eq!(typed(&refund), refund);
        }

        #[test]
        fn other_bytes_are_another_number(a in any::<[u8; 10]>(), b in any::<[u8; 10]>()) {
            prop_assert_eq!(a == b, out_trade_no("20261122", &a) == out_trade_no("20261122", &b));
        }

        #[test]
        fn checks_never_panic(text in ".*") {
            let _all = (is_order_number(&text), is_out_trade_no(&text), refund_seq("P", &text), is_key(&text));
        }
    }
}
