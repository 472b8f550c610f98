// A mail server for tests: takes mail by SMTP on this machine and keeps it, so that a test can read it and open its links.
import { createServer, type AddressInfo, type Socket } from "node:net";

/** A mail as its reader gets it. */
export interface Letter {
  /** The address that the envelope names. */
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
}

export interface Sink {
  /** For `ZHANGGUI_SMTP_URL`. */
  url: string;
  letters: Letter[];
  /** While true, recipients are refused for good. */
  refuses: boolean;
  close: () => Promise<void>;
}

/** Starts it on a free port. */
export async function openSink(): Promise<Sink> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    converse(socket, sink);
  });
  const sink: Sink = {
    url: "",
    letters: [],
    refuses: false,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  sink.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return sink;
}

/** RFC 5321 as far as one client that sends one mail after another needs it. */
function converse(socket: Socket, sink: Sink): void {
  const say = (words: string) => socket.write(`${words}\r\n`);
  let [waiting, recipient, data]: [string, string, string[] | undefined] = ["", "", undefined];
  say("220 sink.test ESMTP");
  // Each byte is a character, because a character may be cut in two.
  socket.setEncoding("latin1").on("data", (chunk: string) => {
    const lines = (waiting + chunk).split("\r\n");
    waiting = lines.pop() ?? "";
    for (const line of lines) {
      if (data && line === ".") {
        sink.letters.push(read(recipient, Buffer.from(data.join("\r\n"), "latin1").toString("utf8")));
        data = undefined;
        say("250 kept");
      } else if (data) data.push(line.replace(/^\./, ""));
      else if (/^EHLO/i.test(line)) say("250-sink.test\r\n250 8BITMIME");
      else if (/^RCPT/i.test(line) && sink.refuses) say("550 no such mailbox");
      else if (/^RCPT/i.test(line)) {
        recipient = /<(.*)>/.exec(line)?.[1] ?? "";
        say("250 right");
      } else if (/^DATA/i.test(line)) {
        data = [];
        say("354 go on");
      } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      else if (/^(HELO|MAIL|RSET|NOOP)/i.test(line)) say("250 right");
      else say("502 not here");
    }
  });
}

/** Headers by their names in small letters, and what follows them. */
function parts(message: string): [Map<string, string>, string] {
  const end = message.indexOf("\r\n\r\n");
  const unfolded = message.slice(0, end).replace(/\r\n[ \t]+/g, " ");
  const headers = unfolded.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return [new Map(headers), message.slice(end + 4)];
}

function read(to: string, message: string): Letter {
  const [headers, body] = parts(message);
  const boundary = /^multipart\/alternative;.*boundary="?([^";]+)/.exec(headers.get("content-type") ?? "")?.[1];
  if (!boundary) throw new Error(`not a mail with two forms: ${headers.get("content-type")}`);
  const forms = new Map(body.split(`--${boundary}`).slice(1, -1).map((part) => {
    const [of, content] = parts(part.replace(/^\r\n/, ""));
    return [of.get("content-type")?.split(";")[0] ?? "", decoded(content, of.get("content-transfer-encoding") ?? "7bit")] as const;
  }));
  return {
    to,
    from: words(headers.get("from") ?? ""),
    subject: words(headers.get("subject") ?? ""),
    text: forms.get("text/plain") ?? "",
    html: forms.get("text/html") ?? "",
  };
}

/** RFC 2045. */
function decoded(content: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(content, "base64").toString("utf8");
  if (encoding === "quoted-printable") return quoted(content.replace(/=\r\n/g, ""));
  return content;
}

const quoted = (text: string) =>
  Buffer.from(text.replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString("utf8");

/** Encoded words of a header, RFC 2047. Blanks between two of them do not count. */
function words(header: string): string {
  return header.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, text) =>
    /b/i.test(kind) ? Buffer.from(text, "base64").toString("utf8") : quoted(text.replaceAll("_", " ")));
}
