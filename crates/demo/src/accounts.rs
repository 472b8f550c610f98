//! The three accounts of the demo shop.

use crate::{DemoAccount, DemoAccounts};
use domain::{
    locale::Locale,
    staff::{Role, Roles},
    time::Millis,
    validate::Login,
};
use shop::{Error, Shop, account::open_account};
use store::{Tx, models::account::NewUser};

/// An account to create.
pub(crate) struct Person {
    user: NewUser,
    roles: Roles,
}

/// Logins and passwords, the same in every demo shop.
pub(crate) fn demo() -> DemoAccounts {
    let account = |login: &str, password: &str| DemoAccount {
        login: login.to_owned(),
        password: password.to_owned(),
    };
    DemoAccounts {
        shopper: account("shopper@example.com", "demo-shopper-tea"),
        staff: account("staff@example.com", "demo-staff-counter"),
        owner: account("owner@example.com", "demo-owner-keyring"),
    }
}

/// The accounts to create, with hashed passwords.
pub(crate) async fn people(
    shop: &Shop,
    demo: &DemoAccounts,
    at: Millis,
) -> Result<Vec<Person>, Error> {
    let cast = [
        (&demo.shopper, "林夏", vec![]),
        (&demo.staff, "店员小周", vec![Role::Orders, Role::Refunds]),
        (&demo.owner, "掌柜", vec![Role::Owner]),
    ];
    let mut people = Vec::new();
    for (account, name, roles) in cast {
        people.push(Person {
            user: NewUser {
                login: Login::Email(account.login.clone()),
                password_hash: shop.hash_password(&account.password).await?,
                display_name: name.to_owned(),
                locale: Locale::ZhCn,
                at,
            },
            roles: Roles(roles),
        });
    }
    Ok(people)
}

/// Creates the accounts.
pub(crate) fn insert(tx: &mut Tx<'_>, people: &[Person]) -> Result<(), Error> {
    people
        .iter()
        .try_for_each(|person| open_account(tx, &person.user, &person.roles))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use domain::validate;

    #[test]
    fn the_demo_accounts_keep_the_rules() {
        let demo = demo();
        for account in [&demo.shopper, &demo.staff, &demo.owner] {
            assert_eq!(
                validate::login(&account.login).unwrap().as_str(),
                account.login
            );
            validate::password(&account.password, &account.login).unwrap();
        }
    }
}
