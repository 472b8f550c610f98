//! Made-up bills in Alipay's format: GBK text files in a zip.

use flate2::{Compression, Crc, write::DeflateEncoder};
use std::io::Write as _;

pub(crate) const TRADE_COLUMNS: &str = "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,\
     终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,\
     券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注";

/// A payment of 88.80 and a refund of 8.80.
pub(crate) const TRADE_ROWS: [&str; 2] = [
    "2024050122001400000000000001\t,SHOP_1\t,交易,\"壶, \"\"手冲\"\"\t\",2024-05-01 12:00:30,2024-05-01 12:01:02,,,,,\
     abc***@sandbox.com\t,88.80,88.80,0.00,0.00,0.00,1.20,0.00,,0.00,0.00,\t,-0.53,0.00,",
    "2024050122001400000000000001\t,SHOP_1\t,退款,壶\t,2024-05-01 12:00:30,2024-05-01 15:00:00,S1,朝阳店,,,\
     abc***@sandbox.com\t,-8.80,-8.80,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,SHOP_1R01\t,0.05,0.00,缺货",
];

pub(crate) const TRADE_TOTALS: &str = "#交易合计：1笔，商家实收共88.80元，商家优惠共1.20元\r\n\
     #退款合计：1笔，商家实收共-8.80元，商家优惠共0.00元";

/// A trade bill with these columns, rows and totals, each line ended by CRLF.
pub(crate) fn trade(columns: &str, rows: &[&str], totals: &str) -> String {
    format!(
        "#支付宝业务明细查询\r\n#账号：[20880000000001000156]\r\n\
         #起始日期：[2024年05月01日 00:00:00]   终止日期：[2024年05月02日 00:00:00]\r\n\
         #-----------------------------------------业务明细列表----------------------------------------\r\n\
         {columns}\r\n{}\
         #-----------------------------------------业务明细列表结束------------------------------------\r\n\
         {totals}\r\n#导出时间：[2024-05-02 09:00:00]\r\n",
        rows.iter()
            .map(|row| format!("{row}\r\n"))
            .collect::<String>()
    )
}

pub(crate) fn gbk(text: &str) -> Vec<u8> {
    alipay::form::Charset::Gbk.write(text).into_owned()
}

/// How a file is packed in a zip.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Deflate,
    /// Sizes follow the data, as in a zip written as a stream.
    Streamed,
    Stored,
    /// Another compression method, or a false size.
    Odd {
        method: u16,
        size: Option<u32>,
    },
}

/// A zip with these files; names are raw bytes without the UTF-8 flag.
pub(crate) fn zip(files: &[(&[u8], &[u8])], packing: Packing) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for (name, plain) in files {
        let mut crc = Crc::new();
        crc.update(plain);
        let data = if packing == Packing::Stored {
            plain.to_vec()
        } else {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(plain).unwrap();
            encoder.finish().unwrap()
        };
        let (method, size) = match packing {
            Packing::Deflate | Packing::Streamed => (8, None),
            Packing::Stored => (0, None),
            Packing::Odd { method, size } => (method, size),
        };
        let plain_size = size.unwrap_or(u32::try_from(plain.len()).unwrap());
        let sizes = [crc.sum(), u32::try_from(data.len()).unwrap(), plain_size];
        let is_streamed = packing == Packing::Streamed;
        let header = |sizes: [u32; 3]| {
            let mut header = Vec::new();
            put(
                &mut header,
                &[20, if is_streamed { 8 } else { 0 }, method, 0, 0],
            );
            sizes
                .iter()
                .for_each(|size| header.extend(size.to_le_bytes()));
            put(&mut header, &[u16::try_from(name.len()).unwrap(), 0]);
            header
        };
        let offset = u32::try_from(zip.len()).unwrap();
        zip.extend(b"PK\x03\x04");
        zip.extend(header(if is_streamed { [0; 3] } else { sizes }));
        zip.extend(*name);
        zip.extend(&data);
        if is_streamed {
            zip.extend(b"PK\x07\x08");
            sizes.iter().for_each(|size| zip.extend(size.to_le_bytes()));
        }
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(header(sizes));
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(*name);
    }
    let offset = u32::try_from(zip.len()).unwrap();
    let size = u32::try_from(directory.len()).unwrap();
    let count = u16::try_from(files.len()).unwrap();
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    put(&mut zip, &[count, count]);
    zip.extend(size.to_le_bytes());
    zip.extend(offset.to_le_bytes());
    put(&mut zip, &[0]);
    zip
}

fn put(bytes: &mut Vec<u8>, numbers: &[u16]) {
    numbers
        .iter()
        .for_each(|number| bytes.extend(number.to_le_bytes()));
}
