//! Goods on their way back: staff ask for them, the customer names the parcel, staff receive it, and the
//! refund follows. A request without a parcel in time is declined.

use super::{
    Decided,
    decide::after,
    judge::{Decision, Lower, approve_request, is_decided_by, lock_by_number, possible},
    plan::{self, Part, units},
    record,
    request::{Ending, end, own, own_allowed, tell},
    retry::allowed,
};
use crate::{
    Error, Shop, Viewer,
    acting::Acting,
    jobs::{Leased, file as jobs},
    order::history::By,
    payment::briefly,
};
use domain::{
    actions::Action,
    error::{ErrorCode, FieldError, Refusal},
    form::{ReturnAskForm, ReturnLineForm, ReturnReceiveForm, ReturnSendForm},
    mail::RefundDecision,
    money::{self, Fen},
    order::Cause,
    refund::{
        Act, RefundState, on_act,
        request::{lowered, needs_two},
    },
    staff::{Role, StaffAct},
    time::{DAY, Millis},
    validate,
};
use serde_json::json;
use store::{
    Tx,
    models::{
        goods_return::NewGoodsReturn,
        order::{Order, OrderDetail},
        refund::{NewRefundLine, Refund},
    },
    queries::{
        goods_return, order,
        refund::{self, RefundChange},
        stock::{self, Move, MoveKind},
    },
};

impl Shop {
    /// Asks the customer to send the goods back, to the address of the settings. The refund follows when
    /// they are received; without a parcel in time it is declined. Posted again it does nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(ReturnAddressMissing)`, `RefundStateMoved`.
    pub async fn ask_return(&self, viewer: &Viewer, form: ReturnAskForm) -> Result<Decided, Error> {
        let acting = viewer.acting(Role::Refunds)?;
        let settings = self.settings().await?;
        if settings.return_address.is_empty() {
            return Err(Error::refused(ErrorCode::ReturnAddressMissing));
        }
        let shop = self.clone();
        let (number, id) = self
            .store
            .write(move |tx| {
                let now = shop.now();
                let (order, seen) = lock_by_number(tx, &form.out_request_no)?;
                if seen.state == RefundState::AwaitingReturn {
                    return Ok((order.number, seen.id));
                }
                allowed(tx, &seen, &acting, Action::AskReturn)?;
                let to =
                    on_act(seen.state, seen.origin, Act::AskForGoods).map_err(Error::internal)?;
                let until = now.plus(settings.return_days.saturating_mul(DAY));
                let change = RefundChange {
                    state: Some(to),
                    is_return: Some(true),
                    // Whoever wants the goods back agrees to the refund; above the limit another person
                    // receives them.
                    first_by: Some(Some(acting.user_id())),
                    ..RefundChange::default()
                };
                let asked = refund::change(tx, &seen, &change)?;
                for line in refund::lines(tx, seen.id)? {
                    let line = NewRefundLine {
                        order_detail_id: line.order_detail_id,
                        qty: line.qty,
                        amount: line.amount_fen,
                        restock_qty: 0,
                    };
                    refund::change_line(tx, seen.id, &line)?;
                }
                let row = NewGoodsReturn {
                    refund_id: seen.id,
                    address: settings.return_address.clone(),
                    asked_at: now,
                    asked_by: acting.user_id(),
                    until_at: until,
                };
                goods_return::insert(tx, &row)?;
                let by = acting.by(Cause::AskReturn);
                record(tx, Some(seen.state), &asked, None, by, now)?;
                jobs::expire_return(tx, seen.id, now, until)?;
                let address = &settings.return_address;
                tell(tx, &asked, RefundDecision::ReturnAsked, address, now)?;
                let (before, after) = (
                    json!({"order": order.number, "state": seen.state}),
                    json!({
                        "order": order.number, "state": asked.state,
                        "address": settings.return_address,
                    }),
                );
                let act = StaffAct::ReturnAsk;
                acting.log(tx, act, &asked.out_request_no, &before, &after, now)?;
                Ok::<_, Error>((order.number, asked.id))
            })
            .await?;
        self.decided(number, id).await
    }

    /// Stores the parcel that a customer sends. It may be corrected until the goods are received.
    ///
    /// # Errors
    /// `LoginRequired`, `NotFound`; `Refused` with the fields `carrier` and `tracking_no`, or `RefundStateMoved`.
    pub async fn send_return(
        &self,
        viewer: &Viewer,
        form: ReturnSendForm,
    ) -> Result<String, Error> {
        let user_id = viewer.shopper()?.user_id;
        let (carrier, tracking_no) = (
            validate::carrier(&form.carrier),
            validate::tracking_no(&form.tracking_no),
        );
        let (carrier, tracking_no) = match (carrier, tracking_no) {
            (Ok(carrier), Ok(tracking_no)) => (carrier, tracking_no),
            (carrier, tracking_no) => {
                let named = |field: &str, code: Option<ErrorCode>| {
                    let field = field.to_owned();
                    code.map(|code| FieldError { field, code })
                };
                let faults = [
                    named("carrier", carrier.err()),
                    named("tracking_no", tracking_no.err()),
                ];
                return Err(Refusal::fields(faults.into_iter().flatten().collect()).into());
            }
        };
        let shop = self.clone();
        self.store
            .write(move |tx| {
                let (order, seen) = own(tx, user_id, &form.number, &form.out_request_no)?;
                own_allowed(tx, &order, &seen, Action::SendReturn)?;
                let goods = goods_return::of_refund(tx, seen.id)?
                    .ok_or_else(|| Error::internal("goods are awaited that nobody asked for"))?;
                goods_return::set_parcel(tx, &goods, &carrier, &tracking_no, shop.now())?;
                Ok::<_, Error>(order.number)
            })
            .await
    }

