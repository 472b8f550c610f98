//! What buyers and staff do, through the use cases that their pages call.

use super::{
    Then,
    basket::Take,
    cast::{BUYERS, Buyer},
    story::{Act, Story, stories},
};
use domain::{
    form::{
        CartAddForm, CheckoutForm, NoteForm, OrderForm, RefundApproveForm, RefundForm,
        RefundRejectForm, RefundRequestForm, RefundWithdrawForm, ReturnAskForm, ReturnLineForm,
        ReturnReceiveForm, ReturnSendForm,
    },
    locale::Locale,
    money::Fen,
    refund::{RefundReason, RequestKind},
    shipping::Carrier,
    time::Millis,
    validate::{self, Login},
};
use shop::{
    Error, Shop, Viewer,
    notify::NotifyAnswer,
    payment::Checked,
    viewer::{SignedIn, Staff},
};
use store::{
    models::account::{NewUser, User},
    queries::account,
};

/// The carriers of the parcels, in turn.
const CARRIERS: [(Carrier, &str); 4] = [
    (Carrier::Sf, "SF"),
    (Carrier::Yto, "YT"),
    (Carrier::Jd, "JD"),
    (Carrier::Jt, "JT"),
];
/// The network that the demo's staff work from: this machine.
const OFFICE: &str = "127.0.0.0/24";

/// The shop of then, with its people and orders.
pub(super) struct Scene<'s> {
    shop: &'s Shop,
    then: &'s dyn Then,
    buyers: Vec<(&'static Buyer, SignedIn)>,
    staff: Staff,
    orders: Vec<Told>,
    placed: usize,
}

/// An order, as far as its story was told.
struct Told {
    story: Story,
    /// Its number; empty until it is placed.
    number: String,
    parcels: usize,
    /// The lines that the buyer asks for.
    asked: Vec<(String, String)>,
}

impl<'s> Scene<'s> {
    /// Opens the accounts of the buyers that the shop lacks.
    pub(super) async fn open(shop: &'s Shop, then: &'s dyn Then) -> Result<Self, Error> {
        let accounts = crate::accounts();
        let shopper = found(shop, &accounts.shopper.login).await?;
        let staff = found(shop, &accounts.staff.login).await?;
        let staff = shop.staff(staff.id).await?.ok_or(Error::NotFound)?;
        let mut buyers = Vec::new();
        for buyer in &BUYERS {
            buyers.push((buyer, account_of(shop, buyer, &shopper).await?));
        }
        let orders = stories().into_iter().map(|story| Told {
            story,
            number: String::new(),
            parcels: 0,
            asked: Vec::new(),
        });
        Ok(Self {
            shop,
            then,
            buyers,
            staff,
            orders: orders.collect(),
            placed: 0,
        })
    }

    /// Orders placed so far.
    pub(super) const fn placed(&self) -> usize {
        self.placed
    }

    /// Does it.
    pub(super) async fn perform(&mut self, place: usize, act: Act) -> Result<(), Error> {
        let told = self.orders.get(place).ok_or(Error::NotFound)?;
        let story = told.story.clone();
        let form = OrderForm {
            number: told.number.clone(),
        };
        let (shop, buyer, staff) = (self.shop, self.buyer(&story)?, self.at_desk());
        match act {
            Act::Place => {
                let number = self.place(&buyer, &story).await?;
                self.told(place)?.number = number;
                self.placed = self.placed.saturating_add(1);
            }
            Act::LookIn => {
                shop.start_payment(&buyer, form).await?;
            }
            Act::Pay | Act::PayUnheard => {
                let url = shop.start_payment(&buyer, form.clone()).await?;
                let paid = self.then.pay(&url, story.buyer.alipay);
                let message = paid.map_err(Error::internal)?;
                let heard = if act == Act::Pay {
                    shop.on_notify(message.as_bytes()).await == NotifyAnswer::Success
                } else {
                    shop.check_payment(&buyer, form).await? == Checked::Paid
                };
                if !heard {
                    return Err(Error::internal("the shop did not hear of a payment"));
                }
            }
            Act::Cancel => {
                shop.cancel_order(&buyer, form).await?;
            }
            Act::CancelAsStaff => {
                shop.admin_cancel_order(&staff, form).await?;
            }
            Act::Note(text) => {
                let page = shop.admin_order(&staff, &form.number).await?;
                let note = NoteForm {
                    number: form.number,
                    seen: page.note_seen,
                    staff_note: text.to_owned(),
                };
                shop.admin_note(&staff, note).await?;
            }
            Act::Ship => self.ship(place, &form.number, None).await?,
            Act::ShipOne => self.ship(place, &form.number, Some("1")).await?,
            Act::Receive => shop.confirm_receipt(&buyer, form).await?,
            Act::AskOne(kind, reason, text) => {
                let asked = self
                    .ask(&buyer, &form.number, kind, reason, text, 1)
                    .await?;
                self.told(place)?.asked = asked;
            }
            Act::AskAll(kind, reason, text) => {
                let all = usize::MAX;
                let asked = self
                    .ask(&buyer, &form.number, kind, reason, text, all)
                    .await?;
                self.told(place)?.asked = asked;
            }
            Act::RefundAll(reason, text) => {
                let refund = RefundForm {
                    whole: "all".to_owned(),
                    ..self.refund(&form.number, reason, text).await?
                };
                shop.refund_order(&staff, refund).await?;
            }
            Act::RefundSome(reason, text) => {
                let mut refund = self.refund(&form.number, reason, text).await?;
                if let Some(line) = refund.lines.first_mut() {
                    line.amount = "5".to_owned();
                    line.restock = String::new();
                }
                shop.refund_order(&staff, refund).await?;
            }
            Act::Withdraw
            | Act::Approve
            | Act::ApproveHalf(_)
            | Act::Decline(_)
            | Act::AskForGoods
            | Act::SendBack
            | Act::TakeBack => self.judge(place, act, &buyer, &staff).await?,
        }
        Ok(())
    }

