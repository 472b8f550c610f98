//! Codes of the second step: six digits of an authenticator (RFC 6238), or a recovery code. Each counts once.

use crate::{
    Error, Shop, Viewer, account::Counted, acting::Nothing, pace::hashed, seal::Seal, viewer::Staff,
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::CodeForm,
    number,
    staff::{
        StaffAct,
        factor::{self as rule, Step},
    },
    time::Millis,
};
use serde_json::json;
use store::{
    Tx,
    models::account::User,
    queries::{account, factor},
};
use totp_rs::{Algorithm, TOTP};

/// Characters of the shop's name and of the login in the label of an authenticator.
const LABEL: usize = 30;

/// A code as typed.
enum Typed {
    /// Digits of an authenticator.
    Digits(String),
    /// A recovery code without its hyphens.
    Recovery(String),
    /// Neither: wrong, and counted as a try.
    Neither,
}

/// A code that counted.
enum Used {
    Digits,
    Recovery { left: i64 },
}

impl Shop {
    /// The second step of signing in. The caller keeps in the session that it was done; the token stays, so that a
    /// second press of the button finds the admin pages open.
    ///
    /// # Errors
    /// `LoginRequired` without a sign-in; `Refused` for a wrong code, one that counted before, or after too many tries:
    /// 5 a minute and 20 an hour from one address, 40 an hour from all.
    pub async fn step_up(&self, viewer: &Viewer, form: &CodeForm) -> Result<(), Error> {
        let staff = viewer.staff.as_ref().ok_or(Error::LoginRequired)?;
        match staff.step {
            Step::Code => self.give_code(viewer, staff, &form.code).await,
            Step::Done | Step::SetUp => Ok(()),
        }
    }

    /// Uses up a code of this member and logs it.
    ///
    /// # Errors
    /// As [`Self::step_up`].
    pub(crate) async fn give_code(
        &self,
        viewer: &Viewer,
        staff: &Staff,
        code: &str,
    ) -> Result<(), Error> {
        let typed = number::typed(code);
        if typed.is_empty() {
            return Err(at_code(ErrorCode::Required));
        }
        let typed = if is_digits(&typed) {
            Typed::Digits(typed)
        } else if number::is_recovery_code(&typed) {
            Typed::Recovery(typed)
        } else {
            Typed::Neither
        };
        let counted = Counted::code(staff.user_id, viewer);
        self.admit_try(&counted).await?;
        let (acting, now, shop) = (viewer.at_work(staff), self.now(), self.clone());
        let fits = self
            .store
            .write(move |tx| {
                let user = account::get(tx, acting.user_id())?.filter(User::is_active);
                let user = user.ok_or(Error::LoginRequired)?;
                let used = use_up(tx, shop.seal()?, &user, &typed, now)?;
                let name = acting.display_name();
                match used {
                    Some(Used::Digits) => {
                        let act = StaffAct::Code;
                        acting.log(tx, act, name, &Nothing {}, &Nothing {}, now)?;
                    }
                    Some(Used::Recovery { left }) => {
                        let after = json!({"codes_left": left});
                        let act = StaffAct::Recovery;
                        acting.log(tx, act, name, &Nothing {}, &after, now)?;
                    }
                    None => {
                        let act = StaffAct::CodeFailed;
                        acting.log(tx, act, name, &Nothing {}, &Nothing {}, now)?;
                        return Ok(false);
                    }
                }
                Ok::<_, Error>(true)
            })
            .await?;
        if fits {
            self.forget_tries(&counted).await
        } else {
            Err(at_code(ErrorCode::WrongCode))
        }
    }
}

/// A refusal of the field with the code.
pub(super) fn at_code(code: ErrorCode) -> Error {
    let field = FieldError {
        field: "code".to_owned(),
        code,
    };
    Refusal::fields(vec![field]).into()
}

pub(super) fn is_digits(typed: &str) -> bool {
    typed.len() == rule::DIGITS && typed.bytes().all(|byte| byte.is_ascii_digit())
}

