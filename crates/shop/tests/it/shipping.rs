//! Shipping: parcels, the state of the shipment, bulk shipping, receipt and completion.

mod many;
mod packing;
mod parcel;
mod race;
mod receipt;
mod steps;

use domain::{
    form::{RefundForm, RefundLineForm, ShipForm, ShipLineForm, VoidParcelForm},
    staff::Role,
    view::{admin::AdminOrderView, order::OrderView},
};
use shop::{Error, Viewer, refund::Decided};
use test_support::{TestDb, TestShop};

/// A shop that sells tea at 44.00 and cups at 20.00, with somebody who ships and somebody who refunds.
pub(crate) struct House {
    pub(crate) test: TestShop,
    pub(crate) packer: Viewer,
    pub(crate) refunds: Viewer,
}

impl House {
    pub(crate) async fn open(db: TestDb) -> Self {
        Self::of(TestShop::new(db).await).await
    }

    /// The same in a shop that is set up already.
    pub(crate) async fn of(test: TestShop) -> Self {
        Self::stocked(test, 100).await
    }

    /// The same with so many units of tea.
    pub(crate) async fn stocked(test: TestShop, units: i64) -> Self {
        test.sell("TEA", 4_400, units).await;
        test.sell("CUP", 2_000, 100).await;
        let packer = test.staff("orders@example.cn", &[Role::Orders]).await;
        let refunds = test.staff("refunds@example.cn", &[Role::Refunds]).await;
        Self {
            test,
            packer,
            refunds,
        }
    }

    /// A paid order of so many units of tea. Returns its number.
    pub(crate) async fn tea(&self, units: i64) -> String {
        self.test.order().line("TEA", units).paid().await.number
    }

    pub(crate) async fn page(&self, number: &str) -> AdminOrderView {
        let page = self.test.shop.admin_order(&self.packer, number).await;
        page.unwrap()
    }

    pub(crate) async fn status(&self, number: &str) -> OrderView {
        let status = self.test.shop.order_status(&self.test.buyer, number).await;
        status.unwrap()
    }

    /// The form as its page sends it, with other units: (line, units).
    pub(crate) async fn form(&self, number: &str, lines: &[(&str, &str)]) -> ShipForm {
        let ship = self.page(number).await.ship.expect("it may be shipped");
        let lines = lines.iter().map(|(line_no, qty)| ShipLineForm {
            line_no: (*line_no).to_owned(),
            qty: (*qty).to_owned(),
        });
        ShipForm {
            lines: lines.collect(),
            tracking_no: "SF1234567890".to_owned(),
            ..ship.form
        }
    }

    pub(crate) async fn post(&self, form: ShipForm) -> Result<(), Error> {
        self.test.shop.ship_order(&self.packer, form).await
    }

    /// Ships units of the first line.
    pub(crate) async fn ship(&self, number: &str, units: &str) {
        let form = self.form(number, &[("1", units)]).await;
        self.post(form).await.unwrap();
    }

    /// Ships units of a line.
    pub(crate) async fn ship_line(&self, number: &str, line: &str, units: &str) {
        let form = self.form(number, &[(line, units)]).await;
        self.post(form).await.unwrap();
    }

    /// Takes the parcel in this place back.
    pub(crate) async fn void(&self, number: &str, place: &str) -> Result<(), Error> {
        let form = VoidParcelForm {
            number: number.to_owned(),
            parcel: place.to_owned(),
        };
        self.test.shop.void_parcel(&self.packer, form).await
    }

    /// The form of a refund: (line, units, amount, restock).
    pub(crate) async fn refund_form(
        &self,
        number: &str,
        rows: &[(&str, &str, &str, &str)],
    ) -> RefundForm {
        let who = self.test.proven(&self.refunds);
        let page = self.test.shop.refund_page(&who, number, None).await;
        let lines = rows
            .iter()
            .map(|(line_no, qty, amount, restock)| RefundLineForm {
                line_no: (*line_no).to_owned(),
                qty: (*qty).to_owned(),
                amount: (*amount).to_owned(),
                restock: (*restock).to_owned(),
            });
        RefundForm {
            lines: lines.collect(),
            reason_code: "damaged".to_owned(),
            ..page.unwrap().form
        }
    }

    pub(crate) async fn refund(&self, form: RefundForm) -> Result<Decided, Error> {
        let who = self.test.proven(&self.refunds);
        self.test.shop.refund_order(&who, form).await
    }

    /// `lifecycle ship_state` of an order.
    pub(crate) async fn states(&self, number: &str) -> String {
        let sql = format!(
            "SELECT lifecycle || ' ' || ship_state AS answer FROM orders WHERE number = '{number}'"
        );
        self.test.one(&sql).await
    }

    /// The recorded steps of the shipment, e.g. `none>partial`.
    pub(crate) async fn steps(&self) -> Vec<String> {
        self.test
            .ask(
                "SELECT COALESCE(from_state, '') || '>' || to_state AS answer FROM order_events
                 WHERE axis = 'ship_state' ORDER BY id",
            )
            .await
    }

    /// `on_hand reserved` of the tea.
    pub(crate) async fn stock(&self) -> String {
        self.test
            .one(
                "SELECT CAST(on_hand AS TEXT) || ' ' || CAST(reserved AS TEXT) AS answer
                 FROM sku_stock s JOIN skus k ON k.id = s.sku_id WHERE k.code = 'TEA'",
            )
            .await
    }

    /// How many rows of `shipments` there are.
    pub(crate) async fn parcels(&self) -> String {
        self.test
            .one("SELECT CAST(COUNT(*) AS TEXT) AS answer FROM shipments")
            .await
    }
}
