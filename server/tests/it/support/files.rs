//! Forms with files, as a browser sends them.

use super::{
    Client,
    app::ORIGIN,
    page::{Form, Page},
};
use axum::body::Body;
use http::Request;

/// A PNG of one pixel.
pub(crate) const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1f, 0x15, 0xc4,
    0x89, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0x60, 0x60, 0x60, 0xf8,
    0x0f, 0x00, 0x01, 0x04, 0x01, 0x00, 0x5f, 0xe5, 0xc3, 0x4b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45,
    0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

/// Posts a form with files, as a browser does.
pub(crate) async fn upload(client: &Client, form: &Form, files: &[(&str, &[u8])]) -> Page {
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| ("form[files][]", *name, *bytes))
        .collect();
    upload_as(client, form, &files).await
}

/// The same with the name of the field of each file.
pub(crate) async fn upload_as(client: &Client, form: &Form, files: &[(&str, &str, &[u8])]) -> Page {
    let mut body = Vec::new();
    let mut part = |head: &str, bytes: &[u8]| {
        body.extend_from_slice(b"--XXbordXX\r\nContent-Disposition: form-data; ");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    };
    for (name, value) in &form.fields {
        if !name.starts_with("form[files]") {
            part(&format!("name=\"{name}\""), value.as_bytes());
        }
    }
    for (field, name, bytes) in files {
        let head = format!(
            "name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream"
        );
        part(&head, bytes);
    }
    body.extend_from_slice(b"--XXbordXX--\r\n");
    let request = Request::post(&form.action)
        .header("accept", "text/html")
        .header("origin", ORIGIN)
        .header("content-type", "multipart/form-data; boundary=XXbordXX")
        .body(Body::from(body))
        .unwrap();
    client.send(request).await
}
