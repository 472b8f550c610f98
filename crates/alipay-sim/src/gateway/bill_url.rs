//! alipay.data.dataservice.bill.downloadurl.query: the address of the bill of a finished day or
//! month.

use super::{biz::Biz, response::Payload};
use crate::{
    bill::{BillKind, Period, download, movements},
    random::random_hex,
    refusal::Refusal,
    simulator::Simulator,
};

/// 2016-01-01 in Shanghai: no bill is older.
const FIRST_BILL: i64 = 1_451_577_600_000;

/// Responds with an address that is valid for half a minute.
pub(crate) fn bill_url(simulator: &Simulator, biz: &Biz) -> Result<Payload, Refusal> {
    let kind = biz.required("bill_type", 20)?;
    let kind = BillKind::from_name(&kind)
        .ok_or_else(|| illegal("bill_type 仅支持 trade、signcustomer"))?;
    let date = biz.required("bill_date", 15)?;
    let period =
        Period::parse(&date).ok_or_else(|| illegal("bill_date 格式应为 yyyy-MM-dd 或 yyyy-MM"))?;
    if period.from < FIRST_BILL || period.to > simulator.clock.now() {
        return Err(illegal("只能下载 2016-01-01 之后、当日（当月）之前的账单"));
    }
    let has_rows = movements(&simulator.books())
        .iter()
        .any(|movement| period.holds(movement.at));
    if !has_rows {
        return Err(Refusal::business("isp.bill_not_exist", "账单不存在"));
    }
    Ok(Payload::success()
        .with(
            "bill_download_url",
            download::address(simulator, kind, &period),
        )
        .with("bill_file_code", random_hex()))
}

/// Spelled as by the real gateway.
fn illegal(what: &str) -> Refusal {
    Refusal::business("INVAILID_ARGUMENTS", &format!("入参不合法：{what}"))
}
