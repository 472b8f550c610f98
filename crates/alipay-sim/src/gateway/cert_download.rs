//! alipay.open.app.alipaycert.download: a certificate that a response named and the caller lacks.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{biz::Biz, response::Payload};
use crate::{refusal::Refusal, simulator::Simulator};

/// Responds with the PEM text in base64. The caller checks it against the root file, because this
/// response is signed with the requested key itself.
pub(crate) fn download(simulator: &Simulator, biz: &Biz) -> Result<Payload, Refusal> {
    let sn = biz.required("alipay_cert_sn", 32)?;
    let found = simulator.certificates.find(&sn).ok_or_else(|| {
        Refusal::invalid("isv.invalid-parameter", "alipay_cert_sn 对应的证书不存在")
    })?;
    Ok(Payload::success().with("alipay_cert_content", STANDARD.encode(&found.pem)))
}
