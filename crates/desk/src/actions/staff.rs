//! The server functions about members of staff, and about one's own account.

use domain::form::{
    CodeForm, FactorForm, InviteDropForm, InviteForm, JoinForm, MemberForm, MemberRolesForm,
    PasswordForm, SessionEndForm,
};
use kit::error::AppError;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use super::admin_next;
#[cfg(feature = "ssr")]
use domain::error::Notice;
#[cfg(feature = "ssr")]
use kit::{
    paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use shop::staff::Left;

/// Name of the figure of a notice in which the next page gets what it shows once, encrypted.
#[cfg(feature = "ssr")]
pub(crate) const SHOWN: &str = "shown";

/// 邀请员工: makes a link, which the page shows once.
#[server(prefix = "/api", endpoint = "admin/invite")]
pub async fn invite_staff(form: InviteForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::ADMIN_STAFF).keeping(&form);
    let shown = rq.shop.invite_staff(&rq.viewer, form).await;
    let done = |shown: String| {
        Done::to(paths::ADMIN_STAFF, ())
            .telling(Notice::StaffInvited)
            .with(SHOWN, shown)
    };
    rq.finish(shown, done, back)
}

/// Ends a link that invites.
#[server(prefix = "/api", endpoint = "admin/drop_invite")]
pub async fn drop_invite(form: InviteDropForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let dropped = rq.shop.drop_invite(&rq.viewer, form).await;
    let done = |()| Done::to(paths::ADMIN_STAFF, ()).telling(Notice::InviteDropped);
    rq.finish(dropped, done, Back::to(paths::ADMIN_STAFF))
}

/// Creates the account of an invited person, and signs them in.
#[server(prefix = "/api", endpoint = "admin/join")]
pub async fn join_staff(form: JoinForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::join(&form.key)).keeping(&form);
    let joined = rq.shop.join_staff(&rq.viewer, form).await;
    if let Ok(user_id) = &joined {
        rq.sign_in(*user_id).await?;
    }
    let done = |_user| Done::to(paths::ADMIN, ()).telling(Notice::StaffJoined);
    rq.finish(joined, done, back)
}

/// Changes the roles of a member.
#[server(prefix = "/api", endpoint = "admin/change_roles")]
pub async fn change_roles(form: MemberRolesForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_member(&form.member);
    let back = Back::to(page.clone()).keeping(&form);
    let changed = rq.shop.change_roles(&rq.viewer, form).await;
    let done = |()| Done::to(page, ()).telling(Notice::RolesChanged);
    rq.finish(changed, done, back)
}

/// 停用, one press.
#[server(prefix = "/api", endpoint = "admin/disable_member")]
pub async fn disable_member(form: MemberForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let left = rq.shop.disable_member(&rq.viewer, form).await;
    let done = |left: Left| {
        Done::to(paths::ADMIN_STAFF, ())
            .telling(Notice::StaffDisabled)
            .with("title", left.name)
            .with("count", left.sessions)
    };
    rq.finish(left, done, Back::to(paths::ADMIN_STAFF))
}

/// 恢复, one press.
#[server(prefix = "/api", endpoint = "admin/restore_member")]
pub async fn restore_member(form: MemberForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let restored = rq.shop.restore_member(&rq.viewer, form).await;
    let done = |name: String| {
        Done::to(paths::ADMIN_STAFF, ())
            .telling(Notice::StaffRestored)
            .with("title", name)
    };
    rq.finish(restored, done, Back::to(paths::ADMIN_STAFF))
}

/// The second step of signing in.
#[server(prefix = "/api", endpoint = "admin/step_up")]
pub async fn step_up(form: CodeForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = admin_next(&form.next);
    let back = Back::to(paths::with_next(paths::ADMIN_CODE, &next));
    let stepped = rq.shop.step_up(&rq.viewer, &form).await;
    if stepped.is_ok() {
        rq.stepped();
    }
    rq.finish(stepped, |()| Done::to(next, ()).resuming(), back)
}

