//! Contact and filings in the footer: the lines that the law wants on every page of a shop.

use crate::text::Text;
use domain::{locale::Locale, setting::Settings};
use kit::components::isolated;
use leptos::prelude::*;

/// Where the ministry lists ICP filings. The numbers link to it, as its rules want.
const ICP: &str = "https://beian.miit.gov.cn/";
/// Where the public security bureau shows a filing, by its code.
const POLICE: &str = "https://beian.mps.gov.cn/#/query/webSearch?code=";
/// Digits of the code in a filing with the public security bureau.
const CODE: usize = 14;

/// The lines; none if nothing is set.
pub(super) fn lines(t: &'static Text, settings: &Settings) -> AnyView {
    let f = &t.footer;
    let items: Vec<AnyView> = [
        line(f.phone, &settings.phone, |phone| {
            link(format!("tel:{}", dialled(phone)), phone)
        }),
        line(f.email, &settings.email, |email| {
            link(format!("mailto:{email}"), email)
        }),
        line(f.address, &settings.address, chinese),
        line(f.licence, &settings.licence, |licence| {
            linked(settings.licence_link.clone(), licence)
        }),
        line("", &settings.icp, |icp| linked(ICP.to_owned(), icp)),
        line("", &settings.police, |police| {
            linked(registered(police), police)
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! { <ul class="foot-about" aria-label=f.about>{items}</ul> }.into_any()
}

fn line(label: &'static str, value: &str, shown: impl FnOnce(&str) -> AnyView) -> Option<AnyView> {
    (!value.is_empty()).then(|| {
        let label = (!label.is_empty()).then(|| view! { {label} " " });
        view! { <li>{label} {shown(value)}</li> }.into_any()
    })
}

fn link(href: String, words: &str) -> AnyView {
    view! { <a href=href>{isolated(words.to_owned())}</a> }.into_any()
}

/// Chinese text, a link if it has an address.
fn linked(href: String, words: &str) -> AnyView {
    if href.is_empty() {
        return chinese(words);
    }
    view! {
        <a href=href rel="noopener" lang=Locale::ZhCn.as_str() dir="auto">
            {words.to_owned()}
        </a>
    }
    .into_any()
}

fn chinese(words: &str) -> AnyView {
    view! { <span lang=Locale::ZhCn.as_str() dir="auto">{words.to_owned()}</span> }.into_any()
}

/// What a phone dials: the digits, with a plus in front if there is one.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

/// The page of a filing; empty if the line holds no code.
fn registered(line: &str) -> String {
    let code: String = line.chars().filter(char::is_ascii_digit).collect();
    if code.len() == CODE {
        format!("{POLICE}{code}")
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_is_dialled_and_a_filing_is_found_by_its_digits() {
        assert_eq!(dialled("+86 (571) 8888-8888"), "+8657188888888");
        assert_eq!(
            registered("浙公网安备 33010602000001号"),
            "https://beian.mps.gov.cn/#/query/webSearch?code=33010602000001"
        );
        assert_eq!(registered("浙公网安备申请中"), "");
    }
}
