//! The confirmation: one sentence, its lines, and the same fields to post.

use crate::{
    actions::RefundOrder,
    text::{Text, label},
};
use domain::{
    actions::Action,
    form::RefundForm,
    money::Fen,
    view::admin::{RefundPageView, RefundPlanView},
};
use kit::{
    components::{Money, say},
    format,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The sentence and the button.
pub(super) fn confirm(t: &'static Text, view: &RefundPageView, plan: &RefundPlanView) -> AnyView {
    let a = &t.admin;
    let sentence = (a.plan)(&format::yuan(plan.amount), &format::yuan(plan.left));
    let parts: Vec<_> = plan
        .parts
        .iter()
        .map(|(title, units, amount)| {
            let units = (*units > 0).then(|| (t.shared.units)(&units.to_string()));
            view! {
                <li>
                    <span>{say(title, t.locale)} " " {units}</span>
                    <Money amount=*amount />
                </li>
            }
        })
        .collect();
    let two = plan
        .needs_two
        .then(|| view! { <p class="note-box">{t.refunds.two}</p> });
    let hidden: Vec<_> = posted(&view.form, plan.amount)
        .into_iter()
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <section class="plan" aria-labelledby="plan">
            <h2 id="plan" class="section-title">{a.plan_title}</h2>
            <p class="plan-sentence">{sentence}</p>
            {two}
            <ul class="plan-parts">{parts}</ul>
            <form method="post" action=RefundOrder::url()>
                {hidden}
                <button class="button">{label::action(t.locale, Action::Refund)}</button>
            </form>
        </section>
    }
    .into_any()
}

/// Every field of the form as sent, and the confirmed amount: if it changes meanwhile, staff must
/// confirm again.
fn posted(form: &RefundForm, told: Fen) -> Vec<(String, String)> {
    let mut fields = vec![
        ("form[number]".to_owned(), form.number.clone()),
        ("form[form_key]".to_owned(), form.form_key.clone()),
        ("form[reason_code]".to_owned(), form.reason_code.clone()),
        ("form[reason_text]".to_owned(), form.reason_text.clone()),
        ("form[staff_note]".to_owned(), form.staff_note.clone()),
        ("form[whole]".to_owned(), form.whole.clone()),
        ("form[total_fen]".to_owned(), told.get().to_string()),
    ];
    for (place, line) in form.lines.iter().enumerate() {
        let name = |part: &str| format!("form[lines][{place}][{part}]");
        fields.push((name("line_no"), line.line_no.clone()));
        fields.push((name("qty"), line.qty.clone()));
        fields.push((name("amount"), line.amount.clone()));
        fields.push((name("restock"), line.restock.clone()));
    }
    fields
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::posted;
    use domain::{
        form::{RefundForm, RefundLineForm},
        money::Fen,
    };
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Body {
        form: RefundForm,
    }

    #[test]
    fn what_is_posted_is_the_form_itself() {
        let line = |no: &str, qty: &str| RefundLineForm {
            line_no: no.to_owned(),
            qty: qty.to_owned(),
            amount: "12.50".to_owned(),
            restock: "1".to_owned(),
        };
        let form = RefundForm {
            number: "20261122K7F3M9QX2D".to_owned(),
            form_key: "key".to_owned(),
            lines: vec![line("1", "2"), line("3", "0")],
            reason_code: "damaged".to_owned(),
            reason_text: "a & b = 破损".to_owned(),
            staff_note: String::new(),
            whole: "all".to_owned(),
            total_fen: "2500".to_owned(),
        };
        let body: Vec<_> = posted(&form, Fen::new(2_500))
            .into_iter()
            .map(|(name, value)| format!("{name}={}", kit::paths::encode(&value)))
            .collect();
        let config = serde_qs::Config::new(5, false);
        let read: Body = config.deserialize_str(&body.join("&")).unwrap();
        assert_eq!(read.form, form);
    }
}
