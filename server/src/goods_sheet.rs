//! Sheets of goods to download: all products, and a template with two examples.
//!
//! A sheet is written whole before it is sent, away from the threads that answer requests, so that a failure leaves no half of
//! one. One is written at a time, which bounds the memory.

use crate::{bare::bare, render, state::AppState};
use axum::{
    body::Body,
    extract::{Path, Request, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{error::ErrorCode, locale::Locale};
use http::{HeaderValue, StatusCode, header, request::Parts};
use kit::{
    AppError,
    flash::Args,
    paths,
    text::{Text, error::sentence},
};
use sheets::{GoodsProduct, WriteError};
use shop::{Error, Viewer};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Places for exports in progress.
static WRITING: Semaphore = Semaphore::const_new(1);

/// The kinds of spreadsheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, for any program.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Kind {
    /// The kind with this end; `None` for any other text.
    #[must_use]
    pub fn read(end: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx]
            .into_iter()
            .find(|kind| kind.end() == end)
    }

    /// How the name of a file ends.
    #[must_use]
    pub const fn end(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    const fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// The sheet of these products.
    ///
    /// # Errors
    /// A text is longer than a workbook allows.
    pub fn write(self, goods: &[GoodsProduct], locale: Locale) -> Result<Vec<u8>, WriteError> {
        let mut bytes = Vec::new();
        match self {
            Self::Csv => sheets::csv(&mut bytes, goods, locale)?,
            Self::Xlsx => sheets::xlsx(&mut bytes, goods, locale)?,
        }
        Ok(bytes)
    }
}

/// `GET /admin/products/export.csv`.
pub async fn export_csv(State(state): State<AppState>, request: Request) -> Response {
    export(&state, request, Kind::Csv).await
}

/// `GET /admin/products/export.xlsx`.
pub async fn export_xlsx(State(state): State<AppState>, request: Request) -> Response {
    export(&state, request, Kind::Xlsx).await
}

/// `GET /admin/products/template.csv`.
pub async fn template_csv(State(state): State<AppState>, request: Request) -> Response {
    template(&state, request, Kind::Csv).await
}

/// `GET /admin/products/template.xlsx`.
pub async fn template_xlsx(State(state): State<AppState>, request: Request) -> Response {
    template(&state, request, Kind::Xlsx).await
}

async fn export(state: &AppState, request: Request, kind: Kind) -> Response {
    let (parts, _) = request.into_parts();
    let viewer = viewer(&parts);
    let day = state.shop.now().shanghai("%Y-%m-%d");
    let exported = async {
        let turn = WRITING.acquire().await.map_err(Error::internal)?;
        let goods = state.shop.export_goods(&viewer).await?;
        written(kind, goods, viewer.locale, Some(turn)).await
    };
    match exported.await {
        Ok(bytes) => file(&format!("products-{day}"), kind, bytes),
        Err(error) => refused(state, parts, error, paths::ADMIN_PRODUCTS).await,
    }
}

async fn template(state: &AppState, request: Request, kind: Kind) -> Response {
    let (parts, _) = request.into_parts();
    let viewer = viewer(&parts);
    let made = async {
        let goods = state.shop.goods_template(&viewer)?;
        written(kind, goods, viewer.locale, None).await
    };
    match made.await {
        Ok(bytes) => file("products-template", kind, bytes),
        Err(error) => refused(state, parts, error, paths::ADMIN_PRODUCTS).await,
    }
}

/// `GET /admin/products/import/{key}/wrong.csv`: the refused rows with their reasons, to be corrected and uploaded again.
pub async fn wrong_rows(
    State(state): State<AppState>,
    Path(key): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let viewer = viewer(&parts);
    let locale = viewer.locale;
    let made = async {
        let (mut header, wrong) = state.shop.wrong_rows(&viewer, &key).await?;
        let columns = header.len();
        header.push(Text::of(locale).shared.why.to_owned());
        let rows = wrong.into_iter().map(|row| {
            let mut cells = row.cells;
            cells.resize(columns, String::new());
            let why = row.why.iter().map(|(column, code)| {
                let why = sentence(locale, *code, &Args::default());
                format!("{column}: {why}")
            });
            cells.push(why.collect::<Vec<_>>().join("\n"));
            cells
        });
        let mut bytes = Vec::new();
        sheets::rows(&mut bytes, &header, rows).map_err(Error::internal)?;
        Ok(bytes)
    };
    match made.await {
        Ok(bytes) => file("wrong-rows", Kind::Csv, bytes),
        Err(error) => refused(&state, parts, error, paths::ADMIN_PRODUCTS).await,
    }
}

/// Who asks.
pub(crate) fn viewer(parts: &Parts) -> Viewer {
    let viewer = parts.extensions.get::<Viewer>().cloned();
    viewer.unwrap_or_else(|| Viewer::anonymous(Locale::ZhCn))
}

/// Writes the sheet. The thread keeps the turn to the end, even if the client has gone.
async fn written(
    kind: Kind,
    goods: Vec<GoodsProduct>,
    locale: Locale,
    turn: Option<SemaphorePermit<'static>>,
) -> Result<Vec<u8>, Error> {
    let write = move || {
        let bytes = kind.write(&goods, locale);
        drop(turn);
        bytes
    };
    tokio::task::spawn_blocking(write)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

/// A file to save. Its name has ASCII characters only, which every browser reads alike.
pub(crate) fn file(name: &str, kind: Kind, bytes: impl Into<Body>) -> Response {
    let disposition = format!("attachment; filename=\"{name}.{}\"", kind.end());
    let Ok(disposition) = HeaderValue::from_str(&disposition) else {
        tracing::error!(name, "the name of a file is not a header value");
        return bare(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let mut response = bytes.into().into_response();
    let headers = response.headers_mut();
    let fixed = HeaderValue::from_static;
    headers.insert(header::CONTENT_TYPE, fixed(kind.mime()));
    headers.insert(header::CACHE_CONTROL, fixed("no-store"));
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    response
}

/// The page of an error. The sign-in leads to `page`, because an address that only saves a file would seem to do nothing.
pub(crate) async fn refused(state: &AppState, parts: Parts, error: Error, page: &str) -> Response {
    let told = match error {
        Error::LoginRequired => {
            let login = paths::with_next(paths::ADMIN_LOGIN, page);
            return Redirect::to(&login).into_response();
        }
        Error::Refused(refusal) => refusal.into(),
        Error::RoleMissing => AppError::new(ErrorCode::RoleMissing),
        Error::NotFound => AppError::new(ErrorCode::NotFound),
        Error::Gone => AppError::new(ErrorCode::Gone),
        Error::Busy => AppError::new(ErrorCode::Busy),
        Error::Internal(cause) => {
            tracing::error!(error = %cause, "a sheet cannot be written");
            return bare(StatusCode::INTERNAL_SERVER_ERROR);
        }
    };
    render::trouble(state, parts, told).await
}
