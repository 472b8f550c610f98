//! The history of an order.

use super::word::{Number, Word};
use crate::schema::order_events;
use diesel::{Queryable, Selectable};
use domain::{
    order::{ActorKind, Cause},
    time::Millis,
};

/// A row of `order_events`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = order_events)]
pub struct Event {
    /// Key; events follow its order.
    pub id: i64,
    /// The order.
    pub order_id: i64,
    /// When it happened.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// Who caused it.
    #[diesel(deserialize_as = Word<ActorKind>)]
    pub actor_kind: ActorKind,
    /// `users.id`, if the actor is a person.
    pub actor_id: Option<i64>,
    /// `order`, `attempt` or `refund`.
    pub entity: String,
    /// Key of that.
    pub entity_id: i64,
    /// `lifecycle`, `pay_state` or `ship_state` of an order; `state` of an attempt or refund.
    pub axis: String,
    /// State before; `None` for a new row.
    pub from_state: Option<String>,
    /// State after.
    pub to_state: String,
    /// What caused it.
    #[diesel(deserialize_as = Word<Cause>)]
    pub cause: Cause,
    /// Amount or remark, without personal data.
    pub note: Option<String>,
}

/// A step to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent<'a> {
    /// The order.
    pub order_id: i64,
    /// When it happened.
    pub at: Millis,
    /// Who caused it.
    pub actor_kind: ActorKind,
    /// `users.id`, if the actor is a person.
    pub actor_id: Option<i64>,
    /// `order`, `attempt` or `refund`.
    pub entity: &'a str,
    /// Key of that.
    pub entity_id: i64,
    /// `lifecycle`, `pay_state` or `ship_state` of an order; `state` of an attempt or refund.
    pub axis: &'a str,
    /// State before; `None` for a new row.
    pub from_state: Option<&'a str>,
    /// State after.
    pub to_state: &'a str,
    /// What caused it.
    pub cause: Cause,
    /// Amount or remark, without personal data.
    pub note: Option<&'a str>,
}
