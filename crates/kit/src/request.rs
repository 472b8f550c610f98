//! The request for pages and server functions, and the responses to forms.

mod posted;
mod session;
mod step;

use crate::{
    error::AppError,
    flash::{Args, Flash, Typed},
    paths,
    session::Session,
    site::Site,
    text::Text,
};
use domain::{
    error::{ErrorCode, Notice},
    form::Form,
    session::SessionKind,
    view::cart::DifferentLine,
};
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use shop::{Shop, Viewer};

pub use posted::PostedForm;
pub use step::{is_step, step_page};

/// Part of the user agent of WeChat's browser, which does not open Alipay's pages.
const WECHAT: &str = "MicroMessenger";

/// The request of a page or a server function.
#[derive(Clone)]
pub struct Rq {
    /// The use cases.
    pub shop: Shop,
    /// The viewer.
    pub viewer: Viewer,
    /// The installation.
    pub site: Site,
    /// The browser's session, which may not exist yet.
    pub session: Session,
    parts: Parts,
    response: ResponseOptions,
}

/// The response to a form that succeeded.
#[derive(Debug)]
pub struct Done<T> {
    /// Next page.
    to: String,
    notice: Option<(Notice, Args)>,
    /// Lines of the cart that the notice names.
    lines: Vec<DifferentLine>,
    /// The next page shows the form that was typed before the sign-in.
    resumes: bool,
    /// The value that a script receives.
    value: T,
}

impl<T> Done<T> {
    /// Redirects to `page`; a script receives `value`.
    pub fn to(page: impl Into<String>, value: T) -> Self {
        Self {
            to: page.into(),
            notice: None,
            lines: Vec::new(),
            resumes: false,
            value,
        }
    }

    /// Shows `notice` there.
    #[must_use]
    pub fn telling(mut self, notice: Notice) -> Self {
        self.notice = Some((notice, Args::new()));
        self
    }

    /// Restores the form that was typed before the sign-in, if it is on that page.
    #[must_use]
    pub fn resuming(mut self) -> Self {
        self.resumes = true;
        self
    }

    /// Names these lines of the cart below the notice.
    #[must_use]
    pub fn naming(mut self, lines: Vec<DifferentLine>) -> Self {
        self.lines = lines;
        self
    }

    /// Adds a figure to the notice.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        if let Some((_, args)) = &mut self.notice {
            args.insert(name.to_owned(), value.to_string());
        }
        self
    }
}

/// The page of the form, which shows a refusal.
#[derive(Debug)]
pub struct Back {
    page: String,
    typed: Option<Typed>,
}

impl Back {
    /// Back to `page`.
    pub fn to(page: impl Into<String>) -> Self {
        Self {
            page: page.into(),
            typed: None,
        }
    }

    /// Keeps what was typed into a form of that page.
    #[must_use]
    pub fn keeping(mut self, form: &impl Form) -> Self {
        self.typed = Typed::keep(form);
        self
    }
}

impl Rq {
    /// The present request, from Leptos' context.
    ///
    /// # Errors
    /// `internal` if the server did not provide a part of it.
    pub fn take() -> Result<Self, AppError> {
        let whole = || {
            Some(Self {
                shop: use_context()?,
                viewer: use_context()?,
                site: use_context()?,
                session: use_context()?,
                parts: use_context()?,
                response: use_context()?,
            })
        };
        whole().ok_or_else(|| {
            tracing::error!("a request without its context");
            AppError::new(ErrorCode::Internal)
        })
    }

