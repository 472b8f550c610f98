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

/** The simulator's own book of one trade. */
export const trade = (outTradeNo: string) => control("GET", `/trades/${outTradeNo}`);

/** All trades in its books. */
export const trades = () => control("GET", "/trades");
