//! `/admin/staff`: the members and the links that invite; `/admin/staff/{member}`: one of them.

use crate::{
    actions::{ChangeRoles, DisableMember, DropInvite, InviteStaff, RestoreMember, SHOWN},
    layout::{AdminFrame, AdminLayout},
    load::{load_page, param},
    text::{Text, isolate, label},
};
use domain::{
    form::{InviteForm, MemberRolesForm, RoleTickForm},
    staff::{Role, Roles},
    view::staff::{InviteView, MemberView, StaffView},
};
use kit::{
    components::{BackLink, Check, FormState, Label, ListTable, isolated, sent_as},
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The list.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let t = Text::of(rq.viewer.locale);
        let s = &t.staff;
        let mut frame = AdminFrame::load(&rq, s.title).await;
        let shown = frame.flash.args.get(SHOWN).cloned().unwrap_or_default();
        let view = rq.shop.staff_page(&rq.viewer, &shown).await?;
        let link = view.link_key.as_ref().map(|key| {
            let link = format!("{}{}", rq.site.public_url, paths::join(key));
            view! {
                <div class="note-box">
                    <p>{s.link_once}</p>
                    <p>
                        <code class="once">{link}</code>
                    </p>
                </div>
            }
        });
        let stored = InviteForm {
            roles: shop::staff::ticks(&Roles::default()),
        };
        let form = with_ticks(
            t,
            FormState::of(t, &frame.flash, stored.clone()),
            &stored.roles,
        );
        let invites = if view.may_change {
            form.name_fields_in(&mut frame.form);
            invites(t, &form, &stored.roles, &view)
        } else {
            view! { <p class="note-box">{s.read_only}</p> }.into_any()
        };
        Ok(view! {
            <AdminLayout frame>
                <h1>{s.title}</h1>
                {link}
                {members(t, &view)}
                {invites}
            </AdminLayout>
        }
        .into_any())
    })
}

/// One member.
pub fn one() -> AnyView {
    let member = param("member");
    load_page(|rq| async move {
        let view = rq.shop.member_page(&rq.viewer, &member).await?;
        let t = Text::of(rq.viewer.locale);
        let s = &t.staff;
        let mut frame = AdminFrame::load(&rq, isolate(&view.name)).await;
        let stored = MemberRolesForm {
            member: view.handle.clone(),
            version: view.version.to_string(),
            roles: shop::staff::ticks(&view.roles),
        };
        let form = with_ticks(
            t,
            FormState::of(t, &frame.flash, stored.clone()),
            &stored.roles,
        );
        let acts = if view.may_change && view.disabled {
            view! {
                <p>{s.restore_note}</p>
                {press(t, &view)}
            }
            .into_any()
        } else if view.may_change {
            form.name_fields_in(&mut frame.form);
            view! {
                <form class="form" method="post" action=ChangeRoles::url() novalidate=true>
                    <input type="hidden" name="form[member]" value=stored.member.clone() />
                    <input type="hidden" name="form[version]" value=stored.version.clone() />
                    {tick_fields(t, &form, &stored.roles)}
                    <p class="hint">{s.roles_note}</p>
                    <button class="button">{t.editor.save}</button>
                </form>
                <p class="hint">{s.disable_note}</p>
                {press(t, &view)}
            }
            .into_any()
        } else {
            let why = if rq.viewer.staff_with(Role::Owner).is_ok() {
                s.not_here
            } else {
                s.read_only
            };
            view! { <p class="note-box">{why}</p> }.into_any()
        };
        Ok(view! {
            <AdminLayout frame>
                <BackLink href=paths::ADMIN_STAFF label=s.title />
                <h1>{isolated(view.name.clone())}</h1>
                {facts(t, &view)}
                {acts}
            </AdminLayout>
        }
        .into_any())
    })
}

