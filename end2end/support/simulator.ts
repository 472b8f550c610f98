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
