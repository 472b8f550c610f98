//! `/admin/prove?next=`: the password once more, before money is moved.

use crate::{
    actions::admin::Prove,
    components::Field,
    layout::admin::{AdminFrame, AdminLayout},
    pages::{labels, load_page},
    text::desk::Desk,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The password page.
pub fn page() -> AnyView {
    load_page(|rq| async move {
        rq.viewer.any_staff()?;
        let t = rq.text();
        let d = Desk::of(t.locale);
        let mut frame = AdminFrame::load(&rq, d.prove_title).await;
        frame.labels = labels(&[("password", t.account.password)]);
        let errors = frame.flash.fields();
        let next = rq.query("next");
        Ok(view! {
            <AdminLayout frame>
                <div class="narrow">
                    <h1>{d.prove_title}</h1>
                    <p>{d.prove_why}</p>
                    <form class="form" method="post" action=Prove::url() novalidate=true>
                        <input type="hidden" name="form[next]" value=next />
                        <Field
                            t
                            name="password"
                            label=t.account.password
                            errors=errors
                            kind="password"
                            autocomplete="current-password"
                            maxlength=512
                        />
                        <button class="button button-wide">{d.prove}</button>
                    </form>
                </div>
            </AdminLayout>
        }
        .into_any())
    })
}
