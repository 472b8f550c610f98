//! Every code has a text, and the texts name the limits.

use super::*;

#[test]
fn every_code_has_a_sentence_without_an_exclamation_mark() {
    for locale in [Locale::ZhCn, Locale::En] {
        for code in ErrorCode::ALL {
            let told = sentence(locale, *code, &Args::new());
            assert!(
                !told.is_empty() && !told.contains(['!', '！', '您']),
                "{code}"
            );
        }
    }
}

#[test]
fn sentences_name_the_limits_of_the_checks() {
    use domain::{limit, money::Fen, setting, validate};

    for locale in [Locale::ZhCn, Locale::En] {
        let told = |code| sentence(locale, code, &Args::new());
        for (code, figure) in [
            (ErrorCode::Shelf, setting::MAX_PICKED.to_string()),
            (ErrorCode::Shelf, setting::MAX_SHELVES.to_string()),
            (ErrorCode::PasswordShort, limit::PASSWORD.min.to_string()),
            (ErrorCode::PasswordLong, limit::PASSWORD.max.to_string()),
            (ErrorCode::Quantity, limit::LINE_UNITS.to_string()),
            (ErrorCode::Weight, limit::WEIGHT_G.to_string()),
            (ErrorCode::TooManyValues, limit::AXIS_VALUES.to_string()),
            (ErrorCode::TooManySkus, limit::SKUS.to_string()),
            (ErrorCode::SheetTooManyRows, limit::SHEET_ROWS.to_string()),
            (ErrorCode::ExportTooManyRows, limit::SHEET_ROWS.to_string()),
            (
                ErrorCode::WorkbookTooManyRows,
                limit::WORKBOOK_ROWS.to_string(),
            ),
            (ErrorCode::LowAt, limit::STOCK_UNITS.to_string()),
        ] {
            assert!(told(code).contains(&figure), "{code}");
        }
        let highest = told(ErrorCode::AmountTooLarge).replace(',', "");
        assert!(highest.contains(&Fen::MAX_TRADE.yuan()), "{highest}");
        // An example must be accepted by the check.
        for example in ["13800001234", "010-62345678", "+852 91234567"] {
            assert!(told(ErrorCode::Phone).contains(example));
            assert!(validate::contact_phone(example).is_ok());
        }
        for example in ["lin@example.com", "13800001234"] {
            assert!(told(ErrorCode::Login).contains(example));
            assert!(validate::login(example).is_ok());
        }
    }
}

#[test]
fn stock_that_was_sold_is_told_with_its_figures() {
    let args = |count: &str| {
        Args::from([("count", count), ("left", "114")].map(|(k, v)| (k.to_owned(), v.to_owned())))
    };
    let told = |locale, count| sentence(locale, ErrorCode::StockSold, &args(count));
    assert_eq!(told(Locale::ZhCn, "1"), "刚售出 1 件，现为 114。");
    assert_eq!(told(Locale::En, "1"), "One just sold; now 114.");
    assert_eq!(told(Locale::En, "2"), "2 just sold; now 114.");
}

#[test]
fn figures_are_named_where_known() {
    let args = Args::from([("amount".to_owned(), "30.00".to_owned())]);
    let told = sentence(Locale::ZhCn, ErrorCode::RefundOverCap, &args);
    assert_eq!(told, "超过了可退金额，现在最多可退 ¥30.00。");
}