    /// Receives goods that came back, line by line: back to stock, or written off. The refund of these
    /// units is approved in the same transaction and sent once. Posted again by the same person it does
    /// nothing.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`; `Refused(ProveAgain)`; `RefundStateMoved`; fields `lines[i][restock]`,
    /// `lines[i][write_off]`, `amount`, `reason`; `ReturnNothing`, `RefundConfirmLower`, `RefundSecondPerson`, `FormStale`;
    /// `RefundOverLine`, `RefundOverCap` (with `amount`).
    pub async fn receive_return(
        &self,
        viewer: &Viewer,
        form: ReturnReceiveForm,
    ) -> Result<Decided, Error> {
        let acting = viewer.acting_proven(Role::Refunds, self.now())?;
        let limit = self.settings().await?.two_persons_above;
        let number = form.out_request_no.clone();
        let paid = self
            .store
            .read(move |tx| {
                let seen = refund::by_request_no(tx, &number)?.ok_or(Error::NotFound)?;
                let open = seen.state == RefundState::AwaitingReturn;
                Ok::<_, Error>(open.then_some(seen.payment_attempt_id))
            })
            .await?;
        if let Some(attempt_id) = paid {
            let shop = self.clone();
            briefly(async move { shop.probe_next(attempt_id).await }).await;
        }
        let shop = self.clone();
        let (number, made) = self
            .store
            .write(move |tx| {
                let (order, seen) = lock_by_number(tx, &form.out_request_no)?;
                let made = receive(tx, &acting, &order, &seen, &form, limit, shop.now())?;
                Ok::<_, Error>((order.number, made))
            })
            .await?;
        if made.state == RefundState::Approved {
            self.send_now(made.id, made.tries).await;
        }
        self.decided(number, made.id).await
    }
}

/// Units of one line that came back.
struct Back<'a> {
    detail: &'a OrderDetail,
    restock: i64,
    write_off: i64,
}

impl Back<'_> {
    const fn units(&self) -> i64 {
        self.restock.saturating_add(self.write_off)
    }
}

fn receive(
    tx: &mut Tx<'_>,
    acting: &Acting,
    order: &Order,
    seen: &Refund,
    form: &ReturnReceiveForm,
    limit: Option<Fen>,
    now: Millis,
) -> Result<Refund, Error> {
    if seen.state.holds_money() && is_decided_by(seen, acting) {
        return Ok(seen.clone());
    }
    allowed(tx, seen, acting, Action::ReceiveReturn)?;
    let (lines, details) = (refund::lines(tx, seen.id)?, order::details(tx, order.id)?);
    let asked = possible(&lines, &details)?;
    let came = read(&form.lines, &asked, &details)?;
    let mut parts = received(&asked, &came)?;
    let whole = money::sum(parts.iter().map(|part| part.amount))?;
    let typed = Lower {
        amount: &form.amount,
        reason: &form.reason,
        confirm_fen: &form.confirm_fen,
    };
    let lower = typed.read(whole)?;
    if let Some((total, _)) = &lower {
        let amounts: Vec<Fen> = parts.iter().map(|part| part.amount).collect();
        for (part, share) in parts.iter_mut().zip(lowered(&amounts, *total)?) {
            part.amount = share;
        }
    }
    let amount = lower.as_ref().map_or(whole, |(total, _)| *total);
    let is_two = needs_two(amount, limit, refund::members(tx)?.len());
    let first_by = seen.first_by.filter(|_| is_two);
    if first_by == Some(acting.user_id()) {
        return Err(Error::refused(ErrorCode::RefundSecondPerson));
    }
    put_back(tx, acting, seen, &came, now)?;
    let goods = goods_return::of_refund(tx, seen.id)?
        .ok_or_else(|| Error::internal("goods came back that nobody asked for"))?;
    goods_return::set_received(tx, &goods, acting.user_id(), now)?;
    let decision = Decision {
        decided_by: acting.user_id(),
        text: lower.map(|(_, reason)| reason),
        first_by,
    };
    let by = acting.by(Cause::ReceiveReturn);
    let made = approve_request(tx, order, seen, &parts, decision, by, now)?;
    let before = json!({"order": order.number, "state": seen.state, "amount_fen": seen.amount_fen});
    let mut after = after(order, &made, &parts);
    let sum = |of: fn(&Back<'_>) -> i64| came.iter().map(of).sum::<i64>();
    if let Some(fields) = after.as_object_mut() {
        fields.insert("restocked".to_owned(), sum(|back| back.restock).into());
        fields.insert("written_off".to_owned(), sum(|back| back.write_off).into());
    }
    let act = StaffAct::ReturnReceive;
    acting.log(tx, act, &made.out_request_no, &before, &after, now)?;
    Ok(made)
}

/// Reads what came back. Units of a line that did not come stay out of the refund.
///
/// # Errors
/// `Refused` with the fields; `ReturnNothing` if nothing came, `FormStale` for lines of another request.
fn read<'a>(
    rows: &[ReturnLineForm],
    asked: &[Part],
    details: &'a [OrderDetail],
) -> Result<Vec<Back<'a>>, Error> {
    let mut faults = Vec::new();
    let mut came: Vec<Back<'a>> = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let line = row.line_no.parse().ok().and_then(|number: i64| {
            let part = asked.iter().find(|part| part.line_no == number)?;
            let detail = details.iter().find(|detail| detail.id == part.detail_id)?;
            Some((part, detail))
        });
        let (part, detail) = line.ok_or_else(|| Error::refused(ErrorCode::FormStale))?;
        if came.iter().any(|back| back.detail.id == detail.id) {
            return Err(Error::refused(ErrorCode::FormStale));
        }
        let mut fault = |name: &str| {
            faults.push(FieldError {
                field: format!("lines[{place}][{name}]"),
                code: ErrorCode::ReturnUnits,
            });
        };
        let (restock, write_off) = (units(&row.restock), units(&row.write_off));
        let (Some(restock), Some(write_off)) = (restock, write_off) else {
            fault(if restock.is_none() {
                "restock"
            } else {
                "write_off"
            });
            continue;
        };
        let back = Back {
            detail,
            restock,
            write_off,
        };
        if back.units() > part.qty {
            fault("restock");
        } else if back.units() > 0 {
            came.push(back);
        }
    }
    if !faults.is_empty() {
        Err(Refusal::fields(faults).into())
    } else if came.is_empty() {
        Err(Error::refused(ErrorCode::ReturnNothing))
    } else {
        Ok(came)
    }
}

