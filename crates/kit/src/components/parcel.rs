//! A parcel: who brings it, its number with the page that follows it, and what is in it.

use super::{copy::CopyButton, order::line_words, picture::Picture};
use crate::{
    format,
    text::{Text, label},
};
use domain::view::parcel::ParcelView;
use leptos::prelude::*;

/// One parcel; its acts are its children.
#[component]
pub fn Parcel(
    /// Words.
    t: &'static Text,
    /// The parcel.
    parcel: ParcelView,
    /// True on a page whose island copies numbers.
    #[prop(optional)]
    copies: bool,
    /// What can be done to it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let s = &t.shared;
    let (day, clock) = format::short(parcel.shipped_at, t.locale);
    let sent = (s.sent_at)(&format!("{day} {clock}"));
    let number = parcel.tracking_no.clone().map(|number| {
        let follow = parcel.carrier.track(&number).map(|href| {
            view! { " " <a href=href rel="noopener noreferrer external">{s.track}</a> }
        });
        let copy = copies.then(|| view! { " " <CopyButton t number=number.clone() /> });
        view! {
            <p class="parcel-number">
                <span class="number select-all">{number}</span>
                {copy}
                {follow}
            </p>
        }
    });
    let corrected = parcel.corrected_at.map(|at| {
        let (day, _) = format::short(at, t.locale);
        view! { <p class="hint">{(s.corrected)(&day)}</p> }
    });
    let lines: Vec<_> = parcel
        .lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <span class="parcel-picture"><Picture image=line.image plain=true /></span>
                    <span>{line_words(t, &line.title, &line.options)}</span>
                    <span class="line-qty">{(s.units)(&line.qty.to_string())}</span>
                </li>
            }
        })
        .collect();
    view! {
        <section class="parcel">
            <h3 class="parcel-head">
                {(s.parcel)(&parcel.place.to_string())} " "
                {label::carrier(t.locale, parcel.carrier)}
            </h3>
            <p class="hint">
                <time datetime=format::machine(parcel.shipped_at)>{sent}</time>
            </p>
            {number}
            {corrected}
            <ul class="parcel-lines">{lines}</ul>
            {children.map(|children| children())}
        </section>
    }
}
