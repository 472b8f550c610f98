//! Parcels and what is in them.

use super::word::{MaybeNumber, Number, Word};
use crate::schema::{shipment_corrections, shipment_lines, shipments};
use diesel::{Queryable, Selectable};
use domain::{shipping::Carrier, time::Millis};

/// A row of `shipments`: a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = shipments)]
pub struct Shipment {
    /// Key; the parcels of an order are counted in its order.
    pub id: i64,
    /// Its order.
    pub order_id: i64,
    /// Who brings it.
    #[diesel(deserialize_as = Word<Carrier>)]
    pub carrier: Carrier,
    /// Its number.
    pub tracking_no: Option<String>,
    /// Key of the form that shipped it.
    pub form_key: String,
    /// When it was shipped.
    #[diesel(deserialize_as = Number<Millis>)]
    pub shipped_at: Millis,
    /// The member of staff, if any.
    pub actor_id: Option<i64>,
    /// When it was taken back: its units are reserved again.
    #[diesel(deserialize_as = MaybeNumber<Millis>)]
    pub voided_at: Option<Millis>,
    /// The member of staff who took it back.
    pub voided_by: Option<i64>,
    /// Version: every change compares it.
    pub version: i64,
}

/// A row of `shipment_lines`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = shipment_lines)]
pub struct ShipmentLine {
    /// Its parcel.
    pub shipment_id: i64,
    /// The order line.
    pub order_detail_id: i64,
    /// Units.
    pub qty: i64,
}

/// A row of `shipment_corrections`: what stood on a parcel before.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = shipment_corrections)]
pub struct Correction {
    /// Key.
    pub id: i64,
    /// The parcel.
    pub shipment_id: i64,
    /// When it was corrected.
    #[diesel(deserialize_as = Number<Millis>)]
    pub at: Millis,
    /// The member of staff, if any.
    pub actor_id: Option<i64>,
    /// The carrier before.
    #[diesel(deserialize_as = Word<Carrier>)]
    pub carrier: Carrier,
    /// The number before.
    pub tracking_no: Option<String>,
}

/// A parcel to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShipment {
    /// Its order.
    pub order_id: i64,
    /// Who brings it.
    pub carrier: Carrier,
    /// Its number.
    pub tracking_no: Option<String>,
    /// Key of the form.
    pub form_key: String,
    /// When it is shipped.
    pub shipped_at: Millis,
    /// The member of staff, if any.
    pub actor_id: Option<i64>,
    /// Order lines and units.
    pub lines: Vec<(i64, i64)>,
}
