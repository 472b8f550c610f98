//! The chart: a bar of gross above the line for each step, and one of refunds below it. Drawn on the server, in attributes of
//! SVG; its words are HTML, because letters in a picture that is stretched would be too.

use crate::text::Text;
use domain::{
    money::Fen,
    sales::SalesStep,
    view::sales::{SalesView, StepRow},
};
use kit::format;
use leptos::prelude::*;

/// Height of the drawing, in its own units.
const HIGH: i64 = 1_000;
/// Width of a step.
const SLOT: i64 = 10;
/// Width of a bar.
const BAR: i64 = 7;
/// What is left of an amount that is not zero.
const LEAST: i64 = 4;

/// An amount as a height, if `span` is as high as the drawing.
fn height(amount: Fen, span: i64) -> i64 {
    if amount <= Fen::ZERO || span <= 0 {
        return 0;
    }
    let wide = i128::from(amount.get()) * i128::from(HIGH) / i128::from(span);
    i64::try_from(wide).unwrap_or(HIGH).clamp(LEAST, HIGH)
}

/// The words of a step: a day, the days of a week, a month.
pub(super) fn step_name(step: SalesStep, row: &StepRow) -> String {
    match step {
        SalesStep::Month => row.first.begin().shanghai("%Y-%m"),
        SalesStep::Day => row.first.to_string(),
        SalesStep::Week => format!("{} – {}", row.first, row.last.begin().shanghai("%m-%d")),
    }
}

/// The chart, unless there is nothing to draw.
pub(super) fn chart(t: &'static Text, view: &SalesView) -> AnyView {
    let s = &t.sales;
    let most = |of: fn(&StepRow) -> Fen| view.steps.iter().map(of).max().unwrap_or_default();
    let (gross, refund) = (most(|row| row.sum.gross), most(|row| row.sum.refund));
    let span = gross.get().saturating_add(refund.get());
    if span <= 0 {
        return ().into_any();
    }
    let zero = HIGH.saturating_sub(height(refund, span));
    let bars: Vec<_> = view
        .steps
        .iter()
        .zip(0_i64..)
        .map(|(row, place)| bar(t, view.step, row, place, zero, span))
        .collect();
    let wide = i64::try_from(view.steps.len())
        .unwrap_or(i64::MAX)
        .saturating_mul(SLOT);
    let end = |row: Option<&StepRow>| row.map(|row| step_name(view.step, row)).unwrap_or_default();
    let told = (s.chart)(&format::yuan(gross), &format::yuan(refund));
    view! {
        <figure class="chart">
            <figcaption class="chart-key">
                <span class="chart-key-gross">{s.gross} " " {format::yuan(gross)}</span>
                " "
                <span class="chart-key-refund">{s.refunds} " " {format::yuan(refund)}</span>
            </figcaption>
            <svg
                viewBox=format!("0 0 {wide} {HIGH}")
                width="1000"
                height="220"
                preserveAspectRatio="none"
                role="img"
                aria-label=told
                focusable="false"
            >
                {bars}
                <line class="chart-zero" x1="0" x2=wide y1=zero y2=zero vector-effect="non-scaling-stroke" />
            </svg>
            <p class="chart-ends hint" aria-hidden="true">
                <span>{end(view.steps.first())}</span>
                <span>{end(view.steps.last())}</span>
            </p>
        </figure>
    }
    .into_any()
}

/// The bars of a step, with its figures for a pointer that rests on them.
fn bar(
    t: &'static Text,
    step: SalesStep,
    row: &StepRow,
    place: i64,
    zero: i64,
    span: i64,
) -> AnyView {
    let sum = row.sum;
    let said = (t.sales.bar)(&format::yuan(sum.gross), &format::yuan(sum.refund));
    let said = format!("{} {said}", step_name(step, row));
    let x = place.saturating_mul(SLOT).saturating_add((SLOT - BAR) / 2);
    let (up, down) = (height(sum.gross, span).min(zero), height(sum.refund, span));
    view! {
        <g>
            <title>{said}</title>
            <rect class="chart-gross" x=x y=zero.saturating_sub(up) width=BAR height=up />
            <rect class="chart-refund" x=x y=zero width=BAR height=down />
        </g>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_fill_the_drawing_and_never_leave_it() {
        let fen = Fen::new;
        assert_eq!(height(fen(0), 100), 0);
        assert_eq!(height(fen(-5), 100), 0);
        assert_eq!(height(fen(1), 1_000_000), LEAST);
        assert_eq!(height(fen(50), 100), 500);
        assert_eq!(height(fen(i64::MAX), i64::MAX), HIGH);
        assert_eq!(height(fen(75), 100) + height(fen(25), 100), HIGH);
    }
}
