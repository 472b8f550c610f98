//! Memory does not grow with a million rows. The test has its own binary, because the allocator
//! counts the whole process.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test")]

use alipay::bill::{Bill, BillArchive, Direction};
use flate2::{Compression, Crc, write::DeflateEncoder};
use peak_alloc::PeakAlloc;
use std::io::{self, Cursor, Read, Write as _};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const ROWS: u64 = 1_000_000;
/// Fewer, because packing takes longer than reading; their 25 MB would still exceed the bound.
const PACKED_ROWS: u64 = 100_000;
/// Far below the size of all rows, which have about 200 bytes each.
const BOUND: usize = 1024 * 1024;

const HEAD: &str = "#支付宝业务明细查询\r\n#账号：[20880000000001000156]\r\n\
    支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,\
    商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,\
    卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注\r\n";

/// Replaced by the row's number in ten digits.
const MARK: &[u8] = b"@@@@@@@@@@";

/// A bill of any length, generated while it is read; every fourth row is a refund of 0.50. Only the
/// numbers in a row change, so generating takes little time.
struct Made {
    rows: u64,
    row: u64,
    paid: Vec<u8>,
    back: Vec<u8>,
    piece: Vec<u8>,
    at: usize,
}

impl Made {
    fn new(rows: u64) -> Self {
        let row = |kind: &str, amount: &str, number: &str| {
            gbk(&format!(
                "202405012200@@@@@@@@@@\t,SHOP@@@@@@@@@@\t,{kind},手冲壶 \"旅行\"\t,2024-05-01 12:00:30,\
                 2024-05-01 12:01:02,,,,,abc***@sandbox.com\t,{amount},{amount},0.00,0.00,0.00,0.00,0.00,,0.00,\
                 0.00,{number}\t,0.00,0.00,\r\n"
            ))
        };
        Self {
            rows,
            row: 0,
            paid: row("交易", "1.00", ""),
            back: row("退款", "-0.50", "R01"),
            piece: gbk(HEAD),
            at: 0,
        }
    }

    fn next_piece(&mut self) -> bool {
        let n = self.row;
        self.row += 1;
        self.at = 0;
        if n == self.rows {
            let refunds = self.rows / 4;
            let paid = self.rows - refunds;
            let half = refunds * 50;
            self.piece = gbk(&format!(
                "#交易合计：{paid}笔，商家实收共{paid}.00元，商家优惠共0.00元\r\n\
                 #退款合计：{refunds}笔，商家实收共-{}.{:02}元，商家优惠共0.00元\r\n",
                half / 100,
                half % 100
            ));
        } else if n < self.rows {
            let row = if n % 4 == 3 { &self.back } else { &self.paid };
            self.piece.clone_from(row);
            let digits = format!("{n:010}");
            // The first number follows 202405012200; the second one SHOP in the next cell.
            for at in [12, 28] {
                assert_eq!(&self.piece[at..at + 10], MARK);
                self.piece[at..at + 10].copy_from_slice(digits.as_bytes());
            }
        }
        n <= self.rows
    }
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() && !self.next_piece() {
            return Ok(0);
        }
        let count = buffer.len().min(self.piece.len() - self.at);
        buffer[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

/// Reads everything and returns by how much the peak of memory rose.
fn peak_of(read: impl Read, count: u64) -> usize {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let mut rows = Bill::open(read).unwrap().into_trade().unwrap();
    let (mut paid, mut back) = (0_u64, 0_u64);
    for row in rows.by_ref() {
        match row.unwrap().direction {
            Direction::Payment => paid += 1,
            Direction::Refund => back += 1,
        }
    }
    rows.check().unwrap();
    assert_eq!((paid, back), (count - count / 4, count / 4));
    MEMORY.peak_usage() - before
}

#[test]
fn a_million_rows_take_no_more_memory_than_one() {
    let peak = peak_of(Made::new(ROWS), ROWS);
    assert!(peak < BOUND, "{peak} bytes for plain rows");

    let zip = packed();
    let archive = BillArchive::open(Cursor::new(&zip)).unwrap();
    let peak = peak_of(archive.detail().unwrap(), PACKED_ROWS);
    assert!(
        peak < BOUND,
        "{peak} bytes for rows from a zip of {}",
        zip.len()
    );
}

/// A zip of one file, packed while it is generated.
fn packed() -> Vec<u8> {
    let mut zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec();
    zip.extend([0; 12]);
    zip.extend(b"\x05\0\0\0a.csv");
    let data = zip.len();
    let mut encoder = DeflateEncoder::new(zip, Compression::fast());
    let mut crc = Crc::new();
    let (mut made, mut buffer, mut plain) = (Made::new(PACKED_ROWS), vec![0; 64 * 1024], 0_u64);
    loop {
        let read = made.read(&mut buffer).unwrap();
        if read == 0 {
            break;
        }
        crc.update(&buffer[..read]);
        encoder.write_all(&buffer[..read]).unwrap();
        plain += u64::try_from(read).unwrap();
    }
    let mut zip = encoder.finish().unwrap();
    let mut sizes = crc.sum().to_le_bytes().to_vec();
    sizes.extend(u32::try_from(zip.len() - data).unwrap().to_le_bytes());
    sizes.extend(u32::try_from(plain).unwrap().to_le_bytes());
    zip[14..26].copy_from_slice(&sizes);
    let directory = u32::try_from(zip.len()).unwrap();
    let local = zip[4..30].to_vec();
    zip.extend(b"PK\x01\x02\x14\0");
    zip.extend(&local);
    zip.extend([0; 14]);
    zip.extend(b"a.csv");
    let size = u32::try_from(zip.len()).unwrap() - directory;
    zip.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    zip.extend(size.to_le_bytes());
    zip.extend(directory.to_le_bytes());
    zip.extend([0; 2]);
    zip
}
