//! Reads the checkout form. All wrong fields are reported at once.

use domain::{
    error::{ErrorCode, FieldError, Refusal},
    form::CheckoutForm,
    validate,
};

/// The recipient as stored in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Recipient {
    pub(super) contact_name: String,
    pub(super) contact_phone: String,
    pub(super) region: String,
    pub(super) street: String,
    pub(super) buyer_note: Option<String>,
}

/// Reads the form's fields.
///
/// # Errors
/// Every refused field with its code, in the order of the form.
pub(super) fn read(form: &CheckoutForm) -> Result<Recipient, Refusal> {
    let mut wrong = Vec::new();
    let contact_name = keep(
        &mut wrong,
        "contact_name",
        validate::contact_name(&form.contact_name),
    );
    let contact_phone = keep(
        &mut wrong,
        "contact_phone",
        validate::contact_phone(&form.contact_phone),
    );
    let region = keep(&mut wrong, "region", validate::region(&form.region));
    let street = keep(&mut wrong, "street", validate::street(&form.street));
    let buyer_note = keep(
        &mut wrong,
        "buyer_note",
        validate::buyer_note(&form.buyer_note),
    );
    match (contact_name, contact_phone, region, street, buyer_note) {
        (Some(contact_name), Some(contact_phone), Some(region), Some(street), Some(buyer_note)) => {
            Ok(Recipient {
                contact_name,
                contact_phone,
                region,
                street,
                buyer_note,
            })
        }
        _incomplete => Err(Refusal::fields(wrong)),
    }
}

fn keep<T>(wrong: &mut Vec<FieldError>, field: &str, read: Result<T, ErrorCode>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(code) => {
            wrong.push(FieldError {
                field: field.to_owned(),
                code,
            });
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mistake_is_told_in_the_order_of_the_form() {
        let form = CheckoutForm {
            contact_name: "林晓".to_owned(),
            ..CheckoutForm::default()
        };
        let refused: Vec<String> = match read(&form) {
            Ok(_) => Vec::new(),
            Err(refusal) => refusal
                .fields
                .into_iter()
                .map(|field| field.field)
                .collect(),
        };
        assert_eq!(refused, ["contact_phone", "region", "street"]);
    }
}
