//! The server functions of staff: one per form, each a POST that calls one use case. Each use case checks the role.

pub mod ship;
mod staff;
pub mod watch;

pub use staff::*;

use domain::form::{
    BulkForm, CategoryDropForm, CategoryForm, CategoryMoveForm, FirstRunForm, ImportStartForm,
    ImportStopForm, IssueCloseForm, IssueForm, MailForm, NoteForm, OrderForm, ProveForm,
    RefundApproveForm, RefundDecisionForm, RefundForm, RefundRejectForm, ReturnAskForm,
    ReturnReceiveForm, SettingsForm, SignInForm, StockSheetForm,
};
use kit::{error::AppError, order::PaymentNews};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use domain::{
    error::Notice, refund::RefundState, staff::factor::Step, view::catalog::stock::BulkAct,
};
#[cfg(feature = "ssr")]
use kit::{
    flash::{Args, Flash, Typed},
    order, paths,
    request::{Back, Done, Rq},
};
#[cfg(feature = "ssr")]
use shop::{refund::Decided, viewer::Staff};

/// Staff sign-in. Staff sessions are separate from customer sessions.
#[server(prefix = "/api", endpoint = "admin/sign_in")]
pub async fn admin_sign_in(form: SignInForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = admin_next(&form.next);
    let back = Back::to(paths::with_next(paths::ADMIN_LOGIN, &form.next)).keeping(&form);
    let staff = rq.shop.staff_sign_in(&rq.viewer, form).await;
    if let Ok(staff) = &staff {
        rq.sign_in(staff.user_id).await?;
    }
    let done = |staff: Staff| match staff.step {
        Step::Done => Done::to(next, ()).resuming(),
        // What was typed before waits for the page after the second step.
        Step::Code => Done::to(paths::with_next(paths::ADMIN_CODE, &next), ()),
        Step::SetUp => Done::to(paths::ADMIN_TWO_STEP, ()),
    };
    rq.finish(staff, done, back)
}

/// The page of the desk that a form names, else the overview.
#[cfg(feature = "ssr")]
fn admin_next(next: &str) -> String {
    paths::safe_next(next)
        .filter(|next| next.starts_with("/admin/"))
        .unwrap_or_else(|| paths::ADMIN.to_owned())
}

/// Creates the owner of a new shop, and signs them in.
#[server(prefix = "/api", endpoint = "admin/first_run")]
pub async fn first_run(form: FirstRunForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::first_run(&form.key)).keeping(&form);
    let staff = rq.shop.first_run(&rq.viewer, form).await;
    if let Ok(staff) = &staff {
        rq.sign_in(staff.user_id).await?;
    }
    let done = |_| Done::to(paths::ADMIN, ()).telling(Notice::Registered);
    rq.finish(staff, done, back)
}

/// Staff sign-out.
#[server(prefix = "/api", endpoint = "admin/sign_out")]
pub async fn admin_sign_out() -> Result<(), AppError> {
    let rq = Rq::take()?;
    if let Err(error) = rq.shop.staff_sign_out(&rq.viewer).await {
        return Err(rq.told(error));
    }
    rq.sign_out().await?;
    let done = |()| Done::to(paths::ADMIN_LOGIN, ()).telling(Notice::SignedOut);
    rq.finish(Ok(()), done, Back::to(paths::ADMIN_LOGIN))
}

/// 取消订单, by staff.
#[server(prefix = "/api", endpoint = "admin/cancel_order")]
pub async fn admin_cancel_order(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let cancelled = rq.shop.admin_cancel_order(&rq.viewer, form).await;
    let back = Back::to(page.clone());
    rq.finish(
        cancelled,
        |cancelled| order::cancelled(page, cancelled),
        back,
    )
}

/// 刷新状态, by staff.
#[server(prefix = "/api", endpoint = "admin/check_payment")]
pub async fn admin_check_payment(form: OrderForm) -> Result<PaymentNews, AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let checked = rq.shop.admin_check_payment(&rq.viewer, form).await;
    let back = Back::to(page.clone());
    rq.finish(checked, |checked| order::checked(page, checked), back)
}

