//! The gateway of commands that work on the books alone: it signs with throw-away keys and reaches nobody.

use alipay::{
    AlipayKeys, AppConfig, Client, PrivateKey, Transport, TransportError,
    transport::{BoxFuture, HttpAnswer},
};
use anyhow::Context;
use shop::gateway::{AlipayGateway, Gateway};
use std::sync::Arc;
use url::Url;

/// A gateway that answers nothing, so whatever is asked stays unknown.
///
/// # Errors
/// No keys can be drawn.
pub fn gateway() -> anyhow::Result<Arc<dyn Gateway>> {
    let private_key = PrivateKey::generate().context("drawing a key")?;
    let other = PrivateKey::generate().context("drawing a key")?;
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
    ) -> BoxFuture<'a, Result<HttpAnswer, TransportError>> {
        let refused = TransportError::Unusable("this command asks no gateway".to_owned());
        Box::pin(std::future::ready(Err(refused)))
    }
}