/// The parts of the refund: what was asked for where all units came, else the amount of those that came,
/// by the same rule.
fn received(asked: &[Part], came: &[Back<'_>]) -> Result<Vec<Part>, Error> {
    let mut parts = Vec::new();
    for back in came {
        let Some(part) = asked.iter().find(|part| part.detail_id == back.detail.id) else {
            continue;
        };
        let amount = if back.units() == part.qty {
            part.amount
        } else {
            plan::suggested(back.detail, back.units())?.min(part.amount)
        };
        parts.push(Part {
            qty: back.units(),
            amount,
            restock_qty: back.restock,
            ..*part
        });
    }
    Ok(parts)
}

/// Counts the units on their lines, and puts those into stock that can be sold. Stock rows are locked by
/// SKU.
fn put_back(
    tx: &mut Tx<'_>,
    acting: &Acting,
    seen: &Refund,
    came: &[Back<'_>],
    now: Millis,
) -> Result<(), Error> {
    let mut moves = Vec::new();
    for back in came {
        if !refund::add_returned(tx, back.detail.id, back.units())? {
            return Err(Error::refused(ErrorCode::RefundStateMoved));
        }
        let Some(sku_id) = back.detail.sku_id.filter(|_| back.restock > 0) else {
            continue;
        };
        moves.push(Move {
            sku_id,
            kind: MoveKind::Return,
            units: back.restock,
            order_detail_id: Some(back.detail.id),
            refund_id: Some(seen.id),
            reason: None,
            actor_id: Some(acting.user_id()),
            at: now,
            idem_key: format!("return:{}:refund:{}", back.detail.id, seen.id),
        });
    }
    moves.sort_by_key(|change| (change.sku_id, change.order_detail_id));
    for change in moves {
        if !stock::apply(tx, &change)? {
            return Err(Error::internal("goods came back of a SKU without stock"));
        }
    }
    Ok(())
}

/// The time for a parcel has passed: declines the request if the customer named none. A job may run
/// early, so the return's own time decides.
///
/// # Errors
/// If the lease was lost, or the database fails.
pub(crate) async fn expire(shop: &Shop, job: Leased, refund_id: i64) -> Result<(), Error> {
    let now = shop.now();
    shop.store
        .write(move |tx| {
            let order_id = refund::get(tx, refund_id)?.order_id;
            order::lock(tx, order_id)?;
            let seen = refund::get(tx, refund_id)?;
            let goods = goods_return::of_refund(tx, refund_id)?;
            let waits = seen.state == RefundState::AwaitingReturn;
            if let Some(goods) = goods.filter(|goods| waits && goods.sent_at.is_none()) {
                if now < goods.until_at {
                    return job.again(tx, goods.until_at);
                }
                let by = By::system(Cause::ReturnOverdue);
                end(tx, &seen, Act::Reject, Ending::default(), by, now)?;
            }
            job.done(tx)
        })
        .await
}