/// The notice after a refund changed its state.
#[cfg(feature = "ssr")]
fn tell(decided: Decided) -> Done<()> {
    let notice = match decided.state {
        RefundState::Succeeded => Notice::RefundSucceeded,
        RefundState::Unknown => Notice::RefundUnknown,
        RefundState::Failed => Notice::RefundFailed,
        RefundState::Dropped | RefundState::Rejected | RefundState::Withdrawn => {
            Notice::RefundDropped
        }
        RefundState::Requested => Notice::RefundAgreed,
        RefundState::AwaitingReturn | RefundState::Approved | RefundState::Sending => {
            Notice::RefundAccepted
        }
    };
    Done::to(paths::admin_order(&decided.number), ()).telling(notice)
}

/// 退款.
#[server(prefix = "/api", endpoint = "admin/refund_order")]
pub async fn refund_order(form: RefundForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_refund(&form.number)).keeping(&form);
    let decided = rq.shop.refund_order(&rq.viewer, form).await;
    rq.finish(decided, tell, back)
}

/// 重试: sends a failed refund again under its number.
#[server(prefix = "/api", endpoint = "admin/retry_refund")]
pub async fn retry_refund(form: RefundDecisionForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_order(&form.number));
    let decided = rq.shop.retry_refund(&rq.viewer, form).await;
    rq.finish(decided, tell, back)
}

/// 取消退款: cancels a failed refund, with a reason.
#[server(prefix = "/api", endpoint = "admin/drop_refund")]
pub async fn drop_refund(form: RefundDecisionForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_order(&form.number)).keeping(&form);
    let decided = rq.shop.drop_refund(&rq.viewer, form).await;
    rq.finish(decided, tell, back)
}

/// The notice after staff decided about a request, on its page.
#[cfg(feature = "ssr")]
fn judged(decided: Decided) -> Done<()> {
    let notice = match decided.state {
        RefundState::Requested => Notice::RefundAgreed,
        RefundState::AwaitingReturn => Notice::ReturnAsked,
        RefundState::Rejected => Notice::RefundRejected,
        RefundState::Succeeded => Notice::RefundSucceeded,
        RefundState::Unknown => Notice::RefundUnknown,
        RefundState::Failed => Notice::RefundFailed,
        RefundState::Withdrawn | RefundState::Dropped => Notice::RefundDropped,
        RefundState::Approved | RefundState::Sending => Notice::RefundAccepted,
    };
    Done::to(paths::admin_refund_desk(&decided.out_request_no), ()).telling(notice)
}

/// 同意退款.
#[server(prefix = "/api", endpoint = "admin/approve_refund")]
pub async fn approve_refund(form: RefundApproveForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_refund_desk(&form.out_request_no)).keeping(&form);
    let decided = rq.shop.approve_refund(&rq.viewer, form).await;
    rq.finish(decided, judged, back)
}

/// 拒绝.
#[server(prefix = "/api", endpoint = "admin/reject_refund")]
pub async fn reject_refund(form: RefundRejectForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_refund_desk(&form.out_request_no)).keeping(&form);
    let decided = rq.shop.reject_refund(&rq.viewer, form).await;
    rq.finish(decided, judged, back)
}

/// 要求退货.
#[server(prefix = "/api", endpoint = "admin/ask_return")]
pub async fn ask_return(form: ReturnAskForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_refund_desk(&form.out_request_no));
    let decided = rq.shop.ask_return(&rq.viewer, form).await;
    rq.finish(decided, judged, back)
}

/// 确认收到退货.
#[server(prefix = "/api", endpoint = "admin/receive_return")]
pub async fn receive_return(form: ReturnReceiveForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_refund_desk(&form.out_request_no)).keeping(&form);
    let decided = rq.shop.receive_return(&rq.viewer, form).await;
    rq.finish(decided, judged, back)
}

/// Checks the password before an action on money.
#[server(prefix = "/api", endpoint = "admin/prove")]
pub async fn prove(form: ProveForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let next = admin_next(&form.next);
    let back = Back::to(paths::with_next(paths::ADMIN_PROVE, &next)).keeping(&form);
    let proved = rq.shop.prove(&rq.viewer, form).await;
    if let Ok(at) = &proved {
        rq.proved(*at, &next);
    }
    rq.finish(proved, |_| Done::to(next, ()), back)
}

/// Creates or changes a category.
#[server(prefix = "/api", endpoint = "admin/save_category")]
pub async fn save_category(form: CategoryForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = if form.category.is_empty() {
        paths::ADMIN_CATEGORIES.to_owned()
    } else {
        paths::admin_category(&form.category)
    };
    let back = Back::to(page).keeping(&form);
    let saved = rq.shop.save_category(&rq.viewer, form).await;
    let done =
        |_slug| Done::to(paths::ADMIN_CATEGORIES.to_owned(), ()).telling(Notice::CategorySaved);
    rq.finish(saved, done, back)
}

