//! Account bills and sums by store, row by row.

use crate::sheet::gbk;
use alipay::Amount;
use alipay::bill::{Bill, TotalsError};

fn fen(fen: i64) -> Amount {
    Amount::from_fen(fen).unwrap()
}

const ACCOUNT_COLUMNS: &str = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,\
     账户余额（元）,交易渠道,业务类型,备注,业务描述,业务订单号,业务基础订单号,业务账单来源";

#[test]
fn account_movements_are_read() {
    let text = format!(
        "#支付宝账务明细查询\n#账号：[20880000000001000156]\n{ACCOUNT_COLUMNS}\n\
         1\t,T1\t,SHOP_1\t,茶\t,2024-05-01 12:01:02,abc***\t,88.80,,88.80,支付宝,在线支付,,收款,B1,B0,商家中心\n\
         2\t,T1\t,SHOP_1\t,茶\t,2024-05-01 12:01:02,abc***\t,0.00,-0.53,88.27,支付宝,收费,服务费,,,,\n\
         3\t,T2\t,\t,\t,2024-05-01 13:00:00,\t,\t,-100.00,-11.73,支付宝,提现,,,,,\n\
         #----账务明细列表结束----\n#支出合计：2笔，共-100.53元\n#收入合计：1笔，共88.80元\n"
    );
    let text = gbk(&text);
    let mut rows = Bill::open(text.as_slice()).unwrap().into_account().unwrap();
    let all: Vec<_> = rows.by_ref().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.check(), Ok(()));
    let [paid, fee, withdrawn] = all.as_slice() else {
        panic!("{all:?}")
    };
    assert_eq!(paid.account_log_no, "1");
    assert_eq!(paid.business_no.as_deref(), Some("T1"));
    assert_eq!(paid.out_trade_no.as_deref(), Some("SHOP_1"));
    assert_eq!(paid.occurred_at_ms, 1_714_536_062_000);
    assert_eq!((paid.income, paid.expense), (Some(fen(8880)), None));
    assert_eq!((paid.moved_fen(), paid.balance_fen), (8880, Some(8880)));
    assert_eq!(paid.business_type.as_deref(), Some("在线支付"));
    assert_eq!(paid.description.as_deref(), Some("收款"));
    assert_eq!(paid.business_order_no.as_deref(), Some("B1"));
    assert_eq!(paid.base_order_no.as_deref(), Some("B0"));
    assert_eq!(paid.source.as_deref(), Some("商家中心"));
    assert_eq!(
        (fee.moved_fen(), fee.remark.as_deref()),
        (-53, Some("服务费"))
    );
    assert_eq!(
        (withdrawn.moved_fen(), withdrawn.balance_fen),
        (-10_000, Some(-1173))
    );
    assert_eq!(
        (&withdrawn.out_trade_no, &withdrawn.subject),
        (&None, &None)
    );

    let wrong = gbk(&String::from_utf8(
        encoding_rs::GB18030
            .decode(&text)
            .0
            .replace("共88.80", "共88.81")
            .into_bytes(),
    )
    .unwrap());
    let mut rows = Bill::open(wrong.as_slice())
        .unwrap()
        .into_account()
        .unwrap();
    assert_eq!(rows.by_ref().count(), 3);
    assert!(matches!(
        rows.check(),
        Err(TotalsError::Sum {
            label: "收入", ..
        })
    ));
}

#[test]
fn sums_by_store_are_read() {
    let text = gbk(
        "#支付宝业务汇总查询\r\n门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,\
         支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）\r\n\
         S1,朝阳店,12,1,1234567890.12,-8.80,0.00,0.00,0.00,-0.53,0.00,1234567889.59\r\n\
         合计,,12,1,1234567890.12,-8.80,0.00,0.00,0.00,-0.53,0.00,1234567889.59\r\n\
         #----结束----\r\n",
    );
    let mut rows = Bill::open(text.as_slice()).unwrap().into_summary().unwrap();
    let all: Vec<_> = rows.by_ref().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.check(), Ok(()));
    assert_eq!(
        (all[0].is_total, all[0].store_id.as_deref()),
        (false, Some("S1"))
    );
    assert_eq!((all[0].payments, all[0].refunds), (12, 1));
    assert_eq!(
        (all[0].order_fen, all[0].receipt_fen),
        (123_456_789_012, -880)
    );
    assert_eq!(
        (all[0].service_fee_fen, all[0].net_fen),
        (Some(-53), Some(123_456_788_959))
    );
    assert_eq!((all[1].is_total, all[1].store_id.as_deref()), (true, None));
}
