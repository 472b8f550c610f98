//! Photographs of requests: kept, private, and gone if their form never comes.

use super::super::Desk;
use crate::desk::refusal;
use camera::Camera;
use domain::{
    error::ErrorCode,
    form::{RefundRequestForm, RefusedFileForm},
    time::DAY,
};
use shop::{Error, Shop, Viewer};
use test_support::{TestDb, TestShop, for_both};
use tokio_util::sync::CancellationToken;

async fn desk(db: TestDb) -> Desk {
    Desk::with(TestShop::new(db).await.with_media()).await
}

async fn send(desk: &Desk, who: &Viewer, name: &str, bytes: &[u8]) -> Result<String, Error> {
    let shop = &desk.test.shop;
    let mut receiving = shop.receive_photo(who).await?;
    receiving
        .push(bytes)
        .await
        .map_err(|error| Shop::picture_refused(name, error))?;
    shop.keep_photo(who, name, receiving).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_customer_and_staff_see_them_and_nobody_else() {
    for_both(async |db| {
        let desk = desk(db).await;
        let (shop, buyer) = (&desk.test.shop, &desk.test.buyer);
        let jpeg = Camera::new(800, 600).held(6).jpeg();
        let key = send(&desk, buyer, "杯口.jpg", &jpeg).await.unwrap();
        let wrong = send(&desk, buyer, "a.txt", b"no picture").await;
        assert_eq!(refusal(wrong).0, ErrorCode::PictureKind);
        let form = RefundRequestForm {
            photos: vec![key.clone()],
            ..desk.asking("money", 1).await
        };
        let typed = shop.refund_request_page(buyer, &desk.number, Some(form.clone()));
        assert_eq!(typed.await.unwrap().photos, ["杯口.jpg"]);
        desk.ask(form).await.unwrap();
        let seen = desk.last().await;
        assert_eq!(seen.photos, 1);
        let request = seen.out_request_no;
        let own = shop.refund_photo(buyer, &request, 1).await.unwrap();
        let staff = shop.admin_refund_photo(&desk.staff(), &request, 1).await;
        assert_eq!(staff.unwrap(), own);
        assert!(desk.test.media().join(&own.sha256).exists());
        // Its file has no public address.
        assert_eq!(shop.media(&own.sha256).await.unwrap(), None);
        let stranger = desk.test.shopper("other@example.cn").await;
        for (who, place) in [(&stranger, 1), (buyer, 2)] {
            let found = shop.refund_photo(who, &request, place).await;
            assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        }
        let outside = shop.admin_refund_photo(buyer, &request, 1).await;
        assert!(matches!(outside, Err(Error::LoginRequired)), "{outside:?}");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_is_used_once_and_by_its_owner() {
    for_both(async |db| {
        let desk = desk(db).await;
        let jpeg = Camera::new(400, 300).jpeg();
        let stranger = desk.test.shopper("other@example.cn").await;
        let theirs = send(&desk, &stranger, "a.jpg", &jpeg).await.unwrap();
        let form = desk.asking("money", 1).await;
        let gone = vec![("photos".to_owned(), ErrorCode::PictureGone)];
        let stolen = RefundRequestForm {
            photos: vec![theirs],
            ..form.clone()
        };
        assert_eq!(refusal(desk.ask(stolen).await).1, gone);
        let mut keys = Vec::new();
        for _ in 0..4 {
            keys.push(send(&desk, &desk.test.buyer, "b.jpg", &jpeg).await.unwrap());
        }
        let many = RefundRequestForm {
            photos: keys.clone(),
            ..form.clone()
        };
        let count = vec![("photos".to_owned(), ErrorCode::PictureCount)];
        assert_eq!(refusal(desk.ask(many).await).1, count);
        let refused = RefundRequestForm {
            refused: vec![RefusedFileForm {
                name: "IMG.HEIC".to_owned(),
                why: ErrorCode::PictureHeic.to_string(),
            }],
            ..form.clone()
        };
        let heic = vec![("photos".to_owned(), ErrorCode::PictureHeic)];
        assert_eq!(refusal(desk.ask(refused).await).1, heic);
        keys.truncate(3);
        desk.ask(RefundRequestForm {
            photos: keys,
            ..form
        })
        .await
        .unwrap();
        assert_eq!(desk.last().await.photos, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_without_a_form_is_swept_after_a_week() {
    for_both(async |db| {
        let desk = desk(db).await;
        let jpeg = Camera::new(400, 300).jpeg();
        let used = send(&desk, &desk.test.buyer, "a.jpg", &jpeg).await.unwrap();
        desk.ask(RefundRequestForm {
            photos: vec![used],
            ..desk.asking("money", 1).await
        })
        .await
        .unwrap();
        send(&desk, &desk.test.buyer, "b.jpg", &jpeg).await.unwrap();
        let left = "SELECT file_name AS answer FROM refund_photos ORDER BY id";
        assert_eq!(desk.test.ask(left).await, ["a.jpg", "b.jpg"]);
        let stop = CancellationToken::new();
        stop.cancel();
        desk.test.shop.run_jobs(stop, 1).await;
        desk.test.after(8 * DAY).await;
        assert_eq!(desk.test.ask(left).await, ["a.jpg"]);
    })
    .await;
}