/// Sets up two-step sign-in. The page shows the recovery codes once.
#[server(prefix = "/api", endpoint = "admin/set_factor")]
pub async fn set_factor(form: FactorForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    // The code is not kept; the secret is, encrypted, so that the next code fits.
    let kept = FactorForm {
        sealed: form.sealed.clone(),
        code: String::new(),
    };
    let back = Back::to(paths::ADMIN_TWO_STEP).keeping(&kept);
    let shown = rq.shop.set_factor(&rq.viewer, form).await;
    if shown.is_ok() {
        rq.stepped();
    }
    let done = |shown: String| {
        Done::to(paths::ADMIN_TWO_STEP, ())
            .telling(Notice::FactorOn)
            .with(SHOWN, shown)
    };
    rq.finish(shown, done, back)
}

/// Draws new recovery codes, which the page shows once.
#[server(prefix = "/api", endpoint = "admin/draw_recovery_codes")]
pub async fn draw_recovery_codes() -> Result<(), AppError> {
    let rq = Rq::take()?;
    let shown = rq.shop.draw_recovery_codes(&rq.viewer).await;
    let done = |shown: String| {
        Done::to(paths::ADMIN_TWO_STEP, ())
            .telling(Notice::RecoveryDrawn)
            .with(SHOWN, shown)
    };
    rq.finish(shown, done, Back::to(paths::ADMIN_TWO_STEP))
}

/// Ends two-step sign-in.
#[server(prefix = "/api", endpoint = "admin/drop_factor")]
pub async fn drop_factor() -> Result<(), AppError> {
    let rq = Rq::take()?;
    let dropped = rq.shop.drop_factor(&rq.viewer).await;
    let done = |()| Done::to(paths::ADMIN_ME, ()).telling(Notice::FactorOff);
    rq.finish(dropped, done, Back::to(paths::ADMIN_TWO_STEP))
}

/// Changes one's own password.
#[server(prefix = "/api", endpoint = "admin/change_password")]
pub async fn change_password(form: PasswordForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::ADMIN_ME).keeping(&form);
    let ended = rq.shop.change_password(&rq.viewer, form).await;
    let done = |ended: usize| {
        Done::to(paths::ADMIN_ME, ())
            .telling(Notice::PasswordChanged)
            .with("count", ended)
    };
    rq.finish(ended, done, back)
}

/// 退出这台: ends one of one's own sessions.
#[server(prefix = "/api", endpoint = "admin/end_session")]
pub async fn end_session(form: SessionEndForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let ended = rq.shop.end_session(&rq.viewer, form).await;
    if let Ok(true) = &ended {
        rq.session.end();
    }
    let done = |is_here: bool| {
        if is_here {
            Done::to(paths::ADMIN_LOGIN, ()).telling(Notice::SignedOut)
        } else {
            Done::to(paths::ADMIN_ME, ()).telling(Notice::SessionEnded)
        }
    };
    rq.finish(ended, done, Back::to(paths::ADMIN_ME))
}

/// 全部退出: ends all of one's own sessions.
#[server(prefix = "/api", endpoint = "admin/end_sessions")]
pub async fn end_sessions() -> Result<(), AppError> {
    let rq = Rq::take()?;
    let ended = rq.shop.end_sessions(&rq.viewer).await;
    if ended.is_ok() {
        rq.session.end();
    }
    let done = |()| Done::to(paths::ADMIN_LOGIN, ()).telling(Notice::SignedOut);
    rq.finish(ended, done, Back::to(paths::ADMIN_ME))
}

/// Registers these server functions.
#[cfg(feature = "ssr")]
pub(super) fn register_staff() {
    use leptos::server_fn::axum::register_explicit;

    register_explicit::<InviteStaff>();
    register_explicit::<DropInvite>();
    register_explicit::<JoinStaff>();
    register_explicit::<ChangeRoles>();
    register_explicit::<DisableMember>();
    register_explicit::<RestoreMember>();
    register_explicit::<StepUp>();
    register_explicit::<SetFactor>();
    register_explicit::<DrawRecoveryCodes>();
    register_explicit::<DropFactor>();
    register_explicit::<ChangePassword>();
    register_explicit::<EndSession>();
    register_explicit::<EndSessions>();
}
