//! Parcels of an order.

use super::catalog::ImageView;
use crate::{locale::Words, shipping::Carrier, time::Millis};
use serde::{Deserialize, Serialize};

/// A line of a parcel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelLineView {
    /// Title at purchase.
    pub title: Words,
    /// Options at purchase.
    pub options: Words,
    /// Picture at purchase.
    pub image: Option<ImageView>,
    /// Units in this parcel.
    pub qty: i64,
}

/// A parcel of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParcelView {
    /// Place among the parcels of the order, from 1; one that was taken back keeps its place.
    pub place: i64,
    /// Who brings it.
    pub carrier: Carrier,
    /// Its number, to copy.
    pub tracking_no: Option<String>,
    /// When it was shipped.
    pub shipped_at: Millis,
    /// When its number was last corrected.
    pub corrected_at: Option<Millis>,
    /// What is in it.
    pub lines: Vec<ParcelLineView>,
    /// Its version, for the form that corrects it.
    pub version: i64,
    /// True if staff may take it back now.
    pub may_void: bool,
}

/// When an order that was shipped counts as received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// When.
    pub due: Millis,
    /// True while a refund is under way, which stops the clock.
    pub paused: bool,
}