    /// The words of the viewer's language.
    #[must_use]
    pub fn text(&self) -> &'static Text {
        Text::of(self.viewer.locale)
    }

    /// The path of the page.
    #[must_use]
    pub fn path(&self) -> &str {
        self.parts.uri.path()
    }

    /// Path and query of the page.
    #[must_use]
    pub fn here(&self) -> String {
        self.parts
            .uri
            .path_and_query()
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// A value of the query, empty if it is absent or cannot be read.
    #[must_use]
    pub fn query(&self, name: &str) -> String {
        query_value(self.parts.uri.query().unwrap_or_default(), name)
    }

    /// All values of the query under one name, e.g. of ticked boxes.
    #[must_use]
    pub fn queries(&self, name: &str) -> Vec<String> {
        query_values(self.parts.uri.query().unwrap_or_default(), name).collect()
    }

    /// True in WeChat's browser, which does not open Alipay's pages.
    #[must_use]
    pub fn is_in_wechat(&self) -> bool {
        let agent = self.parts.headers.get(header::USER_AGENT);
        agent.is_some_and(|agent| {
            let wanted = WECHAT.as_bytes();
            agent
                .as_bytes()
                .windows(wanted.len())
                .any(|at| at == wanted)
        })
    }

    /// The whole address of this page, for another browser.
    #[must_use]
    pub fn whole_address(&self) -> String {
        format!("{}{}", self.site.public_url, self.here())
    }

    /// The page that a form was sent from, as path and query, if the browser sent it and it is the
    /// page at `path`.
    #[must_use]
    pub fn sent_from(&self, path: &str) -> Option<String> {
        let referer = self.parts.headers.get(header::REFERER)?.to_str().ok()?;
        let (_, rest) = referer.split_once("://")?;
        let at = rest.find('/')?;
        let local = rest.get(at..).and_then(paths::safe_next)?;
        (paths::bare(&local) == path).then_some(local)
    }

    /// Sets the status of the response.
    pub fn set_status(&self, status: u16) {
        self.response
            .set_status(StatusCode::from_u16(status).unwrap_or_default());
    }

    /// Adds a header to the response. An invalid value is logged and left out.
    pub fn add_header(&self, name: header::HeaderName, value: &str) {
        match HeaderValue::from_str(value) {
            Ok(value) => self.response.append_header(name, value),
            Err(error) => tracing::error!(%name, %error, "a header value that is none"),
        }
    }

    /// Redirects (303) to `address`.
    pub fn see_other(&self, address: &str) {
        self.lead(StatusCode::SEE_OTHER, address);
    }

    /// Redirects (301) to `address`, which the page has for good.
    pub fn moved(&self, address: &str) {
        self.lead(StatusCode::MOVED_PERMANENTLY, address);
    }

    fn lead(&self, status: StatusCode, address: &str) {
        self.response.set_status(status);
        let value = HeaderValue::from_str(address).unwrap_or_else(|error| {
            tracing::error!(%error, "an address is not a valid header value");
            HeaderValue::from_static(paths::HOME)
        });
        self.response.insert_header(header::LOCATION, value);
    }

    /// The pairs of the query, decoded; those that cannot be read are left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let query = self.parts.uri.query().unwrap_or_default();
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .filter_map(|(name, value)| Some((name.to_owned(), decoded(value)?)))
            .collect()
    }

    /// The sign-in page of this side.
    #[must_use]
    pub fn login_page(&self) -> &'static str {
        match self.session.kind() {
            SessionKind::Admin => paths::ADMIN_LOGIN,
            SessionKind::Shopper => paths::LOGIN,
        }
    }

    /// `next`, if it is a page of this shop; else the front page.
    #[must_use]
    pub fn next_or_home(&self, next: &str) -> String {
        paths::safe_next(next).unwrap_or_else(|| paths::home(self.viewer.locale).to_owned())
    }

    /// True for a form sent by the browser itself, false for a script.
    fn is_plain_form(&self) -> bool {
        let accept = self.parts.headers.get(header::ACCEPT);
        accept
            .and_then(|value| value.to_str().ok())
            .is_some_and(|v| v.contains("text/html"))
    }

    /// Responds to a form. A plain form gets a 303: to the next page, or back to its own page with
    /// the refusal and the typed values in the flash. A script receives the value or the error.
    ///
    /// # Errors
    /// For a script: every error. For a plain form: those with an error page (not found, busy, internal).
    pub fn finish<T, R: Default>(
        &self,
        outcome: Result<T, shop::Error>,
        done: impl FnOnce(T) -> Done<R>,
        back: Back,
    ) -> Result<R, AppError> {
        let plain = self.is_plain_form();
        let error = match outcome {
            Ok(value) => {
                let done = done(value);
                if plain {
                    let typed = if done.resumes {
                        self.take_kept(&done.to)
                    } else {
                        None
                    };
                    if done.notice.is_some() || typed.is_some() {
                        let (notice, args) = done.notice.unzip();
                        let told = Flash {
                            at: paths::bare(&done.to).to_owned(),
                            notice,
                            args: args.unwrap_or_default(),
                            typed,
                            ..Flash::default()
                        };
                        self.leave(told.naming(done.lines));
                    }
                    self.see_other(&done.to);
                }
                return Ok(done.value);
            }
            Err(error) => error,
        };
        match error {
            shop::Error::Refused(refusal) if plain && refusal.code == ErrorCode::ProveAgain => {
                let prove = paths::with_next(paths::ADMIN_PROVE, &back.page);
                self.keep(back);
                self.see_other(&prove);
                Ok(R::default())
            }
            shop::Error::Refused(refusal) if plain && is_step(refusal.code) => {
                let step = paths::with_next(step_page(refusal.code), &back.page);
                if back.typed.is_some() {
                    self.keep(back);
                }
                self.see_other(&step);
                Ok(R::default())
            }
            shop::Error::Refused(refusal) if plain => {
                self.leave(Flash::refusal(&back.page, refusal.into(), back.typed));
                self.see_other(&format!("{}#errors", back.page));
                Ok(R::default())
            }
            shop::Error::LoginRequired if plain => {
                let login = paths::with_next(self.login_page(), &back.page);
                // The session ended while the form was typed: it is restored after the sign-in.
                if back.typed.is_some() {
                    self.keep(back);
                }
                self.see_other(&login);
                Ok(R::default())
            }
            other @ (shop::Error::Refused(_)
            | shop::Error::NotFound
            | shop::Error::Gone
            | shop::Error::LoginRequired
            | shop::Error::RoleMissing
            | shop::Error::Busy
            | shop::Error::Internal(_)) => Err(self.told(other)),
        }
    }

    /// The error to send for a use case's error. The cause of an unexpected one goes to the log.
    #[must_use]
    pub fn told(&self, error: shop::Error) -> AppError {
        match error {
            shop::Error::Refused(refusal) => refusal.into(),
            shop::Error::NotFound => AppError::new(ErrorCode::NotFound),
            shop::Error::Gone => AppError::new(ErrorCode::Gone),
            shop::Error::LoginRequired => AppError::new(ErrorCode::LoginRequired),
            shop::Error::RoleMissing => AppError::new(ErrorCode::RoleMissing),
            shop::Error::Busy => AppError::new(ErrorCode::Busy),
            shop::Error::Internal(cause) => self.unforeseen(cause.as_ref()),
        }
    }

    /// Logs an unexpected error and returns its reference.
    pub fn unforeseen(&self, cause: &(dyn std::error::Error + 'static)) -> AppError {
        let request_id = self
            .parts
            .headers
            .get("x-request-id")
            .and_then(|id| id.to_str().ok());
        let reference = match request_id {
            Some(id) => id.to_owned(),
            None => format!("{:x}", self.shop.now().get()),
        };
        let mut causes = cause.to_string();
        let mut next = cause.source();
        while let Some(deeper) = next {
            causes.push_str(": ");
            causes.push_str(&deeper.to_string());
            next = deeper.source();
        }
        tracing::error!(
            reference,
            error = causes,
            path = self.path(),
            "not foreseen"
        );
        AppError {
            reference: Some(reference),
            ..AppError::new(ErrorCode::Internal)
        }
    }
}

/// The first value of `name` in a query string, decoded.
fn query_value(query: &str, name: &str) -> String {
    query_values(query, name).next().unwrap_or_default()
}

/// The values of `name` in a query string, decoded.
fn query_values<'a>(query: &'a str, name: &'a str) -> impl Iterator<Item = String> + 'a {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .filter(move |(key, _)| *key == name)
        .map(|(_, value)| decoded(value).unwrap_or_default())
}

fn decoded(raw: &str) -> Option<String> {
    let raw = raw.replace('+', " ");
    let text = percent_encoding::percent_decode_str(&raw).decode_utf8();
    text.ok().map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{query_value, query_values};

    #[test]
    fn query_values_are_decoded() {
        let query = "tab=to_pay&q=a+b%26c&next=%2Fcart&bad=%ff&q=second";
        assert_eq!(query_value(query, "q"), "a b&c");
        assert_eq!(query_value(query, "next"), "/cart");
        assert_eq!(query_value(query, "bad"), "");
        assert_eq!(query_value(query, "none"), "");
        let both: Vec<_> = query_values(query, "q").collect();
        assert_eq!(both, ["a b&c", "second"]);
    }
}
