//! Reading and setting cookies.

use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};

/// The values of the cookies named `name`, in the order sent. Read as bytes, because other programs
/// on the host may set cookies with any bytes, which must not hide ours.
pub(crate) fn values<'h>(headers: &'h HeaderMap, name: &str) -> impl Iterator<Item = &'h [u8]> {
    let name = name.as_bytes();
    headers
        .get_all(header::COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter_map(move |pair| {
            let pair = pair.trim_ascii();
            let at = pair.iter().position(|byte| *byte == b'=')?;
            let (key, value) = pair.split_at_checked(at)?;
            (key == name).then(|| value.strip_prefix(b"=").unwrap_or(value))
        })
}

/// Sets the cookie `name` for the whole host, hidden from scripts, for `seconds`; 0 deletes it.
pub(crate) fn set(response: &mut Response, name: &str, value: &str, seconds: i64, secure: bool) {
    // Lax and not Strict, because the return from Alipay is a cross-site navigation.
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    match HeaderValue::from_str(&text) {
        Ok(value) => {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        Err(error) => tracing::error!(%error, name, "a cookie is not a valid header value"),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::*;

    fn of<'h>(headers: &'h HeaderMap, name: &str) -> Vec<&'h [u8]> {
        values(headers, name).collect()
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "zg_admin=b; xzg=c;zg=a".parse().unwrap());
        headers.append(header::COOKIE, "zg=d=e".parse().unwrap());
        assert_eq!(of(&headers, "zg"), [b"a".as_slice(), b"d=e"]);
        assert_eq!(of(&headers, "zg_admin"), [b"b"]);
        assert!(of(&headers, "g").is_empty());
    }

    #[test]
    fn a_strangers_bytes_hide_nothing() {
        let mut headers = HeaderMap::new();
        let line = HeaderValue::from_bytes(b"name=\xd5\xc5\xc8\xfd; zg=a; \xff=\xff").unwrap();
        headers.append(header::COOKIE, line);
        assert_eq!(of(&headers, "zg"), [b"a"]);
    }
}
