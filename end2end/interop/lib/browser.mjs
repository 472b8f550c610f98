// A browser without JavaScript: keeps cookies, follows redirects, posts forms as served.

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const ATTRIBUTES = `(?:"[^"]*"|'[^']*'|[^>"'])*`;

function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number.parseInt(decimal, 10));
    return ENTITIES[name] ?? whole;
  });
}

function attributes(text) {
  const found = {};
  for (const [, name, double, single, bare] of text.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
    found[name.toLowerCase()] = unescape(double ?? single ?? bare ?? "");
  }
  return found;
}

const words = (html) => unescape(html.replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ").trim();

/** Every form with its fields and buttons, in order. */
function forms(html) {
  const all = [];
  let inside;
  const tags = new RegExp(`<(/?)(form|input|textarea|select|option|button)\\b(${ATTRIBUTES})>`, "gi");
  let select;
  for (const match of html.matchAll(tags)) {
    const [whole, closing, tag, rest] = match;
    const name = tag.toLowerCase();
    const own = attributes(rest);
    const after = match.index + whole.length;
    const content = () => html.slice(after, html.indexOf(`</${name}`, after));
    if (closing) {
      if (name === "form") inside = undefined;
      if (name === "select") select = undefined;
      continue;
    }
    if (name === "form") {
      inside = { id: own.id, action: own.action ?? "", method: (own.method ?? "get").toLowerCase(), controls: [], buttons: [] };
      all.push(inside);
      continue;
    }
    const form = own.form ? all.find((one) => one.id === own.form) : inside;
    if (!form || "disabled" in own) continue;
    if (name === "button") {
      form.buttons.push({ text: words(content()), name: own.name, value: own.value ?? "", action: own.formaction });
    } else if (name === "input" && ["submit", "image", "button"].includes(own.type)) {
      form.buttons.push({ text: own.value ?? "", name: own.name, value: own.value ?? "", action: own.formaction });
    } else if (name === "input" && ["checkbox", "radio"].includes(own.type)) {
      if ("checked" in own && own.name) form.controls.push([own.name, own.value ?? "on"]);
    } else if (name === "input" && own.name) {
      form.controls.push([own.name, own.value ?? ""]);
    } else if (name === "textarea" && own.name) {
      form.controls.push([own.name, unescape(content()).replace(/^\n/, "")]);
    } else if (name === "select" && own.name) {
      select = [own.name, undefined];
      form.controls.push(select);
    } else if (name === "option" && select && (select[1] === undefined || "selected" in own)) {
      select[1] = own.value ?? words(content());
    }
  }
  return all;
}

/** A page as served. */
class Page {
  constructor(browser, url, status, html) {
    Object.assign(this, { browser, url, status, html });
  }

  get text() {
    return words(this.html.replace(/<(script|style)\b[^]*?<\/\1>/gi, " "));
  }

  /** The URL of the first link with this text. */
  link(text) {
    for (const [, rest, content] of this.html.matchAll(new RegExp(`<a\\b(${ATTRIBUTES})>([^]*?)</a>`, "gi"))) {
      if (words(content) === text) return new URL(attributes(rest).href, this.url).href;
    }
    throw new Error(`no link ${text} on ${this.url}`);
  }

  /** Follows a link by its text. */
  follow(text) {
    return this.browser.open(this.link(text));
  }

  /** Presses a button by its text. `typed`: values by field name, with or without the `form[..]` prefix. */
  press(text, typed = {}, options = {}) {
    const form = forms(this.html).find((one) => one.buttons.some((button) => button.text === text));
    if (!form) throw new Error(`no button ${text} on ${this.url}: ${this.text.slice(0, 400)}`);
    const button = form.buttons.find((one) => one.text === text);
    const missing = new Set(Object.keys(typed));
    const body = new URLSearchParams();
    for (const [name, value] of form.controls) {
      const key = Object.keys(typed).find((one) => name === one || name.endsWith(`[${one}]`));
      if (key) missing.delete(key);
      body.append(name, key ? typed[key] : (value ?? ""));
    }
    if (missing.size > 0) throw new Error(`no field ${[...missing]} on ${this.url}`);
    if (button.name) body.append(button.name, button.value);
    const target = new URL(button.action ?? form.action, this.url);
    if (form.method === "get") {
      target.search = body;
      return this.browser.open(target.href, options);
    }
    return this.browser.open(target.href, { ...options, body, from: this.url });
  }
}

export class Browser {
  #cookies = new Map();

  /**
   * Opens a URL and follows redirects. A redirect for which `stop` is true is not followed: the page then has
   * its URL and status 0.
   */
  async open(url, { body, from, stop = () => false } = {}) {
    let address = new URL(url);
    let form = body;
    let asked = from;
    for (let hops = 0; hops < 10; hops += 1) {
      const jar = this.#jar(address);
      const headers = { accept: "text/html", "accept-language": "zh-CN" };
      if (jar.size > 0) headers.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      if (asked) headers.origin = new URL(asked).origin;
      const answer = await fetch(address, { method: form ? "POST" : "GET", headers, body: form, redirect: "manual" });
      for (const cookie of answer.headers.getSetCookie()) {
        const [pair, ...limits] = cookie.split(";");
        const [name, ...value] = pair.split("=");
        if (limits.some((limit) => /^\s*max-age=0\s*$/i.test(limit))) jar.delete(name.trim());
        else jar.set(name.trim(), value.join("=").trim());
      }
      const location = answer.headers.get("location");
      if (!location) return new Page(this, address.href, answer.status, await answer.text());
      await answer.arrayBuffer();
      const next = new URL(location, address);
      if (stop(next)) return new Page(this, next.href, 0, "");
      address = next;
      form = undefined;
      asked = undefined;
    }
    throw new Error(`too many redirects from ${url}`);
  }

  #jar(address) {
    if (!this.#cookies.has(address.host)) this.#cookies.set(address.host, new Map());
    return this.#cookies.get(address.host);
  }
}
