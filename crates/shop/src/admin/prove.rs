//! Confirming the password before actions on money.

use crate::{Error, Shop, Viewer, account::Counted, acting::Nothing};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{ProveForm, SignInForm},
    staff::StaffAct,
    time::Millis,
};
use store::queries::admin;

impl Shop {
    /// Checks the password of the signed-in member of staff, and a code of those with a second factor. Returns the time,
    /// which the caller keeps in the session. Tries are counted by session, 5 a minute and 20 an hour, so that
    /// nobody else can use them up; those of a code as at sign-in.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`; `Refused` for a wrong password or after too many tries.
    pub async fn prove(&self, viewer: &Viewer, form: ProveForm) -> Result<Millis, Error> {
        let me = viewer.oneself()?;
        let acting = viewer.at_work(me);
        let (user_id, now) = (acting.user_id(), self.now());
        let login = self
            .store
            .read(move |tx| admin::login_of(tx, user_id))
            .await?
            .ok_or(Error::LoginRequired)?;
        let typed = SignInForm {
            login,
            password: form.password,
            next: String::new(),
        };
        let fits = match self
            .compare(typed, |login| Counted::prove(login, viewer))
            .await
        {
            Ok(user) => user.id == user_id,
            Err(Error::Refused(refusal)) if refusal.code == ErrorCode::WrongLogin => false,
            Err(other) => return Err(other),
        };
        // A wrong password uses no code up.
        if fits && me.two_step {
            self.give_code(viewer, me, &form.code).await?;
        }
        self.store
            .write(move |tx| {
                let act = if fits {
                    StaffAct::Prove
                } else {
                    StaffAct::ProveFailed
                };
                acting.log(
                    tx,
                    act,
                    acting.display_name(),
                    &Nothing {},
                    &Nothing {},
                    now,
                )
            })
            .await?;
        if fits {
            return Ok(now);
        }
        let field = FieldError {
            field: "password".to_owned(),
            code: ErrorCode::WrongLogin,
        };
        Err(Refusal::fields(vec![field]).into())
    }
}