/// Moves a category up or down.
#[server(prefix = "/api", endpoint = "admin/move_category")]
pub async fn move_category(form: CategoryMoveForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::ADMIN_CATEGORIES.to_owned());
    let moved = rq.shop.move_category(&rq.viewer, form).await;
    let done = |()| Done::to(paths::ADMIN_CATEGORIES.to_owned(), ());
    rq.finish(moved, done, back)
}

/// Deletes an empty category.
#[server(prefix = "/api", endpoint = "admin/delete_category")]
pub async fn delete_category(form: CategoryDropForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::admin_category(&form.category));
    let deleted = rq.shop.delete_category(&rq.viewer, form).await;
    let done =
        |()| Done::to(paths::ADMIN_CATEGORIES.to_owned(), ()).telling(Notice::CategoryDeleted);
    rq.finish(deleted, done, back)
}

/// 保存 of 改价与库存. Returns the codes of the refused rows; the page shows them again with their reasons.
#[server(prefix = "/api", endpoint = "admin/save_stock")]
pub async fn save_stock_sheet(form: StockSheetForm) -> Result<Vec<String>, AppError> {
    let rq = Rq::take()?;
    let page = products_page(&form.back);
    let back = Back::to(page.clone()).keeping(&form);
    let outcome = rq.shop.save_stock_sheet(&rq.viewer, form.clone()).await;
    let (saved, rows) = match &outcome {
        Ok(done) => (done.saved, done.refused.clone()),
        Err(_) => (0, Vec::new()),
    };
    let codes: Vec<String> = rows.iter().map(|row| row.sku.clone()).collect();
    let next = if rows.is_empty() {
        page.clone()
    } else {
        format!("{page}#errors")
    };
    let answer = rq.finish(outcome, |_| Done::to(next, codes), back)?;
    if saved > 0 || !rows.is_empty() {
        let args = Args::from([("count".to_owned(), saved.to_string())]);
        let refused = StockSheetForm { rows, ..form };
        rq.leave(Flash {
            notice: (saved > 0).then_some(Notice::StockSheetSaved),
            typed: Typed::keep(&refused).filter(|_| !refused.rows.is_empty()),
            ..Flash::notice(&page, Notice::StockSheetSaved, args)
        });
    }
    Ok(answer)
}

/// 发布 and 下架 of ticked products. Returns how many it was done to; the page names the others again.
#[server(prefix = "/api", endpoint = "admin/change_goods")]
pub async fn change_goods(form: BulkForm) -> Result<usize, AppError> {
    let rq = Rq::take()?;
    let page = products_page(&form.back);
    let back = Back::to(page.clone());
    let outcome = rq.shop.change_goods(&rq.viewer, form).await;
    rq.finish(
        outcome,
        |done| {
            let next = if done.left.is_empty() {
                page
            } else {
                paths::bulk(done.act, &done.left)
            };
            let told = Done::to(next, done.done);
            if done.done == 0 {
                return told;
            }
            told.telling(match done.act {
                BulkAct::Publish => Notice::GoodsPublished,
                BulkAct::Archive => Notice::GoodsArchived,
            })
            .with("count", done.done)
        },
        back,
    )
}

/// The list of products that a form names, with its query.
#[cfg(feature = "ssr")]
fn products_page(back: &str) -> String {
    paths::safe_next(back)
        .filter(|next| paths::bare(next) == paths::ADMIN_PRODUCTS)
        .unwrap_or_else(|| paths::ADMIN_PRODUCTS.to_owned())
}

/// Starts the import of a checked sheet.
#[server(prefix = "/api", endpoint = "admin/start_import")]
pub async fn start_import(form: ImportStartForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_import(&form.import);
    let back = Back::to(page.clone()).keeping(&form);
    let started = rq.shop.start_import(&rq.viewer, form).await;
    rq.finish(started, |()| Done::to(page, ()), back)
}

/// Asks an import to stop.
#[server(prefix = "/api", endpoint = "admin/stop_import")]
pub async fn stop_import(form: ImportStopForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_import(&form.import);
    let back = Back::to(page.clone());
    let stopped = rq.shop.stop_import(&rq.viewer, form).await;
    rq.finish(stopped, |()| Done::to(page, ()), back)
}

