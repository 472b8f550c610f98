//! The application's and the merchant's numbers, checked against the gateway they are used with.

use super::{Environment, Finding};

const APP: &str = "ALIPAY_APP_ID";
const SELLER: &str = "ALIPAY_SELLER_ID";

/// Judges the forms of both numbers. Sandbox applications are numbered 9021…; production knows none of them.
#[must_use]
pub fn check(app_id: &str, seller_id: &str, environment: Environment) -> Vec<Finding> {
    let mut found = Vec::new();
    let is_sandbox_app = app_id.starts_with("9021");
    if app_id.starts_with("2088") {
        found.push(Finding::error(
            "numbers.app-is-seller",
            APP,
            format!("{app_id} is the number of a merchant (PID), not of an application."),
            "Copy APPID from the application's page; the number that begins with 2088 belongs in ALIPAY_SELLER_ID.",
        ));
    } else if app_id.len() != 16 {
        found.push(Finding::warning(
            "numbers.app-length",
            APP,
            format!("{app_id} has {} digits; APPIDs have 16.", app_id.len()),
            "Copy APPID from the application's page.",
        ));
    }
    match environment {
        Environment::Production if is_sandbox_app => found.push(Finding::error(
            "numbers.sandbox-app",
            APP,
            format!("{app_id} is an application of the sandbox, and the gateway is production."),
            "Use the APPID, PID and keys of the real application, or ALIPAY_GATEWAY=sandbox.",
        )),
        Environment::Sandbox if !is_sandbox_app && !app_id.starts_with("2088") => {
            found.push(Finding::error(
                "numbers.production-app",
                APP,
                format!("{app_id} is not an application of the sandbox (9021…), and the gateway is the sandbox."),
                "Use the numbers and keys of 沙箱应用, or ALIPAY_GATEWAY=production once everything works in the sandbox.",
            ));
        }
        Environment::Production | Environment::Sandbox | Environment::Local => {}
    }
    // Sandbox merchants are numbered 20887… and 2088721…; a real merchant may be too, so this is only a hint.
    if environment == Environment::Production && is_sandbox_app && seller_id.starts_with("20887") {
        found.push(Finding::warning(
            "numbers.sandbox-seller",
            SELLER,
            format!("{seller_id} looks like a merchant of the sandbox."),
            "Copy the PID of the account that signed the contract.",
        ));
    }
    if app_id == seller_id {
        found.push(Finding::error(
            "numbers.same",
            SELLER,
            "APPID and PID are the same number.",
            "APPID is the application's number, PID the merchant's (2088…).",
        ));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Environment, check};

    fn codes(app: &str, seller: &str, environment: Environment) -> Vec<String> {
        let found = check(app, seller, environment);
        found.into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn numbers_fit_their_gateway() {
        let (sandbox, real, pid) = ("9021000100000001", "2021000100000001", "2088000000000100");
        assert_eq!(codes(sandbox, pid, Environment::Sandbox), [""; 0]);
        assert_eq!(codes(sandbox, pid, Environment::Local), [""; 0]);
        assert_eq!(codes(real, pid, Environment::Production), [""; 0]);
        assert_eq!(
            codes(sandbox, pid, Environment::Production),
            ["numbers.sandbox-app"]
        );
        assert_eq!(
            codes(real, pid, Environment::Sandbox),
            ["numbers.production-app"]
        );
        assert_eq!(
            codes("20210001", pid, Environment::Production),
            ["numbers.app-length"]
        );
        assert_eq!(
            codes(pid, pid, Environment::Production),
            ["numbers.app-is-seller", "numbers.same"]
        );
    }
}
