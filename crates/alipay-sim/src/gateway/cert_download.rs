//! alipay.open.app.alipaycert.download: a certificate the caller met in an answer and does not hold.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{answer::Payload, biz::Biz};
use crate::{refusal::Refusal, simulator::Simulator};

/// Answers with the PEM text in base64. The caller checks it against the root file, as this answer
/// is signed with the very key it asks about.
pub(crate) fn download(simulator: &Simulator, biz: &Biz) -> Result<Payload, Refusal> {
    let sn = biz.required("alipay_cert_sn", 32)?;
    let found = simulator.certificates.find(&sn).ok_or_else(|| {
        Refusal::invalid("isv.invalid-parameter", "alipay_cert_sn 对应的证书不存在")
    })?;
    Ok(Payload::success().with("alipay_cert_content", STANDARD.encode(&found.pem)))
}
