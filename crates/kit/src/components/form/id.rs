//! Names of a field: its element id and its name in the request.

/// Returns the element id of a field: `lines[0][qty]` becomes `f-lines-0-qty`.
#[must_use]
pub fn field_id(name: &str) -> String {
    let mut id = String::from("f");
    let mut gap = true;
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            if gap {
                id.push('-');
            }
            gap = false;
            id.push(c);
        } else {
            gap = true;
        }
    }
    id
}

/// Returns the name of a field in the request: `lines[0][qty]` becomes `form[lines][0][qty]`.
#[must_use]
pub fn sent_as(name: &str) -> String {
    match name.split_once('[') {
        Some((head, rest)) => format!("form[{head}][{rest}"),
        None => format!("form[{name}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_names() {
        assert_eq!(field_id("login"), "f-login");
        assert_eq!(field_id("contact_name"), "f-contact_name");
        assert_eq!(field_id("lines[0][qty]"), "f-lines-0-qty");
        assert_eq!(field_id("lines.0.qty"), "f-lines-0-qty");
    }

    #[test]
    fn names_are_sent_inside_their_form() {
        assert_eq!(sent_as("login"), "form[login]");
        assert_eq!(sent_as("lines[0][qty]"), "form[lines][0][qty]");
    }
}
