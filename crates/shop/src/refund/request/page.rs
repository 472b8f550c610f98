//! The page of a request: what can be asked for, and for how much.

use super::{asked, photo};
use crate::{
    Error, Shop, Viewer, ids,
    order::{snapshot, view},
    refund::plan,
};
use domain::{
    actions::{Action, Actor, is_allowed},
    form::{RefundRequestForm, RequestLineForm},
    number,
    order::{LineKind, label},
    view::refund::{RefundRequestView, RequestLineView},
};
use store::queries::order;

impl Shop {
    /// The page; `form` as it was typed, if it was just refused. One unit is preset where only one line
    /// is left.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound` for a number that is not the viewer's.
    pub async fn refund_request_page(
        &self,
        viewer: &Viewer,
        number: &str,
        form: Option<RefundRequestForm>,
    ) -> Result<RefundRequestView, Error> {
        let user_id = viewer.shopper()?.user_id;
        let (locale, now, number) = (viewer.locale, self.now(), number::typed(number));
        let within = self.settings().await?.request_within();
        let fresh_key = number::key(&ids::draw(self.ids.as_ref()));
        self.store
            .read(move |tx| {
                let order = order::owned(tx, &number, user_id)?.ok_or(Error::NotFound)?;
                let seen = snapshot::load(tx, order)?.within(within);
                let facts = seen.facts();
                let shown = view::lines(tx, &seen.details, locale)?;
                let mut lines = Vec::new();
                for detail in seen.details.iter().filter(|d| d.kind == LineKind::Item) {
                    let left = plan::units_left(detail);
                    let line = shown.iter().find(|line| line.line_no == detail.line_no);
                    let Some(line) = line.filter(|_| left > 0) else {
                        continue;
                    };
                    lines.push(RequestLineView {
                        line: line.clone(),
                        returnable: asked::units_returnable(detail),
                        amounts: (0..=left)
                            .map(|units| plan::suggested(detail, units))
                            .collect::<Result<_, _>>()?,
                    });
                }
                let mut form = form
                    .clone()
                    .filter(|typed| typed.number == seen.order.number)
                    .unwrap_or_else(|| blank(&seen.order.number, &fresh_key, &lines));
                let photos = photo::names(tx, user_id, &mut form.photos)?;
                Ok(RefundRequestView {
                    number: seen.order.number.clone(),
                    label: label(&facts, now),
                    postage: asked::postage(&seen.details)?,
                    cap: facts.refundable(),
                    allowed: is_allowed(&facts, &Actor::Buyer, Action::RequestRefund, now),
                    is_open: seen.open_request().is_some(),
                    lines,
                    form,
                    photos,
                })
            })
            .await
    }
}

fn blank(number: &str, form_key: &str, lines: &[RequestLineView]) -> RefundRequestForm {
    let preset = if lines.len() == 1 { "1" } else { "0" };
    RefundRequestForm {
        number: number.to_owned(),
        form_key: form_key.to_owned(),
        kind: "money".to_owned(),
        lines: lines
            .iter()
            .map(|line| RequestLineForm {
                line_no: line.line.line_no.to_string(),
                qty: preset.to_owned(),
            })
            .collect(),
        ..RefundRequestForm::default()
    }
}
