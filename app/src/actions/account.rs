//! Sign-in, sign-out and registration.

use domain::form::{SignInForm, SignUpForm};
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use kit::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use shop::cart::Filled;

/// The notice about the guest's cart, or `otherwise`.
#[cfg(feature = "ssr")]
fn tell(next: String, merged: Filled, otherwise: Notice) -> Done<()> {
    let done = Done::to(next, ()).resuming();
    if !merged.differences.is_empty() {
        done.telling(Notice::CartMergedCapped)
            .naming(merged.differences)
    } else if merged.lines > 0 {
        done.telling(Notice::CartMerged).with("count", merged.lines)
    } else {
        done.telling(otherwise)
    }
}

/// 登录.
#[server(prefix = "/api", endpoint = "account/sign_in")]
pub async fn sign_in(form: SignInForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = rq.next_or_home(&form.next);
    let back = Back::to(paths::with_next(paths::LOGIN, &form.next)).keeping(&form);
    let login = rq.shop.sign_in(&rq.viewer, form).await;
    if let Ok(login) = &login {
        rq.sign_in(login.who.user_id).await?;
    }
    rq.finish(
        login,
        |login| tell(next, login.merged, Notice::SignedIn),
        back,
    )
}

/// 注册.
#[server(prefix = "/api", endpoint = "account/sign_up")]
pub async fn sign_up(form: SignUpForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = rq.next_or_home(&form.next);
    let back = Back::to(paths::with_next(paths::REGISTER, &form.next)).keeping(&form);
    let login = rq.shop.sign_up(&rq.viewer, form).await;
    if let Ok(login) = &login {
        rq.sign_in(login.who.user_id).await?;
    }
    rq.finish(
        login,
        |login| tell(next, login.merged, Notice::Registered),
        back,
    )
}

/// 退出.
#[server(prefix = "/api", endpoint = "account/sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    let rq = Rq::take()?;
    rq.sign_out().await?;
    let home = paths::home(rq.viewer.locale);
    let done = |()| Done::to(home, ()).telling(Notice::SignedOut);
    rq.finish(Ok(()), done, Back::to(home))
}
