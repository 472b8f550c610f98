//! Bills row by row: what is read, what is refused, and which line the error names.

use crate::sheet::{TRADE_COLUMNS, TRADE_ROWS, TRADE_TOTALS, gbk, trade};
use alipay::Amount;
use alipay::bill::{Bill, BillError, CellProblem, Direction, Rows, TotalsError, TradeRow};

fn fen(fen: i64) -> Amount {
    Amount::from_fen(fen).unwrap()
}

fn opened(text: &[u8]) -> Rows<&[u8], TradeRow> {
    Bill::open(text).unwrap().into_trade().unwrap()
}

fn read(columns: &str, rows: &[&str]) -> Vec<TradeRow> {
    let text = gbk(&trade(columns, rows, ""));
    opened(&text).collect::<Result<_, _>>().unwrap()
}

/// The error for a bill with this one row.
fn refused(row: &str) -> String {
    let text = gbk(&trade(TRADE_COLUMNS, &[row], ""));
    let mut rows = opened(&text);
    let error = rows.next().unwrap().unwrap_err();
    assert!(error.is_about_one_row(), "{error}");
    assert!(rows.next().is_none());
    assert_eq!(rows.check(), Err(TotalsError::BadRows(1)));
    error.to_string()
}

#[test]
fn payments_and_refunds_are_read() {
    let text = gbk(&trade(TRADE_COLUMNS, &TRADE_ROWS, TRADE_TOTALS));
    let mut rows = opened(&text);
    assert_eq!(rows.account(), Some("20880000000001000156"));
    assert_eq!(rows.preamble()[0], "支付宝业务明细查询");
    assert_eq!(rows.preamble().len(), 4);
    assert_eq!(rows.check(), Err(TotalsError::Unfinished));

    let paid = rows.next().unwrap().unwrap();
    assert_eq!(paid.line, 6);
    assert_eq!(paid.trade_no, "2024050122001400000000000001");
    assert_eq!(paid.out_trade_no, "SHOP_1");
    assert_eq!(paid.direction, Direction::Payment);
    assert_eq!(paid.subject.as_deref(), Some("壶, \"手冲\""));
    assert_eq!(paid.created_at_ms, Some(1_714_536_030_000));
    assert_eq!(paid.completed_at_ms, 1_714_536_062_000);
    assert_eq!(paid.counterparty.as_deref(), Some("abc***@sandbox.com"));
    assert_eq!(
        (paid.order_amount, paid.receipt_amount),
        (fen(8880), fen(8880))
    );
    assert_eq!(paid.merchant_discount, Some(fen(120)));
    assert_eq!(paid.out_request_no, None);
    assert_eq!(paid.service_fee, Some(fen(53)));
    assert_eq!((paid.remark, paid.store_id), (None, None));
    assert_eq!(paid.extra, []);

    let back = rows.next().unwrap().unwrap();
    assert_eq!(back.line, 7);
    assert_eq!(back.direction, Direction::Refund);
    assert_eq!(
        (back.order_amount, back.receipt_amount),
        (fen(880), fen(880))
    );
    assert_eq!(back.out_request_no.as_deref(), Some("SHOP_1R01"));
    assert_eq!(back.service_fee, Some(fen(5)));
    assert_eq!(back.store_name.as_deref(), Some("朝阳店"));
    assert_eq!(back.remark.as_deref(), Some("缺货"));

    assert!(rows.next().is_none());
    assert_eq!(rows.totals().len(), 2);
    assert_eq!(rows.totals()[1].sums[0], ("商家实收".to_owned(), -880));
    assert_eq!(rows.check(), Ok(()));
}

#[test]
fn the_sign_of_a_refund_decides_nothing() {
    let [paid, back] = TRADE_ROWS;
    let expected = read(TRADE_COLUMNS, &TRADE_ROWS);
    let positive = back.replace("-8.80", "8.80").replace("0.05", "-0.05");
    let negative = paid.replace("88.80", "-88.80").replace("-0.53", "0.53");
    assert_eq!(read(TRADE_COLUMNS, &[&negative, &positive]), expected);
    let totals = TRADE_TOTALS.replace("共-8.80", "共8.80");
    let text = gbk(&trade(TRADE_COLUMNS, &[&negative, &positive], &totals));
    let mut rows = opened(&text);
    assert_eq!(rows.by_ref().count(), 2);
    assert_eq!(rows.check(), Ok(()));
}

