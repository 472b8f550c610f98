//! The refund page: what can be refunded, and the effect of a filled form.

use super::plan;
use crate::{
    Error, Shop, Viewer,
    admin::order::refund_views,
    catalog::image::Thumbs,
    ids,
    order::{snapshot, view},
};
use domain::{
    actions::{Action, Actor, is_allowed},
    error::ErrorCode,
    form::{RefundForm, RefundLineForm},
    locale::{Locale, Words},
    number,
    order::label,
    refund::request::needs_two,
    staff::Role,
    view::admin::{RefundLineView, RefundPageView, RefundPlanView},
};
use store::{
    Tx,
    models::order::OrderDetail,
    queries::{order, refund},
};

impl Shop {
    /// The refund page; with a form, the effect of that form (`plan`).
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused` with the limit or line at fault for an
    /// invalid form.
    pub async fn refund_page(
        &self,
        viewer: &Viewer,
        number: &str,
        form: Option<RefundForm>,
    ) -> Result<RefundPageView, Error> {
        let staff = viewer.staff_with(Role::Refunds)?.clone();
        let (locale, now, number) = (viewer.locale, self.now(), number::typed(number));
        let limit = self.settings().await?.two_persons_above;
        let fresh_key = number::key(&ids::draw(self.ids.as_ref()));
        self.store
            .read(move |tx| {
                let order = order::by_number(tx, &number)?.ok_or(Error::NotFound)?;
                let seen = snapshot::load(tx, order)?;
                let facts = seen.facts();
                let actor = Actor::Staff(&staff.roles);
                let (cap, allowed) = (
                    facts.refundable(),
                    is_allowed(&facts, &actor, Action::Refund, now),
                );
                let plan = match &form {
                    Some(_) if !allowed => return Err(Error::refused(ErrorCode::RefundNotAllowed)),
                    Some(form) => {
                        let plan = plan::read(form, &seen.details, cap)?;
                        let members = refund::members(tx)?.len();
                        Some(RefundPlanView {
                            needs_two: needs_two(plan.amount, limit, members),
                            amount: plan.amount,
                            left: cap.minus(plan.amount)?,
                            parts: plan
                                .parts
                                .iter()
                                .filter_map(|part| {
                                    let line = seen
                                        .details
                                        .iter()
                                        .find(|line| line.id == part.detail_id)?;
                                    Some((title(line, locale), part.qty, part.amount))
                                })
                                .collect(),
                        })
                    }
                    None => None,
                };
                let prefilled = form.clone().map(|form| keep_key(form, &fresh_key));
                Ok(RefundPageView {
                    number: seen.order.number.clone(),
                    label: label(&facts, now),
                    cap,
                    lines: lines(tx, &seen.details, locale)?,
                    refunds: refund_views(tx, &seen, &actor)?,
                    form: prefilled
                        .unwrap_or_else(|| blank(&seen.order.number, &fresh_key, &seen.details)),
                    plan,
                    allowed,
                })
            })
            .await
    }
}

/// The form keeps its key, so that two confirmations make one refund.
fn keep_key(form: RefundForm, fresh_key: &str) -> RefundForm {
    if number::is_key(&form.form_key) {
        form
    } else {
        RefundForm {
            form_key: fresh_key.to_owned(),
            ..form
        }
    }
}

fn blank(number: &str, form_key: &str, details: &[OrderDetail]) -> RefundForm {
    RefundForm {
        number: number.to_owned(),
        form_key: form_key.to_owned(),
        lines: details
            .iter()
            .map(|line| RefundLineForm {
                line_no: line.line_no.to_string(),
                qty: "0".to_owned(),
                amount: String::new(),
                restock: if plan::restock_by_default(line) {
                    "1".to_owned()
                } else {
                    String::new()
                },
            })
            .collect(),
        ..RefundForm::default()
    }
}

fn title(line: &OrderDetail, locale: Locale) -> Words {
    Words::choose(locale, &line.title_zh, &line.title_en)
}

fn lines(
    tx: &mut Tx<'_>,
    details: &[OrderDetail],
    locale: Locale,
) -> Result<Vec<RefundLineView>, Error> {
    let shas: Vec<String> = details
        .iter()
        .filter_map(|line| line.image_sha.clone())
        .collect();
    let images = order::images(tx, &shas)?;
    let thumbs = Thumbs::of(tx, &images)?;
    details
        .iter()
        .map(|line| {
            let image = images
                .iter()
                .find(|image| Some(&image.sha256) == line.image_sha.as_ref());
            let units_left = plan::units_left(line);
            Ok(RefundLineView {
                line: view::line_view(line, image, &thumbs, locale),
                kind: line.kind,
                units_left,
                amount_left: plan::amount_left(line)?,
                suggested: (0..=units_left)
                    .map(|units| plan::suggested(line, units))
                    .collect::<Result<_, _>>()?,
                restock_default: plan::restock_by_default(line),
            })
        })
        .collect()
}