fn facts(t: &'static Text, view: &MemberView) -> AnyView {
    let s = &t.staff;
    view! {
        <dl class="facts">
            <div>
                <dt>{s.col_login}</dt>
                <dd>{isolated(view.login.clone())}</dd>
            </div>
            <div>
                <dt>{s.col_roles}</dt>
                <dd>{label::roles(t, &view.roles)}</dd>
            </div>
            <div>
                <dt>{s.two_step}</dt>
                <dd>{state(t, view.two_step)}</dd>
            </div>
            <div>
                <dt>{s.col_seen}</dt>
                <dd>{seen(t, view)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

const fn state(t: &'static Text, on: bool) -> &'static str {
    if on { t.staff.on } else { t.staff.off }
}

fn seen(t: &'static Text, view: &MemberView) -> AnyView {
    match view.seen_at {
        Some(at) => {
            view! { <time datetime=format::machine(at)>{format::exact(at)}</time> }.into_any()
        }
        None => t.staff.never.into_any(),
    }
}

fn members(t: &'static Text, view: &StaffView) -> AnyView {
    let s = &t.staff;
    let rows: Vec<_> = view.members.iter().map(|one| member(t, one)).collect();
    let head = vec![
        (s.col_name, false),
        (s.col_login, false),
        (s.col_roles, false),
        (s.two_step, false),
        (s.col_seen, false),
        (s.col_acts, false),
    ];
    view! {
        <div class="fold">
            <ListTable t title=s.title head rows none=s.none />
        </div>
    }
    .into_any()
}

fn member(t: &'static Text, view: &MemberView) -> AnyView {
    let disabled = view
        .disabled
        .then(|| view! { " " <span class="hint">{t.staff.disabled}</span> });
    view! {
        <tr>
            <th scope="row">
                <a href=paths::admin_member(&view.handle)>{isolated(view.name.clone())}</a>
                {disabled}
            </th>
            <td>{isolated(view.login.clone())}</td>
            <td class="wraps">{label::roles(t, &view.roles)}</td>
            <td data-name=t.staff.two_step>{state(t, view.two_step)}</td>
            <td data-name=t.staff.col_seen>{seen(t, view)}</td>
            <td>{view.may_change.then(|| press(t, view))}</td>
        </tr>
    }
    .into_any()
}

/// 停用 or 恢复, one press.
fn press(t: &'static Text, view: &MemberView) -> AnyView {
    let s = &t.staff;
    let name = isolate(&view.name);
    let (action, label, words) = if view.disabled {
        (RestoreMember::url(), (s.restore_name)(&name), s.restore)
    } else {
        (DisableMember::url(), (s.disable_name)(&name), s.disable)
    };
    view! {
        <form method="post" action=action>
            <input type="hidden" name="form[member]" value=view.handle.clone() />
            <input type="hidden" name="form[version]" value=view.version.to_string() />
            <button class="button button-plain" aria-label=label>{words}</button>
        </form>
    }
    .into_any()
}

fn invites(
    t: &'static Text,
    form: &FormState,
    ticks: &[RoleTickForm],
    view: &StaffView,
) -> AnyView {
    let s = &t.staff;
    let rows: Vec<_> = view.invites.iter().map(|one| invite(t, one)).collect();
    let head = vec![
        (s.col_roles, false),
        (s.col_by, false),
        (s.col_expires, false),
        (s.col_acts, false),
    ];
    view! {
        <section aria-labelledby="invite">
            <h2 id="invite" class="section-title">{s.invite}</h2>
            <p>{s.invite_why}</p>
            <form class="form" method="post" action=InviteStaff::url() novalidate=true>
                {tick_fields(t, form, ticks)}
                <button class="button">{s.invite}</button>
            </form>
        </section>
        <section aria-labelledby="open-invites">
            <h2 id="open-invites" class="section-title">{s.open_invites}</h2>
            <div class="fold">
                <ListTable t title=s.open_invites head rows none=s.no_invites none_class="hint" />
            </div>
        </section>
    }
    .into_any()
}

fn invite(t: &'static Text, view: &InviteView) -> AnyView {
    let s = &t.staff;
    let at = view.expires_at;
    view! {
        <tr>
            <th scope="row" class="wraps">{label::roles(t, &view.roles)}</th>
            <td data-name=s.col_by>{isolated(view.by.clone())}</td>
            <td data-name=s.col_expires>
                <time datetime=format::machine(at)>{format::exact(at)}</time>
            </td>
            <td>
                <form method="post" action=DropInvite::url()>
                    <input type="hidden" name="form[invite]" value=view.handle.clone() />
                    <button class="button button-plain">{s.drop_invite}</button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}

/// Declares a tick for each role: its name, and what it may do.
fn with_ticks(t: &'static Text, form: FormState, ticks: &[RoleTickForm]) -> FormState {
    let mut form = form;
    for (place, tick) in ticks.iter().enumerate() {
        let told = tick.role.parse::<Role>().map_or_else(
            |_unknown| tick.role.clone(),
            |role| {
                let (name, may) = (
                    label::role(t.locale, role),
                    label::role_told(t.locale, role),
                );
                (t.staff.role_line)(name, may)
            },
        );
        form = form.choice(format!("roles[{place}][on]"), Label::from(told));
    }
    form
}

fn tick_fields(t: &'static Text, form: &FormState, ticks: &[RoleTickForm]) -> AnyView {
    let fields: Vec<_> = ticks
        .iter()
        .enumerate()
        .map(|(place, tick)| {
            let name = sent_as(&format!("roles[{place}][role]"));
            view! {
                <input type="hidden" name=name value=tick.role.clone() />
                <Check form name=format!("roles[{place}][on]") />
            }
        })
        .collect();
    view! {
        <fieldset class="editor-ticks">
            <legend>{t.staff.col_roles}</legend>
            {fields}
        </fieldset>
    }
    .into_any()
}
