//! The history of an order: every step of every state, with its actor. Written in the transaction
//! of the step.

use crate::Error;
use domain::{
    order::{ActorKind, Cause, Remark},
    time::Millis,
};
use store::{
    Tx,
    models::{attempt::Attempt, event::NewEvent, refund::Refund},
    queries::event,
};

/// Actor and cause of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct By {
    /// Kind of actor.
    pub(crate) actor: ActorKind,
    /// `users.id` of a person.
    pub(crate) actor_id: Option<i64>,
    /// The cause.
    pub(crate) cause: Cause,
}

impl By {
    /// The shop, automatically.
    pub(crate) const fn system(cause: Cause) -> Self {
        Self {
            actor: ActorKind::System,
            actor_id: None,
            cause,
        }
    }

    /// The gateway, by a notification or a response.
    pub(crate) const fn gateway(cause: Cause) -> Self {
        Self {
            actor: ActorKind::Gateway,
            actor_id: None,
            cause,
        }
    }

    /// The customer.
    pub(crate) const fn shopper(user_id: i64, cause: Cause) -> Self {
        Self {
            actor: ActorKind::Shopper,
            actor_id: Some(user_id),
            cause,
        }
    }

    /// A member of staff.
    pub(crate) const fn staff(user_id: i64, cause: Cause) -> Self {
        Self {
            actor: ActorKind::Staff,
            actor_id: Some(user_id),
            cause,
        }
    }
}

/// A step on an axis, with the states before and after as text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step<'a> {
    /// `lifecycle`, `pay_state`, `ship_state`, or `state` of an attempt.
    pub(crate) axis: &'static str,
    /// State before; `None` for a new row.
    pub(crate) from: Option<&'a str>,
    /// State after.
    pub(crate) to: &'a str,
    /// Amount or remark.
    pub(crate) note: Option<Remark>,
}

/// Records a step of the order itself.
pub(crate) fn order_step(
    tx: &mut Tx<'_>,
    order_id: i64,
    step: Step<'_>,
    by: By,
    at: Millis,
) -> Result<(), Error> {
    write(tx, order_id, ("order", order_id), step, by, at)
}

/// Records a step of an attempt.
pub(crate) fn attempt_step(
    tx: &mut Tx<'_>,
    attempt: &Attempt,
    step: Step<'_>,
    by: By,
    at: Millis,
) -> Result<(), Error> {
    write(tx, attempt.order_id, ("attempt", attempt.id), step, by, at)
}

/// Records a step of a refund.
pub(crate) fn refund_step(
    tx: &mut Tx<'_>,
    refund: &Refund,
    step: Step<'_>,
    by: By,
    at: Millis,
) -> Result<(), Error> {
    write(tx, refund.order_id, ("refund", refund.id), step, by, at)
}

fn write(
    tx: &mut Tx<'_>,
    order_id: i64,
    (entity, entity_id): (&str, i64),
    step: Step<'_>,
    by: By,
    at: Millis,
) -> Result<(), Error> {
    let Step {
        axis,
        from,
        to,
        note,
    } = step;
    let note = note.map(|remark| remark.to_string());
    let row = NewEvent {
        order_id,
        at,
        actor_kind: by.actor,
        actor_id: by.actor_id,
        entity,
        entity_id,
        axis,
        from_state: from,
        to_state: to,
        cause: by.cause,
        note: note.as_deref(),
    };
    event::insert(tx, &row)?;
    Ok(())
}
