//! Refund forms are checked against the order lines.

use super::*;

fn line(line_no: i64, qty: i64, paid: i64) -> OrderDetail {
    OrderDetail {
        id: line_no * 10,
        order_id: 1,
        line_no,
        kind: LineKind::Item,
        sku_id: Some(line_no),
        title_zh: "茶".to_owned(),
        title_en: "Tea".to_owned(),
        options_zh: String::new(),
        options_en: String::new(),
        image_sha: None,
        unit_fen: Fen::new(paid / qty),
        qty,
        discount_fen: Fen::ZERO,
        paid_fen: Fen::new(paid),
        reserved_qty: qty,
        shipped_qty: 0,
        returned_qty: 0,
        refund_qty: 0,
        refund_fen: Fen::ZERO,
    }
}

/// A line of three units for 95.80, and shipping of 8.00.
fn order() -> Vec<OrderDetail> {
    let postage = OrderDetail {
        kind: LineKind::Postage,
        sku_id: None,
        reserved_qty: 0,
        ..line(2, 1, 800)
    };
    vec![line(1, 3, 9_580), postage]
}

fn row(line_no: &str, qty: &str, amount: &str, restock: &str) -> RefundLineForm {
    RefundLineForm {
        line_no: line_no.to_owned(),
        qty: qty.to_owned(),
        amount: amount.to_owned(),
        restock: restock.to_owned(),
    }
}

fn form(rows: Vec<RefundLineForm>) -> RefundForm {
    RefundForm {
        lines: rows,
        reason_code: "not_wanted".to_owned(),
        ..RefundForm::default()
    }
}

const CAP: Fen = Fen::new(10_380);

fn refusal(form: &RefundForm, cap: Fen) -> Refusal {
    match read(form, &order(), cap) {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn an_empty_amount_takes_the_suggestion() {
    let plan = read(
        &form(vec![row("1", "1", "", "1"), row("2", "0", "", "")]),
        &order(),
        CAP,
    )
    .unwrap();
    assert_eq!(plan.amount, Fen::new(3_193));
    assert_eq!(
        plan.parts,
        [Part {
            detail_id: 10,
            line_no: 1,
            qty: 1,
            amount: Fen::new(3_193),
            restock_qty: 1
        }]
    );
}

#[test]
fn an_amount_without_units_is_goodwill() {
    let plan = read(&form(vec![row("1", "", "5", "1")]), &order(), CAP).unwrap();
    assert_eq!(
        (
            plan.parts[0].qty,
            plan.parts[0].amount,
            plan.parts[0].restock_qty
        ),
        (0, Fen::new(500), 0)
    );
}

#[test]
fn everything_means_all_that_is_left() {
    let whole = RefundForm {
        whole: "all".to_owned(),
        ..form(Vec::new())
    };
    let plan = read(&whole, &order(), CAP).unwrap();
    assert_eq!(plan.amount, CAP);
    assert_eq!(
        plan.parts
            .iter()
            .map(|p| (p.qty, p.restock_qty))
            .collect::<Vec<_>>(),
        [(3, 3), (1, 0)]
    );
    let less = read(&whole, &order(), Fen::new(9_600)).unwrap();
    assert_eq!(
        less.amount,
        Fen::new(9_600),
        "refunds made outside the shop are not included"
    );
}

#[test]
fn faults_name_their_field() {
    let wrong = RefundForm {
        reason_code: String::new(),
        staff_note: "x".repeat(501),
        ..form(vec![row("1", "4", "", ""), row("2", "1", "8.001", "")])
    };
    let faults: Vec<(String, ErrorCode)> = refusal(&wrong, CAP)
        .fields
        .into_iter()
        .map(|f| (f.field, f.code))
        .collect();
    assert_eq!(
        faults,
        [
            ("lines[0][qty]".to_owned(), ErrorCode::RefundUnits),
            ("lines[1][amount]".to_owned(), ErrorCode::Amount),
            ("reason_code".to_owned(), ErrorCode::RefundReasonRequired),
            ("staff_note".to_owned(), ErrorCode::TooLong),
        ]
    );
    for (qty, amount, code) in [
        ("-1", "", ErrorCode::RefundUnits),
        ("1.5", "", ErrorCode::RefundUnits),
        ("1", "95.81", ErrorCode::RefundOverLine),
        ("1", "-1", ErrorCode::Amount),
        ("1", "1e1", ErrorCode::Amount),
    ] {
        assert_eq!(
            refusal(&form(vec![row("1", qty, amount, "")]), CAP).fields[0].code,
            code,
            "{qty} {amount}"
        );
    }
}

#[test]
fn the_cap_is_told_as_it_stands() {
    let refused = refusal(&form(vec![row("1", "3", "", "")]), Fen::new(1_200));
    assert_eq!(refused.code, ErrorCode::RefundOverCap);
    assert_eq!(
        refused.args.get("amount").map(String::as_str),
        Some("12.00")
    );
}

#[test]
fn nothing_and_foreign_lines_are_refused() {
    assert_eq!(
        refusal(&form(vec![row("1", "0", "0", "")]), CAP).code,
        ErrorCode::RefundNothing
    );
    assert_eq!(
        refusal(&form(Vec::new()), CAP).code,
        ErrorCode::RefundNothing
    );
    assert_eq!(
        refusal(&form(vec![row("3", "1", "", "")]), CAP).code,
        ErrorCode::FormStale
    );
    assert_eq!(
        refusal(
            &form(vec![row("1", "1", "", ""), row("1", "1", "", "")]),
            CAP
        )
        .code,
        ErrorCode::FormStale
    );
}
