//! The form that ships an order or a part of it, and its parcels.

use crate::{
    actions::ship::{CorrectNumber, ShipOrder, VoidParcel},
    components::carriers,
    text::{Text, label},
};
use domain::{
    actions::Action,
    form::CorrectNumberForm,
    limit,
    view::{admin::AdminOrderView, parcel::ParcelView, shipping::ShipView},
};
use kit::{
    components::{
        Field, FormState, InlineField, Kind, Label, Parcel, Select, line_name, line_words,
    },
    flash::Flash,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The forms of shipping on the page of an order.
pub(super) struct Shipping {
    /// The form of a new parcel, where one may be shipped.
    ship: Option<FormState>,
    /// One form for each parcel; none for staff who may not ship.
    correct: Vec<FormState>,
}

impl Shipping {
    /// The forms, stored or as typed. `works`: the viewer may ship.
    pub(super) fn of(t: &'static Text, flash: &Flash, view: &AdminOrderView, works: bool) -> Self {
        let correct = view.order.parcels.iter().filter(|_| works);
        Self {
            ship: view.ship.as_ref().map(|ship| ship_fields(t, flash, ship)),
            correct: correct
                .map(|parcel| correct_fields(t, flash, view, parcel))
                .collect(),
        }
    }

    /// The error summary takes its labels from the form that was refused.
    pub(super) fn name_fields_in(&self, summary: &mut Option<FormState>) {
        for form in self.ship.iter().chain(&self.correct) {
            form.name_fields_in(summary);
        }
    }

    /// The form of a new parcel.
    pub(super) fn form(&self, t: &'static Text, view: &AdminOrderView) -> AnyView {
        match (&self.ship, &view.ship) {
            (Some(form), Some(ship)) => ship_form(t, form, ship),
            _ => ().into_any(),
        }
    }

    /// The parcels, each with its forms.
    pub(super) fn parcels(&self, t: &'static Text, view: &AdminOrderView) -> AnyView {
        if view.order.parcels.is_empty() {
            return ().into_any();
        }
        let number = &view.order.number;
        let parcels: Vec<_> = view
            .order
            .parcels
            .iter()
            .enumerate()
            .map(|(place, parcel)| {
                let acts = self
                    .correct
                    .get(place)
                    .map(|form| acts(t, form, number, parcel));
                let parcel = parcel.clone();
                view! { <Parcel t parcel>{acts}</Parcel> }
            })
            .collect();
        view! {
            <section aria-labelledby="parcels">
                <h2 id="parcels" class="section-title">{t.shared.parcels}</h2>
                <div class="parcels">{parcels}</div>
            </section>
        }
        .into_any()
    }
}

fn ship_fields(t: &'static Text, flash: &Flash, ship: &ShipView) -> FormState {
    let s = &t.ship;
    // With a key, because the forms of the parcels have fields of the same names.
    let mut form = FormState::among(t, flash, "ship", ship.form.clone(), |_| true)
        .choice("carrier", s.carrier)
        .field("tracking_no", s.tracking_no, limit::TRACKING_NO);
    for (place, line) in ship.lines.iter().enumerate() {
        let name = line_name(&line.line.title, &line.line.options);
        let label = Label::short((s.units_of)(&name), s.units);
        form = form.choice(format!("lines[{place}][qty]"), label);
    }
    form
}

fn ship_form(t: &'static Text, form: &FormState, ship: &ShipView) -> AnyView {
    let s = &t.ship;
    let name = label::action(t.locale, Action::Ship);
    let lines: Vec<_> = ship
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            let words = line_words(t, &line.line.title, &line.line.options);
            let (line_no, qty) = (
                format!("form[lines][{place}][line_no]"),
                format!("lines[{place}][qty]"),
            );
            view! {
                <li class="ship-line">
                    <input
                        type="hidden"
                        name=line_no
                        value=line.line.line_no.to_string()
                    />
                    <span>{words}</span>
                    <InlineField
                        form
                        name=qty
                        kind=Kind::Units(line.may_ship)
                        unlabelled=true
                    />
                    <span class="hint">{(s.may_ship)(&line.may_ship.to_string())}</span>
                </li>
            }
        })
        .collect();
    let kept_back = (ship.kept_back > 0)
        .then(|| view! { <p class="note-box">{(s.kept_back)(&ship.kept_back.to_string())}</p> });
    view! {
        <section class="desk-ship" aria-labelledby="ship">
            <h2 id="ship" class="section-title">{name}</h2>
            <form class="form" method="post" action=ShipOrder::url() novalidate=true>
                <input type="hidden" name="form[number]" value=ship.form.number.clone() />
                <input type="hidden" name="form[form_key]" value=ship.form.form_key.clone() />
                <ul class="ship-lines">{lines}</ul>
                {kept_back}
                <Select form name="carrier" options=carriers(t) pick=None />
                <Field form name="tracking_no" hint=s.no_number_hint />
                <button class="button">{name}</button>
            </form>
        </section>
    }
    .into_any()
}

fn correct_fields(
    t: &'static Text,
    flash: &Flash,
    view: &AdminOrderView,
    parcel: &ParcelView,
) -> FormState {
    let place = parcel.place.to_string();
    let stored = CorrectNumberForm {
        number: view.order.number.clone(),
        parcel: place.clone(),
        version: parcel.version.to_string(),
        carrier: parcel.carrier.to_string(),
        tracking_no: parcel.tracking_no.clone().unwrap_or_default(),
    };
    let is_this = |typed: &CorrectNumberForm| typed.parcel == place;
    let key = format!("p{place}");
    FormState::among(t, flash, &key, stored, is_this)
        .choice("carrier", t.ship.carrier)
        .field("tracking_no", t.ship.tracking_no, limit::TRACKING_NO)
}

/// 改运单号 and 撤销发货.
fn acts(t: &'static Text, form: &FormState, number: &str, parcel: &ParcelView) -> AnyView {
    let s = &t.ship;
    let place = parcel.place.to_string();
    let units: i64 = parcel.lines.iter().map(|line| line.qty).sum();
    let void = parcel.may_void.then(|| {
        view! {
            <form class="parcel-void" method="post" action=VoidParcel::url()>
                <input type="hidden" name="form[number]" value=number.to_owned() />
                <input type="hidden" name="form[parcel]" value=place.clone() />
                <button class="button button-plain">{s.void}</button>
                <span class="hint">{(s.void_will)(&units.to_string())}</span>
            </form>
        }
    });
    view! {
        <details class="parcel-correct" open=form.is_refused()>
            <summary>{s.correct}</summary>
            <form class="form" method="post" action=CorrectNumber::url() novalidate=true>
                <input type="hidden" name="form[number]" value=number.to_owned() />
                <input type="hidden" name="form[parcel]" value=place.clone() />
                <input type="hidden" name="form[version]" value=parcel.version.to_string() />
                <Select form name="carrier" options=carriers(t) pick=None />
                <Field form name="tracking_no" />
                <button class="button button-plain">{s.save}</button>
            </form>
        </details>
        {void}
    }
    .into_any()
}
