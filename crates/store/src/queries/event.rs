//! The history of an order: each step appends in its own transaction; rows never change.

use crate::{
    error::StoreError,
    models::event::{Event, NewEvent},
    schema::order_events,
    tx::Tx,
};
use diesel::prelude::*;
use domain::time::Millis;

/// Records a step. Returns its key.
pub fn insert(tx: &mut Tx<'_>, event: &NewEvent<'_>) -> Result<i64, StoreError> {
    tx.q(|c| {
        diesel::insert_into(order_events::table)
            .values((
                order_events::order_id.eq(event.order_id),
                order_events::at.eq(event.at.get()),
                order_events::actor_kind.eq(event.actor_kind.as_str()),
                order_events::actor_id.eq(event.actor_id),
                order_events::entity.eq(event.entity),
                order_events::entity_id.eq(event.entity_id),
                order_events::axis.eq(event.axis),
                order_events::from_state.eq(event.from_state),
                order_events::to_state.eq(event.to_state),
                order_events::cause.eq(event.cause.as_str()),
                order_events::note.eq(event.note),
            ))
            .returning(order_events::id)
            .get_result(c)
    })
}

/// The history of an order, oldest first.
pub fn list(tx: &mut Tx<'_>, order_id: i64) -> Result<Vec<Event>, StoreError> {
    tx.q(|c| {
        order_events::table
            .filter(order_events::order_id.eq(order_id))
            .order(order_events::id)
            .select(Event::as_select())
            .load(c)
    })
}

/// When the newest step of any order was recorded, in ms; `None` before the first.
pub fn newest(tx: &mut Tx<'_>) -> Result<Option<Millis>, StoreError> {
    let at: Option<i64> = tx.q(|c| {
        order_events::table
            .order(order_events::id.desc())
            .select(order_events::at)
            .first(c)
            .optional()
    })?;
    Ok(at.map(Millis::new))
}
