//! The gateway of commands that use only the books: it signs with temporary keys and connects to
//! nothing.

use alipay::{
    AlipayKeys, AppConfig, Client, PrivateKey, Transport, TransportError,
    transport::{BoxFuture, HttpResponse},
};
use anyhow::Context;
use shop::gateway::{AlipayGateway, Gateway};
use std::sync::Arc;
use url::Url;

/// A gateway without responses, so every call stays unknown.
///
/// # Errors
/// Keys cannot be generated.
pub fn gateway() -> anyhow::Result<Arc<dyn Gateway>> {
    let private_key = PrivateKey::generate().context("generating a key")?;
    let other = PrivateKey::generate().context("generating a key")?;
    let keys = AlipayKeys::new(&private_key, vec![other.public_key()])?;
    let nowhere = Url::parse("http://127.0.0.1:9/gateway.do")?;
    let config = AppConfig::new(nowhere, "0", private_key, keys);
    let client = Client::new(config, Arc::new(Nowhere));
    Ok(Arc::new(AlipayGateway::new(client, "0".to_owned())))
}

/// Sends nothing.
struct Nowhere;

impl Transport for Nowhere {
    fn post<'a>(
        &'a self,
        _: &'a Url,
        _: String,
    ) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        let refused = TransportError::Unusable("this command does not call the gateway".to_owned());
        Box::pin(std::future::ready(Err(refused)))
    }
}
