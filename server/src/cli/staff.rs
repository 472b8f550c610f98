//! `zhanggui staff`.

use super::{Outcome, Usage};
use crate::{
    compose::{self, Schema},
    config::{BooksConfig, Source},
    offline, out,
};
use anyhow::Context;
use clap::{Args, Subcommand};
use shop::Error;

/// Help members of staff who lost something
#[derive(Debug, Subcommand)]
pub enum Staff {
    /// End two-step sign-in and all sessions of an account whose owner lost phone and recovery codes
    TwoStepOff(TwoStepOff),
}

/// The account.
#[derive(Debug, Args)]
pub struct TwoStepOff {
    /// Email address or mainland mobile number that it signs in with
    #[arg(long)]
    email: String,
}

impl Staff {
    /// Runs the command.
    ///
    /// # Errors
    /// Wrong configuration or arguments, or the database cannot be used.
    pub async fn run(&self, source: Source) -> anyhow::Result<Outcome> {
        let Self::TwoStepOff(TwoStepOff { email }) = self;
        let config = BooksConfig::load(source)?;
        let store = compose::open_store(&config.data, Schema::Expect).await?;
        let shop = compose::shop(store, offline::gateway()?, config.policy);
        match shop.reset_factor(email).await {
            Ok(()) => {
                out::say(&format!(
                    "{email} signs in with the password alone, and sets up two-step sign-in again at /admin/two-step."
                ));
                Ok(Outcome::Done)
            }
            Err(Error::NotFound) => Err(Usage(format!(
                "no account with two-step sign-in has the login {email}: nothing was changed"
            ))
            .into()),
            Err(other) => Err(other).context("ending two-step sign-in"),
        }
    }
}
