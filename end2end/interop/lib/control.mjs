// The simulator's control API.
import { controlUrl } from "./place.mjs";

async function control(method, path, body) {
  const answer = await fetch(controlUrl + path, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

export const login = (number) => control("POST", `/trades/${number}/login`, {});
export const pay = (number, how = {}) => control("POST", `/trades/${number}/pay`, how);
export const trade = (number) => control("GET", `/trades/${number}`);
/** Sends a notification now: to the shop, or to `url`. */
export const notify = (how) => control("POST", "/notify", how);
