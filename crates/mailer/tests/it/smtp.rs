//! Sending: TLS, signing in, refusals, greylisting, silence, and names that try to be headers.

use domain::{locale::Locale, money::Fen, time::Millis};
use mailer::{About, Answer, Letter, Outgoing, Post, Relay, Reply, Sender, Smtp};
use std::time::Duration;
use test_support::{MailSink, Protection, Received, Trouble, mail::AUTHORITY};

const AT: Millis = Millis::new(1_795_312_800_000);

fn mail() -> Outgoing {
    let letter = Letter {
        locale: Locale::ZhCn,
        sender: Sender {
            name: "拾光杂货".to_owned(),
            phone: String::new(),
            email: String::new(),
            home: "https://shop.example/".to_owned(),
        },
        about: About::RefundArrived {
            number: "20261122ABCDEFGHJK".to_owned(),
            amount: Fen::new(5_800),
        },
        link: "https://shop.example/change_status?order_id=20261122ABCDEFGHJK".to_owned(),
    };
    Outgoing {
        key: "0123abcd".to_owned(),
        to: "linxia@example.com".to_owned(),
        from_name: "拾光杂货".to_owned(),
        reply_to: String::new(),
        at: AT,
        content: letter.content(),
    }
}

fn post(url: &str, trusting: bool) -> Smtp {
    let relay = Relay::parse(url).unwrap();
    let from = "shop@shop.example".parse().unwrap();
    let pem = trusting.then_some(AUTHORITY);
    let smtp = Smtp::trusting(relay, from, pem).unwrap();
    smtp.within(Duration::from_secs(5), Duration::from_secs(5))
}

async fn sent(sink: &MailSink, protection: Protection) -> Answer {
    post(&sink.url(protection), true).send(&mail()).await
}

/// The only mail that arrived.
fn arrived(sink: &MailSink) -> Received {
    let mut mails = sink.mails();
    assert_eq!(mails.len(), 1, "{mails:?}");
    mails.pop().unwrap()
}

