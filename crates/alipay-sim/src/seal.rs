//! Signs what the gateway sends, in its charset.

use alipay::{
    SignType,
    canonical::string_to_sign,
    form::Charset,
    keys::PrivateKey,
    sign::{SignError, sign},
};

/// A key and its signature type.
#[derive(Clone, Debug)]
pub(crate) struct Signer {
    pub(crate) key: PrivateKey,
    pub(crate) sign_type: SignType,
}

impl Signer {
    /// Signs bytes; standard base64.
    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<String, SignError> {
        sign(&self.key, self.sign_type, bytes)
    }

    /// Signs notify or return parameters: all but `sign` and `sign_type`, empty ones left out.
    pub(crate) fn seal(
        &self,
        params: &[(String, String)],
        charset: Charset,
    ) -> Result<String, SignError> {
        let signed = params
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .filter(|(name, _)| !matches!(*name, "sign" | "sign_type"));
        self.sign(&charset.write(&string_to_sign(signed)))
    }
}

/// A signature of the right form that matches nothing: its first character differs.
pub(crate) fn spoil(sign: &str) -> String {
    let mut rest = sign.chars();
    let first = if rest.next() == Some('A') { 'B' } else { 'A' };
    std::iter::once(first).chain(rest).collect()
}

/// `application/x-www-form-urlencoded`, in the message's charset.
pub(crate) fn form(params: &[(String, String)], charset: Charset) -> String {
    let pairs = params
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    alipay::form::encode(pairs, charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spoiled_signature_keeps_its_shape() {
        assert_eq!(spoil("Abc="), "Bbc=");
        assert_eq!(spoil("xbc="), "Abc=");
    }
}
