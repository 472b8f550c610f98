//! Forms with files in them: the product editor's, the one with the shop's logo, a sheet of goods with its pictures,
//! lines, a bill, and the photographs of a refund request ([`limit::form_files`]).
//!
//! Such a form is a multipart body: fields, and files of many megabytes. No layer reads it as a whole. Each file is read as
//! a stream into one of its own, with its limit enforced while reading, and becomes a key; then the form is like any other. A
//! refused file is named with its reason; the fields and the other files stay.

use crate::{
    limit::{self, Files},
    state::AppState,
};
use axum::{body::Body, extract::Request, middleware::Next, response::Response};
use domain::{error::ErrorCode, staff::Role};
use form_urlencoded::Serializer;
use http::{HeaderMap, Method, header, request::Parts};
use kit::components::form::file::{is_of, key_field, name_field};
use kit::request::is_step;
use multer::{Constraints, Field, Multipart, SizeLimit, parse_boundary};
use shop::{Error, Shop, Viewer, goods::Incoming};
use std::time::Duration;

/// The files of the import of goods, by their fields.
const SHEET: &str = "sheet";
const ZIP: &str = "zip";

/// Longer than any useful response takes.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longer than 12 photographs take on a slow line.
const PATIENCE_UPLOAD: Duration = Duration::from_secs(10 * 60);

/// True for a request whose body is read here and nowhere else.
#[must_use]
pub fn is_upload(method: &Method, path: &str, headers: &HeaderMap) -> bool {
    *method == Method::POST && limit::form_files(path).is_some() && boundary(headers).is_some()
}

fn boundary(headers: &HeaderMap) -> Option<String> {
    let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    parse_boundary(kind).ok()
}

/// Ends a request that takes too long.
pub async fn patience(request: Request, next: Next) -> Response {
    let is_upload = is_upload(request.method(), request.uri().path(), request.headers());
    let patience = if is_upload { PATIENCE_UPLOAD } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(late) => crate::bare::shed(Box::new(late)).await,
    }
}

/// The form as a browser would send it without files. `None` if it cannot be read.
///
/// # Errors
/// `Busy`, `Internal` if a picture could not be kept.
pub async fn form(
    state: &AppState,
    viewer: &Viewer,
    head: &Parts,
    body: Body,
) -> Result<Option<String>, Error> {
    let path = head.uri.path();
    let Some((boundary, files)) = boundary(&head.headers).zip(limit::form_files(path)) else {
        return Ok(None);
    };
    let sizes = SizeLimit::new().whole_stream(files.bytes());
    let constraints = Constraints::new().size_limit(sizes);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let mut form = Form::new(files, limit::form_bytes(path));
    loop {
        let field = match parts.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return Ok(unreadable(&error)),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let read = match field.file_name().map(str::to_owned) {
            Some(file) if file.is_empty() => Ok(()),
            Some(file) => {
                form.take_file(&state.shop, viewer, &name, file, field)
                    .await?
            }
            None => form.take_text(&name, field).await,
        };
        if let Err(error) = read {
            return Ok(unreadable(&error));
        }
    }
    Ok(form.whole())
}

fn unreadable(error: &multer::Error) -> Option<String> {
    tracing::info!(%error, "a form with files could not be read");
    None
}

/// The fields read so far.
struct Form {
    fields: Vec<(String, String)>,
    /// Bytes that fields may still have.
    left: usize,
    is_too_long: bool,
    /// Files that it takes.
    takes: Files,
    files: usize,
    refused: usize,
}

impl Form {
    fn new(takes: Files, bytes: usize) -> Self {
        Self {
            fields: Vec::new(),
            left: bytes,
            is_too_long: false,
            takes,
            files: 0,
            refused: 0,
        }
    }

    async fn take_text(&mut self, name: &str, mut field: Field<'_>) -> Result<(), multer::Error> {
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await? {
            self.left = match self.left.checked_sub(chunk.len()) {
                Some(left) => left,
                None => {
                    self.is_too_long = true;
                    return Ok(());
                }
            };
            bytes.extend_from_slice(&chunk);
        }
        self.add(name, &String::from_utf8_lossy(&bytes));
        Ok(())
    }