#[test]
fn columns_are_found_by_name() {
    let expected = read(TRADE_COLUMNS, &TRADE_ROWS);
    // Half-width brackets, and line feeds without carriage returns.
    let narrow = TRADE_COLUMNS.replace('（', "(").replace('）', ")\t");
    let text = gbk(&trade(&narrow, &TRADE_ROWS, "").replace("\r\n", "\n"));
    assert_eq!(
        opened(&text).collect::<Result<Vec<_>, _>>().unwrap(),
        expected
    );
    // Columns in another order, with an unknown one and an empty one.
    let turn = |line: &str, more: &str| {
        let (head, tail) = line.split_at(line.rfind(',').unwrap());
        format!("{}{more},{head}", &tail[1..])
    };
    let turned = turn(TRADE_COLUMNS, ",新列（元）,空列");
    let rows = TRADE_ROWS.map(|row| turn(row, ",甲\t,"));
    let rows = read(&turned, &[&rows[0], &rows[1]]);
    for (mut row, old) in rows.into_iter().zip(expected) {
        assert_eq!(row.extra.len(), 1);
        let (name, text) = row.extra.remove(0);
        assert_eq!((&*name, text.as_str()), ("新列（元）", "甲"));
        assert_eq!(row, old);
    }
    // Without the optional columns.
    let few = "完成时间,业务类型,商户订单号,支付宝交易号,商家实收,订单金额,退款批次号/请求号";
    let row = read(few, &["2024-05-01 12:00:00,交易,A,B,1,2.5,"]).remove(0);
    assert_eq!((row.receipt_amount, row.order_amount), (fen(100), fen(250)));
    assert_eq!((row.subject, row.service_fee), (None, None));
}

#[test]
fn a_header_that_cannot_be_trusted_is_refused() {
    let open = |columns: &str| {
        let text = gbk(&trade(columns, &[], ""));
        Bill::open(text.as_slice()).unwrap_err().to_string()
    };
    for needed in [
        "商户订单号",
        "完成时间",
        "订单金额（元）",
        "商家实收（元）",
        "退款批次号/请求号",
    ] {
        let name = needed.split('（').next().unwrap();
        assert_eq!(
            open(&TRADE_COLUMNS.replace(needed, "别的")),
            format!("line 5: the header has no column {name}")
        );
    }
    assert_eq!(
        open(&format!("{TRADE_COLUMNS},订单金额(元)")),
        "line 5: the header has the column 订单金额 twice"
    );
    let unknown = "line 5: the header belongs to no known kind of bill";
    assert_eq!(open("类型,收入笔数"), unknown);
    // UTF-8 read as GBK gives other column names.
    let utf8 = trade(TRADE_COLUMNS, &TRADE_ROWS, "");
    assert_eq!(
        Bill::open(utf8.as_bytes()).unwrap_err().to_string(),
        unknown
    );
    for text in ["", "\r\n\r\n", "#comment\r\n", "#"] {
        let error = Bill::open(text.as_bytes()).unwrap_err();
        assert!(matches!(error, BillError::NoHeader), "{error}");
    }
}

#[test]
fn a_bad_row_names_its_line_and_column() {
    let [paid, _] = TRADE_ROWS;
    for (was, is, column, problem) in [
        (
            ",交易,",
            ",转账,",
            "业务类型",
            "\"转账\" is neither a payment nor a refund",
        ),
        (",交易,", ",\t,", "业务类型", "empty"),
        ("SHOP_1\t", "\t", "商户订单号", "empty"),
        (
            "12:01:02",
            "24:01:02",
            "完成时间",
            "\"2024-05-01 24:01:02\" is not a time",
        ),
        ("2024-05-01 12:01:02", "", "完成时间", "empty"),
        (
            "2024-05-01 12:00:30",
            "yesterday",
            "创建时间",
            "\"yesterday\" is not a time",
        ),
        (
            "88.80,88.80",
            "88.801,88.80",
            "订单金额（元）",
            "\"88.801\" is not an amount in yuan",
        ),
        (
            "88.80,88.80",
            "88.80,８8.80",
            "商家实收（元）",
            "\"８8.80\" is not an amount in yuan",
        ),
        ("88.80,88.80", "88.80,", "商家实收（元）", "empty"),
        (
            "88.80,88.80",
            "100000000.01,88.80",
            "订单金额（元）",
            "\"100000000.01\" is not an amount in yuan",
        ),
        (
            "-0.53",
            "--0.53",
            "服务费（元）",
            "\"--0.53\" is not an amount in yuan",
        ),
        (
            "1.20",
            "1e2",
            "商家优惠（元）",
            "\"1e2\" is not an amount in yuan",
        ),
    ] {
        assert!(paid.contains(was));
        let row = paid.replacen(was, is, 1);
        assert_eq!(
            refused(&row),
            format!("line 6, column {column}: {problem}"),
            "{row}"
        );
    }
    assert_eq!(
        refused(&format!("{paid},备")),
        "line 6: 26 cells under 25 columns"
    );
    assert_eq!(refused("A,B,交易"), "line 6: 3 cells under 25 columns");
    // Empty cells after the last column are ignored.
    assert_eq!(read(TRADE_COLUMNS, &[&format!("{paid},\t,")]).len(), 1);
}