    async fn place(&self, buyer: &Viewer, story: &Story) -> Result<String, Error> {
        for Take { slug, sku, units } in &story.basket {
            let line = CartAddForm {
                slug: (*slug).to_owned(),
                sku: (*sku).to_owned(),
                qty: units.to_string(),
            };
            self.shop.cart_add(buyer, line).await?;
        }
        let page = self.shop.checkout(buyer).await?;
        let form = CheckoutForm {
            checkout_key: page.checkout_key,
            total_fen: page.totals.total.get().to_string(),
            contact_name: story.buyer.name.to_owned(),
            contact_phone: story.buyer.phone.to_owned(),
            region: story.buyer.region.to_owned(),
            street: story.buyer.street.to_owned(),
            buyer_note: story.note.to_owned(),
        };
        Ok(self.shop.place_order(buyer, form).await?.number)
    }

    /// Ships what may be shipped, or `only` so many units of the first line.
    async fn ship(&mut self, place: usize, number: &str, only: Option<&str>) -> Result<(), Error> {
        let staff = self.at_desk();
        let page = self.shop.admin_order(&staff, number).await?;
        let mut form = page.ship.ok_or(Error::NotFound)?.form;
        if let Some(units) = only {
            form.lines.truncate(1);
            for line in &mut form.lines {
                line.qty = units.to_owned();
            }
        }
        let told = self.told(place)?;
        told.parcels = told.parcels.saturating_add(1);
        let (carrier, head) = CARRIERS
            .get(place % CARRIERS.len())
            .copied()
            .unwrap_or((Carrier::Sf, "SF"));
        form.carrier = carrier.to_string();
        form.tracking_no = format!("{head}{:08}{:04}", 71_350_000 + place, told.parcels);
        self.shop.ship_order(&staff, form).await
    }

    /// Asks for the first `lines` lines, whole. Returns them with their units.
    async fn ask(
        &self,
        buyer: &Viewer,
        number: &str,
        kind: RequestKind,
        reason: RefundReason,
        text: &str,
        lines: usize,
    ) -> Result<Vec<(String, String)>, Error> {
        let page = self.shop.refund_request_page(buyer, number, None).await?;
        let mut form = RefundRequestForm {
            kind: kind.to_string(),
            reason_code: reason.to_string(),
            reason_text: text.to_owned(),
            ..page.form
        };
        let mut asked = Vec::new();
        for (place, (row, line)) in form.lines.iter_mut().zip(&page.lines).enumerate() {
            let left = line.amounts.len().saturating_sub(1);
            let units = if place < lines { left } else { 0 };
            row.qty = units.to_string();
            if units > 0 {
                asked.push((row.line_no.clone(), row.qty.clone()));
            }
        }
        self.shop.request_refund(buyer, form).await?;
        Ok(asked)
    }

    /// The form of a refund by staff.
    async fn refund(
        &self,
        number: &str,
        reason: RefundReason,
        text: &str,
    ) -> Result<RefundForm, Error> {
        let page = self.shop.refund_page(&self.at_desk(), number, None).await?;
        Ok(RefundForm {
            reason_code: reason.to_string(),
            reason_text: text.to_owned(),
            ..page.form
        })
    }

