//! Refunds that customers ask for: no money moves before staff decide, and an order has one open request.

mod goods;
mod judged;
mod photos;
mod races;
mod rows;
mod told;
mod two;

use super::Desk;
use crate::desk::refusal;
use domain::{
    actions::Action,
    error::ErrorCode,
    form::{
        OrderForm, RefundApproveForm, RefundRejectForm, RefundRequestForm, RefundWithdrawForm,
        RequestLineForm, ShipForm, ShipLineForm,
    },
    money::Fen,
    order::OrderLabel,
    refund::{RefundOrigin, RefundState},
    setting::Settings,
    staff::Role,
    view::{order::RefundView, refund::RefundTab},
};
use shop::{Error, Viewer, policy::Policy, refund::Decided};
use test_support::{Setup, TestDb, TestShop, for_both};

impl Desk {
    /// The same with other first settings.
    pub(crate) async fn open_set(db: TestDb, set: impl FnOnce(&mut Settings)) -> Self {
        Self::with(shop_set(db, set).await).await
    }

    /// The form of a request for units of the first line, as its page sends it.
    pub(crate) async fn asking(&self, kind: &str, units: i64) -> RefundRequestForm {
        let (shop, buyer) = (&self.test.shop, &self.test.buyer);
        let page = shop.refund_request_page(buyer, &self.number, None).await;
        RefundRequestForm {
            kind: kind.to_owned(),
            lines: vec![RequestLineForm {
                line_no: "1".to_owned(),
                qty: units.to_string(),
            }],
            reason_code: "damaged".to_owned(),
            reason_text: "杯口有裂".to_owned(),
            ..page.unwrap().form
        }
    }

    pub(crate) async fn ask(&self, form: RefundRequestForm) -> Result<String, Error> {
        self.test.shop.request_refund(&self.test.buyer, form).await
    }

    /// Asks for units of the first line, and returns the request's number.
    pub(crate) async fn asked(&self, kind: &str, units: i64) -> String {
        self.ask(self.asking(kind, units).await).await.unwrap();
        self.last().await.out_request_no
    }

    /// The last refund as the customer sees it.
    pub(crate) async fn last(&self) -> RefundView {
        let mut order = self.status(&self.number).await;
        order.refunds.pop().unwrap()
    }

    pub(crate) async fn withdraw(&self, request: &str) -> Result<String, Error> {
        let form = RefundWithdrawForm {
            number: self.number.clone(),
            out_request_no: request.to_owned(),
        };
        self.test.shop.withdraw_refund(&self.test.buyer, form).await
    }

    pub(crate) async fn approve(&self, request: &str) -> Result<Decided, Error> {
        self.approve_as(&self.staff(), request).await
    }

    pub(crate) async fn approve_as(&self, who: &Viewer, request: &str) -> Result<Decided, Error> {
        let form = RefundApproveForm {
            out_request_no: request.to_owned(),
            ..RefundApproveForm::default()
        };
        let who = self.test.proven(who);
        self.test.shop.approve_refund(&who, form).await
    }

    /// Approves less than was asked for, with its confirmation.
    pub(crate) async fn lower_as(
        &self,
        who: &Viewer,
        request: &str,
        fen: i64,
    ) -> Result<Decided, Error> {
        let form = RefundApproveForm {
            out_request_no: request.to_owned(),
            amount: Fen::new(fen).yuan(),
            reason: "一只完好".to_owned(),
            confirm_fen: fen.to_string(),
            ..RefundApproveForm::default()
        };
        let who = self.test.proven(who);
        self.test.shop.approve_refund(&who, form).await
    }

    pub(crate) async fn reject(&self, request: &str) -> Result<Decided, Error> {
        let form = RefundRejectForm {
            out_request_no: request.to_owned(),
            reason: "照片里没有破损".to_owned(),
        };
        self.test.shop.reject_refund(&self.staff(), form).await
    }

    /// The numbers of the refunds in a tab of the desk.
    pub(crate) async fn queue(&self, tab: RefundTab) -> Vec<String> {
        let view = self.test.shop.admin_refunds(&self.staff(), tab, None).await;
        let rows = view.unwrap().rows;
        rows.into_iter().map(|row| row.request_no).collect()
    }

