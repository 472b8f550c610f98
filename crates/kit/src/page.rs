//! Reads the page that a form leads to and updates the current page from it, keeping focus and scroll position.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, DomParser, Element, FormData, Headers, HtmlElement, HtmlFormElement,
    HtmlInputElement, Node, RequestInit, Response, SupportedType, UrlSearchParams,
};

/// Returns what a browser would send for `form` and the pressed button.
pub fn fields(
    form: &HtmlFormElement,
    button: Option<&HtmlElement>,
) -> Result<UrlSearchParams, JsValue> {
    let data = FormData::new_with_form(form)?;
    if let Some(button) = button
        && let (Some(name), Some(value)) =
            (button.get_attribute("name"), button.get_attribute("value"))
    {
        data.append_with_str(&name, &value)?;
    }
    UrlSearchParams::new_with_str_sequence_sequence(&data)
}

/// Posts `body` like a form and returns the page it leads to. `None` if that is another page: the browser then goes
/// there. An error if the response is not a page.
pub async fn post(action: &str, body: &UrlSearchParams) -> Result<Option<Document>, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    read(action, &init).await
}

/// Returns the page at `address`; `None` as in [`post`].
pub async fn get(address: &str) -> Result<Option<Document>, JsValue> {
    read(address, &RequestInit::new()).await
}

async fn read(address: &str, init: &RequestInit) -> Result<Option<Document>, JsValue> {
    let headers = Headers::new()?;
    headers.append("accept", "text/html")?;
    init.set_headers_headers(&headers);
    let answer = JsFuture::from(window().fetch_with_str_and_init(address, init)).await?;
    let answer: Response = answer.dyn_into()?;
    if !answer.ok() {
        return Err(answer.status_text().into());
    }
    let here = window().location();
    let page = format!("{}{}", here.origin()?, here.pathname()?);
    let led_to = answer.url();
    if led_to.split(['?', '#']).next() != Some(page.as_str()) {
        here.set_href(&led_to)?;
        return Ok(None);
    }
    let text = JsFuture::from(answer.text()?).await?;
    let text = text.as_string().unwrap_or_default();
    DomParser::new()?
        .parse_from_string(&text, SupportedType::TextHtml)
        .map(Some)
}

/// Updates the element at `selector` from `fresh`. False if only one of the two pages has it.
pub fn bring(fresh: &Document, selector: &str) -> Result<bool, JsValue> {
    match (
        document().query_selector(selector)?,
        fresh.query_selector(selector)?,
    ) {
        (Some(old), Some(new)) => morph(&old, &new).map(|()| true),
        (None, None) => Ok(true),
        (Some(_), None) | (None, Some(_)) => Ok(false),
    }
}

/// Puts `text` into the clipboard. Only where the page is a secure context.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let clipboard = window().navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}

/// Text of the first element at `selector`.
pub fn text_of(page: &Document, selector: &str) -> Option<String> {
    let found = page.query_selector(selector).ok().flatten()?;
    found.text_content().map(|text| text.trim().to_owned())
}

/// Changes only what differs, so that the focus and a screen reader's position stay.
fn morph(old: &Element, new: &Element) -> Result<(), JsValue> {
    // An island updates itself; the server's markup of it is only its start.
    if old.local_name() == "leptos-island" || old.is_equal_node(Some(new)) {
        return Ok(());
    }
    attributes(old, new)?;
    let (ours, theirs) = (old.child_nodes(), new.child_nodes());
    let alike = ours.length() == theirs.length()
        && (0..ours.length()).all(|place| {
            matches!((ours.get(place), theirs.get(place)), (Some(a), Some(b)) if a.node_name() == b.node_name())
        });
    if !alike {
        // A copy: moving the node itself would shift its siblings in `fresh`, and the following elements would be
        // compared with the wrong ones.
        return old.replace_with_with_node_1(&new.clone_node_with_deep(true)?);
    }
    for place in 0..ours.length() {
        if let (Some(ours), Some(theirs)) = (ours.get(place), theirs.get(place)) {
            child(&ours, &theirs)?;
        }
    }
    Ok(())
}

fn child(old: &Node, new: &Node) -> Result<(), JsValue> {
    if let (Some(old), Some(new)) = (old.dyn_ref::<Element>(), new.dyn_ref::<Element>()) {
        return morph(old, new);
    }
    if old.node_value() != new.node_value() {
        old.set_node_value(new.node_value().as_deref());
    }
    Ok(())
}

fn attributes(old: &Element, new: &Element) -> Result<(), JsValue> {
    for name in old
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
    {
        if !new.has_attribute(&name) {
            old.remove_attribute(&name)?;
        }
    }
    for name in new
        .get_attribute_names()
        .iter()
        .filter_map(|name| name.as_string())
    {
        let value = new.get_attribute(&name).unwrap_or_default();
        if old.get_attribute(&name).as_ref() != Some(&value) {
            old.set_attribute(&name, &value)?;
        }
    }
    // The attribute does not change a typed value, so the value is set as well.
    if let (Some(old), Some(new)) = (
        old.dyn_ref::<HtmlInputElement>(),
        new.dyn_ref::<HtmlInputElement>(),
    ) && old.value() != new.default_value()
    {
        old.set_value(&new.default_value());
    }
    Ok(())
}
