//! The signature type that the application is registered for.

use super::Finding;
use alipay::SignType;

/// How to replace the old type; shown at start too.
pub const MOVE: &str = "In the console, under 接口加签方式, upload the public key of a new 2048-bit pair for RSA2 \
    (SHA256withRSA). Put its private half and the 支付宝公钥 of RSA2 that the console then shows into the two key files, \
    remove ALIPAY_SIGN_TYPE, restart, and run doctor.";

/// Judges the type.
#[must_use]
pub fn check(sign_type: SignType) -> Vec<Finding> {
    match sign_type {
        SignType::Rsa2 => Vec::new(),
        SignType::Rsa => vec![Finding::warning(
            "sign-type.old",
            "ALIPAY_SIGN_TYPE",
            "Requests are signed as RSA (SHA-1), the old type: SHA-1 is broken for other uses, the library that makes it \
             is not of constant time, and each payment and question takes 50 ms longer to hide that.",
            MOVE,
        )],
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use alipay::SignType;

    #[test]
    fn the_old_type_is_a_warning_that_says_the_way_on() {
        assert!(check(SignType::Rsa2).is_empty());
        let found = check(SignType::Rsa);
        assert!(
            matches!(found.as_slice(), [one] if one.code == "sign-type.old" && one.remedy.contains("RSA2"))
        );
    }
}
