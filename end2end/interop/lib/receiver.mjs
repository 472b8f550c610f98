// Receives notifications in place of a shop and keeps them.
import { createServer } from "node:http";
import { once } from "node:events";

/** Starts to listen on loopback; `close` it at the end of the test. */
export async function receiver() {
  const kept = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const notice = { method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
    const next = waiting.shift();
    if (next) next(notice);
    else kept.push(notice);
    response.writeHead(200, { "content-type": "text/plain" }).end("success");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/alipay/notify?tenant=1`,
    /** The next notification: a stored one, or the next to arrive within ten seconds. */
    next() {
      if (kept.length > 0) return Promise.resolve(kept.shift());
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error("no notice in ten seconds")), 10_000);
        waiting.push((notice) => {
          clearTimeout(timer);
          resolve(notice);
        });
      });
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