/// Shows the full phone number once and logs it.
#[server(prefix = "/api", endpoint = "admin/show_phone")]
pub async fn show_phone(form: OrderForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let phone = rq.shop.admin_phone(&rq.viewer, form).await;
    let back = Back::to(page.clone());
    let done = |phone: String| {
        Done::to(page, ())
            .telling(Notice::PhoneShown)
            .with("count", phone)
    };
    rq.finish(phone, done, back)
}

/// Saves the staff note on an order.
#[server(prefix = "/api", endpoint = "admin/note")]
pub async fn note_order(form: NoteForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::admin_order(&form.number);
    let back = Back::to(page.clone()).keeping(&form);
    let noted = rq.shop.admin_note(&rq.viewer, form).await;
    rq.finish(
        noted,
        |()| Done::to(page, ()).telling(Notice::NoteSaved),
        back,
    )
}

/// Closes a difference between books and bill, with a reason.
#[server(prefix = "/api", endpoint = "admin/close_issue")]
pub async fn close_issue(form: IssueCloseForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let back = Back::to(paths::ADMIN_RECON).keeping(&form);
    let closed = rq.shop.close_issue(&rq.viewer, form).await;
    let done = |()| Done::to(paths::ADMIN_RECON, ()).telling(Notice::IssueClosed);
    rq.finish(closed, done, back)
}

/// Opens a closed difference again.
#[server(prefix = "/api", endpoint = "admin/reopen_issue")]
pub async fn reopen_issue(form: IssueForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let reopened = rq.shop.reopen_issue(&rq.viewer, form).await;
    let done = |()| Done::to(paths::ADMIN_RECON, ()).telling(Notice::IssueReopened);
    rq.finish(reopened, done, Back::to(paths::ADMIN_RECON))
}

/// Saves a section of the settings. The one with the logo may be sent with a file, which the server turns into a key.
#[server(prefix = "/api", endpoint = "admin/change_settings")]
pub async fn change_settings(form: SettingsForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let form = form.settled();
    let back = Back::to(paths::ADMIN_SETTINGS).keeping(&form);
    let changed = rq.shop.change_settings(&rq.viewer, form).await;
    let done = |section| Done::to(paths::admin_settings(section), ()).telling(Notice::SettingSaved);
    rq.finish(changed, done, back)
}

/// Sends a mail again that was refused or came too late.
#[server(prefix = "/api", endpoint = "admin/send_mail_again")]
pub async fn send_mail_again(form: MailForm) -> Result<(), AppError> {
    let rq = Rq::take()?;
    let page = paths::safe_next(&form.back)
        .filter(|back| back.starts_with("/admin/"))
        .unwrap_or_else(|| paths::ADMIN_MAIL.to_owned());
    let back = Back::to(page.clone());
    let queued = rq.shop.send_mail_again(&rq.viewer, form).await;
    let done = |_| Done::to(page, ()).telling(Notice::MailQueued);
    rq.finish(queued, done, back)
}

/// Registers every server function by name, because the linker may drop the registrations that run before `main`.
#[cfg(feature = "ssr")]
pub fn register_server_functions() {
    use leptos::server_fn::axum::register_explicit;

    register_explicit::<AdminSignIn>();
    register_explicit::<FirstRun>();
    register_explicit::<ChangeSettings>();
    register_explicit::<AdminSignOut>();
    register_staff();
    register_explicit::<AdminCancelOrder>();
    register_explicit::<AdminCheckPayment>();
    register_explicit::<RefundOrder>();
    register_explicit::<RetryRefund>();
    register_explicit::<DropRefund>();
    register_explicit::<ApproveRefund>();
    register_explicit::<RejectRefund>();
    register_explicit::<AskReturn>();
    register_explicit::<ReceiveReturn>();
    register_explicit::<Prove>();
    register_explicit::<SaveCategory>();
    register_explicit::<MoveCategory>();
    register_explicit::<DeleteCategory>();
    register_explicit::<SaveStockSheet>();
    register_explicit::<ChangeGoods>();
    register_explicit::<StartImport>();
    register_explicit::<StopImport>();
    register_explicit::<ShowPhone>();
    register_explicit::<NoteOrder>();
    register_explicit::<ship::ShipOrder>();
    register_explicit::<ship::ShipMany>();
    register_explicit::<ship::CorrectNumber>();
    register_explicit::<ship::VoidParcel>();
    watch::register();
    register_explicit::<SendMailAgain>();
    register_explicit::<CloseIssue>();
    register_explicit::<ReopenIssue>();
}
