//! The part of DER that certificates need.

/// Object identifiers, encoded.
pub(crate) mod oid {
    /// 1.2.840.113549.1.1.11
    pub(crate) const SHA256_WITH_RSA: &[u8] = &[42, 134, 72, 134, 247, 13, 1, 1, 11];
    /// 1.2.840.10045.4.3.2
    pub(crate) const ECDSA_WITH_SHA256: &[u8] = &[42, 134, 72, 206, 61, 4, 3, 2];
    /// 1.2.840.10045.2.1
    pub(crate) const EC_PUBLIC_KEY: &[u8] = &[42, 134, 72, 206, 61, 2, 1];
    /// 1.2.840.10045.3.1.7
    pub(crate) const P256: &[u8] = &[42, 134, 72, 206, 61, 3, 1, 7];
    /// 1.2.156.10197.1.301
    pub(crate) const SM2: &[u8] = &[42, 129, 28, 207, 85, 1, 130, 45];
    /// 1.2.156.10197.1.501
    pub(crate) const SM2_WITH_SM3: &[u8] = &[42, 129, 28, 207, 85, 1, 131, 117];
    /// 2.5.4.6, 2.5.4.10, 2.5.4.11, 2.5.4.3
    pub(crate) const COUNTRY: &[u8] = &[85, 4, 6];
    pub(crate) const ORGANIZATION: &[u8] = &[85, 4, 10];
    pub(crate) const UNIT: &[u8] = &[85, 4, 11];
    pub(crate) const COMMON_NAME: &[u8] = &[85, 4, 3];
    /// 2.5.29.19, 2.5.29.15
    pub(crate) const BASIC_CONSTRAINTS: &[u8] = &[85, 29, 19];
    pub(crate) const KEY_USAGE: &[u8] = &[85, 29, 15];
}

/// Tags.
pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const NULL: u8 = 0x05;
pub(crate) const OBJECT_ID: u8 = 0x06;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;
/// `[0]` and `[3]`, explicit.
pub(crate) const CONTEXT_0: u8 = 0xa0;
pub(crate) const CONTEXT_3: u8 = 0xa3;

/// Tag, length, content.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![tag];
    let length = content.len();
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => bytes.push(short),
        _ => {
            let digits: Vec<u8> = length
                .to_be_bytes()
                .into_iter()
                .skip_while(|byte| *byte == 0)
                .collect();
            bytes.push(0x80 | u8::try_from(digits.len()).unwrap_or(8));
            bytes.extend_from_slice(&digits);
        }
    }
    bytes.extend_from_slice(content);
    bytes
}

/// An element made of elements.
pub(crate) fn group(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    element(tag, &parts.concat())
}

pub(crate) fn object_id(encoded: &[u8]) -> Vec<u8> {
    element(OBJECT_ID, encoded)
}

/// A bit string of whole bytes.
pub(crate) fn bits(bytes: &[u8]) -> Vec<u8> {
    element(BIT_STRING, &[&[0], bytes].concat())
}

/// A positive integer from its big-endian bytes.
pub(crate) fn integer(bytes: &[u8]) -> Vec<u8> {
    let mut digits: Vec<u8> = bytes
        .iter()
        .copied()
        .skip_while(|byte| *byte == 0)
        .collect();
    if digits.first().is_none_or(|first| *first >= 0x80) {
        digits.insert(0, 0);
    }
    element(INTEGER, &digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_have_their_three_forms() {
        assert_eq!(element(NULL, &[]), [5, 0]);
        assert_eq!(
            element(OCTET_STRING, &[9; 128]).get(..3),
            Some(&[4, 0x81, 128][..])
        );
        assert_eq!(
            element(OCTET_STRING, &[9; 300]).get(..4),
            Some(&[4, 0x82, 1, 44][..])
        );
    }

    #[test]
    fn integers_stay_positive() {
        assert_eq!(integer(&[0, 0x7f]), [2, 1, 0x7f]);
        assert_eq!(integer(&[0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[]), [2, 1, 0]);
    }
}
