//! Photographs of requests. Only the customer and staff see them: they have no public address.

use crate::{Error, Shop, Viewer, media::Media};
use domain::{
    actions::Action,
    error::{ErrorCode, FieldError, Refusal},
    limit,
    refund::RefundReason,
    view::order::{RefundView, ReturnView},
};
use picture::Receiving;
use store::{
    Tx,
    models::{
        goods_return::{GoodsReturn, NewRefundPhoto, RefundPhoto},
        refund::Refund,
    },
    queries::{goods_return, order, refund, refund_photo},
};

/// Photographs of one customer that may wait for a form: a few forms that were refused.
const WAITING: usize = 12;

impl Shop {
    /// Opens a photograph that is about to arrive.
    ///
    /// # Errors
    /// `LoginRequired` before a byte is read; `Refused(PictureCount)` if too many wait; `Busy`, `Internal`.
    pub async fn receive_photo(&self, viewer: &Viewer) -> Result<Receiving, Error> {
        let user_id = viewer.shopper()?.user_id;
        let waiting = self
            .store
            .read(move |tx| Ok::<_, Error>(refund_photo::waiting(tx, user_id)?.len()))
            .await?;
        if waiting >= WAITING {
            return Err(Error::refused(ErrorCode::PictureCount));
        }
        self.open_receiving().await
    }

    /// Ends the file and keeps it for the form that it came with. Returns its key.
    ///
    /// # Errors
    /// `Refused` with a code that begins with `Picture`; `LoginRequired`, `Busy`, `Internal`.
    pub async fn keep_photo(
        &self,
        viewer: &Viewer,
        file_name: &str,
        receiving: Receiving,
    ) -> Result<String, Error> {
        let user_id = viewer.shopper()?.user_id;
        let upload = receiving.finish().await;
        let upload = upload.map_err(|error| Self::picture_refused(file_name, error))?;
        let (photo_key, now) = (self.upload_key(), self.now());
        let key = photo_key.clone();
        self.keep_private(file_name, upload, move |tx, kept| {
            let row = NewRefundPhoto {
                photo_key: photo_key.clone(),
                user_id,
                sha256: kept.sha256,
                mime: kept.mime,
                width: kept.width,
                height: kept.height,
                file_name: kept.file_name,
                uploaded_at: now,
            };
            Ok(refund_photo::insert(tx, &row)?)
        })
        .await?;
        Ok(key)
    }

    /// A photograph of a request of the customer's own.
    ///
    /// # Errors
    /// `LoginRequired`; `NotFound` for another person's.
    pub async fn refund_photo(
        &self,
        viewer: &Viewer,
        out_request_no: &str,
        place: i64,
    ) -> Result<Media, Error> {
        let user_id = viewer.shopper()?.user_id;
        self.photo(out_request_no, place, Some(user_id)).await
    }

    /// A photograph of any request, for staff.
    ///
    /// # Errors
    /// `LoginRequired`, `RoleMissing`, `NotFound`.
    pub async fn admin_refund_photo(
        &self,
        viewer: &Viewer,
        out_request_no: &str,
        place: i64,
    ) -> Result<Media, Error> {
        viewer.any_staff()?;
        self.photo(out_request_no, place, None).await
    }

    async fn photo(
        &self,
        out_request_no: &str,
        place: i64,
        owner: Option<i64>,
    ) -> Result<Media, Error> {
        let number = out_request_no.to_owned();
        self.store
            .read(move |tx| {
                let found = refund::by_request_no(tx, &number)?.ok_or(Error::NotFound)?;
                if owner.is_some() && order::get(tx, found.order_id)?.user_id != owner {
                    return Err(Error::NotFound);
                }
                let photos = refund_photo::of_refunds(tx, &[found.id])?;
                let photo = photos.into_iter().find(|photo| photo.place == Some(place));
                let photo = photo.ok_or(Error::NotFound)?;
                Ok(Media {
                    mime: photo.mime,
                    sha256: photo.sha256,
                })
            })
            .await
    }
}

