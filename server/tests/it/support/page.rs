//! Responses as a browser without JavaScript shows them.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use scraper::{ElementRef, Html, Selector};

/// A response.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) at: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    /// The body as it came.
    pub(crate) bytes: Bytes,
}

/// A form of a page, with its values.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) is_post: bool,
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) from: String,
    /// Buttons that send a value: label, name and value.
    pub(crate) buttons: Vec<(String, String, String)>,
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> String {
        self.header(header::LOCATION.as_str()).to_owned()
    }

    /// The text of the page, with whitespace collapsed.
    pub(crate) fn text(&self) -> String {
        let html = Html::parse_document(&self.body);
        let words: Vec<&str> = html
            .root_element()
            .text()
            .flat_map(str::split_whitespace)
            .collect();
        words.join(" ")
    }

    /// The texts of the elements that match `selector`.
    pub(crate) fn all(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.body);
        html.select(&Selector::parse(selector).unwrap())
            .map(|element| element.text().collect::<String>().trim().to_owned())
            .collect()
    }

    /// The value of an attribute of the first element that matches `selector`.
    pub(crate) fn attr(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.body);
        let found = html.select(&Selector::parse(selector).unwrap()).next()?;
        found.value().attr(name).map(str::to_owned)
    }

    pub(crate) fn has_form(&self, action: &str) -> bool {
        self.try_form(action).is_some()
    }

    /// The first form that posts to `action`, or has a button that does.
    #[track_caller]
    pub(crate) fn form(&self, action: &str) -> Form {
        self.try_form(action).unwrap_or_else(|| {
            panic!(
                "{} ({}) has no form for {action}:\n{}",
                self.at,
                self.status,
                self.text()
            )
        })
    }

    fn try_form(&self, action: &str) -> Option<Form> {
        self.forms(action).into_iter().next()
    }

    /// Every form that posts to `action`, or has a button that does.
    pub(crate) fn forms(&self, action: &str) -> Vec<Form> {
        let html = Html::parse_document(&self.body);
        let forms = Selector::parse("form").unwrap();
        html.select(&forms)
            .filter(|form| leads_to(*form, action))
            .map(|found| Form {
                action: action.to_owned(),
                is_post: found
                    .value()
                    .attr("method")
                    .is_some_and(|m| m.eq_ignore_ascii_case("post")),
                fields: fields(found),
                buttons: buttons(found),
                from: self.at.clone(),
            })
            .collect()
    }
}

fn leads_to(form: ElementRef<'_>, action: &str) -> bool {
    let buttons = Selector::parse("button[formaction]").unwrap();
    form.value().attr("action") == Some(action)
        || form
            .select(&buttons)
            .any(|b| b.value().attr("formaction") == Some(action))
}

fn fields(form: ElementRef<'_>) -> Vec<(String, String)> {
    let controls = Selector::parse("input, textarea, select").unwrap();
    form.select(&controls)
        .filter_map(|control| {
            let name = control.value().attr("name")?.to_owned();
            let value = match control.value().name() {
                "textarea" => control.text().collect(),
                "select" => selected(control)?,
                _ => typed(control)?,
            };
            Some((name, value))
        })
        .collect()
}

fn buttons(form: ElementRef<'_>) -> Vec<(String, String, String)> {
    let named = Selector::parse("button[name]").unwrap();
    form.select(&named)
        .map(|button| {
            let attr = |name: &str| button.value().attr(name).unwrap_or("").to_owned();
            (
                button.text().collect::<String>().trim().to_owned(),
                attr("name"),
                attr("value"),
            )
        })
        .collect()
}

fn typed(input: ElementRef<'_>) -> Option<String> {
    let element = input.value();
    let is_box = matches!(element.attr("type"), Some("checkbox" | "radio"));
    if is_box && element.attr("checked").is_none() {
        return None;
    }
    let default = if is_box { "on" } else { "" };
    Some(element.attr("value").unwrap_or(default).to_owned())
}

fn selected(select: ElementRef<'_>) -> Option<String> {
    let chosen = Selector::parse("option[selected]").unwrap();
    let first = Selector::parse("option").unwrap();
    let option = select
        .select(&chosen)
        .next()
        .or_else(|| select.select(&first).next())?;
    let text = || option.text().collect::<String>();
    Some(
        option
            .value()
            .attr("value")
            .map_or_else(text, str::to_owned),
    )
}

impl Form {
    /// Sets the field `name` (without `form[..]`) to `value`. Panics if the page has no such field.
    #[track_caller]
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        let wanted = sent_as(name);
        let Some(field) = self.fields.iter_mut().find(|(name, _)| *name == wanted) else {
            panic!("no field {wanted} in {:?}", self.fields);
        };
        value.clone_into(&mut field.1);
        self
    }

    /// Selects the button with this label.
    #[track_caller]
    pub(crate) fn press(mut self, words: &str) -> Self {
        let found = self.buttons.iter().find(|(text, ..)| text == words);
        let (_, name, value) = found.unwrap_or_else(|| panic!("no {words} in {:?}", self.buttons));
        self.fields.push((name.clone(), value.clone()));
        self
    }

    /// The value of a field.
    #[track_caller]
    pub(crate) fn get(&self, name: &str) -> &str {
        let wanted = sent_as(name);
        let found = self.fields.iter().find(|(name, _)| *name == wanted);
        &found
            .unwrap_or_else(|| panic!("no field {wanted} in {:?}", self.fields))
            .1
    }

    /// The form as a request body.
    pub(crate) fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.fields)
            .finish()
    }
}

/// `lines[0][qty]` is sent as `form[lines][0][qty]`.
fn sent_as(name: &str) -> String {
    match name.split_once('[') {
        Some((head, rest)) => format!("form[{head}][{rest}"),
        None => format!("form[{name}]"),
    }
}
