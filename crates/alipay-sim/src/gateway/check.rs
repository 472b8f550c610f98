//! Checks of a request before its business: application, parameters, signature.

use alipay::verify::verify;

use super::{
    biz::Biz,
    response::Seal,
    wire::{Wire, invalid_charset},
};
use crate::{books::event::CertificateMode, refusal::Refusal, simulator::Simulator};

/// An authenticated request.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) method: String,
    /// The shift that converts the request's absolute times to the simulator's clock.
    pub(crate) shift_ms: i64,
    /// True in certificate mode.
    pub(crate) by_certificate: bool,
}

/// A refused request.
#[derive(Debug)]
pub(crate) struct Rejected {
    pub(crate) refusal: Refusal,
    pub(crate) seal: Seal,
}

impl From<Refusal> for Rejected {
    fn from(refusal: Refusal) -> Self {
        Self {
            refusal,
            seal: Seal::Signed,
        }
    }
}

/// Checks the common parameters, then the signature over all of them.
pub(crate) fn check(simulator: &Simulator, wire: &Wire) -> Result<Checked, Rejected> {
    let unsigned = |refusal| Rejected {
        refusal,
        seal: Seal::Unsigned,
    };
    let method = wire
        .get("method")
        .ok_or_else(|| unsigned(Refusal::missing("isv.missing-method", "缺少方法名参数")))?;
    let app_id = wire
        .get("app_id")
        .ok_or_else(|| unsigned(Refusal::missing("isv.missing-app-id", "缺少AppID参数")))?;
    if app_id != simulator.app_id {
        return Err(unsigned(Refusal::invalid(
            "isv.invalid-app-id",
            "无效的AppID参数",
        )));
    }
    // From here on the application is known and responses are signed.
    let need = |name: &str, sub_code, sub_msg| {
        wire.get(name)
            .ok_or_else(|| Refusal::missing(sub_code, sub_msg))
    };
    let sign_type = need(
        "sign_type",
        "isv.missing-signature-type",
        "缺少签名类型参数",
    )?;
    let registered = simulator.sign_type();
    if sign_type != registered.name() {
        let refusal = Refusal::invalid(
            "isv.invalid-signature-type",
            &format!("无效的签名类型，应用为 {}", registered.name()),
        );
        return Err(refusal.into());
    }
    let sign = need("sign", "isv.missing-signature", "缺少签名参数")?;
    wire.get("charset").ok_or_else(invalid_charset)?;
    let version = need("version", "isv.missing-version", "缺少版本参数")?;
    if version != "1.0" {
        return Err(Refusal::invalid("isv.invalid-version", "无效的版本参数").into());
    }
    if wire
        .get("format")
        .is_some_and(|format| !format.eq_ignore_ascii_case("json"))
    {
        return Err(Refusal::invalid("isv.invalid-format", "无效的数据格式，仅支持 JSON").into());
    }
    check_certificates(simulator, wire)?;
    let timestamp = need("timestamp", "isv.missing-timestamp", "缺少时间戳参数")?;

    let string = wire.string_to_sign();
    let verified = verify(
        &simulator.keys.app_public,
        registered,
        &wire.charset.write(&string),
        sign,
    );
    if let Err(error) = verified {
        tracing::warn!(%error, method, "request signature refused");
        return Err(invalid_signature(wire, &string).into());
    }
    // Bytes that are not text in the charset were replaced, so the signed text is unknown.
    if wire.is_garbled {
        return Err(invalid_signature(wire, &string).into());
    }
    let tolerance_ms = simulator.timestamp_tolerance_ms();
    let shift_ms = alipay::time::parse_shanghai(timestamp)
        .and_then(|timestamp_ms| simulator.clock.shift_for(timestamp_ms, tolerance_ms))
        .ok_or_else(|| {
            Refusal::invalid(
                "isv.invalid-timestamp",
                "非法的时间戳参数：格式错误或与网关时间相差过大",
            )
        })?;
    if wire
        .get("app_auth_token")
        .is_some_and(|token| token.chars().count() > 40)
    {
        return Err(Refusal::token("aop.invalid-app-auth-token", "无效的应用授权令牌").into());
    }
    Ok(Checked {
        method: method.to_owned(),
        shift_ms,
        by_certificate: wire.get("app_cert_sn").is_some(),
    })
}

/// Both numbers must match the application's files.
fn check_certificates(simulator: &Simulator, wire: &Wire) -> Result<(), Refusal> {
    let mode = simulator.books().settings().certificates;
    match (wire.get("app_cert_sn"), mode) {
        (None, CertificateMode::Optional | CertificateMode::Off) => Ok(()),
        (None, CertificateMode::Required) => Err(Refusal::invalid(
            "isv.missing-app-cert-sn",
            "缺少应用公钥证书序列号参数 app_cert_sn",
        )),
        (Some(_), CertificateMode::Off) => Err(Refusal::invalid(
            "isv.app-cert-not-exist",
            "应用公钥证书不存在，应用为公钥模式",
        )),
        (Some(sn), CertificateMode::Optional | CertificateMode::Required) => {
            if sn != simulator.certificates.app_sn {
                return Err(Refusal::invalid(
                    "isv.app-cert-not-exist",
                    "应用公钥证书不存在，app_cert_sn 与已上传的证书不符",
                ));
            }
            match wire.get("alipay_root_cert_sn") {
                Some(root) if root == simulator.certificates.root_sn => Ok(()),
                Some(_) => Err(Refusal::invalid(
                    "isv.alipay-root-cert-not-exist",
                    "支付宝根证书不存在，请检查 alipay_root_cert_sn",
                )),
                None => Err(Refusal::invalid(
                    "isv.missing-alipay-root-cert-sn",
                    "缺少支付宝根证书序列号参数 alipay_root_cert_sn",
                )),
            }
        }
    }
}

/// Names the string that the gateway built, which helps with a wrong key or string.
fn invalid_signature(wire: &Wire, string: &str) -> Refusal {
    let shown = string.replace('&', "&amp;");
    let hint = if wire.is_garbled {
        "参数无法按所用字符集解码，请确认 charset 放在了 URL 查询串中\
         （make sure charset is in the URL query）。"
    } else {
        ""
    };
    let text = format!(
        "验签出错，{hint}建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：{shown}"
    );
    Refusal::invalid("isv.invalid-signature", &text)
}

/// The trade of a call: `(trade_no, out_trade_no)`, at least one of them.
pub(crate) fn trade_numbers(biz: &Biz) -> Result<(Option<String>, Option<String>), Refusal> {
    let trade_no = biz.text_up_to("trade_no", 64)?;
    let out_trade_no = biz.text_up_to("out_trade_no", 64)?;
    if trade_no.is_none() && out_trade_no.is_none() {
        return Err(Refusal::invalid_parameter(
            "trade_no 与 out_trade_no 不能同时为空",
        ));
    }
    Ok((trade_no, out_trade_no))
}