    /// Ships these units of the first line.
    pub(crate) async fn ship(&self, units: i64) {
        let (shop, roles) = (&self.test.shop, &[Role::Orders]);
        let packer = self.test.staff("packer@example.cn", roles).await;
        let page = shop.admin_order(&packer, &self.number).await;
        let line = ShipLineForm {
            line_no: "1".to_owned(),
            qty: units.to_string(),
        };
        let form = ShipForm {
            lines: vec![line],
            tracking_no: "SF1234567890".to_owned(),
            ..page.unwrap().ship.unwrap().form
        };
        shop.ship_order(&packer, form).await.unwrap();
    }

    /// The customer confirms the receipt.
    pub(crate) async fn receive(&self) {
        let form = OrderForm {
            number: self.number.clone(),
        };
        let received = self.test.shop.confirm_receipt(&self.test.buyer, form);
        received.await.unwrap();
    }

    pub(crate) async fn sql(&self, sql: &str) {
        store::testing::batch(self.test.shop.store(), sql)
            .await
            .unwrap();
    }
}

/// A shop with other first settings.
pub(crate) async fn shop_set(db: TestDb, set: impl FnOnce(&mut Settings)) -> TestShop {
    let mut first = Setup::default().policy.first;
    set(&mut first);
    let policy = Policy {
        first,
        ..Policy::default()
    };
    TestShop::with_policy(db, policy).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_moves_no_money_until_staff_approve_it() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let page = desk
            .test
            .shop
            .refund_request_page(&desk.test.buyer, &desk.number, None);
        let page = page.await.unwrap();
        assert!(page.allowed && !page.is_returnable());
        assert_eq!(page.lines.len(), 1, "shipping is not chosen");
        assert_eq!(page.lines[0].amounts, [0, 4_400, 8_800].map(Fen::new));
        assert_eq!((page.postage, page.cap), (Fen::new(800), Fen::new(9_600)));
        assert_eq!(page.form.lines[0].qty, "1", "one unit is preset");

        let request = desk.asked("money", 1).await;
        assert_eq!(request, format!("{}R01", desk.trade));
        let order = desk.status(&desk.number).await;
        assert_eq!(order.label, OrderLabel::RefundUnderReview);
        let seen = &order.refunds[0];
        assert_eq!(
            (seen.state, seen.origin, seen.amount, seen.asked),
            (
                RefundState::Requested,
                RefundOrigin::Shopper,
                Fen::new(4_400),
                Some(Fen::new(4_400))
            )
        );
        assert_eq!(seen.actions, [Action::WithdrawRefund]);
        assert_eq!(
            (desk.reserved().await.as_str(), desk.given().len()),
            ("0", 0)
        );
        assert_eq!(
            desk.queue(RefundTab::Decide).await,
            std::slice::from_ref(&request)
        );
        desk.test.audit_is_green().await;

        let view = desk
            .test
            .shop
            .admin_refund(&desk.staff(), &request)
            .await
            .unwrap();
        assert_eq!(
            (view.possible, view.left),
            (Fen::new(4_400), Fen::new(5_200))
        );
        assert_eq!((view.lines[0].qty, view.lines[0].unshipped), (1, 1));
        assert_eq!((view.buyer.orders, view.buyer.refunds), (1, 0));
        assert_eq!(view.actions, [Action::ApproveRefund, Action::RejectRefund]);

        let done = desk.approve(&request).await.unwrap();
        assert_eq!(done.state, RefundState::Succeeded);
        assert_eq!(desk.given(), [(request.clone(), 4_400)]);
        assert_eq!(desk.stock().await, "10 1", "its unit goes back to stock");
        assert_eq!(desk.order_states().await, "open partially_refunded");
        assert_eq!(desk.log().await, ["refund.approve"]);
        // Pressed twice it is done once.
        let again = desk.approve(&request).await.unwrap();
        assert_eq!(again.state, RefundState::Succeeded);
        desk.pass(30).await;
        assert_eq!(desk.given().len(), 1);
        assert_eq!(desk.queue(RefundTab::Closed).await, [request]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shipping_goes_back_with_everything_before_it_was_shipped() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let request = desk.asked("money", 2).await;
        assert_eq!(desk.last().await.amount, Fen::new(9_600));
        desk.approve(&request).await.unwrap();
        assert_eq!(desk.order_states().await, "cancelled refunded");
        assert_eq!(desk.stock().await, "10 0");
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_makes_no_sense_says_why() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.asking("money", 1).await;
        let answer = |form: RefundRequestForm| async { refusal(desk.ask(form).await) };
        let none = desk.asking("money", 0).await;
        assert_eq!(answer(none).await.0, ErrorCode::RefundNothing);
        let many = desk.asking("money", 3).await;
        let units = ("lines[0][qty]".to_owned(), ErrorCode::RefundUnits);
        assert_eq!(answer(many).await.1, [units]);
        let unshipped = desk.asking("return", 1).await;
        let not_shipped = ("lines[0][qty]".to_owned(), ErrorCode::RefundNotShipped);
        assert_eq!(answer(unshipped).await.1, [not_shipped]);
        for (code, why) in [
            ("", ErrorCode::RefundReasonRequired),
            ("goodwill", ErrorCode::Format),
        ] {
            let form = RefundRequestForm {
                reason_code: code.to_owned(),
                ..form.clone()
            };
            assert_eq!(answer(form).await.1, [("reason_code".to_owned(), why)]);
        }
        let shipping = RefundRequestForm {
            lines: vec![RequestLineForm {
                line_no: "2".to_owned(),
                qty: "1".to_owned(),
            }],
            ..form.clone()
        };
        assert_eq!(answer(shipping).await.0, ErrorCode::FormStale);
        let keyless = RefundRequestForm {
            form_key: "x".to_owned(),
            ..form
        };
        assert_eq!(answer(keyless).await.0, ErrorCode::FormStale);
        assert_eq!(desk.status(&desk.number).await.refunds, []);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_has_one_open_request_and_may_be_asked_again() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let first = desk.asking("money", 1).await;
        desk.ask(first.clone()).await.unwrap();
        desk.ask(first).await.unwrap();
        let other = desk.asking("money", 2).await;
        let refused = refusal(desk.ask(other.clone()).await).0;
        assert_eq!(refused, ErrorCode::RefundRequestOpen);
        let first = desk.last().await.out_request_no;
        assert_eq!(desk.status(&desk.number).await.refunds.len(), 1);

        desk.withdraw(&first).await.unwrap();
        desk.withdraw(&first).await.unwrap();
        assert_eq!(desk.last().await.state, RefundState::Withdrawn);
        assert_eq!(
            refusal(desk.approve(&first).await).0,
            ErrorCode::RefundStateMoved
        );

        desk.ask(other).await.unwrap();
        let second = desk.last().await.out_request_no;
        assert_eq!(
            second,
            format!("{}R02", desk.trade),
            "a number is spent once"
        );
        let no_reason = RefundRejectForm {
            out_request_no: second.clone(),
            reason: " ".to_owned(),
        };
        let no_reason = desk.test.shop.reject_refund(&desk.staff(), no_reason).await;
        let field = ("reason".to_owned(), ErrorCode::Required);
        assert_eq!(refusal(no_reason).1, [field]);
        desk.reject(&second).await.unwrap();
        let told = desk.last().await;
        assert_eq!(
            (told.state, told.decision_text.as_deref()),
            (RefundState::Rejected, Some("照片里没有破损"))
        );
        assert_eq!(
            refusal(desk.withdraw(&second).await).0,
            ErrorCode::RefundStateMoved
        );
        assert_eq!(
            desk.status(&desk.number).await.label,
            OrderLabel::ToBeShipped
        );

        let third = desk.asked("money", 1).await;
        desk.approve(&third).await.unwrap();
        assert_eq!(desk.log().await, ["refund.reject", "refund.approve"]);
        desk.test.audit_is_green().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_finds_nothing() {
    for_both(async |db| {
        let desk = Desk::open(db).await;
        let form = desk.asking("money", 1).await;
        let request = desk.asked("money", 1).await;
        let stranger = desk.test.shopper("other@example.cn").await;
        let shop = &desk.test.shop;
        let page = shop
            .refund_request_page(&stranger, &desk.number, None)
            .await;
        assert!(matches!(page, Err(Error::NotFound)), "{page:?}");
        let asked = shop.request_refund(&stranger, form).await;
        assert!(matches!(asked, Err(Error::NotFound)), "{asked:?}");
        let withdrawn = RefundWithdrawForm {
            number: desk.number.clone(),
            out_request_no: request.clone(),
        };
        let withdrawn = shop.withdraw_refund(&stranger, withdrawn).await;
        assert!(matches!(withdrawn, Err(Error::NotFound)), "{withdrawn:?}");
        let photo = shop.refund_photo(&stranger, &request, 1).await;
        assert!(matches!(photo, Err(Error::NotFound)), "{photo:?}");
        let desk_page = shop.admin_refund(&stranger, &request).await;
        assert!(
            matches!(desk_page, Err(Error::LoginRequired)),
            "{desk_page:?}"
        );
    })
    .await;
}