    async fn take_file(
        &mut self,
        shop: &Shop,
        viewer: &Viewer,
        input: &str,
        name: String,
        field: Field<'_>,
    ) -> Result<Result<(), multer::Error>, Error> {
        self.files = self.files.saturating_add(1);
        if self.files > self.takes.most() {
            self.refuse(&name, ErrorCode::PictureCount);
            return Ok(Ok(()));
        }
        let of = if is_of(input, ZIP) { ZIP } else { SHEET };
        let received = match self.takes {
            Files::Pictures(_) => receive(shop, viewer, &name, field).await,
            Files::Photos(_) => receive_photo(shop, viewer, &name, field).await,
            Files::Goods if of == ZIP => receive_whole(shop.receive_zip(viewer).await, field).await,
            Files::Goods => receive_whole(shop.receive_sheet(viewer).await, field).await,
            Files::Lines => receive_lines(shop, viewer, field).await,
            Files::Bill => receive_whole(shop.receive_bill(viewer).await, field).await,
        };
        match received {
            Ok(Ok(key)) => {
                match self.takes {
                    Files::Pictures(_) | Files::Photos(_) => self.add("form[uploads][]", &key),
                    Files::Goods => {
                        self.set(&key_field(of), &key);
                        self.set(&name_field(of), &name);
                    }
                    Files::Lines => self.append("form[lines]", &key),
                    Files::Bill => {
                        self.add("form[bill]", &key);
                        self.add("form[bill_name]", &name);
                    }
                }
                Ok(Ok(()))
            }
            Ok(Err(error)) => Ok(Err(error)),
            Err(Error::Refused(refusal)) if is_step(refusal.code) => Ok(Ok(())),
            Err(Error::Refused(refusal)) => {
                self.refuse(&name, refusal.code);
                Ok(Ok(()))
            }
            // The page itself leads to the sign-in, with what was typed.
            Err(Error::LoginRequired | Error::RoleMissing) => Ok(Ok(())),
            Err(other @ (Error::NotFound | Error::Gone | Error::Busy | Error::Internal(_))) => {
                Err(other)
            }
        }
    }

    fn refuse(&mut self, name: &str, why: ErrorCode) {
        let place = self.refused;
        self.refused = place.saturating_add(1);
        let field = |part: &str| format!("form[refused][{place}][{part}]");
        self.add(&field("name"), name);
        self.add(&field("why"), why.as_str());
    }

    fn add(&mut self, name: &str, value: &str) {
        self.fields.push((name.to_owned(), value.to_owned()));
    }

    /// A file that was chosen comes in place of one that arrived before.
    fn set(&mut self, name: &str, value: &str) {
        self.fields.retain(|(other, _)| other != name);
        self.add(name, value);
    }

    /// Adds lines to a text field.
    fn append(&mut self, name: &str, lines: &str) {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, text)) => {
                text.push('\n');
                text.push_str(lines);
            }
            None => self.add(name, lines),
        }
    }

    fn whole(mut self) -> Option<String> {
        if self.fields.is_empty() {
            // Nothing was chosen; the page says so at the field.
            match self.takes {
                Files::Goods => self.add(&key_field(SHEET), ""),
                Files::Bill => self.add("form[bill]", ""),
                Files::Pictures(_) | Files::Photos(_) | Files::Lines => {}
            }
        }
        if self.is_too_long {
            tracing::info!("a form with files has too long fields");
            return None;
        }
        let mut whole = Serializer::new(String::new());
        whole.extend_pairs(self.fields);
        Some(whole.finish())
    }
}

/// Receives one picture. Returns its key.
async fn receive(
    shop: &Shop,
    viewer: &Viewer,
    name: &str,
    mut field: Field<'_>,
) -> Result<Result<String, multer::Error>, Error> {
    let mut receiving = shop.receive_picture(viewer).await?;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => receiving
                .push(&chunk)
                .await
                .map_err(|error| Shop::picture_refused(name, error))?,
            Ok(None) => break,
            Err(error) => return Ok(Err(error)),
        }
    }
    let uploaded = shop.upload_picture(viewer, name, receiving).await?;
    Ok(Ok(uploaded.key))
}

/// Receives one photograph of a customer. Returns its key.
async fn receive_photo(
    shop: &Shop,
    viewer: &Viewer,
    name: &str,
    mut field: Field<'_>,
) -> Result<Result<String, multer::Error>, Error> {
    let mut receiving = shop.receive_photo(viewer).await?;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => receiving
                .push(&chunk)
                .await
                .map_err(|error| Shop::picture_refused(name, error))?,
            Ok(None) => break,
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(shop.keep_photo(viewer, name, receiving).await?))
}

/// Receives a file that is read later. Returns its key.
async fn receive_whole(
    begun: Result<Incoming, Error>,
    mut field: Field<'_>,
) -> Result<Result<String, multer::Error>, Error> {
    let mut incoming = begun?;
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) => incoming.push(&chunk).await?,
            Ok(None) => break,
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(incoming.finish().await?))
}

/// Receives a sheet whose rows are lines of a text field. Returns these lines.
async fn receive_lines(
    shop: &Shop,
    viewer: &Viewer,
    mut field: Field<'_>,
) -> Result<Result<String, multer::Error>, Error> {
    viewer.staff_with(Role::Orders)?;
    let most = usize::try_from(limit::LINES_BYTES).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    loop {
        match field.chunk().await {
            Ok(Some(chunk)) if bytes.len().saturating_add(chunk.len()) <= most => {
                bytes.extend_from_slice(&chunk);
            }
            Ok(Some(_)) => return Err(Error::refused(ErrorCode::SheetTooLarge)),
            Ok(None) => break,
            Err(error) => return Ok(Err(error)),
        }
    }
    Ok(Ok(shop.ship_sheet(viewer, bytes).await?))
}