/// Gives a request the photographs of its form.
///
/// # Errors
/// `Refused(PictureGone)` at their field for a key that waits no more.
pub(super) fn attach(
    tx: &mut Tx<'_>,
    user_id: i64,
    keys: &[String],
    refund_id: i64,
) -> Result<(), Error> {
    for (key, place) in keys.iter().zip(1_i64..) {
        if !refund_photo::attach(tx, user_id, key, refund_id, place)? {
            return Err(Refusal::fields(vec![FieldError {
                field: super::asked::PHOTOS.to_owned(),
                code: ErrorCode::PictureGone,
            }])
            .into());
        }
    }
    Ok(())
}

/// The names of the waiting photographs with these keys. Keys that are not the customer's, or wait no
/// more, are taken out.
pub(super) fn names(
    tx: &mut Tx<'_>,
    user_id: i64,
    keys: &mut Vec<String>,
) -> Result<Vec<String>, Error> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let waiting = refund_photo::waiting(tx, user_id)?;
    let name = |key: &String| {
        let found = waiting.iter().find(|photo| photo.photo_key == *key);
        found.map(|photo| photo.file_name.clone())
    };
    keys.retain(|key| name(key).is_some());
    keys.truncate(limit::REFUND_PHOTOS);
    Ok(keys.iter().filter_map(name).collect())
}

/// What belongs to refunds beside their rows: photographs, and goods on their way back.
pub(crate) struct Extras {
    photos: Vec<RefundPhoto>,
    goods: Vec<GoodsReturn>,
}

impl Extras {
    /// Loads those of several refunds.
    pub(crate) fn load<'a>(
        tx: &mut Tx<'_>,
        refunds: impl IntoIterator<Item = &'a Refund>,
    ) -> Result<Self, Error> {
        // Only a refund that was asked for has any.
        let ids: Vec<i64> = refunds
            .into_iter()
            .filter(|refund| refund.requested_by.is_some())
            .map(|refund| refund.id)
            .collect();
        if ids.is_empty() {
            return Ok(Self {
                photos: Vec::new(),
                goods: Vec::new(),
            });
        }
        Ok(Self {
            photos: refund_photo::of_refunds(tx, &ids)?,
            goods: goods_return::of_refunds(tx, &ids)?,
        })
    }

    /// Number of photographs of a refund.
    pub(crate) fn photos(&self, refund_id: i64) -> i64 {
        let own = self
            .photos
            .iter()
            .filter(|p| p.refund_id == Some(refund_id));
        i64::try_from(own.count()).unwrap_or(i64::MAX)
    }

    /// The goods of a refund.
    pub(crate) fn goods(&self, refund_id: i64) -> Option<ReturnView> {
        let found = self
            .goods
            .iter()
            .find(|goods| goods.refund_id == refund_id)?;
        Some(ReturnView {
            address: found.address.clone(),
            until: found.until_at,
            parcel: found.carrier.clone().zip(found.tracking_no.clone()),
            received_at: found.received_at,
        })
    }

    /// A refund for the customer; `actions`: what they may do to it.
    pub(crate) fn view(&self, refund: &Refund, actions: Vec<Action>) -> RefundView {
        RefundView {
            out_request_no: refund.out_request_no.clone(),
            amount: refund.amount_fen,
            state: refund.state,
            origin: refund.origin,
            // Automatic and external refunds have no reason code of staff: pages show their origin.
            reason: refund.reason_code.parse::<RefundReason>().ok(),
            reason_text: refund.reason_text.clone(),
            asked: refund.asked_fen,
            decision_text: refund.decision_text.clone(),
            photos: self.photos(refund.id),
            goods: self.goods(refund.id),
            actions,
            created_at: refund.created_at,
            succeeded_at: refund.succeeded_at,
        }
    }
}
