//! Words of the error pages.

use super::{Text, error};
use crate::flash::Args;
use domain::{error::ErrorCode, locale::Locale};

words! {
    /// Words of the error pages.
    pub Trouble {
        not_found_title: "页面不存在", "Page not found";
        not_found: "地址可能写错了，或者内容已经不在。", "The address may be mistyped, or what was here is gone.";
        gone_title: "已下架", "No longer available";
        forbidden_title: "没有权限", "No access";
        busy_title: "系统繁忙", "Busy";
        busy: "请稍等片刻再刷新。", "Wait a moment and reload.";
        form_title: "表单没有提交", "The form was not submitted";
        internal_title: "出错了", "Something went wrong";
        internal: "请稍后再试。如果已经付款，款项不会丢，订单页会显示结果。", "Please try again later. If you have paid, no money is lost; the order page will show it.";
        refused_title: "请求未被接受", "Request not accepted";
        often_title: "操作太频繁", "Too many attempts";
        large_title: "内容太长", "Too long";
        elsewhere_title: "网址不正确", "Wrong address";
        elsewhere: "本店不在这个网址，请使用下面的网址。", "The shop is not at this address. Use the one below.";
        unread_title: "请求有误", "Request not understood";
        unread: "这个请求无法处理，未做改动。", "It could not be handled. Nothing was changed.";
        /// For errors after which an order may exist.
        look_first: "如果刚提交了订单，请先到“我的订单”查看。", "If you have just placed an order, check “My orders” first.";
        reference(reference): format!("编号 {reference}"), format!("Reference {reference}");
        home: "回到首页", "Back to the shop";
        admin_home: "返回总览", "Back to overview";
    }
}

/// Words of an error page outside the application's own pages.
pub struct ErrorPage {
    /// The error.
    pub title: &'static str,
    /// What to do.
    pub advice: String,
    /// Name of the link to the front page.
    pub home: &'static str,
    /// The reference into the log.
    pub reference: String,
}

/// The words of the error page of `status`.
#[must_use]
pub fn error_page(locale: Locale, status: u16, reference: &str) -> ErrorPage {
    let text = Text::of(locale);
    let t = &text.trouble;
    let told = |code| error::sentence(locale, code, &Args::new());
    let (title, advice) = match status {
        403 => (t.refused_title, told(ErrorCode::CrossSite)),
        404 => (t.not_found_title, t.not_found.to_owned()),
        413 => (t.large_title, told(ErrorCode::BodyTooLarge)),
        421 => (t.elsewhere_title, t.elsewhere.to_owned()),
        429 => (t.often_title, told(ErrorCode::TooManyTries)),
        503 => (t.busy_title, text.joined(&[t.busy, t.look_first])),
        400..=499 => (t.unread_title, t.unread.to_owned()),
        _ => (t.internal_title, text.joined(&[t.internal, t.look_first])),
    };
    ErrorPage {
        title,
        advice,
        home: t.home,
        reference: (t.reference)(reference),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_refusal_has_one_sentence() {
        for locale in [Locale::ZhCn, Locale::En] {
            let page = error_page(locale, 403, "a1");
            let told = error::sentence(locale, ErrorCode::CrossSite, &Args::new());
            assert_eq!(page.advice, told);
            assert!(page.reference.ends_with("a1"));
        }
        assert_eq!(error_page(Locale::ZhCn, 418, "").title, "请求有误");
        assert_eq!(error_page(Locale::ZhCn, 500, "").title, "出错了");
    }
}
