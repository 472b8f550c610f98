//! The keys: whether they form a pair, who owns them, and their length.

use super::Finding;
use alipay::{PrivateKey, PublicKey, sign::sign_rsa2, verify::verify_rsa2};

const OWN: &str = "ALIPAY_APP_PRIVATE_KEY_FILE";
const ALIPAY: &str = "ALIPAY_PUBLIC_KEY_FILE";

/// Judges the keys: our private and public keys match, Alipay's key is not ours, none is given
/// twice or too long.
#[must_use]
pub fn check(own: &PrivateKey, alipay: &[PublicKey]) -> Vec<Finding> {
    let mut found = Vec::new();
    let text = b"zhanggui doctor";
    let fits =
        sign_rsa2(own, text).is_ok_and(|sign| verify_rsa2(&own.public_key(), text, &sign).is_ok());
    if !fits {
        found.push(Finding::error(
            "keys.pair",
            OWN,
            "What the private key signs does not verify with its own public half: the file is damaged.",
            "Generate a new pair, upload its public half in the console, and store the private one.",
        ));
    }
    for (at, key) in alipay.iter().enumerate() {
        if *key == own.public_key() {
            found.push(own_key());
        }
        if alipay.iter().take(at).any(|earlier| earlier == key) {
            found.push(Finding::warning(
                "keys.twice",
                ALIPAY,
                "The same key is given twice.",
                "During rotation give the old and the new one; else one is enough.",
            ));
        }
        found.extend(long(ALIPAY, key.bits()));
    }
    found.extend(long(OWN, own.public_key().bits()));
    found
}

/// The most frequent mistake.
#[must_use]
pub fn own_key() -> Finding {
    Finding::error(
        "keys.alipay-is-own",
        ALIPAY,
        "The \"Alipay key\" is the public half of the application's own key (应用公钥): no response and no notification of \
         Alipay will verify, and everything we sign would pass for Alipay's.",
        "Copy 支付宝公钥, the key the console shows in return for the one you uploaded, into the file.",
    )
}

fn long(subject: &str, bits: u32) -> Option<Finding> {
    (bits > 4096).then(|| {
        Finding::warning(
            "keys.long",
            subject,
            format!("The key has {bits} bits; Alipay documents 2048."),
            "Use 2048 bits: longer keys are slow and may be refused.",
        )
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::check;
    use alipay::PrivateKey;

    #[test]
    fn a_pair_and_another_key_pass() {
        let (own, alipay) = (
            PrivateKey::generate().unwrap(),
            PrivateKey::generate().unwrap(),
        );
        let codes = |keys: &[_]| -> Vec<String> {
            check(&own, keys)
                .into_iter()
                .map(|found| found.code)
                .collect()
        };
        assert_eq!(codes(&[alipay.public_key()]), [""; 0]);
        assert_eq!(codes(&[own.public_key()]), ["keys.alipay-is-own"]);
        assert_eq!(
            codes(&[alipay.public_key(), alipay.public_key()]),
            ["keys.twice"]
        );
    }
}
