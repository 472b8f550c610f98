//! The time to read a bill of 100,000 rows from memory, already unzipped.

#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot be taken is to fail"
)]

use alipay::bill::Bill;
use alipay::form::Charset;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::Duration;

const ROWS: u64 = 100_000;

fn text() -> Vec<u8> {
    let mut text = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,\
        订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,\
        商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\r\n"
        .to_owned();
    for n in 0..ROWS {
        text.push_str(&format!(
            "20240501220014{n:014}\t,SHOP20240501{n:08}\t,交易,手冲壶 旅行装\t,2024-05-01 12:00:30,2024-05-01 12:01:02,,,,,\
             abc***@sandbox.com\t,88.80,88.80,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,\t,-0.53,0.00,\r\n"
        ));
    }
    Charset::Gbk.write(&text).into_owned()
}

fn parse(c: &mut Criterion) {
    let text = text();
    let mut group = c.benchmark_group("bill");
    group.throughput(Throughput::Elements(ROWS));
    group.bench_function("parse_100k_rows", |b| {
        b.iter(|| {
            let rows = Bill::open(black_box(text.as_slice())).unwrap();
            let rows = rows.into_trade().unwrap();
            let sum: i64 = rows.map(|row| row.unwrap().receipt_amount.fen()).sum();
            assert_eq!(sum, 888_000_000);
        });
    });
    group.finish();
}

criterion_group! {
    name = bill;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(5));
    targets = parse
}
criterion_main!(bill);
