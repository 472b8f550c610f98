//! One's own account at the desk: password and sessions.

use super::handle;
use crate::{
    Error, Shop, Viewer,
    account::{Counted, check_password},
    acting::Nothing,
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::{PasswordForm, SessionEndForm, SignInForm},
    staff::StaffAct,
    view::staff::{MeView, SessionView},
};
use serde_json::json;
use store::{
    models::{account::User, staff::SessionSeen},
    queries::{account, session},
};

fn name_of(session: &SessionSeen) -> String {
    handle(&["session", &session.token_hash])
}

impl Shop {
    /// The viewer's own page.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused(CodeRequired)` before the second step.
    pub async fn me_page(&self, viewer: &Viewer) -> Result<MeView, Error> {
        let (me, now) = (viewer.oneself()?.clone(), self.now());
        let here = viewer.session.clone();
        let user_id = me.user_id;
        let (user, rows) = self
            .store
            .read(move |tx| {
                let user = account::get(tx, user_id)?.ok_or(Error::LoginRequired)?;
                Ok::<_, Error>((user, session::of_user(tx, user_id, now)?))
            })
            .await?;
        let mut sessions: Vec<SessionView> = rows
            .iter()
            .map(|row| SessionView {
                handle: name_of(row),
                kind: row.kind,
                began: row.created_at,
                seen_at: row.last_seen_at,
                from: row.ip_prefix.clone(),
                here: here.as_ref() == Some(&row.token_hash),
            })
            .collect();
        sessions.sort_by_key(|session| !session.here);
        Ok(MeView {
            login: user.login().to_owned(),
            name: user.display_name,
            roles: me.roles,
            two_step: user.totp_secret_enc.is_some(),
            sessions,
        })
    }

    /// Changes the viewer's own password and ends their other sessions. Returns how many.
    ///
    /// # Errors
    /// `LoginRequired`; `Refused` with field codes for a wrong present password (tries count as for [`Self::prove`]) or
    /// a new one that is refused.
    pub async fn change_password(
        &self,
        viewer: &Viewer,
        form: PasswordForm,
    ) -> Result<usize, Error> {
        let (me, now) = (viewer.oneself()?.clone(), self.now());
        let user_id = me.user_id;
        let user = self
            .store
            .read(move |tx| account::get(tx, user_id).map_err(Error::from))
            .await?
            .filter(User::is_active)
            .ok_or(Error::LoginRequired)?;
        let login = user.login().to_owned();
        check_password(&form.new_password, &login).map_err(|code| at("new_password", code))?;
        let typed = SignInForm {
            login,
            password: form.password,
            next: String::new(),
        };
        let compared = self
            .compare(typed, |login| Counted::prove(login, viewer))
            .await;
        let acting = viewer.at_work(&me);
        match compared {
            Ok(_same) => {}
            Err(Error::Refused(refusal)) if refusal.code == ErrorCode::WrongLogin => {
                self.store
                    .write(move |tx| {
                        let (act, name) = (StaffAct::ProveFailed, acting.display_name());
                        acting.log(tx, act, name, &Nothing {}, &Nothing {}, now)
                    })
                    .await?;
                return Err(at("password", ErrorCode::WrongLogin));
            }
            Err(other) => return Err(other),
        }
        let (hash, here) = (
            self.hash_password(&form.new_password).await?,
            viewer.session.clone(),
        );
        self.store
            .write(move |tx| {
                let stored = account::get(tx, user_id)?.and_then(|user| user.password_hash);
                let stored = stored.ok_or(Error::LoginRequired)?;
                if !account::set_password_hash(tx, user_id, &stored, &hash, now)? {
                    return Err(Error::refused(ErrorCode::FormStale));
                }
                let sessions = session::delete_of_user(tx, user_id, here.as_deref())?;
                let (act, name) = (StaffAct::PasswordChange, acting.display_name());
                let after = json!({"sessions": sessions});
                acting.log(tx, act, name, &Nothing {}, &after, now)?;
                Ok(sessions)
            })
            .await
    }

    /// Ends one of the viewer's sessions. True if it is the present one.
    ///
    /// # Errors
    /// `LoginRequired`; `NotFound` if it has ended, or is another person's.
    pub async fn end_session(&self, viewer: &Viewer, form: SessionEndForm) -> Result<bool, Error> {
        let (me, now) = (viewer.oneself()?.clone(), self.now());
        let (acting, here) = (viewer.at_work(&me), viewer.session.clone());
        self.store
            .write(move |tx| {
                let own = session::of_user(tx, acting.user_id(), now)?;
                let found = own.iter().find(|row| name_of(row) == form.session);
                let row = found.ok_or(Error::NotFound)?;
                session::delete(tx, &row.token_hash)?;
                let (act, name) = (StaffAct::SessionsEnd, acting.display_name());
                acting.log(tx, act, name, &Nothing {}, &json!({"sessions": 1}), now)?;
                Ok(here.as_ref() == Some(&row.token_hash))
            })
            .await
    }

    /// Ends all of the viewer's sessions, the present one too.
    ///
    /// # Errors
    /// `LoginRequired`.
    pub async fn end_sessions(&self, viewer: &Viewer) -> Result<(), Error> {
        let (me, now) = (viewer.oneself()?.clone(), self.now());
        let acting = viewer.at_work(&me);
        self.store
            .write(move |tx| {
                let sessions = session::delete_of_user(tx, acting.user_id(), None)?;
                let (act, name) = (StaffAct::SessionsEnd, acting.display_name());
                let after = json!({"sessions": sessions});
                acting.log(tx, act, name, &Nothing {}, &after, now)
            })
            .await
    }
}

fn at(field: &str, code: ErrorCode) -> Error {
    let field = FieldError {
        field: field.to_owned(),
        code,
    };
    Refusal::fields(vec![field]).into()
}
