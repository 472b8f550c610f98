//! The gateway's codes: meaning and fix.

use super::Finding;

type Row = (&'static str, &'static str, &'static str, &'static str);

/// The gateway's `sub_code`, our code, meaning, fix.
const TABLE: &[Row] = &[
    (
        "isv.invalid-signature",
        "gateway.invalid-signature",
        "The gateway cannot verify our signature: the public key uploaded for this application does not \
         belong to the private key that signed, or our string differs from the gateway's.",
        "Compare 应用公钥 in the console with the public key of the private one (openssl pkey -in FILE -pubout) and \
         upload it again if they differ. If they agree, compare the string in sub_msg with ours: \
         zhanggui alipay verify --request FILE.",
    ),
    (
        "isv.invalid-app-id",
        "gateway.invalid-app-id",
        "This gateway does not know the application: its number is mistyped, or it belongs to the other environment.",
        "Sandbox numbers (9021…) work only with the sandbox gateway, production numbers only with production: correct \
         ALIPAY_APP_ID or ALIPAY_GATEWAY.",
    ),
    (
        "isv.missing-app-id",
        "gateway.missing-parameter",
        "A common parameter is missing.",
        "Send all common parameters in the query of the address, percent-encoded.",
    ),
    (
        "isv.missing-method",
        "gateway.missing-parameter",
        "The parameter method is missing.",
        "Send all common parameters in the query of the address, percent-encoded.",
    ),
    (
        "isv.missing-signature",
        "gateway.missing-parameter",
        "The signature is missing.",
        "Send sign in the query or the body, percent-encoded (+ as %2B).",
    ),
    (
        "isv.missing-timestamp",
        "gateway.missing-parameter",
        "The timestamp is missing.",
        "Send timestamp as yyyy-MM-dd HH:mm:ss in Shanghai time.",
    ),
    (
        "isv.invalid-signature-type",
        "gateway.sign-type",
        "The application is registered for another signature type than the request has.",
        "Use RSA2 (SHA256withRSA, 2048 bit) on both sides: in the console and as ALIPAY_SIGN_TYPE.",
    ),
    (
        "isv.invalid-timestamp",
        "gateway.invalid-timestamp",
        "The gateway does not accept the timestamp: the machine's clock is wrong, or the time is in another \
         zone than Shanghai's.",
        "Keep the clock by NTP (timedatectl), and write yyyy-MM-dd HH:mm:ss in UTC+8 whatever the machine's zone is.",
    ),
    (
        "isv.invalid-charset",
        "gateway.charset",
        "charset is missing or unknown to the gateway.",
        "Send charset=utf-8 in the query of every request.",
    ),
    (
        "isv.invalid-parameter",
        "gateway.parameter",
        "The gateway could not read a parameter.",
        "Percent-encode names and values once, in the charset the query names.",
    ),
    (
        "isv.invalid-format",
        "gateway.format",
        "format is not JSON.",
        "Send format=JSON or leave it out.",
    ),
    (
        "isv.invalid-method",
        "gateway.method",
        "The method does not exist.",
        "Check the spelling, e.g. alipay.trade.page.pay.",
    ),
    (
        "isv.insufficient-isv-permissions",
        "gateway.no-permission",
        "The application may not call this method: the product (电脑网站支付) is not added or not signed, or the \
         application is not online yet.",
        "In the console add the product to the application, sign its contract, submit the application and wait for the \
         approval.",
    ),
    (
        "isv.insufficient-user-permissions",
        "gateway.no-permission",
        "The user has not authorised this.",
        "Request the authorisation again, or call as the merchant itself.",
    ),
    (
        "aop.invalid-app-auth-token",
        "gateway.auth-token",
        "The token for acting as another merchant is not valid.",
        "Remove ALIPAY_APP_AUTH_TOKEN if the shop acts only for itself; else have the merchant authorise again.",
    ),
    (
        "aop.app-auth-token-time-out",
        "gateway.auth-token",
        "The token for acting as another merchant has expired.",
        "Have the merchant authorise again and replace ALIPAY_APP_AUTH_TOKEN.",
    ),
    (
        "isv.missing-app-cert-sn",
        "gateway.certificates-wanted",
        "The application is set to certificate mode (公钥证书) in the console, and the request came in key mode.",
        "Configure ALIPAY_APP_CERT_FILE, ALIPAY_CERT_FILE and ALIPAY_ROOT_CERT_FILE with the three files the console \
         offers, in place of ALIPAY_PUBLIC_KEY_FILE; or set the application back to 公钥 mode.",
    ),
    (
        "isv.app-cert-not-exist",
        "gateway.certificate-unknown",
        "The gateway does not know the application's certificate: the application is in key mode, or another or an older \
         certificate is uploaded.",
        "Download the application's certificate again from the console. In key mode configure ALIPAY_PUBLIC_KEY_FILE and \
         no certificates.",
    ),
    (
        "isv.missing-alipay-root-cert-sn",
        "gateway.root-certificate",
        "The number of Alipay's root certificates is missing.",
        "Configure ALIPAY_ROOT_CERT_FILE with alipayRootCert.crt as downloaded, with all certificates.",
    ),
    (
        "isv.alipay-root-cert-not-exist",
        "gateway.root-certificate",
        "The gateway does not know these root certificates: the file is another environment's, or was edited.",
        "Download alipayRootCert.crt again and keep all four certificates unchanged.",
    ),
    (
        "isv.invalid-encrypt",
        "gateway.encryption",
        "The gateway could not read the encrypted contents: encryption is not switched on, or the key is another \
         application's.",
        "Copy the AES key from the application's page (接口内容加密方式); send encrypt_type=AES and sign the encrypted text.",
    ),
    (
        "isp.unknow-error",
        "gateway.busy",
        "The gateway failed; the result of the call is unknown.",
        "Query later (trade query or refund query); repeat a refund only with the same out_request_no.",
    ),
    (
        "aop.unknow-error",
        "gateway.busy",
        "The gateway failed; the result of the call is unknown.",
        "Query later (trade query or refund query); repeat a refund only with the same out_request_no.",
    ),
    (
        "ACQ.SYSTEM_ERROR",
        "gateway.busy",
        "Alipay failed; the result of the call is unknown.",
        "Query (trade query or refund query), and repeat with exactly the same parameters.",
    ),
    (
        "ACQ.TRADE_NOT_EXIST",
        "trade.not-exist",
        "The trade does not exist (yet): the payment page creates it only when the buyer scans or signs in.",
        "For a payment: not paid so far, query again. For a refund: compare out_trade_no, application and environment.",
    ),
    (
        "ACQ.TRADE_HAS_SUCCESS",
        "trade.paid-already",
        "This out_trade_no is paid already.",
        "Query with alipay.trade.query and mark the order paid. Offer no payment of the order under a new number before \
         the first one is closed or refunded.",
    ),
    (
        "ACQ.TRADE_HAS_CLOSE",
        "trade.closed-already",
        "This out_trade_no is closed.",
        "Generate a new out_trade_no for the next payment attempt.",
    ),
    (
        "ACQ.CONTEXT_INCONSISTENT",
        "trade.changed",
        "The same out_trade_no was sent with another amount, subject or time limit than the first time.",
        "Store the request and send the same text again, or generate a new out_trade_no; never two prices under one number.",
    ),
    (
        "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL",
        "refund.no-request-number",
        "The refund is partial without an out_request_no, or exceeds what is left.",
        "Send out_request_no with every refund, one for each refund and the same in every repeat of it; keep the sum \
         within what was paid.",
    ),
    (
        "ACQ.DISCORDANT_REPEAT_REQUEST",
        "refund.number-reused",
        "The same out_request_no was used before with another amount.",
        "One number for one refund: generate a new one for a new refund, keep the amount in a repeat.",
    ),
    (
        "ACQ.REASON_TRADE_REFUND_FEE_ERR",
        "refund.too-much",
        "The refunds of this trade would exceed what was paid, or the amount is not above zero.",
        "Compare with the sum of earlier refunds (refund_fee in the responses).",
    ),
    (
        "ACQ.SELLER_BALANCE_NOT_ENOUGH",
        "refund.no-balance",
        "The merchant's balance does not cover the refund.",
        "Add funds, then repeat with the same out_request_no; the money is not refunded yet.",
    ),
    (
        "ACQ.TRADE_NOT_ALLOW_REFUND",
        "refund.not-allowed",
        "The contract or the time limit does not allow a refund of this trade.",
        "Refund the buyer by other means, and record it.",
    ),
    (
        "ACQ.TRADE_HAS_FINISHED",
        "refund.not-allowed",
        "The time for refunds of this trade is over.",
        "Refund the buyer by other means, and record it.",
    ),
    (
        "ACQ.TRADE_STATUS_ERROR",
        "trade.status",
        "The trade is not in a state that allows this.",
        "Query its status with alipay.trade.query; a payment may have come before a close.",
    ),
    (
        "ACQ.ACCESS_FORBIDDEN",
        "gateway.no-permission",
        "The merchant may not use this product.",
        "Sign the contract for 电脑网站支付 with the account that owns the application.",
    ),
    (
        "ACQ.INVALID_PARAMETER",
        "gateway.parameter",
        "A parameter in biz_content is wrong.",
        "Read sub_msg; compare names and lengths with the documents of the method.",
    ),
];

