//! `zhanggui admin`.

use super::{Outcome, Usage};
use crate::{
    compose::{self, Schema},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;
use clap::{Args, Subcommand};
use domain::{error::ErrorCode, staff::Role};
use shop::Error;
use std::io::{BufRead, IsTerminal};
use zeroize::Zeroizing;

/// Manage staff accounts
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Create a member of staff, or give an existing account roles; the password (for an existing account: its own) is
    /// read from stdin
    Create(Create),
}

/// The account and its roles.
#[derive(Debug, Args)]
pub struct Create {
    /// Email address or mainland mobile number to sign in with
    #[arg(long)]
    email: String,
    /// Name on pages and in the activity log [default: the part before the @]
    #[arg(long)]
    name: Option<String>,
    /// owner, finance, refunds, orders, catalogue or viewer; may be given several times
    #[arg(long, default_value = "owner", value_parser = role)]
    role: Vec<Role>,
}

fn role(text: &str) -> Result<Role, String> {
    text.parse()
        .map_err(|_unknown: domain::error::UnknownWord| {
            let known: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
            format!("no such role; the roles are {}", known.join(", "))
        })
}

impl Admin {
    /// Runs the command.
    ///
    /// # Errors
    /// Wrong configuration or arguments, or the database cannot be used.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let Self::Create(create) = self;
        let config = BooksConfig::load(source)?;
        let password = password()?;
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        let shop = compose::shop(store, offline::gateway()?, config.policy);
        let name = create
            .name
            .clone()
            .unwrap_or_else(|| create.email.split('@').next().unwrap_or("").to_owned());
        match shop
            .create_staff(&create.email, &name, &password, &create.role)
            .await
        {
            Ok(()) => {
                let roles: Vec<_> = create.role.iter().map(|role| role.as_str()).collect();
                out::say(&format!(
                    "{} may sign in at /admin/login as {}.",
                    create.email,
                    roles.join(", ")
                ));
                Ok(Outcome::Done)
            }
            Err(Error::Refused(refusal)) => Err(Usage(words(&refusal)).into()),
            Err(other) => Err(other).context("creating the account"),
        }
    }
}

fn words(refusal: &domain::error::Refusal) -> String {
    if refusal.code == ErrorCode::LoginTaken {
        return "an account with this login exists, and it is locked or has another password: nothing was changed; \
                give the password that account signs in with, or use another login"
            .to_owned();
    }
    let mut reasons: Vec<_> = refusal
        .fields
        .iter()
        .map(|field| format!("{}: {}", field.field, field.code))
        .collect();
    if reasons.is_empty() {
        reasons.push(refusal.code.to_string());
    }
    format!(
        "the account was refused ({}); passwords have 8 to 128 characters and are not common ones",
        reasons.join(", ")
    )
}

/// One line of stdin: an argument would be visible in the process list and in the shell's history.
fn password() -> anyhow::Result<Zeroizing<String>> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        out::say(
            "Password (one line; it is shown as you type; better: zhanggui admin create … < file):",
        );
    }
    let mut line = Zeroizing::new(String::new());
    stdin
        .lock()
        .read_line(&mut line)
        .context("reading the password from stdin")?;
    let word = Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned());
    if word.is_empty() {
        return Err(Usage("no password on stdin".to_owned()).into());
    }
    Ok(word)
}
