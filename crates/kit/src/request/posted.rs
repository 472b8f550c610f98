//! A form that was posted to a page itself: the page shows its result and changes nothing.

use super::Rq;
use domain::{
    error::{ErrorCode, Refusal},
    form::Form,
};
use leptos::prelude::use_context;
use serde::Deserialize;

/// The body of such a form, as sent.
#[derive(Debug, Clone)]
pub struct PostedForm(pub String);

/// Lists of a form are two brackets deep.
const DEPTH: usize = 5;

#[derive(Deserialize)]
struct Body<F> {
    form: F,
}

impl Rq {
    /// The form that was posted to this page, if one was.
    ///
    /// # Errors
    /// `Refused(FormInvalid)` if it is not this form.
    pub fn posted<F: Form>(&self) -> Result<Option<F>, shop::Error> {
        use_context::<PostedForm>()
            .map(|PostedForm(body)| read(&body))
            .transpose()
    }
}

fn read<F: Form>(body: &str) -> Result<F, shop::Error> {
    serde_qs::Config::new(DEPTH, false)
        .deserialize_str::<Body<F>>(body)
        .map(|body| body.form)
        .map_err(|error| {
            tracing::info!(%error, form = F::NAME, "a form that cannot be read");
            shop::Error::Refused(Refusal::new(ErrorCode::FormInvalid))
        })
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "test")]
    use super::read;
    use domain::form::RefundForm;

    #[test]
    fn the_body_carries_the_whole_form() {
        let body = "form%5Bnumber%5D=N1&form%5Bform_key%5D=K&form[lines][0][line_no]=1\
                    &form[lines][0][qty]=2&form[lines][0][amount]=&form[lines][1][line_no]=2\
                    &form[lines][1][restock]=1&form[reason_code]=damaged&form[reason_text]=a+b";
        let form: RefundForm = read(body).unwrap();
        assert_eq!((form.number.as_str(), form.form_key.as_str()), ("N1", "K"));
        assert_eq!(
            form.lines
                .iter()
                .map(|line| line.qty.as_str())
                .collect::<Vec<_>>(),
            ["2", ""]
        );
        assert_eq!(form.lines.last().unwrap().restock, "1");
        assert_eq!(form.reason_text, "a b");
    }

    #[test]
    fn what_is_not_the_form_is_refused() {
        for body in ["", "utm=1", "form[strange]=1", "form=1"] {
            assert!(read::<RefundForm>(body).is_err(), "{body}");
        }
    }
}
