// The gateway simulator's control API.
import { demo } from "./demo";

export interface Fault {
  method: string;
  fault: string;
  ms?: number;
  times?: number;
  probability?: number;
}

async function control(method: string, path: string, body?: unknown): Promise<any> {
  const answer = await fetch(demo.sim_control_url + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** Replaces the set of faults; call without arguments to clear it. */
export const faults = (...set: Fault[]) => control("PUT", "/faults", set);

/** The simulator's record of a trade. */
export const trade = (outTradeNo: string) => control("GET", `/trades/${outTradeNo}`);

/** All trades of the simulator. */
export const trades = () => control("GET", "/trades");

/** Advances the clock of simulator and demo shop. It never goes back, so later tests run at a later time. */
export const leap = (minutes: number) => control("PUT", "/clock", { advance_s: minutes * 60 });

/** Pays a trade in any state, which no page allows but a gateway might do. */
export const forcePayment = (outTradeNo: string) => control("POST", `/trades/${outTradeNo}/pay`, { force: true });

/** Closes a trade at the gateway, as its timeout does. */
export const close = (outTradeNo: string) => control("POST", `/trades/${outTradeNo}/close`);

/** The day by the simulator's clock, `yyyy-MM-dd` in Shanghai. */
export const today = async (): Promise<string> => (await control("GET", "/clock")).now.slice(0, 10);

/** Goes on to five minutes past the next midnight in Shanghai. */
export async function nextDay(): Promise<void> {
  const { now_ms } = await control("GET", "/clock");
  const sinceMidnight = ((now_ms + 8 * 3_600_000) % 86_400_000) / 60_000;
  await leap(Math.ceil(24 * 60 - sinceMidnight) + 5);
}

export interface Row {
  out_trade_no: string;
  /** Of a refund. */
  out_request_no?: string;
  /** In yuan; not of a missing row. */
  amount?: string;
}

/** Makes the bill of a day differ from the gateway's books; call with the day alone to make it true again. */
export const falsify = (date: string, rows: { missing?: Row[]; extra?: Row[]; different?: Row[] } = {}) =>
  control("PUT", "/bill", { date, fee_per_mille: 6, ...rows });

/** The bill of a day as the gateway serves it: a ZIP. */
export async function bill(date: string): Promise<Buffer> {
  const answer = await fetch(`${demo.sim_control_url}/bill?date=${date}`);
  if (!answer.ok) throw new Error(`the bill of ${date}: ${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** Sends a notification of a trade now, signed after these fields were changed. Returns the shop's answer. */
export async function notify(outTradeNo: string, tamper: Record<string, string>, notifyId = "new"): Promise<{ notifyId: string; body: string }> {
  const sent = await control("POST", "/notify", { out_trade_no: outTradeNo, notify_id: notifyId, tamper });
  return { notifyId: sent.notify_id, body: sent.answers[0].body };
}
