//! `/admin/orders/{number}/refund`: what to give back, computed by the shop, then one sentence to confirm.
//!
//! 计算 is a GET of this page with the form in its query: nothing is changed, and the plan can be looked at again.
//! 退款 posts the very same fields, `form_key` included, so a second post answers with the first one's refund.

use crate::{
    components::BackLink,
    flash::Flash,
    layout::admin::{AdminFrame, AdminLayout},
    pages::{admin_order::refunds, load_page, param},
    paths,
    request::Rq,
};
use domain::{form::RefundForm, view::admin::RefundPageView};
use leptos::prelude::*;
use serde::Deserialize;

mod form;
mod plan;

/// The query of 计算.
#[derive(Deserialize)]
struct Asked {
    form: RefundForm,
}

/// The form in a query, if there is one that can be read.
fn asked(query: &str) -> Option<RefundForm> {
    if query.is_empty() {
        return None;
    }
    let config = serde_qs::Config::new(5, false);
    config
        .deserialize_str::<Asked>(query)
        .ok()
        .map(|asked| asked.form)
}

/// The refund page.
pub fn page() -> AnyView {
    let number = param("number");
    load_page(|rq| async move {
        let t = rq.text();
        let title = format!("{} {number}", t.admin.refund_title);
        let mut frame = AdminFrame::load(&rq, title).await;
        let posted = frame.flash.typed::<RefundForm>("refund");
        let view = match posted {
            // Refused a moment ago: the same form again, with the refusal above it.
            Some(typed) => RefundPageView {
                form: typed,
                plan: None,
                ..load(&rq, &number, None).await?
            },
            None => match asked(rq.raw_query()) {
                Some(form) => plan_or_refusal(&rq, &number, form, &mut frame).await?,
                None => load(&rq, &number, None).await?,
            },
        };
        frame.labels = form::field_labels(t, &view);
        frame.islands = view.allowed;
        let errors = frame.flash.fields();
        let body = if view.allowed {
            let plan = view.plan.as_ref().map(|plan| plan::confirm(t, &view, plan));
            view! { {plan} {form::fields(t, &view, &errors)} }.into_any()
        } else {
            view! { <p class="note-box">{t.admin.not_allowed}</p> }.into_any()
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::admin_order(&number) label=t.admin.back_to_order />
                {form::head(t, &view)}
                {body}
                {refunds::section(t, &number, &view.refunds, None)}
            </AdminLayout>
        }
        .into_any())
    })
}

async fn load(
    rq: &Rq,
    number: &str,
    form: Option<RefundForm>,
) -> Result<RefundPageView, shop::Error> {
    rq.shop.refund_page(&rq.viewer, number, form).await
}

/// The page with the plan of `form`; or, if that cannot be done, with the form as typed and the reason above it.
async fn plan_or_refusal(
    rq: &Rq,
    number: &str,
    form: RefundForm,
    frame: &mut AdminFrame,
) -> Result<RefundPageView, shop::Error> {
    match load(rq, number, Some(form.clone())).await {
        Err(shop::Error::Refused(refusal)) => {
            frame.flash = Flash::refusal(rq.path(), refusal.into(), None);
            let view = load(rq, number, None).await?;
            Ok(RefundPageView {
                form,
                plan: None,
                ..view
            })
        }
        answer => answer,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::asked;

    #[test]
    fn the_query_carries_the_whole_form() {
        let query = "form%5Bnumber%5D=N1&form%5Bform_key%5D=K&form[lines][0][line_no]=1\
                     &form[lines][0][qty]=2&form[lines][0][amount]=&form[lines][1][line_no]=2\
                     &form[lines][1][restock]=1&form[reason_code]=damaged&form[reason_text]=a+b";
        let form = asked(query).unwrap();
        assert_eq!((form.number.as_str(), form.form_key.as_str()), ("N1", "K"));
        assert_eq!(form.lines.len(), 2);
        assert_eq!(
            form.lines
                .iter()
                .map(|line| line.qty.as_str())
                .collect::<Vec<_>>(),
            ["2", ""]
        );
        assert_eq!(form.lines.last().unwrap().restock, "1");
        assert_eq!(form.reason_text, "a b");
        assert_eq!(asked("utm=1"), None);
        assert_eq!(asked(""), None);
        assert_eq!(asked("form[strange]=1"), None);
    }
}