/// A part of the label that the authenticator shows: without a colon, which would end it, and short enough for a QR code.
fn label(text: &str) -> String {
    text.replace(':', " ").chars().take(LABEL).collect()
}

/// The authenticator with this secret.
pub(super) fn authenticator(secret: Vec<u8>, issuer: &str, account: &str) -> Result<TOTP, Error> {
    TOTP::new(
        Algorithm::SHA1,
        rule::DIGITS,
        // Periods before and after are tried by `fitting`, which must know which one it was.
        0,
        rule::PERIOD.unsigned_abs(),
        secret,
        Some(label(issuer)),
        label(account),
    )
    .map_err(|bad| Error::internal(bad.to_string()))
}

/// The periods whose code the digits are, of those that count now.
pub(super) fn fitting(secret: Vec<u8>, digits: &str, now: Millis) -> Result<Vec<i64>, Error> {
    let totp = authenticator(secret, "", "")?;
    let is_its = |period: &i64| totp.check(digits, (*period * rule::PERIOD).unsigned_abs());
    Ok(rule::periods(now).into_iter().filter(is_its).collect())
}

/// What the secret of this account is sealed for.
pub(super) fn purpose(user_id: i64) -> String {
    format!("totp of {user_id}")
}

/// The stored form of a recovery code: it has 80 random bits, so that a plain hash tells nothing.
pub(super) fn recovery_hash(user_id: i64, typed: &str) -> String {
    hashed(&["recovery", &user_id.to_string(), typed])
}

/// Uses up the code; `None` if it does not count.
fn use_up(
    tx: &mut Tx<'_>,
    seal: &Seal,
    user: &User,
    typed: &Typed,
    now: Millis,
) -> Result<Option<Used>, Error> {
    let Some(sealed) = &user.totp_secret_enc else {
        return Ok(None);
    };
    match typed {
        Typed::Digits(digits) => {
            let secret = seal.open(&purpose(user.id), sealed).ok_or_else(|| {
                Error::internal("the secret of a second factor was sealed with another key")
            })?;
            for period in fitting(secret, digits, now)? {
                if factor::use_step(tx, user.id, period, rule::latest(now))? {
                    return Ok(Some(Used::Digits));
                }
            }
            Ok(None)
        }
        Typed::Recovery(code) => {
            if !factor::use_code(tx, user.id, &recovery_hash(user.id, code))? {
                return Ok(None);
            }
            let left = factor::codes_left(tx, user.id)?;
            Ok(Some(Used::Recovery { left }))
        }
        Typed::Neither => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::{super::qr, *};
    use domain::limit;

    /// The last six digits of the vectors in RFC 6238, appendix B (SHA-1).
    #[test]
    fn codes_are_those_of_the_rfc() {
        let secret = b"12345678901234567890";
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            let now = Millis::new(seconds * 1_000);
            let own = rule::period(now);
            assert_eq!(fitting(secret.to_vec(), code, now).unwrap(), [own]);
            for (away, counts) in [(-60, false), (-30, true), (30, true), (60, false)] {
                let other = Millis::new((seconds + away) * 1_000);
                let fits = fitting(secret.to_vec(), code, other).unwrap();
                assert_eq!(fits.contains(&own), counts, "{code} {away}");
            }
        }
    }

    #[test]
    fn a_label_with_a_colon_is_one_and_the_longest_fits_a_qr_code() {
        let totp = authenticator(vec![7; 20], "拾光: 杂货", "a:b@example.cn").unwrap();
        let address = totp.get_url();
        assert_eq!(address.matches(':').count(), 2, "{address}");
        let long = |limit: limit::Length| "茶".repeat(usize::from(limit.max));
        let (shop, login) = (long(limit::SHOP_NAME), long(limit::LOGIN));
        let totp = authenticator(vec![7; 20], &shop, &login).unwrap();
        qr::draw(&totp.get_url()).unwrap();
    }
}
