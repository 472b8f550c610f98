//! Figures of sales and rows of orders, refunds and the ledger as files.
//!
//! CSV is sent while it is read: a page of rows is read when the client has taken the one before, so that memory does not
//! grow with the file. If the database fails in between, the connection is cut, and the browser reports a failed download.
//! A workbook is written into a temporary file first, because its parts are packed at its end.

use crate::{
    bare::bare,
    goods_sheet::{Kind, file, refused, viewer},
    state::AppState,
};
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use desk::reports;
use domain::{
    error::ErrorCode,
    limit::WORKBOOK_ROWS,
    locale::Locale,
    view::{
        export::{ExportRow, Value},
        sales::SalesQuery,
    },
};
use form_urlencoded::parse;
use futures::{Stream, StreamExt, TryFutureExt, stream};
use http::StatusCode;
use kit::paths;
use sheets::{Book, WriteError};
use shop::{
    Error, Viewer,
    export::{Asked, Export},
    sales::Rows,
};
use std::{fs::File, io::Read};
use tokio::sync::Semaphore;

/// Places for workbooks in progress: each keeps a core busy while it is packed.
static WRITING: Semaphore = Semaphore::const_new(1);
/// A piece of a file that is sent.
const PIECE: usize = 64 * 1024;
/// The fields of the form.
const FIELDS: [&str; 6] = ["kind", "time", "from", "to", "state", "file"];
/// Its longest body; the fields are short.
const FORM: usize = 4 * 1024;

/// `GET /admin/sales/export.csv`.
pub async fn sales_csv(State(state): State<AppState>, request: Request) -> Response {
    sales(&state, request, Kind::Csv).await
}

/// `GET /admin/sales/export.xlsx`.
pub async fn sales_xlsx(State(state): State<AppState>, request: Request) -> Response {
    sales(&state, request, Kind::Xlsx).await
}

async fn sales(state: &AppState, request: Request, kind: Kind) -> Response {
    let (parts, _) = request.into_parts();
    let viewer = viewer(&parts);
    let fields = Fields::of(parts.uri.query().unwrap_or_default().as_bytes());
    let asked = SalesQuery {
        range: fields.get("range"),
        from: fields.get("from"),
        to: fields.get("to"),
        step: fields.get("step"),
        by: fields.get("by"),
    };
    let made = async {
        let view = state.shop.sales(&viewer, asked, Rows::All).await?;
        let (from, to) = (view.period.from, view.period.last());
        let (head, rows) = reports::sales_table(&view, viewer.locale);
        let written = move || whole(kind, &head, rows);
        let bytes = tokio::task::spawn_blocking(written)
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)?;
        Ok((format!("sales-{from}-{to}"), bytes))
    };
    match made.await {
        Ok((name, bytes)) => file(&name, kind, bytes),
        Err(error) => refused(state, parts, error, paths::ADMIN_SALES).await,
    }
}

/// A small sheet, in memory.
fn whole(kind: Kind, head: &[String], rows: Vec<Vec<Value>>) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    match kind {
        Kind::Csv => {
            bytes.extend(sheets::csv_head(head)?);
            bytes.extend(sheets::csv_rows(rows)?);
        }
        Kind::Xlsx => {
            let mut book = Book::new(head)?;
            for row in &rows {
                book.push(row)?;
            }
            book.save(&mut bytes)?;
        }
    }
    Ok(bytes)
}

/// `POST /admin/exports/rows`: the rows as a file.
pub async fn rows(State(state): State<AppState>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let viewer = viewer(&parts);
    // An outer layer has read it already, within its limits.
    let form = to_bytes(body, FORM).await.unwrap_or_default();
    let fields = Fields::of(&form);
    if !fields.are_only(&FIELDS) {
        return bare(StatusCode::BAD_REQUEST);
    }
    let asked = Asked {
        kind: fields.get("kind"),
        time: fields.get("time"),
        from: fields.get("from"),
        to: fields.get("to"),
        state: fields.get("state"),
    };
    let page = address(&asked);
    let Some(kind) = Kind::read(&fields.get("file")) else {
        return refused(&state, parts, Error::NotFound, &page).await;
    };
    let most = match kind {
        Kind::Csv => None,
        Kind::Xlsx => Some(WORKBOOK_ROWS),
    };
    let begun = state.shop.export(&viewer, &asked, most).await;
    let sent = match begun {
        Ok(export) => send(export, kind, &viewer).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(response) => response,
        // The page says what is wrong with the same choice.
        Err(Error::Refused(refusal))
            if matches!(
                refusal.code,
                ErrorCode::ExportUnreadable | ErrorCode::WorkbookTooManyRows
            ) =>
        {
            Redirect::to(&page).into_response()
        }
        Err(error) => refused(&state, parts, error, &page).await,
    }
}

