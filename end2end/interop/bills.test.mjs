// The official SDK requests the bill of a day; the file is read without our own code.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Browser } from "./lib/browser.mjs";
import { newNumber } from "./lib/place.mjs";
import { call } from "./lib/sdk.mjs";
import { Simulator } from "./lib/simulator.mjs";
import { unzipped } from "./lib/zip.mjs";

const UTF8_NAME = 0x0800;
let simulator;
let sdk;
before(async () => {
  simulator = await Simulator.start();
  sdk = simulator.byKey();
});
after(() => simulator.close());

const bill = (bill_type, bill_date) =>
  call(sdk, "alipay.data.dataservice.bill.downloadurl.query", { bill_type, bill_date });

/** The files of the archive by name, in their order. */
async function downloaded(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  const gbk = new TextDecoder("gbk", { fatal: true });
  return unzipped(Buffer.from(await answer.arrayBuffer())).map(({ name, flags, content }) => {
    assert.equal(flags & UTF8_NAME, 0, "the names are GBK, so the UTF-8 flag must not be set");
    return { name: gbk.decode(name), lines: gbk.decode(content).split(/\r?\n/) };
  });
}

test("the bill of a day has the payment and the refund, once the day is over", async () => {
  const number = newNumber();
  const url = sdk.pageExecute("alipay.trade.page.pay", "GET", {
    bizContent: {
      out_trade_no: number,
      total_amount: "88.80",
      subject: "测试商品 100%",
      product_code: "FAST_INSTANT_TRADE_PAY",
    },
  });
  await new Browser().open(url);
  await simulator.control("POST", `/trades/${number}/pay`, {});
  await call(sdk, "alipay.trade.refund", { out_trade_no: number, out_request_no: `${number}R01`, refund_amount: "8.80" });

  const { now } = await simulator.control("GET", "/clock");
  const day = now.slice(0, 10);
  assert.equal((await bill("trade", day)).code, "40004", "no bill of a day that is not over");
  await simulator.control("PUT", "/clock", { advance_s: 86_400 });

  const told = await bill("trade", day);
  assert.equal(told.code, "10000", told.subMsg);
  const members = await downloaded(told.billDownloadUrl);
  assert.deepEqual(members.map(({ name }) => name.includes("汇总")).sort(), [false, true]);
  const { lines } = members.find(({ name }) => !name.includes("汇总"));
  const header = lines.find((line) => line.startsWith("支付宝交易号")).split(",").map((cell) => cell.trim());
  const rows = lines
    .filter((line) => line.includes(number))
    .map((line) => Object.fromEntries(line.split(",").map((cell, at) => [header[at], cell.trim()])));
  assert.equal(header.length, 25);
  assert.deepEqual(rows.map((row) => row["业务类型"]).sort(), ["交易", "退款"]);
  const refund = rows.find((row) => row["业务类型"] === "退款");
  assert.equal(refund["退款批次号/请求号"], `${number}R01`);

  const account = await bill("signcustomer", day);
  const details = (await downloaded(account.billDownloadUrl)).find(({ name }) => !name.includes("汇总"));
  assert.match(details.name, /账务明细/);
  assert.equal(details.lines.filter((line) => line.includes(number)).length, 2);

  assert.equal((await bill("trade", "2015-12-31")).code, "40004");
  await simulator.control("PUT", "/clock", { advance_s: 31 });
  assert.equal((await fetch(told.billDownloadUrl)).status, 403, "a download URL is valid for 30 seconds");
});
