// The official SDK, unmodified: only the gateway's address and the keys are ours.
import { AlipaySdk } from "alipay-sdk";
import * as place from "./place.mjs";

/** As a merchant configures it: our private key, Alipay's public one. */
export function merchant(overrides = {}) {
  return new AlipaySdk({
    appId: place.appId,
    privateKey: place.appPrivateKey,
    keyType: "PKCS8",
    alipayPublicKey: place.alipayPublicKey,
    gateway: `${place.simUrl}/gateway.do`,
    ...overrides,
  });
}

/** As the other side sees us: verifies what we sign. */
export const gateway = () => merchant({ alipayPublicKey: place.appPublicKey });

/** Calls with the answer's signature checked. */
export const call = (sdk, method, bizContent) => sdk.exec(method, { bizContent }, { validateSign: true });

/** A query or form body as the SDK wants it: decoded once. */
export const decoded = (text) => Object.fromEntries(new URLSearchParams(text));