/// The page with the same choice.
fn address(asked: &Asked) -> String {
    let pairs = [
        ("kind", asked.kind.as_str()),
        ("time", &asked.time),
        ("from", &asked.from),
        ("to", &asked.to),
        ("state", &asked.state),
    ];
    paths::with_query(paths::ADMIN_EXPORTS, &pairs)
}

/// The response begins once the first rows are there, so that a database that fails at once has its page. The others are read
/// while the body is sent, because a request has only seconds.
async fn send(mut export: Export, kind: Kind, viewer: &Viewer) -> Result<Response, Error> {
    let chosen = export.selection();
    let name = format!("{}-{}-{}", chosen.kind, chosen.from, chosen.to);
    let locale = viewer.locale;
    let first = export.next().await?;
    let body = match kind {
        Kind::Csv => Body::from_stream(csv(export, &first, locale)?),
        Kind::Xlsx => {
            let book = workbook(export, first, locale).inspect_err(cut_off);
            Body::from_stream(book.map_ok(pieces).try_flatten_stream())
        }
    };
    Ok(file(&name, kind, body))
}

fn cut_off(error: &Error) {
    tracing::error!(%error, "an export was cut off");
}

/// A CSV file as pieces, each of the rows that are read together.
fn csv(
    export: Export,
    first: &[ExportRow],
    locale: Locale,
) -> Result<impl Stream<Item = Result<Bytes, Error>> + use<>, Error> {
    let head = reports::export_head(export.selection().kind, locale);
    let mut head = sheets::csv_head(&head).map_err(Error::internal)?;
    head.extend(cells(first, locale)?);
    let rows = stream::try_unfold(export, move |mut export| async move {
        let rows = export.next().await.inspect_err(cut_off)?;
        if rows.is_empty() {
            return Ok(None);
        }
        Ok(Some((Bytes::from(cells(&rows, locale)?), export)))
    });
    let head = stream::once(std::future::ready(Ok(Bytes::from(head))));
    Ok(head.chain(rows))
}

fn cells(rows: &[ExportRow], locale: Locale) -> Result<Vec<u8>, Error> {
    let cells = rows.iter().map(|row| reports::export_row(row, locale));
    sheets::csv_rows(cells).map_err(Error::internal)
}

/// A workbook in a temporary file without a name.
async fn workbook(
    mut export: Export,
    first: Vec<ExportRow>,
    locale: Locale,
) -> Result<File, Error> {
    let turn = WRITING.acquire().await.map_err(Error::internal)?;
    let head = reports::export_head(export.selection().kind, locale);
    let mut book = Book::new(&head).map_err(Error::internal)?;
    let mut rows = first;
    while !rows.is_empty() {
        let written = move || {
            for row in &rows {
                book.push(&reports::export_row(row, locale))?;
            }
            Ok::<_, WriteError>(book)
        };
        book = tokio::task::spawn_blocking(written)
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)?;
        rows = export.next().await?;
    }
    let packed = move || {
        let mut file = tempfile::tempfile()?;
        book.save(&mut file)?;
        std::io::Seek::rewind(&mut file)?;
        drop(turn);
        Ok::<_, WriteError>(file)
    };
    tokio::task::spawn_blocking(packed)
        .await
        .map_err(Error::internal)?
        .map_err(Error::internal)
}

/// A file as pieces.
fn pieces(file: File) -> impl Stream<Item = Result<Bytes, Error>> {
    stream::try_unfold(file, |mut file| async move {
        let read = move || {
            let mut piece = Vec::with_capacity(PIECE);
            let most = u64::try_from(PIECE).unwrap_or(u64::MAX);
            file.by_ref().take(most).read_to_end(&mut piece)?;
            Ok::<_, std::io::Error>((piece, file))
        };
        let (piece, file) = tokio::task::spawn_blocking(read)
            .await
            .map_err(Error::internal)?
            .map_err(Error::internal)?;
        if piece.is_empty() {
            return Ok(None);
        }
        Ok(Some((Bytes::from(piece), file)))
    })
}

/// The fields of a query or a form.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn of(encoded: &[u8]) -> Self {
        Self(parse(encoded).into_owned().collect())
    }

    /// True if there is no field beside these, and none of them twice.
    fn are_only(&self, known: &[&str]) -> bool {
        let mut names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() == all && names.iter().all(|name| known.contains(name))
    }

    /// The first value of a name, or nothing.
    fn get(&self, name: &str) -> String {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
