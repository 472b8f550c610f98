//! The signed return address of a buyer who has paid.

use alipay::{form::Charset, sign::SignError, time::format_shanghai};

use crate::{
    books::{money::yuan, trade::Trade},
    seal,
    simulator::Simulator,
};

/// The shop's return address with the gateway's signed parameters appended.
///
/// `None`: the shop gave no address. The shop's own query is kept and is not signed.
pub(crate) fn signed(
    simulator: &Simulator,
    trade: &Trade,
    return_url: Option<&str>,
) -> Result<Option<String>, SignError> {
    let Some(Ok(mut url)) = return_url.map(url::Url::parse) else {
        return Ok(None);
    };
    let order = &trade.order;
    let charset = Charset::from_name(&order.charset).unwrap_or(Charset::Utf8);
    let signer = simulator.signer(Some(order));
    let mut params: Vec<(String, String)> = [
        ("charset", order.charset.clone()),
        ("out_trade_no", order.out_trade_no.clone()),
        ("method", format!("{}.return", order.product.method())),
        ("total_amount", yuan(trade.total_fen)),
        ("trade_no", trade.trade_no.clone()),
        ("auth_app_id", order.app_id.clone()),
        ("version", "1.0".to_owned()),
        ("app_id", order.app_id.clone()),
        ("sign_type", signer.sign_type.name().to_owned()),
        ("seller_id", simulator.seller_id.clone()),
        ("timestamp", format_shanghai(simulator.clock.now())),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    let sign = signer.seal(&params, charset)?;
    params.push(("sign".to_owned(), sign));
    let signed = seal::form(&params, charset);
    let query = match url.query().filter(|own| !own.is_empty()) {
        Some(own) => format!("{own}&{signed}"),
        None => signed,
    };
    url.set_query(Some(&query));
    Ok(Some(url.into()))
}
