//! A browser without JavaScript: cookies, same-origin headers, forms as read from the page.

use super::page::{Form, Page};
use axum::{Router, body::Body, extract::ConnectInfo};
use http::{Request, header};
use http_body_util::BodyExt;
use std::{collections::BTreeMap, net::SocketAddr, sync::Mutex};
use tower::ServiceExt;

/// A browser with its cookies.
pub(crate) struct Client {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
    peer: SocketAddr,
    host: String,
    pub(crate) language: &'static str,
    /// The `User-Agent` header.
    pub(crate) agent: &'static str,
}

impl Client {
    pub(crate) fn new(router: Router) -> Self {
        let peer = SocketAddr::from(([127, 0, 0, 1], 40_000));
        Self {
            router,
            cookies: Mutex::default(),
            peer,
            host: "127.0.0.1:8080".to_owned(),
            language: "zh-CN",
            agent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0",
        }
    }

    /// Sends the host of `origin` as `Host`.
    pub(crate) fn to(mut self, origin: &str) -> Self {
        origin
            .rsplit('/')
            .next()
            .unwrap()
            .clone_into(&mut self.host);
        self
    }

    pub(crate) fn from(mut self, ip: &str) -> Self {
        self.peer.set_ip(ip.parse().unwrap());
        self
    }

    /// Posts `body` to the route `door`, with the headers of a page of the shop.
    pub(crate) async fn post(&self, door: &str, body: &str) -> Page {
        let request = Request::post(door)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.send(request).await
    }

    /// Sends a request, with the stored cookies unless it has its own.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Page {
        let at = request.uri().to_string();
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, cookies.parse().unwrap());
        }
        let host = self.host.parse().unwrap();
        request.headers_mut().entry(header::HOST).or_insert(host);
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page {
            at,
            status: parts.status,
            headers: parts.headers,
            body,
            bytes,
        }
    }

    fn keep(&self, set_cookie: &str) {
        let (pair, attributes) = set_cookie.split_once(';').unwrap_or((set_cookie, ""));
        let (name, value) = pair.split_once('=').unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        if attributes.contains("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub(crate) fn set_cookie(&self, name: &str, value: &str) {
        self.cookies
            .lock()
            .unwrap()
            .insert(name.to_owned(), value.to_owned());
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        // Browsers do not send the fragment.
        let asked = path.split('#').next().unwrap();
        let request = Request::get(asked)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::USER_AGENT, self.agent)
            .body(Body::empty())
            .unwrap();
        let page = self.send(request).await;
        Page {
            at: path.to_owned(),
            ..page
        }
    }

    /// Submits the form.
    pub(crate) async fn submit(&self, form: &Form) -> Page {
        if !form.is_post {
            return self.get(&format!("{}?{}", form.action, form.body())).await;
        }
        let request = Request::post(&form.action)
            .header(header::ACCEPT, "text/html,application/xhtml+xml")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::ORIGIN, "http://127.0.0.1:8080")
            .header("sec-fetch-site", "same-origin")
            .header(
                header::REFERER,
                format!("http://127.0.0.1:8080{}", form.from),
            )
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.body()))
            .unwrap();
        self.send(request).await
    }

    /// Submits the form and follows the redirect. Panics unless it is a 303 to a page of the shop.
    pub(crate) async fn submit_and_follow(&self, form: Form) -> Page {
        let answer = self.submit(&form).await;
        assert_eq!(answer.status, 303, "{}: {}", form.action, answer.text());
        self.get(&answer.location()).await
    }

    pub(crate) async fn sign_in(&self, page: &str, login: &str, password: &str) -> Page {
        let action = if page.starts_with("/admin") {
            "/api/admin/sign_in"
        } else {
            "/api/account/sign_in"
        };
        let form = self
            .get(page)
            .await
            .form(action)
            .set("login", login)
            .set("password", password);
        self.submit_and_follow(form).await
    }

    /// Adds `qty` units of a product's first SKU to the cart.
    pub(crate) async fn add(&self, product: &str, qty: &str) -> Page {
        let form = self
            .get(product)
            .await
            .form("/api/cart/add")
            .set("qty", qty);
        self.submit_and_follow(form).await
    }

    /// The checkout form, with a recipient.
    pub(crate) async fn checkout(&self) -> Form {
        self.get("/checkout")
            .await
            .form("/api/checkout/place_order")
            .set("contact_name", "林夏")
            .set("contact_phone", "13800138000")
            .set("region", "浙江省 杭州市 西湖区")
            .set("street", "文三路 1 号")
    }

    /// Orders the contents of the cart; returns the order number.
    pub(crate) async fn check_out(&self) -> String {
        let form = self.checkout().await;
        let answer = self.submit(&form).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let location = answer.location();
        let number = location.strip_prefix("/change_status?order_id=");
        number
            .unwrap_or_else(|| panic!("led to {location}"))
            .to_owned()
    }

    /// Starts the payment; returns `out_trade_no` and amount from the cashier's URL.
    pub(crate) async fn start_to_pay(&self, number: &str) -> (String, String) {
        let page = self.get(&format!("/change_status?order_id={number}")).await;
        let answer = self.submit(&page.form("/api/payment/start")).await;
        assert_eq!(answer.status, 303, "{}", answer.text());
        let url = url::Url::parse(&answer.location()).unwrap();
        let (_, biz) = url
            .query_pairs()
            .find(|(name, _)| name == "biz_content")
            .unwrap();
        let biz: serde_json::Value = serde_json::from_str(&biz).unwrap();
        let text = |name: &str| biz[name].as_str().unwrap().to_owned();
        (text("out_trade_no"), text("total_amount"))
    }
}
