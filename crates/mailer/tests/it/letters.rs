//! What mail says: all kinds in both languages, and nothing of what people typed as HTML.

use domain::{locale::Locale, mail::RefundDecision, money::Fen};
use mailer::{About, Content, Letter, Line, OrderFacts, Sender};
use scraper::{Html, Selector};

const NUMBER: &str = "20261122ABCDEFGHJK";
const LINK: &str = "https://shop.example/change_status?order_id=20261122ABCDEFGHJK&x=1";

fn order(title: &str) -> OrderFacts {
    OrderFacts {
        number: NUMBER.to_owned(),
        lines: vec![Line {
            title: title.to_owned(),
            options: "大".to_owned(),
            qty: 2,
            amount: Fen::new(11_600),
        }],
        items: Fen::new(11_600),
        discount: Fen::ZERO,
        postage: Fen::new(800),
        total: Fen::new(12_400),
    }
}

fn letter(locale: Locale, about: About) -> Letter {
    Letter {
        locale,
        sender: Sender {
            name: "拾光杂货".to_owned(),
            phone: "400-820-8820".to_owned(),
            email: String::new(),
            home: "https://shop.example/".to_owned(),
        },
        about,
        link: LINK.to_owned(),
    }
}

/// Every kind, with `typed` wherever a person typed something.
fn all(typed: &str) -> Vec<About> {
    let words = typed.to_owned();
    let decided = |decision| About::RefundDecided {
        number: NUMBER.to_owned(),
        decision,
        amount: Fen::new(5_800),
        words: words.clone(),
    };
    vec![
        About::OrderPaid(order(typed)),
        About::Shipped {
            number: NUMBER.to_owned(),
            carrier: typed.to_owned(),
            tracking_no: "SF100200".to_owned(),
            lines: order(typed).lines,
            is_last: false,
        },
        decided(RefundDecision::Approved),
        decided(RefundDecision::ReturnAsked),
        decided(RefundDecision::Declined),
        About::RefundArrived {
            number: NUMBER.to_owned(),
            amount: Fen::new(5_800),
        },
        About::PasswordReset,
        About::StaffPaid(order(typed)),
        About::StaffRequest {
            number: NUMBER.to_owned(),
            amount: Fen::new(5_800),
            words: typed.to_owned(),
        },
        About::StaffAlarm {
            code: "refund_unknown".to_owned(),
            subject: typed.to_owned(),
        },
    ]
}

fn count(html: &Html, selector: &str) -> usize {
    html.select(&Selector::parse(selector).unwrap()).count()
}

fn words(html: &Html) -> String {
    html.root_element().text().collect()
}

#[test]
fn the_subjects_of_all_kinds() {
    let subjects = |locale| -> Vec<String> {
        let all = all("x").into_iter();
        all.map(|about| letter(locale, about).content().subject)
            .collect()
    };
    assert_eq!(
        subjects(Locale::ZhCn),
        [
            "付款成功：订单 20261122ABCDEFGHJK",
            "已发货：订单 20261122ABCDEFGHJK",
            "退款已同意：订单 20261122ABCDEFGHJK",
            "请寄回商品：订单 20261122ABCDEFGHJK",
            "退款已拒绝：订单 20261122ABCDEFGHJK",
            "退款成功：订单 20261122ABCDEFGHJK",
            "重置密码：拾光杂货",
            "新订单 ¥124.00：订单 20261122ABCDEFGHJK",
            "退款申请 ¥58.00：订单 20261122ABCDEFGHJK",
            "退款警报：拾光杂货",
        ]
    );
    assert_eq!(
        subjects(Locale::En),
        [
            "Payment received: order 20261122ABCDEFGHJK",
            "Shipped: order 20261122ABCDEFGHJK",
            "Refund approved: order 20261122ABCDEFGHJK",
            "Please return the items: order 20261122ABCDEFGHJK",
            "Refund declined: order 20261122ABCDEFGHJK",
            "Refunded: order 20261122ABCDEFGHJK",
            "Reset your password: 拾光杂货",
            "New order, ¥124.00: order 20261122ABCDEFGHJK",
            "Refund request, ¥58.00: order 20261122ABCDEFGHJK",
            "Refund alarm: 拾光杂货",
        ]
    );
}

#[test]
fn a_paid_order_in_words() {
    let content = letter(Locale::En, About::OrderPaid(order("Stoneware mug"))).content();
    assert_eq!(
        content.text,
        "Payment received\n\n\
         We have received your payment of ¥124.00 and are preparing your order.\n\n\
         Order: 20261122ABCDEFGHJK\n\n\
         Stoneware mug (大): × 2  ¥116.00\n\n\
         Subtotal: ¥116.00\nShipping: ¥8.00\nTotal: ¥124.00\n\n\
         View the order\n\
         https://shop.example/change_status?order_id=20261122ABCDEFGHJK&x=1\n\n\
         -- \n拾光杂货\nhttps://shop.example/\nPhone: 400-820-8820\nThis mail was sent automatically.\n"
    );
}

#[test]
fn what_people_type_is_text_and_nothing_else() {
    let typed = "\"><script>alert(1)</script><img src=https://evil.example/p.gif onerror='x'>&lt;";
    for locale in [Locale::ZhCn, Locale::En] {
        for about in all(typed) {
            let says_it = !matches!(about, About::RefundArrived { .. } | About::PasswordReset);
            let Content { text, html, .. } = letter(locale, about).content();
            let page = Html::parse_document(&html);
            for forbidden in [
                "script",
                "img",
                "link",
                "style",
                "iframe",
                "form",
                "[src]",
                "[onerror]",
            ] {
                assert_eq!(count(&page, forbidden), 0, "{forbidden}: {html}");
            }
            assert_eq!(words(&page).contains(typed), says_it, "{html}");
            assert_eq!(text.contains(typed), says_it, "{text}");
            let links: Vec<String> = page
                .select(&Selector::parse("a").unwrap())
                .filter_map(|link| link.attr("href").map(str::to_owned))
                .collect();
            assert_eq!(links, [LINK]);
            let lang = page.root_element().attr("lang").map(str::to_owned);
            assert_eq!(lang.as_deref(), Some(locale.as_str()));
        }
    }
}

#[test]
fn both_forms_say_the_same_words() {
    for locale in [Locale::ZhCn, Locale::En] {
        for about in all("one two") {
            let Content { text, html, .. } = letter(locale, about).content();
            let shown = words(&Html::parse_document(&html));
            for word in text
                .split_whitespace()
                .filter(|word| !word.contains(['>', '-']))
            {
                // Names and values stand in cells of their own, without a colon.
                let word = word.trim_end_matches([':', '：']);
                let (name, value) = word.split_once('：').unwrap_or((word, word));
                assert!(
                    shown.contains(name) && shown.contains(value),
                    "{word}: {html}"
                );
            }
        }
    }
}
