//! The addresses that Alipay is given. It posts from outside, so they must be reachable from there.

use super::{Environment, Finding, public::is_public};
use std::net::IpAddr;
use url::{Host, Url};

/// Judges the form of an address. `setting`: the variable it comes from.
#[must_use]
pub fn form(setting: &str, address: &str, environment: Environment) -> Vec<Finding> {
    let Ok(url) = Url::parse(address) else {
        return vec![Finding::error(
            "address.no-url",
            setting,
            format!("{address:?} is not a URL."),
            "Write the full address, e.g. https://shop.example/alipay/notify.",
        )];
    };
    let mut found = Vec::new();
    if address.len() > 256 {
        found.push(Finding::error(
            "address.too-long",
            setting,
            format!("It has {} characters; Alipay takes 256.", address.len()),
            "Shorten it.",
        ));
    }
    // A simulator on this machine reaches all of its addresses.
    if environment == Environment::Local {
        return found;
    }
    if url.scheme() != "https" {
        found.push(Finding::error(
            "address.not-https",
            setting,
            format!("{address} is not https: Alipay's messages about payments would be sent unencrypted."),
            "Put a TLS proxy with a certificate of a public authority in front, and set ZHANGGUI_PUBLIC_URL to https://….",
        ));
    }
    let is_private = match url.host() {
        None => true,
        Some(Host::Domain(name)) => {
            !name.contains('.')
                || [
                    ".local",
                    ".localhost",
                    ".internal",
                    ".lan",
                    ".home.arpa",
                    ".test",
                ]
                .iter()
                .any(|end| name.ends_with(end))
        }
        Some(Host::Ipv4(ip)) => !is_public(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => !is_public(IpAddr::V6(ip)),
    };
    if is_private {
        found.push(private(setting, address, None));
    }
    if url.port().is_some_and(|port| !matches!(port, 80 | 443)) {
        found.push(Finding::warning(
            "address.port",
            setting,
            format!(
                "{address} has a non-standard port; proxies and firewalls on the way may block it."
            ),
            "Serve the shop on 443.",
        ));
    }
    found
}

/// Judges the addresses that a host resolves to.
#[must_use]
pub fn resolved(
    setting: &str,
    address: &str,
    addresses: &[IpAddr],
    environment: Environment,
) -> Vec<Finding> {
    if environment == Environment::Local {
        return Vec::new();
    }
    if addresses.is_empty() {
        return vec![Finding::error(
            "address.unknown-host",
            setting,
            format!("The host of {address} does not resolve."),
            "Correct the name, or add it to the DNS.",
        )];
    }
    addresses
        .iter()
        .find(|ip| !is_public(**ip))
        .map(|ip| private(setting, address, Some(*ip)))
        .into_iter()
        .collect()
}

fn private(setting: &str, address: &str, ip: Option<IpAddr>) -> Finding {
    let leads = ip.map_or_else(String::new, |ip| format!(" (it resolves to {ip})"));
    Finding::error(
        "address.private",
        setting,
        format!(
            "{address} is an address of this machine or of a private network{leads}: Alipay cannot reach it."
        ),
        "Set ZHANGGUI_PUBLIC_URL to the address browsers use, with a public name. (If only this machine \
         resolves its own name to a private address, check with a resolver outside.)",
    )
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "test")]
mod tests {
    use super::{Environment, form, resolved};

    fn codes(address: &str, environment: Environment) -> Vec<String> {
        let found = form("ALIPAY_NOTIFY_URL", address, environment);
        found.into_iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn alipay_can_reach_it_or_a_finding_says_why_not() {
        let real = Environment::Production;
        assert_eq!(codes("https://shop.example/alipay/notify", real), [""; 0]);
        assert_eq!(
            codes("http://shop.example/alipay/notify", real),
            ["address.not-https"]
        );
        for private in [
            "https://127.0.0.1/n",
            "https://localhost/n",
            "https://10.1.2.3/n",
            "https://192.168.1.1/n",
            "https://172.20.0.1/n",
            "https://100.64.0.1/n",
            "https://169.254.1.1/n",
            "https://[::1]/n",
            "https://[fd00::1]/n",
            "https://[::ffff:10.0.0.1]/n",
            "https://shop/n",
            "https://shop.local/n",
        ] {
            assert_eq!(codes(private, real), ["address.private"], "{private}");
        }
        assert_eq!(codes("https://shop.example:8443/n", real), ["address.port"]);
        assert_eq!(codes("nowhere", real), ["address.no-url"]);
        let local = "http://127.0.0.1:8080/alipay/notify";
        assert_eq!(codes(local, Environment::Local), [""; 0]);
        assert_eq!(
            codes(local, Environment::Sandbox),
            ["address.not-https", "address.private", "address.port"]
        );
        let long = format!("https://shop.example/{}", "a".repeat(256));
        assert_eq!(codes(&long, real), ["address.too-long"]);
    }

    #[test]
    fn a_name_must_lead_outside() {
        let real = Environment::Production;
        let code = |ips: &[&str]| {
            let ips: Vec<_> = ips.iter().map(|ip| ip.parse().unwrap()).collect();
            let found = resolved("x", "https://shop.example/n", &ips, real);
            found.first().map(|finding| finding.code.clone())
        };
        assert_eq!(code(&["203.0.114.9"]), None);
        assert_eq!(
            code(&["203.0.114.9", "10.0.0.1"]).as_deref(),
            Some("address.private")
        );
        assert_eq!(code(&[]).as_deref(), Some("address.unknown-host"));
    }
}
