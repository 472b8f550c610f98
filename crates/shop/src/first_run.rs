//! The first start: a link that works once creates the owner of a shop that has none.
//!
//! Only the hash of its key is stored. Whoever can read the start's output owns the machine.

use crate::{
    Error, Shop, Viewer,
    account::{find, grant, new_account, taken},
    admin::setting::save,
    pace::hashed,
    policy,
    viewer::Staff,
};
use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::FirstRunForm,
    number,
    setting::{SettingName, Settings},
    staff::{Role, Roles, StaffAct},
};
use serde_json::json;
use store::{
    Tx,
    models::account::NewUser,
    queries::{account, session, setting},
};

/// The mark that holds the hash of the link's key.
const FIRST_RUN: &str = "first_run";

fn hash_of(key: &str) -> String {
    hashed(&[FIRST_RUN, key])
}

impl Shop {
    /// Draws the key of a new link if the shop has no owner; the link before it ends. `None` if there is an owner.
    ///
    /// # Errors
    /// `Busy`, `Internal`.
    pub async fn draw_first_run(&self) -> Result<Option<String>, Error> {
        let (key, now) = (self.draw_key(), self.now());
        self.store
            .write(move |tx| {
                if account::any_with(tx, Role::Owner)? {
                    setting::clear_mark(tx, FIRST_RUN)?;
                    return Ok(None);
                }
                setting::set_mark(tx, FIRST_RUN, &hash_of(&key), now)?;
                Ok(Some(key.clone()))
            })
            .await
    }

    /// The shop's name for the form of the link with this key; empty if nobody has chosen one.
    ///
    /// # Errors
    /// `NotFound` for another key, a used one, or once there is an owner.
    pub async fn first_run_page(&self, key: &str) -> Result<String, Error> {
        let hash = admitted(key)?;
        self.store.read(move |tx| is_open(tx, &hash)).await?;
        let settings = self.settings().await?;
        if settings.shop_name == Settings::default().shop_name {
            return Ok(String::new());
        }
        Ok(settings.shop_name.clone())
    }

    /// Creates the owner and names the shop; the link is used up. The caller signs the owner in.
    ///
    /// The rules are those of [`Self::create_staff`]: an account with this login keeps its name, and the password must
    /// be its own.
    ///
    /// # Errors
    /// `NotFound` as [`Self::first_run_page`]; `Refused` with field codes, after which the link still works.
    pub async fn first_run(&self, viewer: &Viewer, form: FirstRunForm) -> Result<Staff, Error> {
        let hash = admitted(&form.key)?;
        // Looked at before any work is done for strangers.
        let known = hash.clone();
        self.store.read(move |tx| is_open(tx, &known)).await?;
        let named = self.named(&form.shop_name);
        let account = new_account(&form.login, &form.display_name, &form.password);
        let (typed, (login, display_name)) = match (named, account) {
            (Ok(typed), Ok(account)) => (typed, account),
            (named, account) => return Err(together(account.err(), named.err())),
        };
        let sought = login.clone();
        let known = self.store.read(move |tx| find(tx, Some(&sought))).await?;
        let proven = match known {
            Some(user) => Some(self.prove_own(user, &form.password).await?),
            None => None,
        };
        let password_hash = match &proven {
            Some(_) => String::new(),
            None => self.hash_password(&form.password).await?,
        };
        let user = NewUser {
            password_hash,
            login,
            display_name,
            locale: viewer.locale,
            at: self.now(),
        };
        let seen = viewer.clone();
        self.store
            .write(move |tx| {
                // Two posts of one link: the second waits here, and finds it used.
                if !setting::take_mark(tx, FIRST_RUN, &hash)? || account::any_with(tx, Role::Owner)?
                {
                    return Err(Error::NotFound);
                }
                let (user_id, display_name) = match &proven {
                    Some(proven) => {
                        proven.still(tx)?;
                        session::delete_of_user(tx, proven.user.id, None)?;
                        (proven.user.id, proven.user.display_name.clone())
                    }
                    None => {
                        let id = account::insert(tx, &user)?.ok_or_else(taken)?;
                        (id, user.display_name.clone())
                    }
                };
                let roles = Roles(vec![Role::Owner]);
                grant(tx, user_id, &roles)?;
                let staff = Staff {
                    user_id,
                    display_name,
                    roles,
                    ..Staff::nobody()
                };
                let acting = seen.at_work(&staff);
                let stored = setting::mark(tx, SettingName::ShopName.as_str())?;
                let version = stored.as_ref().map_or(0, |row| row.version);
                save(tx, &acting, SettingName::ShopName, &typed, version, user.at)?;
                let (before, after) = (
                    json!({"shop_name": stored.map(|row| row.value)}),
                    json!({"shop_name": typed.shop_name}),
                );
                let (act, name) = (StaffAct::FirstRun, acting.display_name());
                acting.log(tx, act, name, &before, &after, user.at)?;
                Ok(staff)
            })
            .await
    }

    /// Reads the shop's name.
    fn named(&self, typed: &str) -> Result<Settings, ErrorCode> {
        let mut settings = Settings::default();
        settings.set(SettingName::ShopName, typed)?;
        policy::check_shop_name(&settings.shop_name, self.gateway.charset())
            .map(|()| settings)
            .map_err(|_bad| ErrorCode::ShopName)
    }
}

/// The hash of a key that may be ours; others are not queried.
fn admitted(key: &str) -> Result<String, Error> {
    if number::is_key(key) {
        Ok(hash_of(key))
    } else {
        Err(Error::NotFound)
    }
}

/// Checks that the link with this hash works.
fn is_open(tx: &mut Tx<'_>, hash: &str) -> Result<(), Error> {
    let mark = setting::mark(tx, FIRST_RUN)?;
    let is_ours = mark.is_some_and(|mark| mark.value == hash);
    if is_ours && !account::any_with(tx, Role::Owner)? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// All refused fields in one refusal, in the order of the form.
fn together(account: Option<Error>, shop_name: Option<ErrorCode>) -> Error {
    let mut fields = match account {
        None => Vec::new(),
        Some(Error::Refused(refusal)) => refusal.fields,
        Some(other) => return other,
    };
    fields.extend(shop_name.map(|code| FieldError {
        field: "shop_name".to_owned(),
        code,
    }));
    Refusal::fields(fields).into()
}