    /// What happens to the request of an order.
    async fn judge(
        &self,
        place: usize,
        act: Act,
        buyer: &Viewer,
        staff: &Viewer,
    ) -> Result<(), Error> {
        let (shop, told) = (self.shop, self.orders.get(place).ok_or(Error::NotFound)?);
        let number = told.number.clone();
        let page = shop.admin_order(staff, &number).await?;
        let request = page.refunds.last().ok_or(Error::NotFound)?;
        let (out_request_no, amount) =
            (request.refund.out_request_no.clone(), request.refund.amount);
        match act {
            Act::Withdraw => {
                let form = RefundWithdrawForm {
                    number,
                    out_request_no,
                };
                shop.withdraw_refund(buyer, form).await?;
            }
            Act::Approve => {
                let form = RefundApproveForm {
                    out_request_no,
                    ..RefundApproveForm::default()
                };
                shop.approve_refund(staff, form).await?;
            }
            Act::ApproveHalf(reason) => {
                let half = Fen::new(amount.get() / 2);
                let form = RefundApproveForm {
                    out_request_no,
                    amount: half.yuan(),
                    reason: reason.to_owned(),
                    confirm_fen: half.get().to_string(),
                    ..RefundApproveForm::default()
                };
                shop.approve_refund(staff, form).await?;
            }
            Act::Decline(reason) => {
                let form = RefundRejectForm {
                    out_request_no,
                    reason: reason.to_owned(),
                };
                shop.reject_refund(staff, form).await?;
            }
            Act::AskForGoods => {
                shop.ask_return(staff, ReturnAskForm { out_request_no })
                    .await?;
            }
            Act::SendBack => {
                let form = ReturnSendForm {
                    number,
                    out_request_no,
                    carrier: Carrier::Zto.name_zh().to_owned(),
                    tracking_no: format!("78{:011}", 50_000 + place),
                };
                shop.send_return(buyer, form).await?;
            }
            Act::TakeBack => {
                let lines = told.asked.iter().map(|(line_no, units)| ReturnLineForm {
                    line_no: line_no.clone(),
                    restock: units.clone(),
                    write_off: "0".to_owned(),
                });
                let form = ReturnReceiveForm {
                    out_request_no,
                    lines: lines.collect(),
                    ..ReturnReceiveForm::default()
                };
                shop.receive_return(staff, form).await?;
            }
            Act::Place
            | Act::LookIn
            | Act::Pay
            | Act::PayUnheard
            | Act::Cancel
            | Act::CancelAsStaff
            | Act::Note(_)
            | Act::Ship
            | Act::ShipOne
            | Act::Receive
            | Act::AskOne(..)
            | Act::AskAll(..)
            | Act::RefundAll(..)
            | Act::RefundSome(..) => {}
        }
        Ok(())
    }

    fn told(&mut self, place: usize) -> Result<&mut Told, Error> {
        self.orders.get_mut(place).ok_or(Error::NotFound)
    }

    /// The buyer of an order, signed in.
    fn buyer(&self, story: &Story) -> Result<Viewer, Error> {
        let found = self
            .buyers
            .iter()
            .find(|(buyer, _)| buyer.login == story.buyer.login);
        let (buyer, signed_in) = found.ok_or(Error::NotFound)?;
        Ok(Viewer {
            user: Some(signed_in.clone()),
            ..Viewer::anonymous(buyer.locale)
        })
    }

    /// The member of staff, with the password just confirmed.
    fn at_desk(&self) -> Viewer {
        let staff = Staff {
            proved_at: Some(self.shop.now()),
            ..self.staff.clone()
        };
        Viewer {
            staff: Some(staff),
            ip_prefix: OFFICE.to_owned(),
            ..Viewer::anonymous(Locale::ZhCn)
        }
    }
}

/// The account of a login that the demo has.
async fn found(shop: &Shop, login: &str) -> Result<User, Error> {
    let login = validate::login(login).map_err(Error::refused)?;
    shop.store()
        .read(move |tx| account::by_login(tx, &login)?.ok_or(Error::NotFound))
        .await
}

/// The buyer's account, opened if there is none.
async fn account_of(shop: &Shop, buyer: &Buyer, shopper: &User) -> Result<SignedIn, Error> {
    let at: Millis = shop.now();
    let login = Login::Email(buyer.login.to_owned());
    let new = NewUser {
        login: login.clone(),
        password_hash: shopper.password_hash.clone().unwrap_or_default(),
        display_name: buyer.name.to_owned(),
        locale: buyer.locale,
        at,
    };
    shop.store()
        .write(move |tx| {
            let known = account::by_login(tx, &login)?;
            let (user_id, display_name) = match known {
                Some(known) => (known.id, known.display_name),
                None => {
                    let id = account::insert(tx, &new)?.ok_or(Error::Busy)?;
                    (id, new.display_name.clone())
                }
            };
            Ok::<_, Error>(SignedIn {
                user_id,
                display_name,
            })
        })
        .await
}