#[test]
fn bytes_that_are_no_text_are_one_bad_row() {
    let [paid, back] = TRADE_ROWS;
    let text = gbk(&trade(TRADE_COLUMNS, &[paid, "@,@", back], TRADE_TOTALS));
    let mut broken = gbk(&paid.replacen("abc***", "abc", 1));
    let at = broken.windows(3).position(|bytes| bytes == b"abc").unwrap();
    broken[at + 2] = 0xff;
    let at = text.windows(3).position(|bytes| bytes == b"@,@").unwrap();
    let text = [&text[..at], &broken, &text[at + 3..]].concat();
    let mut rows = opened(&text);
    assert_eq!(rows.next().unwrap().unwrap().line, 6);
    let error = rows.next().unwrap().unwrap_err();
    assert!(
        matches!(
            &error,
            BillError::Cell { line: 7, column, problem: CellProblem::NotText } if column == "对方账户"
        ),
        "{error}"
    );
    assert_eq!(rows.next().unwrap().unwrap().line, 8);
    assert!(rows.next().is_none());
    assert_eq!(rows.check(), Err(TotalsError::BadRows(1)));
}

#[test]
fn characters_beyond_gbk_are_text() {
    let row = TRADE_ROWS[1].replace("缺货", "𠮷€😀");
    assert_eq!(
        read(TRADE_COLUMNS, &[&row])[0].remark.as_deref(),
        Some("𠮷€😀")
    );
}

#[test]
fn totals_must_agree_with_the_rows() {
    let check = |totals: &str| {
        let text = gbk(&trade(TRADE_COLUMNS, &TRADE_ROWS, totals));
        let mut rows = opened(&text);
        assert_eq!(rows.by_ref().filter(Result::is_ok).count(), 2);
        rows.check().unwrap_err().to_string()
    };
    for (was, is, trouble) in [
        (
            "交易合计：1笔",
            "交易合计：2笔",
            "the bill has 1 rows of 交易 and states 2",
        ),
        (
            "退款合计：1笔",
            "退款合计：0笔",
            "the bill has 1 rows of 退款 and states 0",
        ),
        (
            "共88.80元",
            "共88.81元",
            "the rows of 交易 sum to 8880 fen of 商家实收 and the bill states 8881",
        ),
        (
            "共-8.80元",
            "共-8.79元",
            "the rows of 退款 sum to 880 fen of 商家实收 and the bill states 879",
        ),
        (
            "优惠共1.20",
            "优惠共1.21",
            "the rows of 交易 sum to 120 fen of 商家优惠 and the bill states 121",
        ),
        ("退款合计", "退货合计", "the bill has no total of 退款"),
        ("共88.80元", "共八十八元", "the bill has no total of 交易"),
        (
            "#退款合计：1笔",
            "#交易合计：1笔",
            "the bill has two totals of 交易",
        ),
    ] {
        let totals = TRADE_TOTALS.replacen(was, is, 1);
        assert_ne!(totals, TRADE_TOTALS);
        assert_eq!(check(&totals), trouble);
    }
    // A truncated file has no totals.
    let text = gbk(&trade(TRADE_COLUMNS, &TRADE_ROWS, TRADE_TOTALS));
    for cut in [text.len() - 60, text.len() - 300] {
        let mut rows = opened(&text[..cut]);
        assert!(rows.by_ref().count() <= 3);
        assert!(rows.check().is_err(), "{cut}");
    }
}

#[test]
fn a_source_that_fails_ends_the_rows() {
    use std::io::Read as _;
    struct Broken;
    impl std::io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("cut"))
        }
    }
    let text = gbk(&trade(TRADE_COLUMNS, &TRADE_ROWS, ""));
    // In the middle of the second row.
    let at = text
        .windows(9)
        .position(|bytes| bytes == b"SHOP_1R01")
        .unwrap();
    let mut rows = Bill::open(text[..at].chain(Broken))
        .unwrap()
        .into_trade()
        .unwrap();
    let last = rows.by_ref().last().unwrap().unwrap_err();
    assert!(
        matches!(last, BillError::Read { .. }) && !last.is_about_one_row(),
        "{last}"
    );
    assert!(rows.next().is_none());
    // A quote that is never closed.
    let rest = format!(
        "{}\"{}",
        TRADE_ROWS[0].replace("SHOP_1", "\"SHOP"),
        "x".repeat(200_000)
    );
    let text = gbk(&trade(TRADE_COLUMNS, &[TRADE_ROWS[0], &rest], ""));
    let mut rows = opened(&text);
    let last = rows.by_ref().last().unwrap().unwrap_err();
    assert!(matches!(last, BillError::TooLong { line: 7, .. }), "{last}");
    assert!(rows.next().is_none());
}
