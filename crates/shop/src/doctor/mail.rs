//! The mail server, which the caller has asked. Without it the shop takes money all the same, so it is a warning.

use super::Finding;

/// Judges what the mail server of the setting `subject` said.
#[must_use]
pub fn check(subject: &str, said: Result<(), String>) -> Vec<Finding> {
    let Err(words) = said else {
        return Vec::new();
    };
    let what = format!("The mail server cannot be used: {words}");
    let remedy = "Check host, port, user and password. The certificate must be valid for the name in the URL; smtp:// demands \
                  STARTTLS.";
    vec![Finding::warning("mail.unusable", subject, what, remedy)]
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::doctor::Severity;

    #[test]
    fn a_mail_server_that_cannot_be_used_is_a_warning() {
        assert_eq!(check("ZHANGGUI_SMTP_URL", Ok(())), []);
        let found = check("ZHANGGUI_SMTP_URL", Err("535 wrong password".to_owned()));
        assert_eq!(found.len(), 1);
        let first = found
            .first()
            .map(|found| (found.code.as_str(), found.severity));
        assert_eq!(first, Some(("mail.unusable", Severity::Warning)));
        assert!(
            found
                .iter()
                .all(|found| found.what.contains("535 wrong password"))
        );
    }
}