/// Explains a code and sub_code of the gateway; `None` for success.
#[must_use]
pub fn explain_sub_code(code: &str, sub_code: &str) -> Option<Finding> {
    if let Some((_, name, what, remedy)) = TABLE.iter().find(|(known, ..)| *known == sub_code) {
        return Some(Finding::new(name, format!("{sub_code}: {what}"), *remedy));
    }
    let said = if sub_code.is_empty() { code } else { sub_code };
    let is_about_encryption = sub_code != "isv.invalid-encrypt"
        && (sub_code.starts_with("isv.decryption-error")
            || sub_code.starts_with("isv.invalid-encrypt"));
    if is_about_encryption {
        return explain_sub_code(code, "isv.invalid-encrypt").map(|finding| Finding {
            what: finding.what.replacen("isv.invalid-encrypt", sub_code, 1),
            ..finding
        });
    }
    let (name, what, remedy) = match code {
        "10000" | "10003" => return None,
        "20000" => (
            "gateway.busy",
            "The gateway failed; the result of the call is unknown.",
            "Query later (trade query or refund query).",
        ),
        "20001" => (
            "gateway.auth-token",
            "A token is missing, wrong or has expired.",
            "Check ALIPAY_APP_AUTH_TOKEN, or remove it if the shop acts only for itself.",
        ),
        "40001" => (
            "gateway.missing-parameter",
            "A parameter is missing.",
            "Send all common parameters in the query of the address, percent-encoded.",
        ),
        "40002" => (
            "gateway.parameter",
            "A parameter is wrong.",
            "Read sub_msg; compare with the documents of the method.",
        ),
        "40005" => (
            "gateway.rate",
            "Too many calls.",
            "Call less often; back off and try again.",
        ),
        "40006" => (
            "gateway.no-permission",
            "The application may not do this.",
            "Add and sign the product in the console, and bring the application online.",
        ),
        _ => (
            "gateway.refused",
            "The gateway refused.",
            "Read sub_msg; search Alipay's documents for the sub_code.",
        ),
    };
    Some(Finding::new(name, format!("{said}: {what}"), remedy))
}
