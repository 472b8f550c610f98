//! The rows of the activity log.

use crate::text::{Text, label};
use domain::{
    setting::SettingName,
    staff::{LoggedField, StaffAct},
    view::desk::{ActView, Difference},
};
use kit::{
    components::{isolate::isolated, list::ListTable, say},
    format, paths,
};
use leptos::prelude::*;

/// A table of log entries, or the text `none` if there are none.
pub fn staff_acts(t: &'static Text, acts: &[ActView], none: &'static str) -> AnyView {
    let d = &t.desk;
    let rows: Vec<_> = acts.iter().map(|act| row(t, act)).collect();
    let head = vec![
        (t.admin.col_time, false),
        (t.admin.col_by, false),
        (d.col_act, false),
        (d.col_target, false),
        (d.col_changes, false),
        (d.col_from, false),
        (d.col_hash, false),
    ];
    view! {
        <div class="fold">
            <ListTable t title=d.audit head rows none />
        </div>
    }
    .into_any()
}

fn row(t: &'static Text, act: &ActView) -> AnyView {
    let d = &t.desk;
    let changes: Vec<_> = act
        .changes
        .iter()
        .map(|change| {
            let (before, after) = told(t, act, change);
            let before = before.map(|before| view! { <del>{isolated(before)}</del> " → " });
            view! {
                <li>
                    <span class="change-field">{label::logged_field(t.locale, change.field)}</span>
                    " "
                    {before}
                    <ins>{isolated(after)}</ins>
                </li>
            }
        })
        .collect();
    let actor = if act.is_command {
        d.command_line.to_owned()
    } else if act.actor.is_empty() {
        d.nobody.to_owned()
    } else {
        act.actor.clone()
    };
    let roles = t.enumerated(act.roles.iter().map(|role| label::role(t.locale, *role)));
    let done = label::act(t.locale, act.act);
    let done = match act.act {
        Some(act) => {
            let href = paths::with_query(paths::ADMIN_AUDIT, &[("action", act.as_str())]);
            view! { <a href=href>{done}</a> }.into_any()
        }
        None => done.into_any(),
    };
    let by_target = paths::with_query(paths::ADMIN_AUDIT, &[("target", &act.target_id)]);
    let object = match &act.target_name {
        Some(name) => view! { <a href=by_target>{say(name, t.locale)}</a> }.into_any(),
        None => {
            let words = isolated(target(t, act));
            view! { <a class="number" href=by_target>{words}</a> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">
                <time datetime=format::machine(act.at)>{format::exact(act.at)}</time>
            </th>
            <td>{isolated(actor)} " " <span class="hint">{roles}</span></td>
            <td>{done}</td>
            <td>{object}</td>
            <td class="wraps"><ul class="changes">{changes}</ul></td>
            <td class="number">{act.ip_prefix.clone()}</td>
            <td class="number"><code title=act.hash.clone()>{short(&act.hash)}</code></td>
        </tr>
    }
    .into_any()
}

/// The value before, if there was one, and the value after, in words.
fn told(t: &'static Text, act: &ActView, change: &Difference) -> (Option<String>, String) {
    // A field of another version, or a row that was edited outside the shop.
    if change.field.is_none() {
        return (None, t.desk.unreadable.to_owned());
    }
    let had = !change.before.is_empty();
    if let (Some(LoggedField::Value), Ok(name)) =
        (change.field, act.target_id.parse::<SettingName>())
    {
        let said = |value: &str| label::setting_value(t.locale, name, value);
        return (had.then(|| said(&change.before)), said(&change.after));
    }
    if change.field == Some(LoggedField::Pictures) {
        let (before, after) = label::logged_pictures(t.locale, &change.before, &change.after);
        return (had.then_some(before), after);
    }
    let said = |value: &str| label::logged_value(t.locale, change.field, value);
    let after = if change.after.is_empty() {
        t.desk.nothing.to_owned()
    } else {
        said(&change.after)
    };
    (had.then(|| said(&change.before)), after)
}

/// The object of an act; settings, jobs and alarms about the whole shop have their labels, exports their days.
fn target(t: &'static Text, act: &ActView) -> String {
    match act.act {
        Some(StaffAct::SettingChange) => act.target_id.parse::<SettingName>().map_or_else(
            |_unknown| t.desk.other_setting.to_owned(),
            |name| label::setting(t.locale, name).to_owned(),
        ),
        Some(StaffAct::Export) => act.target_id.replace('/', " – "),
        Some(StaffAct::JobRetry | StaffAct::JobDrop) => {
            label::job(t.locale, act.target_id.parse().ok()).to_owned()
        }
        Some(StaffAct::AlarmNote) if is_alarm_code(act) => {
            label::alarm(t.locale, act.target_id.parse().ok()).to_owned()
        }
        Some(_) | None => act.target_id.clone(),
    }
}

/// True for an alarm about the whole shop, which has no number of its own.
fn is_alarm_code(act: &ActView) -> bool {
    let mut changes = act.changes.iter();
    changes.any(|change| change.field == Some(LoggedField::Alarm) && change.after == act.target_id)
}

/// The first characters of a hash, enough to tell rows apart.
#[must_use]
pub fn short(hash: &str) -> String {
    hash.chars().take(10).collect()
}
