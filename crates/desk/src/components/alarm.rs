//! Alarms, on the overview and on their page.

use crate::{
    actions::watch::NoteAlarm,
    text::{Text, label},
};
use domain::{
    alarm::{AlarmCode, AlarmSubject},
    view::watch::{AlarmView, InboxTab},
};
use kit::{components::isolated, format, paths};
use leptos::{prelude::*, server_fn::ServerFn};

/// A list of alarms. `back`: the page that 知道了 returns to, for readers who may note them.
pub fn alarms(t: &'static Text, alarms: &[AlarmView], back: Option<&'static str>) -> AnyView {
    let rows: Vec<_> = alarms.iter().map(|alarm| row(t, alarm, back)).collect();
    view! { <ul class="alarms">{rows}</ul> }.into_any()
}

fn row(t: &'static Text, alarm: &AlarmView, back: Option<&'static str>) -> AnyView {
    let w = &t.watch;
    let moment = |at| format::moment(at, t.locale);
    let last = (alarm.count > 1).then(|| (w.last_at)(&moment(alarm.last_at)));
    let noted = alarm
        .noted
        .as_ref()
        .map(|(name, at)| (w.noted_by)(name, &moment(*at)));
    let facts: Vec<String> = [
        Some((w.first_at)(&moment(alarm.first_at))),
        last,
        Some((w.times)(&alarm.count.to_string())),
        noted,
    ]
    .into_iter()
    .flatten()
    .collect();
    let note = back
        .filter(|_| alarm.is_open)
        .map(|back| note(t, alarm, back));
    view! {
        <li class="alarm">
            <div>
                <p>
                    <span aria-hidden="true">"▲ "</span>
                    {label::alarm(t.locale, alarm.code)}
                    " "
                    {subject(alarm)}
                </p>
                <p class="hint">{facts.join(" · ")}</p>
            </div>
            {note}
        </li>
    }
    .into_any()
}

/// What it is about, with a link to it.
fn subject(alarm: &AlarmView) -> AnyView {
    let words = isolated(alarm.subject.clone());
    let door = match (&alarm.order, alarm.code.map(AlarmCode::about)) {
        (Some(number), _) => Some(paths::admin_order(number)),
        (None, Some(AlarmSubject::Notification)) => Some(paths::admin_inbox(InboxTab::All)),
        (None, Some(AlarmSubject::Payment | AlarmSubject::Refund | AlarmSubject::Shop) | None) => {
            None
        }
    };
    match door {
        Some(door) => view! { <a class="number" href=door>{words}</a> }.into_any(),
        None => view! { <span class="number">{words}</span> }.into_any(),
    }
}

fn note(t: &'static Text, alarm: &AlarmView, back: &'static str) -> AnyView {
    view! {
        <form method="post" action=NoteAlarm::url()>
            <input type="hidden" name="form[code]" value=alarm.word.clone() />
            <input type="hidden" name="form[subject]" value=alarm.subject.clone() />
            <input type="hidden" name="form[version]" value=alarm.version.to_string() />
            <input type="hidden" name="form[back]" value=back />
            <button class="button button-plain">
                {t.watch.note}
                <span class="vh">" " {label::alarm(t.locale, alarm.code)} " " {alarm.subject.clone()}</span>
            </button>
        </form>
    }
    .into_any()
}
