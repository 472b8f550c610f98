//! Two-step sign-in of one's own account: setting it up, recovery codes, ending it; and the way back on the command line.

use super::code::{at_code, authenticator, fitting, is_digits, purpose, recovery_hash};
use crate::{
    Error, Shop, Viewer,
    account::{Counted, find},
    acting::{Acting, Nothing},
    ids,
    viewer::Staff,
};
use domain::{
    error::ErrorCode,
    form::FactorForm,
    number,
    staff::{
        Roles, StaffAct,
        factor::{Demand, RECOVERY_CODES, SET_UP_LASTS, Step},
    },
    time::Millis,
    validate,
    view::staff::{FactorView, SetUpView},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{
    Tx,
    models::account::User,
    queries::{account, factor, session, staff},
};

/// Bytes of a secret: those of SHA-1, as RFC 4226 recommends.
const SECRET_LEN: usize = 20;

/// A drawn secret, which waits in the form for its first code.
#[derive(Serialize, Deserialize)]
struct Drawn {
    secret: Vec<u8>,
    at: Millis,
}

impl Shop {
    /// The page of two-step sign-in. Without one it draws a secret, which only the page holds; `sealed` is that of a
    /// refused form, so that its code still fits. `shown` is what [`Self::set_factor`] returned for this page.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused(CodeRequired)` before the second step.
    pub async fn factor_page(
        &self,
        viewer: &Viewer,
        sealed: &str,
        shown: &str,
    ) -> Result<FactorView, Error> {
        let me = viewer.oneself()?;
        let (user_id, demand) = (me.user_id, self.policy.second_factor);
        let roles = me.roles.clone();
        let (user, required, codes_left) = self
            .store
            .read(move |tx| {
                let user = account::get(tx, user_id)?.ok_or(Error::LoginRequired)?;
                let required = is_required(tx, demand, &roles)?;
                Ok::<_, Error>((user, required, factor::codes_left(tx, user_id)?))
            })
            .await?;
        let on = user.totp_secret_enc.is_some();
        let set_up = if on {
            None
        } else {
            Some(self.set_up_view(&user, sealed).await?)
        };
        Ok(FactorView {
            on,
            required,
            codes_left,
            codes: self.unsealed_for(user_id, shown).unwrap_or_default(),
            set_up,
        })
    }

    async fn set_up_view(&self, user: &User, sealed: &str) -> Result<SetUpView, Error> {
        let typed = self
            .drawn(user.id, sealed)
            .map(|drawn| (drawn.secret, sealed.to_owned()));
        let (secret, sealed) = match typed {
            Some(typed) => typed,
            None => {
                let drawn = Drawn {
                    secret: ids::draw::<SECRET_LEN>(self.ids.as_ref()).to_vec(),
                    at: self.now(),
                };
                let plain = serde_json::to_vec(&drawn).map_err(Error::internal)?;
                let sealed = self.seal()?.close(&waiting(user.id), &plain)?;
                (drawn.secret, sealed)
            }
        };
        let settings = self.settings().await?;
        let totp = authenticator(secret, &settings.shop_name, user.login())?;
        let address = totp.get_url();
        let drawing = super::qr::draw(&address)?;
        Ok(SetUpView {
            sealed,
            secret: number::grouped(&totp.get_secret_base32()),
            address,
            size: drawing.size,
            path: drawing.path,
        })
    }

    /// The secret that waits in a form of this account.
    fn drawn(&self, user_id: i64, sealed: &str) -> Option<Drawn> {
        let plain = self.seal.as_ref()?.open(&waiting(user_id), sealed)?;
        let drawn: Drawn = serde_json::from_slice(&plain).ok()?;
        let age = drawn.at.age(self.now())?;
        (age < SET_UP_LASTS).then_some(drawn)
    }

    /// Sets up two-step sign-in, once the first code shows that the authenticator has the secret. Ends the other
    /// sessions. Returns recovery codes, encrypted for the viewer's next page; the caller keeps in the session that the
    /// second step was done.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused(ProveAgain)`, `Refused(FormStale)` for a secret that waited too long or if it was set
    /// up meanwhile, `Refused` for a wrong code or after too many tries.
    pub async fn set_factor(&self, viewer: &Viewer, form: FactorForm) -> Result<String, Error> {
        let now = self.now();
        let me = viewer.oneself_proven(now)?.clone();
        let drawn = self.drawn(me.user_id, &form.sealed);
        let drawn = drawn.ok_or_else(|| Error::refused(ErrorCode::FormStale))?;
        let typed = number::typed(&form.code);
        if typed.is_empty() {
            return Err(at_code(ErrorCode::Required));
        }
        let counted = Counted::code(me.user_id, viewer);
        self.admit_try(&counted).await?;
        let fits = if is_digits(&typed) {
            fitting(drawn.secret.clone(), &typed, now)?
        } else {
            Vec::new()
        };
        let Some(step) = fits.first().copied() else {
            return Err(at_code(ErrorCode::WrongCode));
        };
        self.forget_tries(&counted).await?;
        let sealed = self.seal()?.close(&purpose(me.user_id), &drawn.secret)?;
        let (codes, hashes) = self.draw_codes(me.user_id);
        let (acting, here) = (viewer.at_work(&me), viewer.session.clone());
        self.store
            .write(move |tx| {
                let user = own(tx, acting.user_id())?;
                let is_new = user.totp_secret_enc.is_none()
                    && factor::set_secret(tx, user.id, user.version, Some(&sealed), step, now)?;
                if !is_new {
                    return Err(Error::refused(ErrorCode::FormStale));
                }
                factor::add_codes(tx, user.id, &hashes)?;
                let sessions = session::delete_of_user(tx, user.id, here.as_deref())?;
                let after = json!({"sessions": sessions, "codes_left": hashes.len()});
                let act = StaffAct::FactorOn;
                acting.log(tx, act, acting.display_name(), &Nothing {}, &after, now)
            })
            .await?;
        self.sealed_for(me.user_id, &codes)
    }

    /// Draws new recovery codes; the former ones end. Returns them as [`Self::set_factor`] does.
    ///
    /// # Errors
    /// `LoginRequired`, `Refused(ProveAgain)`; `NotFound` without two-step sign-in.
    pub async fn draw_recovery_codes(&self, viewer: &Viewer) -> Result<String, Error> {
        let now = self.now();
        let me = viewer.oneself_proven(now)?.clone();
        let (codes, hashes) = self.draw_codes(me.user_id);
        let acting = viewer.at_work(&me);
        self.store
            .write(move |tx| {
                let user = own(tx, acting.user_id())?;
                if user.totp_secret_enc.is_none() {
                    return Err(Error::NotFound);
                }
                // Of two draws at once the second waits here, so that ten codes count and not twenty.
                if !staff::touch(tx, user.id, user.version, now)? {
                    return Err(Error::refused(ErrorCode::FormStale));
                }
                factor::clear_codes(tx, user.id)?;
                factor::add_codes(tx, user.id, &hashes)?;
                let after = json!({"codes_left": hashes.len()});
                let act = StaffAct::RecoveryNew;
                acting.log(tx, act, acting.display_name(), &Nothing {}, &after, now)
            })
            .await?;
        self.sealed_for(me.user_id, &codes)
    }

    /// Ends two-step sign-in. Members who need it must set it up again at once.
    ///
    /// # Errors
    /// `LoginRequired`, `Refused(ProveAgain)`; `NotFound` without it.
    pub async fn drop_factor(&self, viewer: &Viewer) -> Result<(), Error> {
        let now = self.now();
        let acting = viewer.at_work(viewer.oneself_proven(now)?);
        let here = viewer.session.clone();
        self.store
            .write(move |tx| {
                let user = own(tx, acting.user_id())?;
                let name = acting.display_name().to_owned();
                end(tx, &acting, &user, &name, here.as_deref(), now)
            })
            .await
    }

    /// The way back for a member who lost device and codes (`zhanggui staff two-step-off`): ends two-step sign-in and
    /// all sessions of the account.
    ///
    /// # Errors
    /// `NotFound` if no account has this login, or it has no two-step sign-in.
    pub async fn reset_factor(&self, login: &str) -> Result<(), Error> {
        let login = validate::login(login).map_err(|_no_login| Error::NotFound)?;
        let now = self.now();
        self.store
            .write(move |tx| {
                let user = find(tx, Some(&login))?.ok_or(Error::NotFound)?;
                let name = user.display_name.clone();
                end(tx, &Acting::command_line(), &user, &name, None, now)
            })
            .await
    }

    fn draw_codes(&self, user_id: i64) -> (Vec<String>, Vec<String>) {
        let codes: Vec<String> = (0..RECOVERY_CODES)
            .map(|_code| number::recovery_code(&ids::draw(self.ids.as_ref())))
            .collect();
        let hashes = codes
            .iter()
            .map(|code| recovery_hash(user_id, &number::typed(code)))
            .collect();
        (codes, hashes)
    }
}

/// What a drawn secret of this account is sealed for.
fn waiting(user_id: i64) -> String {
    format!("totp to set up by {user_id}")
}

fn own(tx: &mut Tx<'_>, user_id: i64) -> Result<User, Error> {
    account::get(tx, user_id)?
        .filter(User::is_active)
        .ok_or(Error::LoginRequired)
}

fn end(
    tx: &mut Tx<'_>,
    acting: &Acting,
    user: &User,
    name: &str,
    here: Option<&str>,
    now: Millis,
) -> Result<(), Error> {
    if user.totp_secret_enc.is_none() {
        return Err(Error::NotFound);
    }
    if !factor::set_secret(tx, user.id, user.version, None, 0, now)? {
        return Err(Error::refused(ErrorCode::FormStale));
    }
    let sessions = session::delete_of_user(tx, user.id, here)?;
    let after = json!({"sessions": sessions});
    acting.log(tx, StaffAct::FactorOff, name, &Nothing {}, &after, now)
}

/// True if a member with these roles needs a second factor now.
fn is_required(tx: &mut Tx<'_>, demand: Demand, roles: &Roles) -> Result<bool, Error> {
    Ok(demand.is_for(roles, staff::owners(tx)?.len()))
}

/// What is missing after the password of this account.
pub(crate) fn missing(
    tx: &mut Tx<'_>,
    demand: Demand,
    user: &User,
    roles: &Roles,
) -> Result<Step, Error> {
    if user.totp_secret_enc.is_some() {
        return Ok(Step::Code);
    }
    // Asked for each request, so the owners are counted only where it matters.
    if roles.moves_money() && is_required(tx, demand, roles)? {
        return Ok(Step::SetUp);
    }
    Ok(Step::Done)
}

impl Staff {
    /// The same after a session in which the second step was done.
    #[must_use]
    pub fn stepped(mut self, done: bool) -> Self {
        if done && self.step == Step::Code {
            self.step = Step::Done;
        }
        self
    }
}