#[track_caller]
fn unreachable(answer: Answer) -> Reply {
    match answer {
        Answer::Unreachable(reply) => reply,
        other @ (Answer::Sent(_) | Answer::Later(_) | Answer::Refused(_)) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_arrives_as_it_was_written() {
    for protection in [Protection::Nothing, Protection::Tls, Protection::StartTls] {
        let sink = MailSink::start(protection).await;
        let answer = sent(&sink, protection).await;
        let queued = Reply::new(Some(250), "2.0.0 queued");
        assert_eq!(answer, Answer::Sent(queued), "{protection:?}");
        let written = mail();
        let got = arrived(&sink);
        assert_eq!(got.over_tls, protection != Protection::Nothing);
        assert_eq!(got.hello, "shop.example");
        assert_eq!(got.from, "shop@shop.example");
        assert_eq!(got.to, ["linxia@example.com"]);
        assert_eq!(got.header("Subject"), written.content.subject);
        assert_eq!(got.header("To"), "linxia@example.com");
        let from = got.header("From");
        assert!(from.contains("拾光杂货"), "{from}");
        assert!(from.ends_with("<shop@shop.example>"), "{from}");
        assert_eq!(got.header("Message-ID"), "<0123abcd@shop.example>");
        assert_eq!(got.header("Auto-Submitted"), "auto-generated");
        assert_eq!(got.header("Date"), "Sun, 22 Nov 2026 02:00:00 +0000");
        assert_eq!(got.headers("Reply-To"), Vec::<String>::new());
        assert_eq!(got.text().trim_end(), written.content.text.trim_end());
        assert_eq!(got.html().trim_end(), written.content.html.trim_end());
        assert!(got.raw.is_ascii(), "every server takes it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_goes_to_the_server() {
    let sink = MailSink::start(Protection::Tls).await;
    let url = format!("smtps://shop:p%40ss@127.0.0.1:{}", sink.port());
    let answer = post(&url, true).send(&mail()).await;
    assert!(matches!(answer, Answer::Sent(_)), "{answer:?}");
    // Base64 of NUL shop NUL p@ss.
    assert_eq!(arrived(&sink).login, "PLAIN AHNob3AAcEBzcw==");

    sink.trouble(Trouble::Says("AUTH", "535 5.7.8 wrong password"));
    let reply = unreachable(post(&url, true).send(&mail()).await);
    assert_eq!(reply, Reply::new(Some(535), "5.7.8 wrong password"));

    // The same without a mail.
    sink.trouble(Trouble::Says("AUTH", "535 5.7.8 wrong password"));
    assert_eq!(post(&url, true).check().await, Err(reply));
    assert_eq!(post(&url, true).check().await, Ok(()));
    assert_eq!((sink.mails().len(), sink.connections()), (1, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_without_the_tls_that_is_demanded() {
    // A server that does not offer STARTTLS, or whose offer was taken out on the way.
    let bare = MailSink::start(Protection::Nothing).await;
    let url = format!("smtp://shop:secret@127.0.0.1:{}?tls=required", bare.port());
    unreachable(post(&url, true).send(&mail()).await);
    assert_eq!((bare.mails().len(), bare.connections()), (0, 1));

    // An authority that nobody trusts, and a certificate for another name.
    let sink = MailSink::start(Protection::Tls).await;
    unreachable(post(&sink.url(Protection::Tls), false).send(&mail()).await);
    let other = MailSink::start_on("127.0.0.2", Protection::Tls).await;
    unreachable(post(&other.url(Protection::Tls), true).send(&mail()).await);
    assert_eq!(other.connections(), 1);
    assert_eq!((sink.mails(), other.mails()), (Vec::new(), Vec::new()));
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_are_told_apart() {
    let sink = MailSink::start(Protection::Nothing).await;
    let says = |code: u16, words: &str| Reply::new(Some(code), words);
    for (command, line, expected) in [
        (
            "RCPT",
            "550 5.1.1 no such user",
            Answer::Refused(says(550, "5.1.1 no such user")),
        ),
        (
            "RCPT",
            "450 4.2.0 greylisted",
            Answer::Later(says(450, "4.2.0 greylisted")),
        ),
        (
            "MAIL",
            "553 5.7.1 not your address",
            Answer::Refused(says(553, "5.7.1 not your address")),
        ),
        (
            "DATA",
            "452 4.3.1 disk full",
            Answer::Later(says(452, "4.3.1 disk full")),
        ),
        (
            ".",
            "554 5.7.1 spam",
            Answer::Refused(says(554, "5.7.1 spam")),
        ),
        (
            ".",
            "451 4.3.0 try later",
            Answer::Later(says(451, "4.3.0 try later")),
        ),
        (
            "HELLO",
            "554 no service for you",
            Answer::Unreachable(says(554, "no service for you")),
        ),
        (
            "HELLO",
            "421 too many connections",
            Answer::Unreachable(says(421, "too many connections")),
        ),
    ] {
        sink.trouble(Trouble::Says(command, line));
        assert_eq!(sent(&sink, Protection::Nothing).await, expected, "{line}");
    }
    assert_eq!(sink.mails(), []);
    assert!(matches!(
        sent(&sink, Protection::Nothing).await,
        Answer::Sent(_)
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn silence_and_broken_connections_end_in_time() {
    let sink = MailSink::start(Protection::Nothing).await;
    let relay = Relay::parse(&sink.url(Protection::Nothing)).unwrap();
    let smtp = Smtp::new(relay, "shop@shop.example".parse().unwrap()).unwrap();
    let soon = Duration::from_millis(300);
    let smtp = smtp.within(soon, soon);
    let none = Reply::new(None, "no answer in time");
    for (trouble, expected) in [
        (Trouble::Stalls("HELLO"), Answer::Unreachable(none.clone())),
        (Trouble::Stalls("EHLO"), Answer::Unreachable(none.clone())),
        (Trouble::Stalls("RCPT"), Answer::Later(none.clone())),
        (Trouble::Stalls("."), Answer::Later(none)),
    ] {
        sink.trouble(trouble);
        assert_eq!(smtp.send(&mail()).await, expected, "{trouble:?}");
    }
    sink.trouble(Trouble::HangsUp("."));
    let answer = smtp.send(&mail()).await;
    assert!(
        matches!(answer, Answer::Later(Reply { code: None, .. })),
        "{answer:?}"
    );
    // The mail does not depend on the leave-taking.
    sink.trouble(Trouble::HangsUp("QUIT"));
    let answer = smtp.send(&mail()).await;
    assert!(matches!(answer, Answer::Sent(_)), "{answer:?}");

    let port = sink.port();
    drop(sink);
    let gone = post(&format!("smtp://127.0.0.1:{port}"), false);
    unreachable(gone.send(&mail()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_no_header_and_an_odd_address_no_command() {
    let sink = MailSink::start(Protection::Nothing).await;
    let smtp = post(&sink.url(Protection::Nothing), false);
    let mut hostile = mail();
    hostile.from_name =
        "Shop\r\nBcc: everybody@example.com\r\n\r\nBuy \"now\" <x@y.example>,".to_owned();
    hostile.content.subject = "Order\r\nX-Evil: 1\nX-More: 2".to_owned();
    hostile.reply_to = "help@shop.example".to_owned();
    hostile.content.text = "first\r\n.\r\nMAIL FROM:<evil@example.com>\r\n.end".to_owned();
    let answer = smtp.send(&hostile).await;
    assert!(matches!(answer, Answer::Sent(_)), "{answer:?}");
    let got = arrived(&sink);
    assert_eq!(got.to, ["linxia@example.com"]);
    for name in ["Bcc", "X-Evil", "X-More"] {
        assert_eq!(got.headers(name), Vec::<String>::new(), "{}", got.raw);
    }
    assert_eq!(got.header("Subject"), "Order X-Evil: 1 X-More: 2");
    assert_eq!(got.header("Reply-To"), "help@shop.example");
    assert_eq!(got.headers("From").len(), 1);
    let text = got.text();
    assert!(
        text.contains("\n.\nMAIL FROM:<evil@example.com>\n.end"),
        "{text}"
    );

    for to in [
        "a@example.com>\r\nRCPT TO:<b@example.com",
        "a@example.com, b@example.com",
        "a b@example.com",
        "nobody",
        "",
    ] {
        let mut odd = mail();
        odd.to = to.to_owned();
        let answer = smtp.send(&odd).await;
        assert!(matches!(answer, Answer::Refused(_)), "{to}: {answer:?}");
    }
    assert_eq!(sink.mails().len(), 1);
    assert_eq!(sink.connections(), 1, "an odd address is not even tried");
}
