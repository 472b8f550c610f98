//! `/admin/me`: one's own account: password, two-step sign-in, sessions.

use crate::{
    actions::{ChangePassword, EndSession, EndSessions},
    layout::{AdminFrame, AdminLayout},
    load::load_page,
    text::{Text, label},
};
use domain::{
    form::PasswordForm,
    session::SessionKind,
    view::staff::{MeView, SessionView},
};
use kit::{
    components::{Field, FormState, Kind, ListTable, Need, isolated},
    format, paths,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        let view = rq.shop.me_page(&rq.viewer).await?;
        let t = Text::of(rq.viewer.locale);
        let s = &t.staff;
        let mut frame = AdminFrame::load(&rq, s.me).await;
        let form = FormState::of(t, &frame.flash, PasswordForm::default())
            .choice("password", s.present_password)
            .choice("new_password", s.new_password);
        form.name_fields_in(&mut frame.form);
        let two_step = if view.two_step { s.on } else { s.off };
        Ok(view! {
            <AdminLayout frame>
                <h1>{s.me}</h1>
                <dl class="facts">
                    <div>
                        <dt>{s.col_name}</dt>
                        <dd>{isolated(view.name.clone())}</dd>
                    </div>
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
                        <dd>
                            <a href=paths::ADMIN_TWO_STEP>{two_step}</a>
                        </dd>
                    </div>
                </dl>
                {password(t, &form)}
                {sessions(t, &view)}
            </AdminLayout>
        }
        .into_any())
    })
}

fn password(t: &'static Text, form: &FormState) -> AnyView {
    let s = &t.staff;
    view! {
        <section aria-labelledby="password">
            <h2 id="password" class="section-title">{s.change_password}</h2>
            <form class="form" method="post" action=ChangePassword::url() novalidate=true>
                <Field
                    form
                    name="password"
                    kind=Kind::Password
                    need=Need::Required
                    autocomplete="current-password"
                />
                <Field
                    form
                    name="new_password"
                    hint=t.shared.password_hint
                    kind=Kind::Password
                    need=Need::Required
                    autocomplete="new-password"
                />
                <p class="hint">{s.password_note}</p>
                <button class="button">{s.change_password}</button>
            </form>
        </section>
    }
    .into_any()
}

fn sessions(t: &'static Text, view: &MeView) -> AnyView {
    let s = &t.staff;
    let rows: Vec<_> = view.sessions.iter().map(|one| session(t, one)).collect();
    let head = vec![
        (s.col_where, false),
        (s.col_began, false),
        (s.col_used, false),
        (t.desk.col_from, false),
        (s.col_acts, false),
    ];
    view! {
        <section aria-labelledby="sessions">
            <h2 id="sessions" class="section-title">{s.sessions}</h2>
            <div class="fold">
                <ListTable t title=s.sessions head rows none=s.no_sessions none_class="hint" />
            </div>
            <form class="form" method="post" action=EndSessions::url()>
                <p class="hint">{s.end_all_note}</p>
                <button class="button button-plain">{s.end_all}</button>
            </form>
        </section>
    }
    .into_any()
}

fn session(t: &'static Text, view: &SessionView) -> AnyView {
    let s = &t.staff;
    let kind = match view.kind {
        SessionKind::Admin => s.desk,
        SessionKind::Shopper => s.shop,
    };
    let here = view
        .here
        .then(|| view! { " " <span class="hint">{s.here}</span> });
    let time = |at| view! { <time datetime=format::machine(at)>{format::exact(at)}</time> };
    let label = (s.end_named)(&view.from, &format::exact(view.began));
    view! {
        <tr>
            <th scope="row">{kind} {here}</th>
            <td data-name=s.col_began>{time(view.began)}</td>
            <td data-name=s.col_used>{time(view.seen_at)}</td>
            <td class="number" data-name=t.desk.col_from>{view.from.clone()}</td>
            <td>
                <form method="post" action=EndSession::url()>
                    <input type="hidden" name="form[session]" value=view.handle.clone() />
                    <button class="button button-plain" aria-label=label>{s.end_one}</button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}
