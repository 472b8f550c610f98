//! A builder of orders: `t.order().line("MUG", 2).paid().await`.

use super::TestShop;
use domain::form::{CartAddForm, CheckoutForm, OrderForm, RefundForm};
use shop::{Viewer, notify::NotifyAnswer};

/// An order that is not placed yet.
#[must_use = "an order is placed by `placed` or one of the methods after it"]
pub struct NewOrder<'t> {
    test: &'t TestShop,
    buyer: &'t Viewer,
    lines: Vec<(&'t str, i64)>,
}

/// An order and its payment attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// The order's number.
    pub number: String,
    /// The `out_trade_no` of the attempt.
    pub trade: String,
}

impl<'t> NewOrder<'t> {
    /// Orders for another customer than the default buyer.
    pub fn by(self, buyer: &'t Viewer) -> Self {
        Self { buyer, ..self }
    }

    /// Adds a line: SKU code and units.
    pub fn line(mut self, sku: &'t str, qty: i64) -> Self {
        self.lines.push((sku, qty));
        self
    }

    /// Places the order and returns its number.
    ///
    /// # Panics
    /// If the shop refuses; the same for the methods below.
    pub async fn placed(self) -> String {
        self.test.fill_cart(self.buyer, &self.lines).await;
        let form = self.test.checkout_form(self.buyer).await;
        let placed = self.test.shop.place_order(self.buyer, form).await;
        placed.expect("an order").number
    }

    /// Places the order, starts its payment and opens the cashier.
    pub async fn at_cashier(self) -> Ordered {
        let (test, buyer) = (self.test, self.buyer);
        let number = self.placed().await;
        let trade = test.start_payment(buyer, &number).await;
        Ordered { number, trade }
    }

    /// The same, paid at the gateway without a notification.
    pub async fn paid_unheard(self) -> Ordered {
        let test = self.test;
        let order = self.at_cashier().await;
        test.gateway.pay(&order.trade);
        order
    }

    /// The same, and the shop is notified.
    pub async fn paid(self) -> Ordered {
        let test = self.test;
        let order = self.paid_unheard().await;
        assert_eq!(test.notified(&order.trade).await, NotifyAnswer::Success);
        order
    }
}

impl TestShop {
    /// An order of the buyer, to which lines are added.
    pub fn order(&self) -> NewOrder<'_> {
        NewOrder {
            test: self,
            buyer: &self.buyer,
            lines: Vec::new(),
        }
    }

    /// Fills the cart: SKU codes and units.
    ///
    /// # Panics
    /// If the cart refuses.
    pub async fn fill_cart(&self, who: &Viewer, goods: &[(&str, i64)]) {
        for (sku, qty) in goods {
            let form = CartAddForm {
                slug: sku.to_lowercase(),
                sku: (*sku).to_owned(),
                qty: qty.to_string(),
            };
            self.shop
                .cart_add(who, form)
                .await
                .expect("the cart takes it");
        }
    }

    /// The checkout form as its page sends it.
    ///
    /// # Panics
    /// If the cart cannot be ordered.
    pub async fn checkout_form(&self, who: &Viewer) -> CheckoutForm {
        let page = self.shop.checkout(who).await.expect("a checkout");
        CheckoutForm {
            checkout_key: page.checkout_key,
            total_fen: page.totals.total.get().to_string(),
            contact_name: "林晓".to_owned(),
            contact_phone: "13800138000".to_owned(),
            region: "浙江省 杭州市 西湖区".to_owned(),
            street: "龙井路 1 号".to_owned(),
            buyer_note: String::new(),
        }
    }

    /// Starts a payment and opens the cashier. Returns the `out_trade_no`.
    ///
    /// # Panics
    /// If the shop refuses.
    pub async fn start_payment(&self, who: &Viewer, number: &str) -> String {
        let url = self
            .shop
            .start_payment(who, order_form(number))
            .await
            .expect("a payment is started");
        self.gateway.open_cashier(&url)
    }

    /// The form of a full refund, as its page sends it.
    ///
    /// # Panics
    /// If the shop refuses the page.
    pub async fn whole_refund(&self, staff: &Viewer, number: &str) -> RefundForm {
        let page = self.shop.refund_page(staff, number, None).await;
        RefundForm {
            whole: "all".to_owned(),
            reason_code: "other".to_owned(),
            ..page.expect("a refund page").form
        }
    }

    /// Delivers a notification of a trade's current state. Returns the shop's response.
    pub async fn notified(&self, out_trade_no: &str) -> NotifyAnswer {
        self.shop
            .on_notify(&self.gateway.notify(out_trade_no))
            .await
    }
}

/// The form of an action on an order.
#[must_use]
pub fn order_form(number: &str) -> OrderForm {
    OrderForm {
        number: number.to_owned(),
    }
}
